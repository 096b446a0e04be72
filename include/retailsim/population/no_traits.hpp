#pragma once

#include <algorithm>

#include <retailsim/core/blocks.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// The traits of customers about whom nothing is known: every code 0 with the labels of a fresh `TraitLabels`, born on
/// 1970-01-01. A base for populations that only say how often customers buy.
struct NoTraits {
  void traits(const TraitSpans& traits, const Draws&) const {
    for (const auto& codes : {traits.gender, traits.country, traits.channel, traits.segment, traits.loyalty_tier}) {
      std::ranges::fill(codes, std::uint8_t{0});
    }
    std::ranges::fill(traits.city, std::int16_t{0});
    std::ranges::fill(traits.birth_date, 0);
  }
  TraitLabels labels() const { return {}; }
};

}  // namespace retailsim
