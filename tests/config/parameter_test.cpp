#include <retailsim/config/parameter.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

enum class Mode { plain, scaled };
constexpr std::array<std::string_view, 2> mode_names{"plain", "scaled"};
constexpr const auto& names_of(Mode) { return mode_names; }

struct Part {
  double share = 0.5;

  static auto parameters() { return std::tuple{Parameter{"share", &Part::share, "of the whole", Rule::share()}}; }
};

struct Whole {
  int count = 3;
  Mode mode = Mode::plain;
  double scale = 2;
  Date day{2023, 1, 1};
  Part main{};
  std::vector<Part> parts{{}, {}};
  std::vector<double> factors{1, 2};
  WeightedLabels labels{{"a", 1}, {"b", 0}};

  static auto parameters() {
    using T = Whole;
    constexpr auto scaled = [](const T& t) { return t.mode == Mode::scaled; };
    return std::tuple{Parameter{"count", &T::count, "how many", Rule::between(1, 9)},
                      Parameter{"mode", &T::mode, "which"},
                      Parameter{"scale", &T::scale, "how much", Rule::positive(), scaled},
                      Parameter{"day", &T::day, "when"},
                      Parameter{"main", &T::main, "the first part"},
                      Parameter{"parts", &T::parts, "the others"},
                      Parameter{"factors", &T::factors, "by which", Rule::not_negative()},
                      Parameter{"labels", &T::labels, "and their weights"}};
  }
  void check(const std::string& path) const {
    if (count == 7) throw ParameterError(detail::join_path(path, "count"), "another number than 7", "7");
  }
};

}  // namespace

TEST_CASE("Rule: what it allows, and its text", "[config]") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(Rule::any().text() == "finite");
  CHECK(Rule::any().holds(-1e300));
  for (const Rule& rule : {Rule::any(), Rule::share(), Rule::positive(), Rule::not_negative(), Rule::between(-1, 1)}) {
    CHECK_FALSE(rule.holds(infinity));
    CHECK_FALSE(rule.holds(-infinity));
    CHECK_FALSE(rule.holds(std::nan("")));
  }
  CHECK(Rule::share().text() == "in [0, 1]");
  CHECK((Rule::share().holds(0) && Rule::share().holds(1) && !Rule::share().holds(1.0001)));
  CHECK(Rule::positive().text() == "finite and > 0");
  CHECK((!Rule::positive().holds(0) && Rule::positive().holds(1e-300)));
  CHECK(Rule::not_negative().text() == "finite and >= 0");
  CHECK((Rule::not_negative().holds(0) && !Rule::not_negative().holds(-1e-300)));
  CHECK(Rule{0, 5, true}.text() == "in (0, 5]");
  CHECK(Rule{.high = 5}.text() == "finite and <= 5");
}

TEST_CASE("check_parameters: the first bad value by its path", "[config]") {
  const auto error = [](auto change) {
    Whole whole;
    change(whole);
    try {
      check_parameters(whole, "shop");
    } catch (const ParameterError& e) {
      return std::string(e.what());
    }
    return std::string("none");
  };
  CHECK(error([](Whole&) {}) == "none");
  CHECK(error([](Whole& w) { w.count = 10; }) == "shop.count must be in [1, 9], got 10");
  CHECK(error([](Whole& w) { w.count = 7; }) == "shop.count must be another number than 7, got 7");
  CHECK(error([](Whole& w) { w.scale = 0; }) == "none");  // of the other mode
  CHECK(error([](Whole& w) { w.mode = Mode::scaled, w.scale = 0; }) == "shop.scale must be finite and > 0, got 0");
  CHECK(error([](Whole& w) { w.main.share = 2; }) == "shop.main.share must be in [0, 1], got 2");
  CHECK(error([](Whole& w) { w.parts[1].share = -1; }) == "shop.parts[1].share must be in [0, 1], got -1");
  CHECK(error([](Whole& w) { w.factors[1] = -2; }) == "shop.factors[1] must be finite and >= 0, got -2");
  CHECK(error([](Whole& w) { w.labels[1].weight = -2; }) == "shop.labels.b must be finite and >= 0, got -2");
  CHECK(error([](Whole& w) { w.labels[0].weight = 0; }).starts_with("shop.labels must be labels with weights"));
  CHECK(error([](Whole& w) { w.day = Date{1899, 12, 31}; }).starts_with("shop.day must be between 1900-01-01"));
  CHECK(name_of(Mode::scaled) == "scaled");
}

TEST_CASE("first_difference: the path of what differs, however deep", "[config]") {
  const auto path = [](auto change) {
    const Whole before;
    Whole after = before;
    change(after);
    return first_difference(before, after);
  };
  CHECK(path([](Whole&) {}).empty());
  CHECK(path([](Whole& w) { w.mode = Mode::scaled; }) == "mode");
  CHECK(path([](Whole& w) { w.main.share = 0; }) == "main.share");
  CHECK(path([](Whole& w) { w.parts[1].share = 0; }) == "parts[1].share");
  CHECK(path([](Whole& w) { w.parts.pop_back(); }) == "parts");
  CHECK(path([](Whole& w) { w.labels[1].weight = 3; }) == "labels");
  CHECK(path([](Whole& w) { w.scale = 3; }) == "scale");  // whether it counts or not
}
