#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>

/// A configuration (retailsim/config/parameter.hpp) as TOML with the meaning of every parameter beside it, as
/// `read_config` takes it.
namespace retailsim::support {

/// The text in quotes, as TOML writes it.
inline std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
      out += code;
    } else {
      out += c;
    }
  }
  return out + '"';
}

namespace detail {

template <class T>
concept Scalar = std::is_arithmetic_v<T> || std::is_same_v<T, std::string> || std::is_same_v<T, Date> || NamedChoice<T>;

template <Scalar T>
std::string scalar_text(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_arithmetic_v<T>) {
    return retailsim::detail::number_text(value);
  } else if constexpr (std::is_same_v<T, Date>) {
    return to_string(value);
  } else if constexpr (NamedChoice<T>) {
    return quoted_text(name_of(value));
  } else {
    return quoted_text(value);
  }
}

inline std::string toml_key(std::string_view name) {
  for (const char c : name) {
    const bool bare =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (!bare) return quoted_text(name);
  }
  return name.empty() ? "\"\"" : std::string(name);
}

template <class T>
std::string toml_value(const T& value) {
  if constexpr (Scalar<T>) {
    return scalar_text(value);
  } else if constexpr (std::is_same_v<T, WeightedLabels>) {
    std::string text;
    for (const auto& [label, weight] : value) {
      text += text.empty() ? "{ " : ", ";
      text += toml_key(label);
      text += " = " + retailsim::detail::number_text(weight);
    }
    return text.empty() ? "{}" : text + " }";
  } else {
    std::string text = "[";
    for (const auto& element : value) {
      if (text.size() > 1) text += ", ";
      text += toml_value(element);
    }
    return text + "]";
  }
}

// A line `key = value  # about`, the comment on a line of its own above where there is no room.
inline void add_toml_line(std::string& text, std::string_view name, const std::string& value, std::string_view about) {
  const std::string line = std::string(name) + " = " + value;
  if (!about.empty() && line.size() + about.size() > 116) text += "# " + std::string(about) + "\n";
  text += line;
  if (!about.empty() && line.size() + about.size() <= 116) text += "  # " + std::string(about);
  text += '\n';
}

template <Described Config>
void add_toml(std::string& text, const Config& config, const std::string& path) {
  // TOML wants the plain values of a table before its inner tables.
  for_each_parameter(config, [&](const auto& parameter, const auto& value) {
    using Value = std::remove_cvref_t<decltype(value)>;
    if constexpr (!Described<Value> && !DescribedList<Value>) {
      add_toml_line(text, parameter.name, toml_value(value), parameter.about);
    } else if constexpr (DescribedList<Value>) {
      if (value.empty()) add_toml_line(text, parameter.name, "[]", parameter.about);
    }
  });
  for_each_parameter(config, [&](const auto& parameter, const auto& value) {
    using Value = std::remove_cvref_t<decltype(value)>;
    const std::string inner = retailsim::detail::join_path(path, parameter.name);
    const auto title = [&](const std::string& brackets) {
      text += '\n' + brackets;
      if (!parameter.about.empty()) text += "  # " + std::string(parameter.about);
      text += '\n';
    };
    if constexpr (Described<Value>) {
      title('[' + inner + ']');
      add_toml(text, value, inner);
    } else if constexpr (DescribedList<Value>) {
      for (const auto& element : value) {
        title("[[" + inner + "]]");
        add_toml(text, element, inner);
      }
    }
  });
}

}  // namespace detail

/// The configuration as a TOML file that `read_config` reads back to an equal one.
template <Described Config>
std::string toml_text(const Config& config) {
  std::string text;
  detail::add_toml(text, config, {});
  return text;
}

}  // namespace retailsim::support
