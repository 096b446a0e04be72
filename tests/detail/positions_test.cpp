#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include <retailsim/detail/positions.hpp>

#include "support/catch.hpp"

using retailsim::detail::positions_of;

TEST_CASE("positions_of: lists every flag that is set, at every length and place", "[detail]") {
  for (std::size_t n = 0; n < 40; ++n) {
    std::vector<std::uint32_t> list(n + 1);
    std::vector<std::uint8_t> flags(n, 0);
    CHECK(positions_of(flags, list) == 0);
    for (std::size_t i = 0; i < n; ++i) {
      flags.assign(n, 0);
      flags[i] = 1;
      REQUIRE(positions_of(flags, list) == 1);
      CHECK(list[0] == i);
    }
    flags.assign(n, 1);
    REQUIRE(positions_of(flags, list) == n);
    std::vector<std::uint32_t> all(n);
    std::iota(all.begin(), all.end(), 0u);
    CHECK(std::vector(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(n)) == all);
  }
}
