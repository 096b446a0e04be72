#pragma once

#include <filesystem>

#include <retailsim/analytics/ids.hpp>
#include <retailsim/forecast/purchase_log.hpp>

namespace retailsim::dynamics {

/// Customers' own columns from a CSV file with a header or, by its name `*.parquet`, a Parquet file: a row for each
/// customer; every column but that of the customer is a feature, of numbers or of true and false.
/// \param customers        whom rows are wanted of; others are not looked at
/// \param customer_column  empty: found by the names that transactions' columns are found by
/// \throws std::invalid_argument "<path>: ..." for customers without a row or with two, and values that are no finite
///   numbers
forecast::CustomerColumns read_own_columns(const std::filesystem::path& path, const Ids& customers,
                                           const std::string& customer_column);

}  // namespace retailsim::dynamics
