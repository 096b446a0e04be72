#include <cstdint>

#include <retailsim/bench/cycle_counter.hpp>

#include "support/catch.hpp"

using namespace retailsim::bench;

TEST_CASE("CycleCounter: more work takes more cycles, where the machine counts them", "[bench]") {
  CycleCounter counter;
  const auto cycles_of = [&](int n) {
    return counter.count([n] {
      volatile std::uint64_t sum = 0;
      for (int i = 0; i < n; ++i) sum = sum + 1;
    });
  };
  const auto few = cycles_of(100'000), many = cycles_of(10'000'000);
  REQUIRE(few.has_value() == many.has_value());
  if (!few) return;  // virtual machines often do not count
  CHECK(*few >= 100'000);
  CHECK(*many > 10 * *few);
}
