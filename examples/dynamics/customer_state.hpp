#pragma once

#include <filesystem>

#include <retailsim/analytics/ids.hpp>
#include <retailsim/forecast/purchase_log.hpp>

namespace retailsim::dynamics {

/// What a model needs to know of each customer, without their transactions: row i is the customer of code i.
struct CustomerState {
  Ids customers;
  forecast::Snapshot rows;
};

/// Writes a row for each customer: who, first and last purchase, the first day that is not seen (`as_of`), the days
/// ahead that the features are of (`horizon_days`), x, t_x and T in units of `unit` days, and the features.
/// \param customers  what the codes of the rows stand for
/// \throws as support::write_whole_table
void write_state(const std::filesystem::path& path, const Ids& customers, const forecast::Snapshot& rows, double unit,
                 bool force);

/// Reads what `write_state` wrote, CSV or, by its name `*.parquet`, Parquet; times in days again.
/// \throws std::invalid_argument "<path>: ..." for what is not there or cannot be so, std::system_error
CustomerState read_state(const std::filesystem::path& path);

/// The rows as they are on a later day if nothing was bought in between. Features stay those of the earlier day.
forecast::Snapshot advanced(forecast::Snapshot rows, std::int32_t as_of);

}  // namespace retailsim::dynamics
