#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace retailsim::dynamics {

/// A line or a set of bars of a chart. NaN: nothing there.
struct Series {
  std::string name;
  std::vector<double> y;
  std::vector<double> low{}, high{};  ///< an interval for each y, or none
};

/// What is drawn, whatever draws it.
struct Chart {
  enum class Kind { line, bar, heatmap };

  std::string title;
  Kind kind = Kind::line;
  std::string x_name{}, y_name{};
  std::vector<std::string> labels{};  ///< of the places on the x axis; empty: `x` has numbers
  std::vector<double> x{};
  bool log_x = false, log_y = false;  ///< numbers only; what is not > 0 is left out
  std::vector<Series> series{};       ///< of a heat map one for each row, the first one on top
};

/// The chart as an option object of ECharts. Intervals are whiskers: box plots whose boxes have no height.
nlohmann::json echarts_option(const Chart& chart);

/// The chart as data: title, axes and series.
nlohmann::json chart_json(const Chart& chart);

/// The chart as a picture of 860 by 400 points, without a library.
std::string chart_svg(const Chart& chart);

}  // namespace retailsim::dynamics
