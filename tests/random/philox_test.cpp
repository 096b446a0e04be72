#include <retailsim/random/philox.hpp>

#include <array>
#include <cstdint>

#include "support/catch.hpp"

using retailsim::Philox4x32;
using Block = std::array<std::uint32_t, 4>;

TEST_CASE("Philox4x32: the published known answers of ten rounds", "[random]") {
  // Random123, kat_vectors: counters and keys of zeros, of ones, and the digits of pi.
  CHECK(Philox4x32<10>::block({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(Philox4x32<10>::block({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(Philox4x32<10>::block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("Philox4x32: the published known answer of seven rounds", "[random]") {
  CHECK(Philox4x32<7>::block({0, 0, 0, 0}, {0, 0}) == Block{0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48});
}

TEST_CASE("Philox4x32: blocks are constants where their addresses are", "[random]") {
  static_assert(Philox4x32<>::block({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5);
  CHECK(Philox4x32<>::block({1, 0, 0, 0}, {0, 0}) != Philox4x32<>::block({0, 1, 0, 0}, {0, 0}));
}
