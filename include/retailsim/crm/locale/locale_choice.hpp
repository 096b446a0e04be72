#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/random/categorical.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::crm {

/// Some of the locales, and how often each is drawn: by its country's gross domestic product, unless told otherwise.
class LocaleChoice {
 public:
  /// All locales.
  LocaleChoice() : LocaleChoice(every_id()) {}

  /// \param ids      "de_DE" and so on; in any order, which does not matter to what is drawn
  /// \param weights  one for each id, or none: the countries' gross domestic products
  /// \throws std::invalid_argument unless each id is known and given once, and the weights are as many, finite and >= 0
  ///   with one > 0
  explicit LocaleChoice(std::span<const std::string> ids, std::span<const double> weights = {})
      : law_(weights_of(ids, weights)) {}

  /// The place in `locales()` of each element of `draws`.
  void draw(const Draws& draws, std::span<std::uint8_t> locales_of) const {
    std::uint32_t places[Draws::chunk_size];
    draws.for_chunks(locales_of.size(), [&](std::size_t begin, std::size_t n) {
      draws.part(begin, n).of(Purpose::place_locale).fill(std::span(places, n), law_);
      for (std::size_t i = 0; i < n; ++i) locales_of[begin + i] = static_cast<std::uint8_t>(places[i]);
    });
  }
  std::uint8_t draw_one(const Draws& draws, std::size_t i = 0) const {
    std::uint8_t place;
    draw(draws.part(i, 1), {&place, 1});
    return place;
  }

  /// Chance of the locale at a place in `locales()`; 0 of one that was not chosen.
  double probability(std::size_t place) const { return law_.pmf(place); }

 private:
  // One cell for each of 64 places, so that a choice is drawn alike when the library gets more locales.
  static constexpr std::size_t n_cells = 64;

  static std::vector<std::string> every_id() {
    std::vector<std::string> ids;
    for (const Locale& locale : locales()) ids.emplace_back(locale.id);
    return ids;
  }

  static std::vector<double> weights_of(std::span<const std::string> ids, std::span<const double> weights) {
    if (ids.empty()) retailsim::detail::invalid("LocaleChoice: ids", "one or more of " + locale_ids(), "none");
    if (!weights.empty()) {
      retailsim::detail::require(weights.size() == ids.size(), weights.size(), "LocaleChoice: number of weights",
                                 "the number of ids, " + std::to_string(ids.size()));
      retailsim::detail::weights(weights, "LocaleChoice: weights");
    }
    std::vector<double> all(n_cells, 0.0);
    std::vector<bool> given(n_cells, false);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const std::size_t place = locale_index(ids[i]);
      if (given[place]) retailsim::detail::invalid("LocaleChoice: ids", "given once each", ids[i]);
      given[place] = true;
      all[place] = weights.empty() ? static_cast<double>(locales()[place].weight) : weights[i];
    }
    return all;
  }

  Categorical law_;
};

}  // namespace retailsim::crm
