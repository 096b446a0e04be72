#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/analytics/ids.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim {

/// What customers bought: a row is one transaction, a product bought by a customer at a time. All analyses start here.
///
/// Rows may be in any order; those sorted by time, or by customer and time, are the fastest. Shape of every column:
/// {n}, or {0} for `quantity` and `amount` where they are not known. Twelve bytes for each row, and twelve more with
/// quantities and amounts.
///
/// Every row counts as a transaction and sums take its sign as it is. Returns, rows of negative quantity, are therefore
/// to be left out (readers do so unless told otherwise) where purchases are to be counted, and to be kept where units
/// and revenue are to be net.
///
/// An *order* is all that one customer buys at one second.
struct Transactions {
  std::vector<std::int32_t> customer;  ///< code in `customers`
  std::vector<std::int32_t> product;   ///< code in `products`
  std::vector<std::uint32_t> at;       ///< seconds since the start of `first_day`
  std::vector<std::int32_t> quantity;  ///< units
  std::vector<std::int64_t> amount;    ///< cents, of the whole row
  std::vector<std::int32_t> order;     ///< what order a row is of, where its number was asked for; else empty
  Date first_day;                      ///< day of the earliest row
  int n_days = 0;                      ///< from the first to the last day of a row; 0: no rows
  Ids customers, products;

  std::size_t size() const { return at.size(); }
  bool empty() const { return at.empty(); }
  std::size_t n_customers() const { return customers.size(); }
  std::size_t n_products() const { return products.size(); }
  bool has_quantity() const { return !quantity.empty(); }
  bool has_amount() const { return !amount.empty(); }

  Seconds time(std::size_t row) const { return first_day.start() + at[row]; }
  /// Days from `first_day`.
  std::uint32_t day_index(std::size_t row) const { return at[row] / static_cast<std::uint32_t>(seconds_per_day); }
  /// The day after the last.
  Date end_day() const { return first_day + n_days; }
  /// A time as `at` holds them, no less than 0 and no more than the end of the last day.
  std::uint32_t offset(Seconds time) const {
    return static_cast<std::uint32_t>(std::clamp<Seconds>(time - first_day.start(), 0, n_days * seconds_per_day));
  }
};

/// What a sum over transactions adds up.
enum class Measure { transactions, units, revenue };

inline std::string to_string(Measure measure) {
  return measure == Measure::transactions ? "transactions" : measure == Measure::units ? "units" : "revenue";
}

namespace detail {

/// \throws std::invalid_argument "<owner>: the transactions have no quantity (amount)" if the measure needs it
inline void require_measure(const Transactions& transactions, Measure measure, const std::string& owner) {
  if (transactions.empty()) return;
  if (measure == Measure::units && !transactions.has_quantity())
    throw std::invalid_argument(owner + ": units need a column of quantities, which the transactions do not have");
  if (measure == Measure::revenue && !transactions.has_amount())
    throw std::invalid_argument(owner + ": revenue needs a column of prices, which the transactions do not have");
}

}  // namespace detail

/// Puts columns together.
/// \param at        microseconds since 1970-01-01, naive local time; floored to the second
/// \param quantity  units, or none
/// \param amount    cents of the whole row, or none
/// \throws std::invalid_argument unless all columns given have one length, below 2^31, and at most 136 years lie
///   between the first and the last row
inline Transactions make_transactions(IdColumn customer, IdColumn product, std::span<const std::int64_t> at,
                                      std::vector<std::int32_t> quantity = {}, std::vector<std::int64_t> amount = {}) {
  const std::size_t n = at.size();
  const auto check_length = [&](std::size_t length, const char* what) {
    if (length != n) {
      detail::invalid(std::string("make_transactions: ") + what, "as long as at, " + std::to_string(n),
                      std::to_string(length));
    }
  };
  check_length(customer.codes.size(), "customer");
  check_length(product.codes.size(), "product");
  if (!quantity.empty()) check_length(quantity.size(), "quantity");
  if (!amount.empty()) check_length(amount.size(), "amount");
  if (n > std::numeric_limits<std::int32_t>::max()) {
    detail::invalid("make_transactions: at", "shorter than 2^31 rows", std::to_string(n));
  }

  Transactions table;
  table.customer = std::move(customer.codes);
  table.product = std::move(product.codes);
  table.quantity = std::move(quantity);
  table.amount = std::move(amount);
  table.customers = std::move(customer.ids);
  table.products = std::move(product.ids);
  if (n == 0) return table;

  const auto [least, most] = std::ranges::minmax(at);
  const auto floored = [](std::int64_t micros) {
    return micros / micros_per_second - (micros % micros_per_second < 0 ? 1 : 0);
  };
  const Date first = date_of(floored(least)), last = date_of(floored(most));
  const std::int64_t n_days = std::int64_t{last.days} - first.days + 1;
  if (n_days > std::numeric_limits<std::uint32_t>::max() / seconds_per_day) {
    detail::invalid("make_transactions: at", "within 136 years", to_string(first) + " to " + to_string(last));
  }
  table.first_day = first;
  table.n_days = static_cast<int>(n_days);
  table.at.resize(n);
  const std::int64_t origin = first.start() * micros_per_second;
  for (std::size_t i = 0; i < n; ++i) {
    table.at[i] = static_cast<std::uint32_t>(static_cast<std::uint64_t>(at[i] - origin) /
                                             static_cast<std::uint64_t>(micros_per_second));
  }
  return table;
}

}  // namespace retailsim
