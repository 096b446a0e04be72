#pragma once

#include <charconv>
#include <cmath>
#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>

/// Checks of parameters. Each returns the value it was given or throws `std::invalid_argument` with owner, parameter,
/// rule and value: `LogNormalPrice: sigma must be finite and > 0, got -0.3`. They run before any output is touched.
namespace retailsim::detail {

/// The shortest decimal text that reads back as the same number.
inline std::string number_text(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}
inline std::string number_text(std::integral auto value) { return std::to_string(value); }

[[noreturn]] inline void invalid(std::string_view what, std::string_view rule, std::string_view value) {
  throw std::invalid_argument(std::string(what) + " must be " + std::string(rule) + ", got " + std::string(value));
}

/// \throws std::invalid_argument "<what> must be <rule>, got <value>" unless `holds`
inline double require(bool holds, double value, std::string_view what, std::string_view rule) {
  if (!holds) invalid(what, rule, number_text(value));
  return value;
}
template <std::integral Integer>
Integer require(bool holds, Integer value, std::string_view what, std::string_view rule) {
  if (!holds) invalid(what, rule, number_text(value));
  return value;
}

inline double finite(double value, std::string_view what) {
  return require(std::isfinite(value), value, what, "finite");
}
inline double positive(double value, std::string_view what) {
  return require(std::isfinite(value) && value > 0, value, what, "finite and > 0");
}
inline double not_negative(double value, std::string_view what) {
  return require(std::isfinite(value) && value >= 0, value, what, "finite and >= 0");
}
/// A probability or share, in [0, 1].
inline double share(double value, std::string_view what) {
  return require(value >= 0 && value <= 1, value, what, "in [0, 1]");
}
inline double in_range(double value, double low, double high, std::string_view what) {
  return require(value >= low && value <= high, value, what,
                 "in [" + number_text(low) + ", " + number_text(high) + "]");
}
template <std::integral Integer>
Integer at_least(Integer value, Integer low, std::string_view what) {
  return require(value >= low, value, what, ">= " + number_text(low));
}
template <std::integral Integer>
Integer in_range(Integer value, Integer low, Integer high, std::string_view what) {
  return require(value >= low && value <= high, value, what,
                 "in [" + number_text(low) + ", " + number_text(high) + "]");
}

/// Weights of a discrete law: at least one, each finite and >= 0, not all 0.
template <class Weights>
const Weights& weights(const Weights& values, std::string_view what) {
  double largest = 0;
  for (const double value : values) {
    not_negative(value, std::string(what) + " (each weight)");
    largest = value > largest ? value : largest;
  }
  if (!(largest > 0)) invalid(what, "weights with at least one > 0", "none");
  return values;
}

}  // namespace retailsim::detail
