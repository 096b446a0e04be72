#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/config/parameter.hpp>

#include "support/config_json.hpp"
#include "support/config_reader.hpp"
#include "support/config_text.hpp"
#include "support/toml_document.hpp"

using namespace retailsim;
using namespace retailsim::support;

namespace {

enum class Law { uniform, gamma };
inline constexpr std::array<std::string_view, 2> law_names{"uniform", "gamma"};
constexpr const auto& names_of(Law) { return law_names; }

struct Group {
  std::string name = "all";
  double price = 1;

  static auto parameters() {
    return std::tuple{Parameter{"name", &Group::name, "what it is called"},
                      Parameter{"price", &Group::price, "EUR", Rule::positive()}};
  }
};

struct Life {
  Law law = Law::uniform;
  double high = 3;
  double shape = 2;
  std::vector<double> weekday{1, 1, 1, 1, 1, 1, 1};

  static auto parameters() {
    constexpr auto uniform = [](const Life& life) { return life.law == Law::uniform; };
    constexpr auto gamma = [](const Life& life) { return life.law == Law::gamma; };
    return std::tuple{Parameter{"law", &Life::law, "uniform or gamma"},
                      Parameter{"high", &Life::high, "months", Rule::between(0, 100), uniform},
                      Parameter{"shape", &Life::shape, "of the gamma law", Rule::positive(), gamma},
                      Parameter{"weekday", &Life::weekday, "factors, Monday first", Rule::not_negative()}};
  }
  void check(const std::string& path) const {
    if (weekday.size() != 7) throw ParameterError(path + ".weekday", "7 factors", std::to_string(weekday.size()));
  }
};

struct Shop {
  std::string name = "shop";
  std::uint64_t seed = 1;
  int customers = 10;
  bool mild = true;
  Date from{2023, 1, 1};
  WeightedLabels gender{{"unknown", 1}};
  Life life{};
  std::vector<Group> groups{};

  static auto parameters() {
    return std::tuple{Parameter{"name", &Shop::name, "of the shop"},
                      Parameter{"seed", &Shop::seed, "another seed, another world"},
                      Parameter{"customers", &Shop::customers, "who registers", Rule::between(1, 1e6)},
                      Parameter{"mild", &Shop::mild, "whether it is"},
                      Parameter{"from", &Shop::from, "first day"},
                      Parameter{"gender", &Shop::gender, "shares, any scale"},
                      Parameter{"life", &Shop::life, "how long customers stay"},
                      Parameter{"groups", &Shop::groups, "what is sold"}};
  }
};

Shop read(std::string_view text) {
  Shop shop;
  read_config(shop, TomlDocument(text, "shop.toml"));
  return shop;
}

std::string error_of(std::string_view text) {
  try {
    read(text);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("read_config: every type of parameter, and what is not named stays", "[support]") {
  const Shop shop = read(R"(
customers = 1e3
from = 2024-02-29
gender = { women = 0.4, men = 0.2, "no answer" = 0.1 }
[life]
law = "gamma"
weekday = [1, 1, 1, 1, 1.5, 2, 0]
shape = 3
[[groups]]
name = "tea"
[[groups]]
name = "coffee"
price = 7
)");
  CHECK(shop.name == "shop");
  CHECK(shop.customers == 1000);
  CHECK(shop.from == Date{2024, 2, 29});
  REQUIRE(shop.gender.size() == 3);
  CHECK(shop.gender[0].label == "women");  // in the order of the file, not of the alphabet
  CHECK(shop.gender[1].label == "men");
  CHECK(shop.gender[2].label == "no answer");
  CHECK(shop.gender[2].weight == 0.1);
  CHECK(shop.life.law == Law::gamma);
  CHECK(shop.life.shape == 3);
  CHECK(shop.life.weekday[4] == 1.5);
  REQUIRE(shop.groups.size() == 2);
  CHECK(shop.groups[0].price == 1);
  CHECK(shop.groups[1].price == 7);
  CHECK(read("from = '2020-01-31'").from == Date{2020, 1, 31});
}

TEST_CASE("read_config: every mistake has its place and what is allowed", "[support]") {
  CHECK(error_of("custmers = 5") ==
        "shop.toml:1:1: unknown key \"custmers\"; did you mean \"customers\"? Known are: name, seed, customers, mild, "
        "from, gender, life, groups");
  CHECK(error_of("[life]\n\n  zzzzzz = 1") ==
        "shop.toml:3:3: unknown key \"zzzzzz\" in life; known are: law, high, shape, weekday");
  CHECK(error_of("customers = 0") == "shop.toml:1:13: customers must be in [1, 1e+06], got 0");
  CHECK(error_of("customers = 1.5") == "shop.toml:1:13: customers must be a whole number, got 1.5");
  CHECK(error_of("customers = nan") == "shop.toml:1:13: customers must be a whole number, got nan");
  CHECK(error_of("customers = 3000000000") ==
        "shop.toml:1:13: customers must be a whole number from 1 to 1000000, got 3000000000");
  CHECK(error_of("customers = -inf") == "shop.toml:1:13: customers must be a whole number from 1 to 1000000, got -inf");
  CHECK(error_of("seed = -1") == "shop.toml:1:8: seed must be a whole number from 0 to 18446744073709551615, got -1");
  CHECK(error_of("customers = '5'") == "shop.toml:1:13: customers must be a whole number, got \"5\"");
  CHECK(error_of("name = 5") == "shop.toml:1:8: name must be a text in quotes, got 5");
  CHECK(error_of("mild = 'yes'") == "shop.toml:1:8: mild must be true or false, got \"yes\"");
  CHECK(error_of("from = 2023-02-29").starts_with("shop.toml:1:"));
  CHECK(error_of("from = '2023-02-29'") == "shop.toml:1:8: from must be a date YYYY-MM-DD, got \"2023-02-29\"");
  CHECK(error_of("from = 1850-01-01") ==
        "shop.toml:1:8: from must be between 1900-01-01 and 2200-01-01, got 1850-01-01");
  CHECK(error_of("gender = { a = 1, b = 'x' }") == "shop.toml:1:23: gender.b must be a number, got \"x\"");
  CHECK(error_of("gender = { a = -1 }") == "shop.toml:1:16: gender.a must be finite and >= 0, got -1");
  CHECK(error_of("gender = { a = 0 }") ==
        "shop.toml:1:10: gender must be labels with weights that do not sum to 0, got 0");
  CHECK(error_of("life.law = 'gama'") ==
        "shop.toml:1:12: life.law: \"gama\" is not known; did you mean \"gamma\"? Known are: uniform, gamma");
  CHECK(error_of("life.law = 3").starts_with("shop.toml:1:12: life.law: 3 is not known"));
  CHECK(error_of("life.high = inf") == "shop.toml:1:13: life.high must be in [0, 100], got inf");
  CHECK(error_of("[life]\nshape = 2") ==
        "shop.toml:2:1: life.shape has no meaning beside the other values here: take it out");
  CHECK(error_of("[life]\nweekday = [1, 2]") == "shop.toml:2:11: life.weekday must be 7 factors, got 2");
  CHECK(error_of("[life]\nweekday = [1, 1, 1, 1, 1, 1, -2]") ==
        "shop.toml:2:30: life.weekday[6] must be finite and >= 0, got -2");
  CHECK(error_of("life = 3") == "shop.toml:1:8: life must be a table, got 3");
  CHECK(error_of("[[groups]]\nprice = 1\n[[groups]]\nprice = 0") ==
        "shop.toml:4:9: groups[1].price must be finite and > 0, got 0");
  CHECK(error_of("groups = 3") == "shop.toml:1:10: groups must be a list, got 3");
  CHECK(error_of("a = [1,").starts_with("shop.toml:1:"));
  CHECK(error_of("name = 'a'\nname = 'b'").starts_with("shop.toml:2:"));
}

TEST_CASE("read_config: an error against a default names the file", "[support]") {
  Shop shop;
  shop.customers = 0;
  CHECK_THROWS_WITH(read_config(shop, TomlDocument("name = 'x'", "shop.toml")),
                    "shop.toml: customers must be in [1, 1e+06], got 0");
}

TEST_CASE("read_config: documents are checked together, and a mistake is told where it was made last", "[support]") {
  const auto read_all = [](std::initializer_list<std::pair<const char*, const char*>> texts) {
    std::vector<TomlDocument> documents;
    for (const auto& [text, name] : texts) documents.emplace_back(text, name);
    Shop shop;
    read_config(shop, std::span<const TomlDocument>(documents));
    return shop;
  };
  CHECK(read_all({{"customers = 0", "first"}, {"customers = 5", "second"}}).customers == 5);
  CHECK_THROWS_WITH(read_all({{"customers = 5", "first"}, {"\ncustomers = 0", "second"}, {"seed = 2", "third"}}),
                    "second:2:13: customers must be in [1, 1e+06], got 0");
  CHECK_THROWS_WITH(read_all({{"life = { high = -1 }", "first"}, {"life = { law = 'uniform' }", "second"}}),
                    "first:1:17: life.high must be in [0, 100], got -1");
}

TEST_CASE("toml_text: reads back to the same configuration, with comments", "[support]") {
  Shop shop = read("gender = { women = 0.25, 'no \"answer\"' = 1e-3 }\nlife = { law = 'gamma', shape = 0.1 }");
  shop.name = "line\nbreak \\ \"quote\" ü";
  shop.groups = {{"a", 1.5}, {"b", 2}};
  const std::string text = toml_text(shop);
  Shop again;
  read_config(again, TomlDocument(text, "text"));
  CHECK(first_difference(shop, again).empty());
  CHECK(text.find("customers = 10  # who registers\n") != std::string::npos);
  CHECK(text.find("[life]  # how long customers stay\n") != std::string::npos);
  CHECK(text.find("high") == std::string::npos);  // of the other law
  again = Shop{};
  read_config(again, TomlDocument(toml_text(Shop{}), "text"));
  CHECK(first_difference(Shop{}, again).empty());
}

TEST_CASE("config_json: every parameter that counts, in order", "[support]") {
  Shop shop;
  shop.groups = {{"a", 1.5}};
  shop.name = "tab\t";
  CHECK(config_json(shop).dump() ==
        R"({"name":"tab\t","seed":1,"customers":10,"mild":true,"from":"2023-01-01","gender":{"unknown":1.0},)"
        R"("life":{"law":"uniform","high":3.0,"weekday":[1.0,1.0,1.0,1.0,1.0,1.0,1.0]},)"
        R"("groups":[{"name":"a","price":1.5}]})");
}

TEST_CASE("TomlDocument: files that are missing, and texts taken out", "[support]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.toml";
  CHECK_THROWS_WITH(TomlDocument::file(path), "cannot open " + path.string() + ": No such file or directory");
  CHECK_THROWS_AS(TomlDocument::file(folder.path()), std::system_error);
  write_file(path, "preset = 'fmcg'\nx = 1\n");
  TomlDocument document = TomlDocument::file(path);
  CHECK(document.where("preset") == path.string() + ":1:10");
  CHECK(document.take_text("preset") == "fmcg");
  CHECK(document.take_text("preset") == std::nullopt);
  CHECK(document.root().members().size() == 1);
  CHECK_THROWS_WITH(document.take_text("x"), path.string() + ":2:5: x must be a text, got 1");
}

TEST_CASE("most_like: one wrong letter in three, no more", "[support]") {
  const std::vector<std::string_view> names{"customers", "churn", "seed"};
  CHECK(most_like("chrun", names) == "churn");
  CHECK(most_like("customer", names) == "customers");
  CHECK(most_like("sed", names) == "seed");
  CHECK(most_like("basket", names).empty());
}
