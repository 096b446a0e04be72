#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/core/time.hpp>

namespace retailsim::vantage {

/// What a shop sold in a day.
struct Totals {
  std::int64_t orders = 0;
  std::int64_t revenue = 0;  ///< cents: quantity * price paid
  std::int64_t cost = 0;     ///< cents
};

/// Totals by day and shop over the simulated days, those around the year included.
class Daily {
 public:
  Daily(Date first, Date end, std::size_t n_shops)
      : first_(first), end_(end), n_shops_(n_shops), totals_(static_cast<std::size_t>(end - first) * n_shops) {}

  Date first() const { return first_; }
  Date end() const { return end_; }
  std::size_t n_shops() const { return n_shops_; }
  Totals& at(Date day, std::size_t shop) { return totals_[index(day, shop)]; }
  const Totals& at(Date day, std::size_t shop) const { return totals_[index(day, shop)]; }

 private:
  std::size_t index(Date day, std::size_t shop) const {
    return static_cast<std::size_t>(day - first_) * n_shops_ + shop;
  }

  Date first_, end_;
  std::size_t n_shops_;
  std::vector<Totals> totals_;
};

}  // namespace retailsim::vantage
