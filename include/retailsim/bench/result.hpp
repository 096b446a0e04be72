// Needs nlohmann-json.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <retailsim/bench/quality.hpp>

namespace retailsim::bench {

/// What was measured of one candidate at one size.
struct Result {
  std::string law;
  std::vector<double> parameters;
  std::string source;                          ///< "retailsim", or the peer's name
  std::size_t n = 0;                           ///< variates drawn at a time
  double ns_per_variate = 0;                   ///< processor time, median of the repetitions
  std::optional<double> words_per_variate{};   ///< random words of 64 bits, where that can be known
  std::optional<double> cycles_per_variate{};  ///< where the machine counts them
  std::optional<Quality> quality{};
};

inline std::string number_text(double value, int digits = 6) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*g", digits, value);
  return text;
}

/// "gamma(2.5, 1)"
inline std::string law_text(const Result& result) {
  std::string text = result.law;
  for (std::size_t i = 0; i < result.parameters.size(); ++i) {
    text += (i == 0 ? "(" : ", ") + number_text(result.parameters[i]);
  }
  return result.parameters.empty() ? text : text + ")";
}

/// Time in ratio to the first result of the same law, parameters and size: retailsim's, where it takes part.
inline double ratio_to_first(const Result& result, const std::vector<Result>& results) {
  const auto first = std::ranges::find_if(results, [&](const Result& other) {
    return other.law == result.law && other.parameters == result.parameters && other.n == result.n;
  });
  return first == results.end() ? 1 : result.ns_per_variate / first->ns_per_variate;
}

/// An array of objects: law, parameters, source, n, ns_per_variate, words_per_variate, cycles_per_variate (null where
/// unknown) and, where a law could be judged, sample, test, p_value, moment_error, smallest and largest.
inline std::string json_text(const std::vector<Result>& results) {
  const auto or_null = [](const std::optional<double>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
  };
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  for (const Result& result : results) {
    nlohmann::ordered_json object{{"law", result.law},
                                  {"parameters", result.parameters},
                                  {"source", result.source},
                                  {"n", result.n},
                                  {"ns_per_variate", result.ns_per_variate},
                                  {"words_per_variate", or_null(result.words_per_variate)},
                                  {"cycles_per_variate", or_null(result.cycles_per_variate)}};
    if (const auto& quality = result.quality) {
      object["sample"] = quality->n;
      object["test"] = quality->test;
      object["p_value"] = quality->p_value;
      object["moment_error"] = quality->moment_error;
      object["smallest"] = quality->smallest;
      object["largest"] = quality->largest;
    }
    array.push_back(std::move(object));
  }
  return array.dump(2) + "\n";
}

/// A table for a terminal, one line for each result.
inline std::string table_text(const std::vector<Result>& results) {
  std::size_t widest = 3;
  for (const Result& result : results) widest = std::max(widest, law_text(result).size());
  std::ostringstream text;
  const auto cell = [&](const std::string& value, std::size_t width, bool left = false) {
    const std::string space(value.size() < width ? width - value.size() : 0, ' ');
    text << (left ? value + space : space + value) << "  ";
  };
  const auto row = [&](const std::vector<std::string>& cells) {
    cell(cells[0], widest, true);
    cell(cells[1], 9, true);
    for (std::size_t i = 2; i < cells.size(); ++i) cell(cells[i], i == 7 ? 10 : 9);
    text << '\n';
  };
  row({"law", "source", "n", "ns", "ratio", "words", "cycles", "test", "p", "moments", "smallest", "largest"});
  for (const Result& result : results) {
    std::vector<std::string> cells{law_text(result),
                                   result.source,
                                   std::to_string(result.n),
                                   number_text(result.ns_per_variate, 3),
                                   number_text(ratio_to_first(result, results), 3),
                                   result.words_per_variate ? number_text(*result.words_per_variate, 3) : "-",
                                   result.cycles_per_variate ? number_text(*result.cycles_per_variate, 3) : "-"};
    if (const auto& quality = result.quality) {
      cells.insert(cells.end(), {quality->test, number_text(quality->p_value, 2), number_text(quality->moment_error, 2),
                                 number_text(quality->smallest, 4), number_text(quality->largest, 4)});
    }
    row(cells);
  }
  return text.str();
}

/// A page with a bar for each result, drawn in place: it needs no network and no script.
inline std::string chart_page(const std::vector<Result>& results) {
  std::vector<std::string> groups;
  const auto group_of = [](const Result& result) { return law_text(result) + ", n = " + std::to_string(result.n); };
  for (const Result& result : results) {
    if (std::ranges::find(groups, group_of(result)) == groups.end()) groups.push_back(group_of(result));
  }
  std::ostringstream page;
  page << "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>ns per variate</title>\n<style>\n"
          "body { font: 14px sans-serif; margin: 2em; max-width: 60em } h2 { font-size: 1em; margin: 1.5em 0 .3em }\n"
          ".row { display: grid; grid-template-columns: 9em 1fr 7em; gap: .5em; align-items: center }\n"
          ".bar { background: #9ab; height: 1em } .first { background: #357 }\n</style>\n"
          "<h1>Nanoseconds per variate</h1>\n<p>Bars of one law share a scale; shorter is faster.</p>\n";
  const auto escaped = [](const std::string& text) {
    std::string result;
    for (const char c : text) {
      if (c == '<')
        result += "&lt;";
      else if (c == '&')
        result += "&amp;";
      else
        result += c;
    }
    return result;
  };
  for (const std::string& group : groups) {
    double most = 0;
    for (const Result& result : results) {
      if (group_of(result) == group) most = std::max(most, result.ns_per_variate);
    }
    page << "<h2>" << escaped(group) << "</h2>\n";
    for (const Result& result : results) {
      if (group_of(result) != group) continue;
      const bool first = ratio_to_first(result, results) == 1;
      page << "<div class=\"row\"><span>" << escaped(result.source) << "</span><div class=\"bar"
           << (first ? " first" : "")
           << "\" style=\"width:" << number_text(most > 0 ? 100 * result.ns_per_variate / most : 0, 4)
           << "%\"></div><span>" << number_text(result.ns_per_variate, 3) << "</span></div>\n";
    }
  }
  page << "</html>\n";
  return page.str();
}

}  // namespace retailsim::bench
