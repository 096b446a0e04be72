#pragma once

#include <optional>
#include <string>

#include <retailsim/analytics/activity.hpp>
#include <retailsim/analytics/order_rows.hpp>
#include <retailsim/analytics/product_months.hpp>
#include <retailsim/analytics/seasonality_profile.hpp>
#include <retailsim/analytics/top_products.hpp>
#include <retailsim/analytics/transaction_columns.hpp>

#include "page.hpp"

/// The sections of the pages: each asks one question of the transactions and says the answer in words, figures, a table
/// and charts.
namespace retailsim::dynamics {

Section file_section(const TransactionFile& file);
Section activity_section(const Transactions& table, std::size_t n_rows);
/// \param year  or all months of the file
/// \throws std::invalid_argument if there is no such product, or it has no transaction in the year
Section product_section(const Transactions& table, const std::string& product, std::optional<int> year);
Section top_section(const Transactions& table, Seconds at, const TopQuestion& question);
Section top_by_month_section(const Transactions& table, const ProductMonths& months);
Section volume_section(const Transactions& table);
/// \param n_products  rows of the table, the most frequent first, ties by id; 20 at least
Section product_months_section(const Transactions& table, const ProductMonths& months, std::size_t n_products);
Section season_section(const Seasonality& found);
Section growth_section(const Transactions& table, const Seasonality& found);
Section cohort_section(const Transactions& table);
Section gap_section(const OrderRows& orders);
Section basket_section(const OrderRows& orders);
Section pair_section(const Transactions& table, const OrderRows& orders);
Section change_section(const Transactions& table);
Section rfm_section(const Transactions& table);

}  // namespace retailsim::dynamics
