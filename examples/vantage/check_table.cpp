#include "check_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

using retailsim::vantage::Check;

namespace {

std::string number(double value, const Check& check) { return fmt::format("{:.{}f}", value, check.decimals); }

std::string tolerance(const Check& check) {
  std::string text = check.is_bound()       ? "more"
                     : check.tolerance == 0 ? "exactly"
                                            : "+- " + number(check.tolerance, check);
  if (!check.is_bound() && std::isfinite(check.least)) {
    text += fmt::format(", {} to {}", number(check.least, check), number(check.most, check));
  }
  return text;
}

}  // namespace

std::string check_table(const std::vector<Check>& checks) {
  std::size_t widest = 0, tolerances = 0;
  for (const Check& check : checks) {
    widest = std::max(widest, check.name.size());
    tolerances = std::max(tolerances, tolerance(check).size());
  }
  std::string text =
      fmt::format("{:<{}}  {:>10}  {:<{}}  {:>10}\n", "check", widest, "expected", "tolerance", tolerances, "found");
  for (const Check& check : checks) {
    text += fmt::format("{:<{}}  {:>10}  {:<{}}  {:>10}  {}\n", check.name, widest, number(check.expected, check),
                        tolerance(check), tolerances, number(check.found, check), check.passed() ? "ok" : "FAILED");
  }
  return text;
}
