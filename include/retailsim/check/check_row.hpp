#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retailsim {

/// What a self-check says of one of its rows.
enum class Verdict : std::uint8_t {
  ok,
  outside,           ///< a right run shows this less often than the report's error rate allows
  too_few_to_judge,  ///< below 50 expected, or too few for the tail to be known
};

inline std::string_view to_string(Verdict verdict) {
  constexpr std::string_view names[] = {"ok", "outside", "too few to judge"};
  return names[static_cast<std::size_t>(verdict)];
}

/// One comparison of what a run made with what its configuration implies.
struct CheckRow {
  std::string subject;        ///< part of the simulation: `customers`, `orders`, `baskets`, ...
  std::string name;           ///< what is compared
  double expected = 0;        ///< given what the comparison is conditional on
  double observed = 0;        ///< in the unit of `expected`
  double standard_error = 0;  ///< of `observed` in a right run; 0: both must be equal
  double p_value = 1;         ///< two-sided: chance of a right run to be as far off
  std::int64_t n = 0;         ///< customers, orders, lines compared
  bool can_be_judged = true;
  Verdict verdict = Verdict::ok;

  /// Distance in standard errors; infinite where they are 0 and the values differ.
  double z() const {
    if (observed == expected) return 0;
    return (observed - expected) / standard_error;
  }
};

/// All comparisons of a run, and the verdict over all of them together.
struct CheckReport {
  std::vector<CheckRow> rows;
  std::int64_t n_customers = 0;  ///< simulated
  std::int64_t n_examined = 0;   ///< of these, looked at by the statistical rows; ledger rows look at all
  double error_rate = 1e-6;      ///< chance that a right run has a row outside, over all rows together

  std::size_t count(Verdict verdict) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(rows, [&](const CheckRow& row) { return row.verdict == verdict; }));
  }
  bool passed() const { return count(Verdict::outside) == 0; }

  /// Sets every verdict: a row is outside where its tail is below its share of the error rate (Bonferroni).
  void judge() {
    const double threshold = rows.empty() ? 0 : error_rate / static_cast<double>(rows.size());
    for (CheckRow& row : rows) {
      row.verdict = !row.can_be_judged            ? Verdict::too_few_to_judge
                    : !(row.p_value >= threshold) ? Verdict::outside
                                                  : Verdict::ok;
    }
  }

  /// The row of that subject and name, or none.
  const CheckRow* find(std::string_view subject, std::string_view name) const {
    const auto found =
        std::ranges::find_if(rows, [&](const CheckRow& row) { return row.subject == subject && row.name == name; });
    return found == rows.end() ? nullptr : &*found;
  }
};

/// A table for people: one line per row, with a line of summary at its end.
inline std::string to_text(const CheckReport& report) {
  std::size_t subject_width = 7, name_width = 5;
  for (const CheckRow& row : report.rows) {
    subject_width = std::max(subject_width, row.subject.size());
    name_width = std::max(name_width, row.name.size());
  }
  const auto padded = [](std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text;
  };
  std::string text = padded("subject", subject_width) + "  " + padded("check", name_width) +
                     "      expected      observed  std. error       z  verdict\n";
  for (const CheckRow& row : report.rows) {
    char numbers[160];
    const double z = row.z();
    std::snprintf(numbers, sizeof numbers, "%14.6g%14.6g%12.3g", row.expected, row.observed, row.standard_error);
    text += padded(row.subject, subject_width) + "  " + padded(row.name, name_width) + numbers;
    std::snprintf(numbers, sizeof numbers, std::abs(z) < 1e4 ? "%8.2f  " : "%8.1g  ", z);
    text += numbers + std::string(to_string(row.verdict)) + '\n';
  }
  char summary[240];
  std::snprintf(summary, sizeof summary,
                "%zu checks of %lld of %lld customers: %zu ok, %zu outside, %zu too few to judge; one false alarm in "
                "%.0f runs\n",
                report.rows.size(), static_cast<long long>(report.n_examined),
                static_cast<long long>(report.n_customers), report.count(Verdict::ok), report.count(Verdict::outside),
                report.count(Verdict::too_few_to_judge), 1 / report.error_rate);
  return text + summary;
}

}  // namespace retailsim
