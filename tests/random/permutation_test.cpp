#include <retailsim/random/permutation.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

#include <retailsim/random/purpose.hpp>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

namespace {

std::vector<std::uint32_t> permutation(std::size_t n, std::uint64_t seed) {
  return addressed_permutation(n, Draws{.seed = seed, .purpose = Purpose::sku_category});
}

}  // namespace

TEST_CASE("addressed_permutation: every number comes once", "[random]") {
  for (const std::size_t n : {0u, 1u, 2u, 3u, 17u, 1000u, 100'003u}) {
    auto values = permutation(n, 5);
    CHECK(values.size() == n);
    std::ranges::sort(values);
    std::vector<std::uint32_t> expected(n);
    std::iota(expected.begin(), expected.end(), 0u);
    CHECK(values == expected);
  }
  CHECK(permutation(100, 5) == permutation(100, 5));
  CHECK(permutation(100, 5) != permutation(100, 6));
}

TEST_CASE("addressed_permutation: all orders of four are equally likely", "[random][statistical]") {
  std::vector<std::int64_t> orders;
  std::map<std::vector<std::uint32_t>, std::int64_t> number;
  for (std::uint64_t seed = 0; seed < 24'000; ++seed) {
    const auto at = number.try_emplace(permutation(4, seed), static_cast<std::int64_t>(number.size())).first;
    orders.push_back(at->second);
  }
  CHECK(number.size() == 24);
  CHECK(testing::chi_square_p_value(orders, 0, 23, [](auto) { return 1 / 24.0; }) > testing::error_rate);
}
