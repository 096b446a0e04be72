#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/forecast/summarise_purchases.hpp>

namespace test {

/// The CDNOW sample: 2,357 customers who first bought in the first quarter of 1997, calibration to 1997-09-30 in weeks
/// and 39 weeks of holdout.
struct Cdnow {
  std::vector<std::uint32_t> customer;
  std::vector<std::int32_t> day;
  retailsim::forecast::PurchaseHistory history;
  std::vector<double> holdout;            ///< purchase days after the calibration
  std::vector<double> mean_repeat_value;  ///< of the repeat purchase days of the calibration; 0 without any
};

inline std::int32_t day_of(int y, unsigned m, unsigned d) { return retailsim::Date(y, m, d).days; }

/// None where the option RETAILSIM_CDNOW names no file.
inline std::optional<Cdnow> read_cdnow() {
  std::ifstream file(RETAILSIM_CDNOW);
  if (!file) return std::nullopt;
  Cdnow data;
  std::map<std::pair<std::uint32_t, std::int32_t>, double> value;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string master;
    std::uint32_t sample = 0;
    int date = 0, units = 0;
    double dollars = 0;
    if (!(fields >> master >> sample >> date >> units >> dollars)) continue;
    const std::int32_t day =
        day_of(date / 10000, static_cast<unsigned>(date / 100 % 100), static_cast<unsigned>(date % 100));
    data.customer.push_back(sample - 1);
    data.day.push_back(day);
    value[{sample - 1, day}] += dollars;
  }
  const std::int32_t until = day_of(1997, 10, 1), end = day_of(1998, 7, 1);
  const auto calibration = retailsim::forecast::summarise_purchases<std::int32_t>(data.customer, data.day, 2357,
                                                                                  {.until = until, .unit = 7});
  data.history = calibration.history;
  data.holdout.assign(data.history.size(), 0);
  data.mean_repeat_value.assign(data.history.size(), 0);
  std::map<std::uint32_t, std::int32_t> first;
  for (const auto& [key, dollars] : value) {
    const auto [c, day] = key;
    first.try_emplace(c, day);
    if (day >= until && day < end) data.holdout[c] += 1;
    if (day < until && day > first[c]) data.mean_repeat_value[c] += dollars;
  }
  for (std::size_t c = 0; c < data.holdout.size(); ++c)
    if (data.history.n_repeat_orders[c] > 0) data.mean_repeat_value[c] /= data.history.n_repeat_orders[c];
  return data;
}

}  // namespace test
