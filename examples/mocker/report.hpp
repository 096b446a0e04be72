#pragma once

#include <cmath>
#include <string>

#include <retailsim/check/check_row.hpp>
#include <retailsim/core/error.hpp>

#include "support/config_text.hpp"

namespace mocker {

/// The self-check as JSON: what was compared, with its verdict, row by row.
inline std::string report_json(const retailsim::CheckReport& report) {
  using retailsim::support::quoted_text;
  // JSON has neither infinity nor NaN.
  const auto number = [](double value) {
    return std::isfinite(value) ? retailsim::detail::number_text(value) : std::string("null");
  };
  std::string text = "{\n  \"passed\": ";
  text += report.passed() ? "true" : "false";
  text += ",\n  \"n_customers\": " + std::to_string(report.n_customers);
  text += ",\n  \"n_examined\": " + std::to_string(report.n_examined);
  text += ",\n  \"error_rate\": " + number(report.error_rate) + ",\n  \"rows\": [";
  bool first = true;
  for (const retailsim::CheckRow& row : report.rows) {
    text += first ? "\n    {" : ",\n    {";
    first = false;
    text += "\"subject\": " + quoted_text(row.subject) + ", \"check\": " + quoted_text(row.name);
    text += ", \"expected\": " + number(row.expected) + ", \"observed\": " + number(row.observed);
    text += ", \"standard_error\": " + number(row.standard_error) + ", \"z\": " + number(row.z());
    text += ", \"p_value\": " + number(row.p_value) + ", \"n\": " + std::to_string(row.n);
    text += ", \"verdict\": " + quoted_text(to_string(row.verdict)) + "}";
  }
  return text + "\n  ]\n}\n";
}

}  // namespace mocker
