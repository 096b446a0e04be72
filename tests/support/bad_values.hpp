#pragma once

#include <algorithm>
#include <exception>
#include <map>
#include <regex>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/config/parameter.hpp>

#include "support/catch.hpp"
#include "support/config_reader.hpp"
#include "support/config_text.hpp"
#include "support/toml_document.hpp"

namespace retailsim::test {

/// What stands in the place of a value of a configuration's file, one after the other.
inline std::vector<std::string> bad_values(const std::string& value) {
  const std::vector<std::string> numbers{"nan",   "inf",    "-inf", "-1",   "0",     "1.5", "1e-300",
                                         "1e300", "-1e300", "1e10", "1e17", "\"x\"", "[]",  "2024-01-01"};
  if (value == "true" || value == "false") return {"1", "\"yes\"", "[]"};
  if (value.starts_with('"')) return {"\"\"", "\"no such thing\"", "5", "nan", "[]"};
  if (value.starts_with('{')) return {"{}", "{ x = 0 }", "{ x = -1 }", "{ x = nan }", "{ x = 1e300, y = 1e300 }", "5"};
  if (value.starts_with("[\"")) return {"[]", "[5]", "[\"\"]", "[\"x\", \"x\"]", "\"x\""};
  if (value.starts_with('[')) {
    std::vector<std::string> lists{"[]", "[0]", "[1]", "5", std::regex_replace(value, std::regex("[0-9.e+-]+"), "0")};
    for (const std::string& number : numbers) {
      lists.push_back(
          std::regex_replace(value, std::regex("[0-9.e+-]+"), number, std::regex_constants::format_first_only));
    }
    return lists;
  }
  if (value.size() == 10 && value[4] == '-' && value[7] == '-') {
    return {"1899-12-31", "1900-01-01", "2024-02-30", "2100-01-01", "2200-01-01", "2200-01-02", "\"soon\"", "5", "nan"};
  }
  return numbers;
}

/// What is wrong with a message about the parameter of a line of `shop.toml`; empty where it is as it should be: the
/// place in the file, the parameter by its name in the file, what is allowed, what was given, and no name of our code.
inline std::string fault_of_message(const std::string& message, const std::string& key) {
  static const std::regex place("^shop\\.toml:[0-9]+:[0-9]+: ");
  static const std::regex name_of_code("[A-Z][a-z]+[A-Z]|::|[A-Z][a-z]+: ");
  if (!std::regex_search(message, place)) return "has no place";
  if (message.find('\n') != std::string::npos) return "has several lines";
  const bool is_syntax = message.find("Error while parsing") != std::string::npos;
  // Another parameter may refer to a label that is there no more, and anything may put an aim out of reach.
  const bool refers = message.find(" of the configuration, got") != std::string::npos ||
                      message.find(" one of ") != std::string::npos ||
                      message.find(" pairs of SKUs were looked at, got") != std::string::npos;
  if (message.find(key) == std::string::npos && !is_syntax && !refers) return "does not name the parameter";
  if (std::regex_search(message, name_of_code)) return "names our code";
  const bool says_rule = message.find(" must ") != std::string::npos ||
                         message.find("is not known") != std::string::npos || is_syntax ||
                         message.find("has no meaning beside") != std::string::npos;
  return says_rule ? "" : "does not say what is allowed";
}

/// Puts bad values into the file of a configuration, one value at a time, and looks at what is said about each. A
/// configuration that reads well goes to `use(config)`, which makes of it what a program makes before its first row.
/// Returns a line for each message that is not as it should be.
template <Described Config, class Use>
std::vector<std::string> bad_messages(const Config& preset, Use&& use) {
  std::vector<std::string> lines, found;
  std::istringstream text(support::toml_text(preset));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  // The same key of further elements of a list is read and checked by the same code.
  std::vector<std::string> seen;
  std::string table;
  std::map<std::string, std::string> last_name;
  for (std::string& line : lines) {
    if (line.starts_with('[')) table = line.substr(0, line.find(' '));
    std::smatch match;
    if (!std::regex_match(line, match, std::regex(R"(([a-z_0-9]+) = (.*?)(  # .*)?)"))) continue;
    const std::string key = match[1], value = match[2], original = line;
    seen.push_back(table + key);
    if (std::count(seen.begin(), seen.end(), seen.back()) > (key == "name" ? 2 : 1)) continue;
    std::vector<std::string> values = bad_values(value);
    if (key == "name") values.push_back(last_name[table]);  // the same label twice
    last_name[table] = value;
    for (const std::string& bad : values) {
      line = key + " = " + bad;
      std::string whole;
      for (const std::string& part : lines) whole += part + '\n';
      std::string message;
      try {
        const support::TomlDocument document(whole, "shop.toml");
        Config config;
        support::read_config(config, document);
        try {
          use(config);
        } catch (const ParameterError& error) {
          message = support::place_of(error, std::span(&document, 1)) + ": " + error.what();
        }
      } catch (const std::exception& error) {
        message = error.what();
      }
      if (message.empty()) continue;
      if (const std::string fault = fault_of_message(message, key); !fault.empty()) {
        found.push_back(table + ' ' + line + " | " + fault + " | " + message);
      }
    }
    line = original;
  }
  return found;
}

}  // namespace retailsim::test
