#include "support/catch.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <retailsim/analytics/ids.hpp>

using namespace retailsim;

namespace {

IdColumn encoded(const std::vector<std::string>& texts) { return encode_ids(std::span<const std::string>(texts)); }
IdColumn encoded(const std::vector<std::int64_t>& numbers) {
  return encode_ids(std::span<const std::int64_t>(numbers));
}

}  // namespace

TEST_CASE("Ids: numbers ascend as numbers, near each other or far apart", "[analytics]") {
  for (const std::int64_t scale : {std::int64_t{1}, std::int64_t{1} << 40}) {
    const std::vector<std::int64_t> numbers{30 * scale, -4 * scale, 30 * scale, 9 * scale};
    const IdColumn column = encoded(numbers);
    CHECK(column.codes == std::vector<std::int32_t>{2, 0, 2, 1});
    CHECK_FALSE(column.ids.is_text());
    CHECK(column.ids.size() == 3);
    CHECK(column.ids.text(0) == std::to_string(-4 * scale));
    CHECK(column.ids.find(std::to_string(30 * scale)) == 2);
    CHECK_FALSE(column.ids.find("31").has_value());
    CHECK_FALSE(column.ids.find("9x").has_value());
    CHECK_FALSE(column.ids.find("").has_value());
  }
  CHECK(encoded(std::vector<std::int64_t>{}).ids.size() == 0);
}

TEST_CASE("Ids: texts that are whole numbers are numbers", "[analytics]") {
  const IdColumn column = encoded(std::vector<std::string>{"10", "9", "10", "-2"});
  CHECK_FALSE(column.ids.is_text());
  CHECK(column.codes == std::vector<std::int32_t>{2, 1, 2, 0});
  CHECK(encoded(std::vector<std::string>{"12346.0", "7.0", "12346"}).codes == std::vector<std::int32_t>{1, 0, 1});
}

TEST_CASE("Ids: other texts ascend as bytes", "[analytics]") {
  for (const char* odd : {"85123A", "007", "-0", "", "1.50"}) {
    const IdColumn column = encoded(std::vector<std::string>{"10", "9", odd});
    CHECK(column.ids.is_text());
    CHECK(column.ids.find("9").has_value());
    CHECK(*column.ids.find("10") < *column.ids.find("9"));
    CHECK(column.ids.text(*column.ids.find(odd)) == odd);
    CHECK_FALSE(column.ids.find("8").has_value());
  }
}

TEST_CASE("IdEncoder: many ids keep their rows", "[analytics]") {
  IdEncoder encoder;
  std::vector<std::int32_t> codes;
  for (std::int64_t i = 0; i < 20'000; ++i) codes.push_back(encoder.add("id" + std::to_string(i * 7919 % 5003)));
  const Ids ids = encoder.finish(codes);
  REQUIRE(ids.size() == 5003);
  bool right = true;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    right = right && ids.text(codes[i]) == "id" + std::to_string(static_cast<std::int64_t>(i) * 7919 % 5003);
  }
  CHECK(right);
}
