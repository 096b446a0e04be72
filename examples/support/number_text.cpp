#include "support/number_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>

namespace retailsim::support {

std::string short_number(double value) {
  constexpr const char* units[] = {"", " k", " M", " G", " T"};
  std::size_t unit = 0;
  double size = std::abs(value);
  while (size >= 999.5 && unit < 4) {
    size /= 1000;
    ++unit;
  }
  const int decimals = unit == 0 && size == std::floor(size) ? 0 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
  return fmt::format("{}{:.{}f}{}", value < 0 ? "-" : "", size, decimals, units[unit]);
}

std::string grouped(std::int64_t value) {
  std::string text = std::to_string(value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string byte_text(double bytes) {
  const std::string text = short_number(bytes);
  return text + (text.find(' ') == std::string::npos ? " B" : "B");
}

std::string duration_text(double seconds) {
  if (seconds < 9.995) return fmt::format("{:.2f} s", seconds);
  if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = std::llround(seconds);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace retailsim::support
