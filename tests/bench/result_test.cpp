#include <string>
#include <vector>

#include <retailsim/bench/result.hpp>

#include "support/catch.hpp"

using namespace retailsim::bench;

TEST_CASE("Result: as JSON, as a table, as a page", "[bench]") {
  std::vector<Result> results{
      {.law = "gamma", .parameters = {2.5, 1}, .source = "retailsim", .n = 4096, .ns_per_variate = 2},
      {.law = "gamma", .parameters = {2.5, 1}, .source = "<mine>", .n = 4096, .ns_per_variate = 5}};
  results[0].quality = Quality{.n = 1000, .test = "KS", .p_value = 0.5};
  const auto json = nlohmann::json::parse(json_text(results));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["law"] == "gamma");
  CHECK(json[0]["parameters"] == std::vector<double>{2.5, 1});
  CHECK(json[0]["test"] == "KS");
  CHECK(json[1]["source"] == "<mine>");
  CHECK(json[1]["ns_per_variate"] == 5);
  CHECK(json[1]["cycles_per_variate"].is_null());
  CHECK(ratio_to_first(results[1], results) == 2.5);
  CHECK(table_text(results).find("gamma(2.5, 1)") != std::string::npos);
  const std::string page = chart_page(results);
  CHECK(page.find("&lt;mine>") != std::string::npos);
  CHECK(page.find("width:100%") != std::string::npos);
  CHECK(page.find("width:40%") != std::string::npos);
}
