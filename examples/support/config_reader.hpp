#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>

#include "support/config_error.hpp"
#include "support/toml_document.hpp"

/// Fills a configuration (retailsim/config/parameter.hpp) from a TOML document.
///
/// Parameters are keys, structs are tables, lists of structs are `[[arrays of tables]]`, labels with weights are tables
/// of numbers. What the document does not name stays as it is. Keys that are not known, values of the wrong type,
/// values against a rule and parameters that do not apply beside the others (of another law) are errors with their
/// place.
namespace retailsim::support {

namespace detail {

[[noreturn]] inline void wrong(const TomlValue& value, const std::string& path, const std::string& rule) {
  throw ConfigError(value.where(), path + " must be " + rule + ", got " + value.description());
}

template <class T>
constexpr bool is_integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;

inline bool is_number(const TomlValue& value) {
  return value.type() == TomlValue::Type::integer || value.type() == TomlValue::Type::real;
}

template <class T>
  requires is_integer<T>
T read_integer(const TomlValue& value, const std::string& path, const Rule& rule) {
  // 1e6 is a real to TOML, but a fine count.
  if (!is_number(value) || value.real() != std::floor(value.real())) wrong(value, path, "a whole number");
  if (value.type() == TomlValue::Type::integer && std::in_range<T>(value.integer()))
    return static_cast<T>(value.integer());
  constexpr double most = 9e15;  // whole numbers beyond it are not exact as reals
  if (value.type() == TomlValue::Type::real && std::abs(value.real()) <= most &&
      std::in_range<T>(static_cast<std::int64_t>(value.real()))) {
    return static_cast<T>(value.real());
  }
  // What the type cannot hold is told by the parameter's own bounds, where it has some that are narrower.
  constexpr T smallest = std::numeric_limits<T>::min(), largest = std::numeric_limits<T>::max();
  const bool has_low = rule.low > static_cast<double>(smallest), has_high = rule.high < static_cast<double>(largest);
  const std::string low = has_low ? std::to_string(static_cast<T>(rule.low)) : std::to_string(smallest);
  const std::string high = has_high ? std::to_string(static_cast<T>(rule.high)) : std::to_string(largest);
  wrong(value, path, "a whole number from " + low + " to " + high);
}

/// \param rule  of the number, or of each number of a list
template <class T>
void read_value(T& to, const TomlValue& value, const std::string& path, const Rule& rule);

template <Described Config>
void read_table(Config& config, const TomlValue& table, const std::string& path) {
  if (table.type() != TomlValue::Type::table) wrong(table, path, "a table");
  const auto members = table.members();
  std::vector<std::string_view> names;
  std::apply([&](const auto&... parameter) { (names.push_back(parameter.name), ...); }, Config::parameters());
  for (const auto& [key, key_where, value] : members) {
    bool known = false;
    std::apply(
        [&](const auto&... parameter) {
          const auto read = [&](const auto& p) {
            if (p.name != key) return;
            known = true;
            read_value(config.*p.member, value, retailsim::detail::join_path(path, key), p.rule);
          };
          (read(parameter), ...);
        },
        Config::parameters());
    if (!known) {
      throw ConfigError(key_where,
                        "unknown key \"" + key + "\"" + (path.empty() ? "" : " in " + path) + did_you_mean(key, names));
    }
  }
  // Whether a parameter counts is known only now, as the law that decides it may stand below.
  for (const auto& [key, key_where, value] : members) {
    std::apply(
        [&](const auto&... parameter) {
          const auto check = [&](const auto& p) {
            if (p.name == key && !p.applies_to(config)) {
              throw ConfigError(key_where, retailsim::detail::join_path(path, key) +
                                               " has no meaning beside the other values here: take it out");
            }
          };
          (check(parameter), ...);
        },
        Config::parameters());
  }
}

inline void read_labels(WeightedLabels& labels, const TomlValue& value, const std::string& path) {
  if (value.type() != TomlValue::Type::table) wrong(value, path, "a table of labels and weights");
  labels.clear();
  for (const auto& [label, label_where, weight] : value.members()) {
    if (!is_number(weight)) wrong(weight, retailsim::detail::join_path(path, label), "a number");
    labels.push_back({label, weight.real()});
  }
}

template <class T>
void read_value(T& to, const TomlValue& value, const std::string& path, const Rule& rule) {
  using Type = TomlValue::Type;
  if constexpr (std::is_same_v<T, bool>) {
    if (value.type() != Type::boolean) wrong(value, path, "true or false");
    to = value.boolean();
  } else if constexpr (is_integer<T>) {
    to = read_integer<T>(value, path, rule);
  } else if constexpr (std::is_floating_point_v<T>) {
    if (!is_number(value)) wrong(value, path, "a number");
    to = value.real();
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (value.type() != Type::text) wrong(value, path, "a text in quotes");
    to = value.text();
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto date = value.date();
    if (!date) wrong(value, path, "a date YYYY-MM-DD");
    to = *date;
  } else if constexpr (NamedChoice<T>) {
    const auto& choices = names_of(T{});
    const std::vector<std::string_view> names(choices.begin(), choices.end());
    const std::string text = value.type() == Type::text ? value.text() : std::string();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (value.type() == Type::text && names[i] == text) return void(to = static_cast<T>(i));
    }
    throw ConfigError(value.where(), path + ": " + value.description() + " is not known" + did_you_mean(text, names));
  } else if constexpr (std::is_same_v<T, WeightedLabels>) {
    read_labels(to, value, path);
  } else if constexpr (Described<T>) {
    read_table(to, value, path);
  } else {
    if (value.type() != Type::list) wrong(value, path, "a list");
    const auto elements = value.elements();
    if constexpr (requires { to.resize(std::size_t{}); }) {
      to.assign(elements.size(), typename T::value_type{});
    } else if (elements.size() != to.size()) {
      throw ConfigError(value.where(), path + " must have " + std::to_string(to.size()) + " values, got " +
                                           std::to_string(elements.size()));
    }
    for (std::size_t i = 0; i < elements.size(); ++i) {
      read_value(to[i], elements[i], retailsim::detail::join_path(path, i), rule);
    }
  }
}

}  // namespace detail

/// Fills the configuration from one document after the other, without a look at the rules: what a later one, or an
/// option, puts right is right. \throws ConfigError on the first thing that is wrong; `config` is then half-read
template <Described Config>
void fill_config(Config& config, std::span<const TomlDocument> documents) {
  for (const TomlDocument& document : documents) detail::read_table(config, document.root(), {});
}

/// Where the mistake that an error is about was made: at the last of the parameters it names that the documents give,
/// or else at the nearest thing around the first.
std::string place_of(const ParameterError& error, std::span<const TomlDocument> documents);

/// Fills the configuration and checks it. \throws ConfigError as `fill_config`, or with the place of the value that is
/// against a rule
template <Described Config>
void read_config(Config& config, std::span<const TomlDocument> documents) {
  fill_config(config, documents);
  try {
    check_parameters(config);
  } catch (const ParameterError& error) {
    throw ConfigError(place_of(error, documents), error.what());
  }
}

template <Described Config>
void read_config(Config& config, const TomlDocument& document) {
  read_config(config, std::span(&document, 1));
}

}  // namespace retailsim::support
