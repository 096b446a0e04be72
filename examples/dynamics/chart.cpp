#include "chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace retailsim::dynamics {
namespace {

using nlohmann::json;

json number(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

json axis(const std::string& name, bool log) {
  json result{{"type", log ? "log" : "value"}, {"name", name}, {"nameLocation", "middle"}, {"nameGap", 36}};
  if (!log) result["scale"] = false;
  return result;
}

json category_axis(const std::string& name, const std::vector<std::string>& labels) {
  return {{"type", "category"}, {"name", name}, {"nameLocation", "middle"}, {"nameGap", 32}, {"data", labels}};
}

json heatmap(const Chart& chart) {
  json data = json::array();
  double most = 0;
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < chart.series.size(); ++row) {
    rows.push_back(chart.series[row].name);
    for (std::size_t i = 0; i < chart.series[row].y.size(); ++i) {
      const double value = chart.series[row].y[i];
      if (!std::isfinite(value)) continue;
      most = std::max(most, value);
      data.push_back({i, row, value});
    }
  }
  json rows_axis = category_axis(chart.y_name, rows);
  rows_axis["inverse"] = true;
  rows_axis["nameGap"] = 90;
  return {{"xAxis", category_axis(chart.x_name, chart.labels)},
          {"yAxis", rows_axis},
          {"grid", {{"left", 120}, {"right", 90}}},
          {"visualMap",
           {{"min", 0},
            {"max", most > 0 ? most : 1},
            {"calculable", true},
            {"orient", "vertical"},
            {"right", 0},
            {"top", "center"},
            {"inRange", {{"color", {"#f4f7fb", "#7fb2d9", "#1f4e79"}}}}}},
          {"series", json::array({{{"type", "heatmap"}, {"data", data}}})}};
}

}  // namespace

json echarts_option(const Chart& chart) {
  json option{{"animation", false}, {"tooltip", {{"trigger", chart.kind == Chart::Kind::heatmap ? "item" : "axis"}}}};
  if (chart.kind == Chart::Kind::heatmap) {
    option.update(heatmap(chart));
    return option;
  }
  const bool by_label = !chart.labels.empty();
  json series = json::array(), names = json::array();
  for (const Series& one : chart.series) {
    json data = json::array(), whiskers = json::array();
    for (std::size_t i = 0; i < one.y.size(); ++i) {
      if (by_label) {
        data.push_back(number(one.y[i]));
      } else if ((!chart.log_x || chart.x[i] > 0) && (!chart.log_y || one.y[i] > 0)) {
        data.push_back({number(chart.x[i]), number(one.y[i])});
      }
      if (!one.low.empty()) {
        whiskers.push_back(
            {number(one.low[i]), number(one.y[i]), number(one.y[i]), number(one.y[i]), number(one.high[i])});
      }
    }
    json item{{"name", one.name}, {"type", chart.kind == Chart::Kind::bar ? "bar" : "line"}, {"data", data}};
    if (chart.kind == Chart::Kind::line) item["showSymbol"] = one.y.size() < 40;
    names.push_back(one.name);
    series.push_back(item);
    if (!one.low.empty()) {
      series.push_back({{"name", one.name + ", 95 % interval"},
                        {"type", "boxplot"},
                        {"boxWidth", json::array({6, 12})},
                        {"itemStyle", {{"color", "transparent"}, {"borderColor", "#333333"}}},
                        {"data", whiskers}});
    }
  }
  option["xAxis"] = by_label ? category_axis(chart.x_name, chart.labels) : axis(chart.x_name, chart.log_x);
  option["yAxis"] = axis(chart.y_name, chart.log_y);
  option["yAxis"]["nameGap"] = 56;
  option["grid"] = {{"left", 80}, {"right", 30}, {"top", chart.series.size() > 1 ? 56 : 24}, {"bottom", 72}};
  if (chart.series.size() > 1) option["legend"] = {{"data", names}, {"type", "scroll"}, {"top", 0}};
  if (chart.labels.size() > 40) {
    option["dataZoom"] = json::array({{{"type", "inside"}}, {{"type", "slider"}, {"bottom", 4}, {"height", 18}}});
  }
  option["series"] = series;
  return option;
}

json chart_json(const Chart& chart) {
  json result{{"title", chart.title}, {"x_name", chart.x_name}, {"y_name", chart.y_name}};
  if (!chart.labels.empty()) result["labels"] = chart.labels;
  if (!chart.x.empty()) result["x"] = chart.x;
  const auto numbers = [](const std::vector<double>& values) {
    json array = json::array();
    for (const double value : values) array.push_back(number(value));
    return array;
  };
  result["series"] = json::array();
  for (const Series& series : chart.series) {
    json item{{"name", series.name}, {"y", numbers(series.y)}};
    if (!series.low.empty()) item["low"] = numbers(series.low), item["high"] = numbers(series.high);
    result["series"].push_back(item);
  }
  return result;
}

}  // namespace retailsim::dynamics
