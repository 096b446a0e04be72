#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include <retailsim/check/check_row.hpp>

namespace mocker {

/// The self-check as JSON: what was compared, with its verdict, row by row. What is infinite or no number is null.
inline std::string report_json(const retailsim::CheckReport& report) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const retailsim::CheckRow& row : report.rows) {
    rows.push_back({{"subject", row.subject},
                    {"check", row.name},
                    {"expected", row.expected},
                    {"observed", row.observed},
                    {"standard_error", row.standard_error},
                    {"z", row.z()},
                    {"p_value", row.p_value},
                    {"n", row.n},
                    {"verdict", to_string(row.verdict)}});
  }
  const nlohmann::ordered_json text{{"passed", report.passed()},
                                    {"n_customers", report.n_customers},
                                    {"n_examined", report.n_examined},
                                    {"error_rate", report.error_rate},
                                    {"rows", std::move(rows)}};
  return text.dump(2) + "\n";
}

}  // namespace mocker
