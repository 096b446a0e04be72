#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <type_traits>

#include <retailsim/presets.hpp>

#include "support/catch.hpp"
#include "support/config_reader.hpp"
#include "support/config_json.hpp"
#include "support/config_text.hpp"
#include "support/toml_document.hpp"

using namespace retailsim;
using namespace retailsim::support;

namespace {

std::string text_of(std::string_view preset) {
  std::ifstream in(RETAILSIM_TEST_SOURCE_DIR "/examples/mocker/presets/" + std::string(preset) + ".toml");
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Gives every parameter another value than it has, so that what a file does not name is seen.
template <class Value>
void spoil(Value& value) {
  if constexpr (std::is_same_v<Value, bool>) {
    value = !value;
  } else if constexpr (std::is_arithmetic_v<Value>) {
    value = static_cast<Value>(value + 1);
  } else if constexpr (std::is_same_v<Value, Date>) {
    value = value + 1;
  } else if constexpr (std::is_same_v<Value, std::string>) {
    value += "x";
  } else if constexpr (NamedChoice<Value>) {
    value = static_cast<Value>((static_cast<std::size_t>(value) + 1) % names_of(value).size());
  } else if constexpr (Described<Value>) {
    std::apply([&](const auto&... parameter) { (spoil(value.*parameter.member), ...); }, Value::parameters());
  } else if constexpr (requires { value.emplace_back(); }) {
    value.emplace_back();
  } else {
    for (auto& element : value) spoil(element);
  }
}

/// Equal in every parameter that counts; those of another law are left aside.
template <class Value>
bool same(const Value& a, const Value& b) {
  return config_json(a) == config_json(b);
}

}  // namespace

TEST_CASE("mocker: every preset's file holds exactly the numbers of the struct", "[mocker]") {
  for (const auto& preset : presets::all) {
    CAPTURE(preset.name);
    const RetailConfig expected = preset.config();
    const TomlDocument document(text_of(preset.name), std::string(preset.name));
    RetailConfig config;
    read_config(config, document);
    CHECK(first_difference(config, expected).empty());
    INFO(first_difference(config, expected));

    // And it holds all of them: nothing is left to what the configuration was before.
    RetailConfig spoilt = expected;
    spoil(spoilt);
    REQUIRE_FALSE(same(spoilt, expected));
    read_config(spoilt, document);
    CHECK(same(spoilt, expected));
  }
}

TEST_CASE("mocker: every number of the presets' files has a comment", "[mocker]") {
  const std::regex number_line(R"(\s*[\w"-]+ = .*\d.*)");
  for (const auto& preset : presets::all) {
    std::istringstream text(text_of(preset.name));
    std::string line, before;
    std::size_t n_numbers = 0;
    while (std::getline(text, line)) {
      // Names of products may hold digits; a list that goes on over lines is commented where it begins.
      const bool is_text = line.find('"') != std::string::npos && line.find("law = ") == std::string::npos;
      if (std::regex_match(line, number_line) && !is_text) {
        ++n_numbers;
        CAPTURE(preset.name, line);
        CHECK((line.find("  # ") != std::string::npos || before.starts_with("# ")));
      }
      before = line;
    }
    CHECK(n_numbers > 60);
  }
}

TEST_CASE("mocker: a configuration printed as TOML reads back as itself", "[mocker]") {
  for (const auto& preset : presets::all) {
    const RetailConfig config = preset.config();
    RetailConfig back;
    read_config(back, TomlDocument(toml_text(config), "printed"));
    CHECK(same(back, config));
  }
}

TEST_CASE("mocker: what is wrong in a file is told with its place and what is allowed", "[mocker]") {
  const auto error = [](const std::string& text) {
    RetailConfig config = presets::fmcg();
    try {
      read_config(config, TomlDocument(text, "shop.toml"));
    } catch (const std::exception& what) {
      CHECK(std::string(what.what()).find('\n') == std::string::npos);
      return std::string(what.what());
    }
    return std::string("none");
  };
  const auto begins = [&](const std::string& text, const std::string& beginning) {
    CAPTURE(text, error(text));
    CHECK(error(text).starts_with(beginning));
  };
  CHECK(error("[customers]\ncount = 5") == "none");
  begins("[customers]\ncuont = 5", "shop.toml:2:");
  CHECK(error("[customers]\ncuont = 5").find("did you mean \"count\"?") != std::string::npos);
  CHECK(error("[customers]\ncuont = 5").find("registered_from") != std::string::npos);
  begins("[customers]\ncount = 0", "shop.toml:2:9: customers.count must be in [1, 1e+10], got 0");
  begins("[customers]\ncount = \"many\"", "shop.toml:2:9: customers.count must be a whole number");
  begins("\n\n[life]\n  never_buys = 1.5", "shop.toml:4:16: life.never_buys must be in [0, 1], got 1.5");
  begins("[life]\nnever_buys = nan", "shop.toml:2:14: life.never_buys must be in [0, 1], got");
  begins("from = 2023-01-01\nto = 2022-01-01", "shop.toml:2:6: to must be after from = 2023-01-01, got 2022-01-01");
  begins("from = 2023-02-30", "shop.toml:1:");
  begins("from = 5", "shop.toml:1:8: from must be a date");
  begins("[customers]\nregistered_to = 2020-01-01", "shop.toml:2:17: customers.registered_to must be after");
  begins("[frequency]\nlow = 2", "shop.toml:2:1: frequency.low has no meaning beside the other values here");
  begins("[frequency]\nlaw = \"gama\"", "shop.toml:2:7: frequency.law: \"gama\" is not known; did you mean \"gamma\"?");
  begins("[customers.gender]\nfemale = 0\nmale = 0", "shop.toml:1:1: customers.gender must be labels with weights");
  begins("[[affinities]]\nlabel = \"Milk\"", "shop.toml:2:9: affinities[0].label must be a category_l1 of the");
  begins("[seasonality]\nweekday = [1, 2]", "shop.toml:2:11: seasonality.weekday must have 7 values, got 2");
  begins("[seasonality]\nmonth = [1, 1, 1, 1, 1, -1, 1, 1, 1, 1, 1, 1]",
         "shop.toml:2:25: seasonality.month[5] must be in [0, 1e+06], got -1");
  begins("seed = [", "shop.toml:1:");
}
