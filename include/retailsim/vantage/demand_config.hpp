#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/seasonality/calendar_event.hpp>

namespace retailsim::vantage {

/// One of the country sites.
struct Shop {
  std::string name;
  double weight = 1;  ///< factor of its intensity

  static auto parameters() {
    return std::tuple{Parameter{"name", &Shop::name, "shop_id"},
                      Parameter{"weight", &Shop::weight, "factor of its orders", Rule::not_negative()}};
  }
};

/// Days of every year on which demand is `factor` times as high.
struct Event {
  std::string name;
  std::string first;  ///< "MM-DD", part of the event
  std::string last;   ///< "MM-DD", part of the event
  double factor = 1;

  static auto parameters() {
    return std::tuple{Parameter{"name", &Event::name, "what it is called"},
                      Parameter{"first", &Event::first, "first day, \"MM-DD\""},
                      Parameter{"last", &Event::last, "last day, \"MM-DD\""},
                      Parameter{"factor", &Event::factor, "factor of the orders", Rule::between(0, 1000)}};
  }
  void check(const std::string& path) const {
    day(first, path + ".first");
    day(last, path + ".last");
  }
  CalendarEvent on_calendar() const {
    const Date from = day(first, "first"), to = day(last, "last");
    return CalendarEvent::yearly(name, static_cast<unsigned>(from.month()), static_cast<unsigned>(from.day()),
                                 static_cast<unsigned>(to.month()), static_cast<unsigned>(to.day()), factor);
  }

 private:
  static Date day(const std::string& text, const std::string& path) {
    const auto date = parse_date("2000-" + text);
    if (!date) throw ParameterError(path, "a day of the year as \"MM-DD\"", '"' + text + '"');
    return *date;
  }
};

/// When orders come, and to which shop.
struct DemandConfig {
  double orders = 35'000;  ///< expected in the year, all shops together
  double trend = 0.0003;   ///< per day from 1 January: factor 1 + trend t
  std::vector<double> weekday{0.90, 0.85, 0.90, 0.95, 1.00, 1.20, 1.30};  ///< Monday first
  double payday = 1.15;                                                   ///< from that day of the month to its end
  int payday_from_day = 26;
  int open_from_hour = 6;
  int open_to_hour = 24;
  std::vector<Event> events;
  std::vector<Shop> shops;

  static auto parameters() {
    using T = DemandConfig;
    return std::tuple{
        Parameter{"orders", &T::orders, "expected orders of the year", {.low = 0, .high = 1e7, .above_low = true}},
        Parameter{"trend", &T::trend, "growth per day from 1 January", Rule::between(-0.0025, 1)},
        Parameter{"weekday", &T::weekday, "factors, Monday first", Rule::not_negative()},
        Parameter{"payday", &T::payday, "factor at the end of a month", Rule::not_negative()},
        Parameter{"payday_from_day", &T::payday_from_day, "first day of the month with it", Rule::between(1, 31)},
        Parameter{"open_from_hour", &T::open_from_hour, "hour of the first orders of a day", Rule::between(0, 23)},
        Parameter{"open_to_hour", &T::open_to_hour, "hour before which the last ones come", Rule::between(1, 24)},
        Parameter{"events", &T::events, "days of higher or lower demand"},
        Parameter{"shops", &T::shops, "country sites, in the order of the tables"}};
  }
  void check(const std::string& path) const {
    if (weekday.size() != 7) {
      throw ParameterError(path + ".weekday", "7 factors, Monday first", std::to_string(weekday.size()));
    }
    if (open_to_hour <= open_from_hour) {
      throw ParameterError(path + ".open_to_hour", "> open_from_hour = " + std::to_string(open_from_hour),
                           std::to_string(open_to_hour), {path + ".open_from_hour"});
    }
    if (shops.empty() || shops.size() > 255) {
      throw ParameterError(path + ".shops", "1 to 255 shops", std::to_string(shops.size()));
    }
    double sum = 0;
    for (std::size_t i = 0; i < shops.size(); ++i) {
      sum += shops[i].weight;
      for (std::size_t j = 0; j < i; ++j) {
        if (shops[i].name == shops[j].name) throw ParameterError(path + ".shops", "named differently", shops[i].name);
      }
    }
    if (!(sum > 0)) throw ParameterError(path + ".shops", "weights that do not sum to 0", "0");
  }
};

}  // namespace retailsim::vantage
