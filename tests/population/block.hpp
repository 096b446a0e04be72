#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/random/draws.hpp>

#include "support/catch.hpp"

/// Customers as a population draws them: what the tests of populations share.
namespace retailsim::testing {

struct Customers {
  explicit Customers(std::size_t n)
      : gender(n, 255),
        country(n, 255),
        channel(n, 255),
        segment(n, 255),
        loyalty_tier(n, 255),
        city(n, -1),
        birth_date(n),
        rates(n, -1) {}
  bool operator==(const Customers&) const = default;

  std::vector<std::uint8_t> gender, country, channel, segment, loyalty_tier;
  std::vector<std::int16_t> city;
  std::vector<std::int32_t> birth_date;
  std::vector<double> rates;
};

/// Draws the customers first, first + 1, ... into elements 0, 1, ... of pieces of `size`.
template <Population Model>
Customers customers_of(const Model& model, std::size_t n, std::uint64_t seed = 5, std::uint64_t first = 0,
                       std::size_t size = 4096) {
  Customers c(n);
  for (std::size_t begin = 0; begin < n; begin += size) {
    const std::size_t part = std::min(size, n - begin);
    const auto piece = [&](auto& column) { return std::span(column).subspan(begin, part); };
    const Draws draws{.seed = seed, .first_entity = first + begin};
    model.traits(TraitSpans{piece(c.gender), piece(c.country), piece(c.channel), piece(c.segment),
                            piece(c.loyalty_tier), piece(c.city), piece(c.birth_date)},
                 draws);
    CustomerBlock block;
    block.first = static_cast<std::int64_t>(first + begin);
    block.n = part;
    block.traits = {piece(c.gender),       piece(c.country), piece(c.channel),   piece(c.segment),
                    piece(c.loyalty_tier), piece(c.city),    piece(c.birth_date)};
    model.rates(piece(c.rates), block, draws);
  }
  return c;
}

/// Blocks of any size give the same customers, other seeds others; codes have labels and rates are finite and >= 0.
template <Population Model>
void check_customers(const Model& model) {
  constexpr std::size_t n = 3000;
  const Customers whole = customers_of(model, n);
  for (const std::size_t size : {1u, 37u, 512u, 1000u}) CHECK(customers_of(model, n, 5, 0, size) == whole);
  const Customers later = customers_of(model, n - 1001, 5, 1001);
  CHECK(std::ranges::equal(later.rates, std::span(whole.rates).subspan(1001)));
  CHECK(std::ranges::equal(later.birth_date, std::span(whole.birth_date).subspan(1001)));
  const TraitLabels labels = model.labels();
  for (std::size_t i = 0; i < n; ++i) {
    REQUIRE(whole.gender[i] < labels.gender.size());
    REQUIRE(whole.country[i] < labels.country.size());
    REQUIRE(whole.channel[i] < labels.channel.size());
    REQUIRE(whole.segment[i] < labels.segment.size());
    REQUIRE(whole.loyalty_tier[i] < labels.loyalty_tier.size());
    REQUIRE(static_cast<std::size_t>(whole.city[i]) < labels.city.size());
    REQUIRE((std::isfinite(whole.rates[i]) && whole.rates[i] >= 0));
  }
}

}  // namespace retailsim::testing
