#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chart.hpp"
#include "html.hpp"

namespace retailsim::dynamics {
namespace {

constexpr double width = 860, height = 400, left = 90, right = 20, top = 44, bottom = 66;
constexpr double plot_width = width - left - right, plot_height = height - top - bottom;
constexpr std::array colors{"#1f4e79", "#d1702a", "#3b8f5a", "#9b3f6e", "#6a5acd", "#8c8c2e", "#2a9aa8", "#b04a4a"};

/// From values to places between 0 and 1.
struct Scale {
  double low = 0, high = 1;
  bool log = false;

  double place(double value) const {
    const double at = log ? std::log10(value) : value;
    return high > low ? (at - low) / (high - low) : 0.5;
  }
  bool shows(double value) const { return std::isfinite(value) && (!log || value > 0); }

  void take(double value) {
    if (!shows(value)) return;
    const double at = log ? std::log10(value) : value;
    low = std::min(low, at);
    high = std::max(high, at);
  }
  static Scale empty(bool is_log) { return {.low = HUGE_VAL, .high = -HUGE_VAL, .log = is_log}; }

  /// About five round values.
  std::vector<double> ticks() const {
    std::vector<double> result;
    if (!(high >= low)) return result;
    if (log) {
      for (double power = std::ceil(low - 1e-9); power <= high + 1e-9; ++power) result.push_back(std::pow(10, power));
      return result;
    }
    const double rough = (high - low) / 5, power = std::pow(10, std::floor(std::log10(rough > 0 ? rough : 1)));
    const double step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
    for (double at = std::ceil(low / step) * step; at <= high + 1e-9 * step; at += step) result.push_back(at);
    return result;
  }
};

std::string text(double x, double y, const std::string& content, const char* anchor = "middle", const char* more = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y, anchor, more,
                     escaped(content));
}

std::string labels_below(const std::vector<std::string>& labels) {
  std::string svg;
  const std::size_t step = std::max<std::size_t>(1, (labels.size() + 11) / 12);
  for (std::size_t i = 0; i < labels.size(); i += step) {
    const double x = left + plot_width * (static_cast<double>(i) + 0.5) / static_cast<double>(labels.size());
    svg += text(x, height - bottom + 18, labels[i]);
  }
  return svg;
}

std::string names(const Chart& chart) {
  return text(width / 2, 20, chart.title, "middle", " font-size=\"15\"") +
         text(left + plot_width / 2, height - 8, chart.x_name) +
         text(16, top + plot_height / 2, chart.y_name, "middle",
              fmt::format(" transform=\"rotate(-90 16 {:.1f})\"", top + plot_height / 2).c_str());
}

std::string heatmap(const Chart& chart) {
  double most = 0;
  for (const Series& row : chart.series) {
    for (const double value : row.y) most = std::isfinite(value) ? std::max(most, value) : most;
  }
  std::string svg = labels_below(chart.labels);
  const double cell_width = plot_width / static_cast<double>(std::max<std::size_t>(1, chart.labels.size()));
  const double cell_height = plot_height / static_cast<double>(std::max<std::size_t>(1, chart.series.size()));
  for (std::size_t row = 0; row < chart.series.size(); ++row) {
    const double y = top + static_cast<double>(row) * cell_height;
    svg += text(left - 6, y + cell_height / 2 + 4, chart.series[row].name, "end");
    for (std::size_t i = 0; i < chart.series[row].y.size(); ++i) {
      const double value = chart.series[row].y[i];
      if (!std::isfinite(value)) continue;
      svg += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#1f4e79\" "
          "fill-opacity=\"{:.3f}\"/>\n",
          left + static_cast<double>(i) * cell_width, y, cell_width, cell_height, most > 0 ? value / most : 0);
    }
  }
  return svg + names(chart);
}

std::string lines_or_bars(const Chart& chart) {
  const bool by_label = !chart.labels.empty();
  Scale x = by_label ? Scale{} : Scale::empty(chart.log_x), y = Scale::empty(chart.log_y);
  if (!by_label) {
    for (const double value : chart.x) x.take(value);
  }
  if (!chart.log_y) y.take(0);
  for (const Series& series : chart.series) {
    for (const auto* values : {&series.y, &series.low, &series.high}) {
      for (const double value : *values) y.take(value);
    }
  }
  if (!(y.high > y.low)) y.high = y.low + 1;
  const auto x_of = [&](std::size_t i) {
    return left + plot_width * (by_label ? (static_cast<double>(i) + 0.5) / static_cast<double>(chart.labels.size())
                                         : x.place(chart.x[i]));
  };
  const auto y_of = [&](double value) { return top + plot_height * (1 - y.place(value)); };

  std::string svg;
  for (const double tick : y.ticks()) {
    svg += fmt::format("<path d=\"M{:.1f} {:.1f}H{:.1f}\" stroke=\"#dddddd\"/>\n", left, y_of(tick), width - right);
    svg += text(left - 6, y_of(tick) + 4, fmt::format("{:g}", tick), "end");
  }
  if (by_label) {
    svg += labels_below(chart.labels);
  } else {
    for (const double tick : x.ticks()) {
      svg += text(left + plot_width * x.place(tick), height - bottom + 18, fmt::format("{:g}", tick));
    }
  }
  const double group = by_label ? plot_width / static_cast<double>(chart.labels.size()) : 0;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const Series& series = chart.series[s];
    const char* const color = colors[s % colors.size()];
    if (chart.kind == Chart::Kind::bar) {
      const double bar = 0.8 * group / static_cast<double>(chart.series.size());
      const double base = y_of(chart.log_y ? std::pow(10, y.low) : 0);
      for (std::size_t i = 0; i < series.y.size(); ++i) {
        if (!y.shows(series.y[i])) continue;
        const double x0 = x_of(i) - 0.4 * group + static_cast<double>(s) * bar;
        svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n", x0,
                           std::min(y_of(series.y[i]), base), bar, std::abs(base - y_of(series.y[i])), color);
      }
    } else {
      std::string path;
      bool pen_down = false;
      for (std::size_t i = 0; i < series.y.size(); ++i) {
        const bool shown = y.shows(series.y[i]) && (by_label || x.shows(chart.x[i]));
        if (shown) path += fmt::format("{}{:.1f} {:.1f}", pen_down ? 'L' : 'M', x_of(i), y_of(series.y[i]));
        pen_down = shown;
      }
      svg += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\"/>\n", path, color);
    }
    for (std::size_t i = 0; i < series.low.size(); ++i) {
      if (!y.shows(series.low[i]) || !y.shows(series.high[i])) continue;
      svg += fmt::format("<path d=\"M{0:.1f} {1:.1f}V{2:.1f}\" stroke=\"#333333\"/>\n", x_of(i), y_of(series.low[i]),
                         y_of(series.high[i]));
    }
    if (chart.series.size() > 1) {
      const double at = left + static_cast<double>(s) * plot_width / static_cast<double>(chart.series.size());
      svg += fmt::format("<rect x=\"{:.1f}\" y=\"28\" width=\"10\" height=\"10\" fill=\"{}\"/>\n", at, color);
      svg += text(at + 14, 37, series.name, "start");
    }
  }
  return svg + names(chart);
}

}  // namespace

std::string chart_svg(const Chart& chart) {
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
             "font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
             width, height) +
         (chart.kind == Chart::Kind::heatmap ? heatmap(chart) : lines_or_bars(chart)) + "</svg>\n";
}

}  // namespace retailsim::dynamics
