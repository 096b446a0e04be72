#pragma once

#include <cstddef>
#include <string>

#include <fmt/format.h>

#include <retailsim/basket/grouped_choice.hpp>

namespace mocker {

/// What the odds ratios of a world's affinity rules mean for probabilities, a line each: `gender "female" buys
/// category_l1 "Make-up": odds ratio 4, 2.2 times as likely (58 % instead of 26 % of lines)`. Of the groups of
/// customers that a rule is about, that with the fewest other rules is shown, on the last day.
template <class World>
std::string affinity_text(const World& world) {
  const auto& basket = world.models.basket;
  const auto& rules = basket.parameters().affinity;
  const retailsim::GroupedChoice& choice = basket.choice();
  const retailsim::Date day = world.scenario.to - 1;
  std::string text;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    std::size_t best = 0, fewest = rules.size() + 1;
    for (std::size_t group = 0; group < choice.groups().size(); ++group) {
      std::size_t n = 0;
      for (std::size_t other = 0; other < rules.size(); ++other) n += choice.groups().contains(other, group);
      if (choice.groups().contains(r, group) && n < fewest) {
        best = group;
        fewest = n;
      }
    }
    const auto members = rules[r].skus.members(world.scenario.catalogue, "affinity rule");
    const double with = choice.share(best, members, day);
    const double ratio = choice.probability_ratio(r, best, members, day);
    text += fmt::format(
        "{} buys {}: odds ratio {:.3g}, {:.2f} times as likely ({:.1f} % instead of {:.1f} % of lines)\n",
        rules[r].customers.text(), rules[r].skus.text(), rules[r].odds_ratio, ratio, 100 * with, 100 * with / ratio);
  }
  return text;
}

}  // namespace mocker
