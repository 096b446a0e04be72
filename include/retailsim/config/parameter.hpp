#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/population/trait_plan.hpp>

namespace retailsim {

/// What a number may be, and how messages say it.
struct Rule {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool above_low = false;  ///< `low` itself is not allowed

  bool holds(double value) const {
    return std::isfinite(value) && (above_low ? value > low : value >= low) && value <= high;
  }
  std::string text() const {
    const bool from = std::isfinite(low), to = std::isfinite(high);
    if (from && to)
      return (above_low ? "in (" : "in [") + detail::number_text(low) + ", " + detail::number_text(high) + "]";
    if (from) return std::string("finite and ") + (above_low ? "> " : ">= ") + detail::number_text(low);
    return to ? "finite and <= " + detail::number_text(high) : "finite";
  }

  static constexpr Rule any() { return {}; }
  static constexpr Rule share() { return {0, 1}; }
  static constexpr Rule positive() { return {.low = 0, .above_low = true}; }
  static constexpr Rule not_negative() { return {.low = 0}; }
  static constexpr Rule between(double low, double high) { return {low, high}; }
};

/// One parameter of a configuration: its name in files and messages, what it may be, and what it means. A configuration
/// is a plain struct with a static `parameters()` that lists them; whoever reads, checks, prints or compares
/// configurations goes through that list.
template <class OwnerT, class ValueT>
struct Parameter {
  using Owner = OwnerT;
  using Value = ValueT;
  using Applies = bool (*)(const Owner&);

  constexpr Parameter(std::string_view the_name, ValueT OwnerT::*the_member, std::string_view what, Rule the_rule = {},
                      std::type_identity_t<bool (*)(const OwnerT&)> when = nullptr)
      : name(the_name), member(the_member), about(what), rule(the_rule), applies(when) {}

  bool applies_to(const Owner& owner) const { return applies == nullptr || applies(owner); }

  std::string_view name;
  Value Owner::*member;
  std::string_view about;  ///< meaning and unit, in a line
  Rule rule;               ///< of a number, and of each number of a list
  Applies applies;         ///< whether the parameter counts beside the others: a law has its own parameters only
};

/// A struct that lists its parameters.
template <class T>
concept Described = requires { T::parameters(); };

template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::bool_constant<Described<T>> {};
/// A list of such structs.
template <class T>
concept DescribedList = IsList<T>::value;

/// A choice among names: `names_of(E{})`, found beside the enumeration, lists them in the order of the values from 0.
template <class T>
concept NamedChoice = std::is_enum_v<T> && requires { names_of(T{}); };

template <NamedChoice E>
std::string_view name_of(E value) {
  return names_of(value)[static_cast<std::size_t>(value)];
}

/// Labels and their weights among each other; only ratios of weights count.
using WeightedLabels = std::vector<WeightedLabel>;

/// A bad value of a parameter, which `path` names: `customers.count`, `groups[2].price.low`.
class ParameterError : public std::invalid_argument {
 public:
  /// \param others  parameters whose values the rule is about too, so that one of them may be the mistake
  ParameterError(std::string the_path, const std::string& rule, const std::string& value,
                 std::vector<std::string> others = {})
      : std::invalid_argument(the_path + " must be " + rule + ", got " + value),
        path_(std::move(the_path)),
        others_(std::move(others)) {}

  /// What a model said about the part of the configuration it is made of, the model's own name left out.
  static ParameterError of_model(const std::string& path, std::string_view message) {
    const auto owner = message.find(": ");
    if (owner != std::string_view::npos) message.remove_prefix(owner + 2);
    return {path, path + ": " + std::string(message)};
  }

  const std::string& path() const { return path_; }
  const std::vector<std::string>& others() const { return others_; }

 private:
  ParameterError(std::string path, const std::string& message)
      : std::invalid_argument(message), path_(std::move(path)) {}

  std::string path_;
  std::vector<std::string> others_;
};

/// `make()`, where what it finds wrong is told as a mistake in the part `path` of the configuration.
template <class F>
auto made_from(const std::string& path, F&& make) {
  try {
    return make();
  } catch (const ParameterError&) {
    throw;
  } catch (const std::invalid_argument& error) {
    throw ParameterError::of_model(path, error.what());
  }
}

/// The labels of a list, or the texts in it, must differ from each other.
/// \throws ParameterError of the list `path` if one is there twice, or there are more than `most`
template <class List, class Label = std::identity>
void check_labels(const List& list, const std::string& path, Label label = {},
                  std::size_t most = std::numeric_limits<std::int16_t>::max()) {
  if (list.size() > most) {
    throw ParameterError(path, "at most " + std::to_string(most) + " labels", std::to_string(list.size()));
  }
  std::unordered_set<std::string> seen;
  for (const auto& entry : list) {
    const std::string& text = std::invoke(label, entry);
    if (!seen.insert(text).second) throw ParameterError(path, "labels that differ", '"' + text + "\" twice");
  }
}

/// Calls `f(parameter, value)` for each parameter that counts.
template <class Config, class F>
void for_each_parameter(Config& config, F&& f) {
  std::apply(
      [&](const auto&... parameter) {
        ((parameter.applies_to(config) ? f(parameter, config.*parameter.member) : void()), ...);
      },
      std::remove_cvref_t<Config>::parameters());
}

namespace detail {

inline std::string join_path(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + '.' + std::string(name);
}
inline std::string join_path(const std::string& path, std::size_t i) { return path + '[' + std::to_string(i) + ']'; }

}  // namespace detail

/// Checks every parameter against its rule, and each struct by its own `check(path)` where it has one.
/// \throws ParameterError on the first bad value
template <Described Config>
void check_parameters(const Config& config, const std::string& path = {}) {
  const auto number = [](auto value, const Rule& rule, const std::string& at) {
    if (!rule.holds(static_cast<double>(value))) throw ParameterError(at, rule.text(), detail::number_text(value));
  };
  for_each_parameter(config, [&](const auto& parameter, const auto& value) {
    using Value = std::remove_cvref_t<decltype(value)>;
    const std::string at = detail::join_path(path, parameter.name);
    if constexpr (std::is_same_v<Value, bool> || NamedChoice<Value> || std::is_same_v<Value, std::string>) {
    } else if constexpr (std::is_arithmetic_v<Value>) {
      number(value, parameter.rule, at);
    } else if constexpr (std::is_same_v<Value, Date>) {
      if (value < Date{1900, 1, 1} || value > Date{2200, 1, 1}) {
        throw ParameterError(at, "between 1900-01-01 and 2200-01-01", to_string(value));
      }
    } else if constexpr (std::is_same_v<Value, WeightedLabels>) {
      double sum = 0;
      for (const auto& [label, weight] : value) {
        number(weight, Rule::not_negative(), detail::join_path(at, label));
        sum += weight;
      }
      if (!(sum > 0))
        throw ParameterError(at, "labels with weights that do not sum to 0", value.empty() ? "none" : "0");
    } else if constexpr (Described<Value>) {
      check_parameters(value, at);
    } else if constexpr (DescribedList<Value>) {
      for (std::size_t i = 0; i < value.size(); ++i) check_parameters(value[i], detail::join_path(at, i));
    } else if constexpr (std::is_arithmetic_v<typename Value::value_type>) {
      for (std::size_t i = 0; i < value.size(); ++i) number(value[i], parameter.rule, detail::join_path(at, i));
    }
  });
  if constexpr (requires { config.check(path); }) config.check(path);
}

/// The path of the first parameter in which two configurations differ; empty where they are equal.
template <Described Config>
std::string first_difference(const Config& a, const Config& b, const std::string& path = {}) {
  std::string found;
  std::apply(
      [&](const auto&... parameter) {
        const auto compare = [&](const auto& p) {
          using Value = typename std::remove_cvref_t<decltype(p)>::Value;
          if (!found.empty()) return;
          const std::string at = detail::join_path(path, p.name);
          const Value &left = a.*p.member, &right = b.*p.member;
          if constexpr (Described<Value>) {
            found = first_difference(left, right, at);
          } else if constexpr (DescribedList<Value>) {
            if (left.size() != right.size()) found = at;
            for (std::size_t i = 0; i < left.size() && found.empty(); ++i) {
              found = first_difference(left[i], right[i], detail::join_path(at, i));
            }
          } else if constexpr (std::is_same_v<Value, WeightedLabels>) {
            const auto same = [](const WeightedLabel& x, const WeightedLabel& y) {
              return x.label == y.label && x.weight == y.weight;
            };
            if (!std::ranges::equal(left, right, same)) found = at;
          } else if (!(left == right)) {
            found = at;
          }
        };
        (compare(parameter), ...);
      },
      Config::parameters());
  return found;
}

}  // namespace retailsim
