#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/vantage/stopped.hpp>

namespace retailsim::vantage {

/// What a pairing is to reach: the mean of values over places, weighted by volume, within `tolerance` of `target`.
struct PairingGoal {
  double target = 0;         ///< cents
  double tolerance = 0.001;  ///< relative
  std::int64_t candidates = 1'000'000;
};

/// Shares of volume as whole numbers that sum to about 2^32, so that sums over a catalogue are exact.
inline std::vector<std::int64_t> whole_volumes(std::span<const double> shares) {
  std::vector<std::int64_t> volumes;
  for (const double share : shares) volumes.push_back(static_cast<std::int64_t>(__builtin_fma(share, 0x1p32, 0.5)));
  return volumes;
}

/// Cents as currency units with two decimals, for messages.
inline std::string cents_text(double cents) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", cents / 100);
  return text;
}

/// Deals items out to places so that the expected value, mean of value(place, item) weighted by the places' volumes, is
/// near its target: which items there are, and so their law, stays as drawn; only who has which changes.
///
/// Item i starts at place i. Candidate pairs of places come from addressed draws, one after the other; the two swap
/// their items if that brings the expectation nearer to its target, until it is within the tolerance. Integers only.
///
/// \param volumes  of each place, >= 0; see `whole_volumes`
/// \param value    value(place, item) in cents; at most 2^30
/// \param what     the expectation, for the message
/// \returns the item of each place
/// \throws std::invalid_argument if the candidates do not suffice, Stopped
template <class Value>
std::vector<std::uint32_t> pair_items(std::span<const std::int64_t> volumes, Value&& value, const PairingGoal& goal,
                                      const Draws& draws, const std::string& what, const std::stop_token& stop = {}) {
  const std::size_t n = volumes.size();
  assert(n > 0);
  std::vector<std::uint32_t> items(n);
  std::iota(items.begin(), items.end(), 0u);
  std::int64_t sum = 0, total = 0;
  for (std::size_t place = 0; place < n; ++place) {
    sum += volumes[place] * value(place, place);
    total += volumes[place];
  }
  const auto whole = [](double x) { return static_cast<std::int64_t>(x); };
  const std::int64_t target = whole(goal.target * static_cast<double>(total));
  const std::int64_t near = whole(goal.tolerance * static_cast<double>(target));
  const auto distance = [&](std::int64_t from) { return from > target ? from - target : target - from; };

  constexpr std::size_t pairs_at_once = 256;
  std::uint64_t words[2 * pairs_at_once];
  for (std::int64_t candidate = 0; distance(sum) >= near; ++candidate) {
    if (candidate == goal.candidates) {
      detail::invalid(what,
                      "within " + cents_text(goal.tolerance * goal.target) + " of " + cents_text(goal.target) +
                          " after " + std::to_string(goal.candidates) + " pairs of SKUs were looked at",
                      cents_text(static_cast<double>(sum) / static_cast<double>(total)));
    }
    const auto at = static_cast<std::size_t>(candidate) % pairs_at_once;
    if (at == 0) {
      check_stop(stop);
      draws.part(2 * static_cast<std::size_t>(candidate), 2 * pairs_at_once).words(words);
    }
    const auto i = static_cast<std::size_t>(detail::multiply_high(words[2 * at], n));
    const auto j = static_cast<std::size_t>(detail::multiply_high(words[2 * at + 1], n));
    const std::int64_t change =
        volumes[i] * (value(i, items[j]) - value(i, items[i])) + volumes[j] * (value(j, items[i]) - value(j, items[j]));
    if (i != j && distance(sum + change) < distance(sum)) {
      std::swap(items[i], items[j]);
      sum += change;
    }
  }
  return items;
}

}  // namespace retailsim::vantage
