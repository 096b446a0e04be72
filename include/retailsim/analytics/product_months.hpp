#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/analytics/month.hpp>
#include <retailsim/analytics/transactions.hpp>

namespace retailsim {

/// Transactions of every product in every month, from the month of the first transaction to that of the last.
class ProductMonths {
 public:
  explicit ProductMonths(const Transactions& transactions)
      : months_(transactions.first_day, transactions.n_days), n_products_(transactions.n_products()) {
    counts_.resize(n_products_ * months_.size());
    const std::uint16_t* const month_of_day = months_.month_of_day().data();
    const std::size_t n_months = months_.size();
    const std::size_t n = transactions.size();
    const std::int32_t* const product = transactions.product.data();
    for (std::size_t i = 0; i < n; ++i) {
      ++counts_[static_cast<std::size_t>(product[i]) * n_months + month_of_day[transactions.day_index(i)]];
    }
  }

  const MonthAxis& months() const { return months_; }
  std::size_t n_products() const { return n_products_; }
  /// All of them, row-major, shape {n_products, n_months}.
  std::span<const std::int32_t> counts() const { return counts_; }
  /// One product's, shape {n_months}.
  std::span<const std::int32_t> product(std::int32_t code) const {
    return counts().subspan(static_cast<std::size_t>(code) * months_.size(), months_.size());
  }

 private:
  MonthAxis months_;
  std::size_t n_products_;
  std::vector<std::int32_t> counts_;
};

/// Transactions of one product in the twelve months of a year; 0 in months that the transactions do not reach.
/// \param product  its id, as it is written in the file
/// \throws std::invalid_argument if there is no such product, or no transaction of any product falls in the year
inline std::array<std::int32_t, 12> product_year(const ProductMonths& table, const Ids& products,
                                                 const std::string& product, int year) {
  const auto code = products.find(product);
  if (!code) throw std::invalid_argument("product_year: there is no product " + product);
  const MonthAxis& months = table.months();
  const int first_year = months.first().year(), last_year = months[months.size() - 1].year();
  if (year < first_year || year > last_year) {
    throw std::invalid_argument("product_year: there are no transactions in " + std::to_string(year) +
                                "; the years are " + std::to_string(first_year) + " to " + std::to_string(last_year));
  }
  std::array<std::int32_t, 12> counts{};
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i].year() == year) {
      counts[static_cast<std::size_t>(months[i].month() - 1)] = table.product(*code)[i];
    }
  }
  return counts;
}

}  // namespace retailsim
