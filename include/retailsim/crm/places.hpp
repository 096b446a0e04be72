#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <retailsim/crm/config.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/time_zone.hpp>
#include <retailsim/random/alias_table.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::crm {

/// A city that companies and people can be in.
struct Place {
  std::uint8_t locale = 0;  ///< in `locales()`
  std::uint8_t city = 0;    ///< in Locale::cities
  std::uint8_t zone = 0;    ///< in `time_zones()`
  std::int16_t standard_minutes = 0;
  double weight = 0;  ///< that of the country, by inhabitants of its cities
};

/// Where sellers and companies are, and which seller has which company.
///
/// Sellers are spread over the places, ordered from west to east, by the multiples of the golden ratio, so that few
/// sellers cover the world as evenly as many. A company's place is drawn among those that a seller is within three
/// hours of (standard times of their zones), by the places' weights; its seller, at the company's own address, with
/// probability `same_country` among the sellers within reach who are in its country, if there are some, else among all
/// within reach.
/// So a company has the same place and seller however many companies there are.
class Places {
 public:
  static constexpr int reach_minutes = 180;

  explicit Places(const SalesConfig& config)
      : seed_(config.seed), home_threshold_(static_cast<std::uint64_t>(config.company.same_country * 0x1p32)) {
    list_places(config);
    place_sellers(config.sales_people);
    list_candidates();
    std::vector<double> weights;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      weights.push_back(reach_[i].begin < reach_[i].end ? places_[i].weight : 0);
    }
    company_places_ = std::make_unique<AliasTable>(weights);
  }

  const Place& operator[](std::size_t place) const { return places_[place]; }
  std::size_t size() const { return places_.size(); }
  /// \param seller  from 0
  const Place& of_seller(std::int64_t seller) const {
    return places_[seller_places_[static_cast<std::size_t>(seller)]];
  }
  std::int64_t n_sellers() const { return static_cast<std::int64_t>(seller_places_.size()); }

  /// The place and seller (from 0) of each company; companies are consecutive or a list, as `draws` has them.
  void draw(const Draws& draws, std::span<std::uint32_t> places, std::span<std::uint32_t> sellers) const {
    alignas(64) std::uint64_t words[Draws::chunk_size];
    draws.for_chunks(places.size(), [&](std::size_t begin, std::size_t n) {
      const Draws part = draws.part(begin, n);
      part.of(Purpose::company_place).words(std::span(words, n));
      company_places_->fill(std::span(words, n), places.subspan(begin, n));
      part.of(Purpose::company_owner).words(std::span(words, n));
      for (std::size_t i = 0; i < n; ++i) sellers[begin + i] = seller_of(places[begin + i], words[i]);
    });
  }

  /// Calls f(company id, seller, place) for the companies 1 to n_companies whose seller is in [first, end), in the
  /// order of their ids. It looks at the owner of every company, some nanoseconds each.
  template <class F>
  void for_each_company(std::int64_t n_companies, std::int64_t first, std::int64_t end, F&& f) const {
    std::uint32_t places[Draws::chunk_size], sellers[Draws::chunk_size];
    const auto n = static_cast<std::uint64_t>(n_companies) + 1;
    // Words of the dense map are quickest where chunks begin at multiples of 16, so company 0, which is none, is drawn
    // too.
    for (std::uint64_t begin = 0; begin < n; begin += Draws::chunk_size) {
      const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(Draws::chunk_size, n - begin));
      draw({.seed = seed_, .first_entity = begin}, std::span(places, size), std::span(sellers, size));
      for (std::size_t i = begin == 0 ? 1 : 0; i < size; ++i) {
        const auto seller = static_cast<std::int64_t>(sellers[i]);
        if (seller >= first && seller < end) f(static_cast<std::int64_t>(begin + i), seller, places[i]);
      }
    }
  }

 private:
  struct Range {
    std::uint32_t begin = 0, end = 0;
  };

  void list_places(const SalesConfig& config) {
    for (std::size_t l = 0; l < locales().size(); ++l) {
      const Locale& locale = locales()[l];
      const auto wanted = std::ranges::find(config.locales, locale.id);
      if (!config.locales.empty() && wanted == config.locales.end()) continue;
      const double weight = config.locale_weights.empty()
                                ? locale.weight
                                : config.locale_weights[static_cast<std::size_t>(wanted - config.locales.begin())];
      double inhabitants = 0;
      for (const City& city : locale.cities) inhabitants += city.weight;
      for (std::size_t c = 0; c < locale.cities.size(); ++c) {
        const City& city = locale.cities[c];
        const std::size_t zone = time_zone_index(city.zone);
        places_.push_back({.locale = static_cast<std::uint8_t>(l),
                           .city = static_cast<std::uint8_t>(c),
                           .zone = static_cast<std::uint8_t>(zone),
                           .standard_minutes = static_cast<std::int16_t>(time_zones()[zone].standard_minutes),
                           .weight = weight * (city.weight / inhabitants)});
      }
    }
    std::ranges::stable_sort(places_, {}, &Place::standard_minutes);
  }

  void place_sellers(std::int64_t n_sellers) {
    std::vector<std::uint64_t> ends;
    double total = 0, sum = 0;
    for (const Place& place : places_) total += place.weight;
    for (const Place& place : places_) {
      sum += place.weight;
      ends.push_back(static_cast<std::uint64_t>(std::min(sum / total, 1 - 0x1p-53) * 0x1p64));
    }
    ends.back() = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t start;
    Draws{.seed = seed_, .purpose = Purpose::sales_person_place}.words({&start, 1});
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;  // 2^64 / 1.618...
    for (std::int64_t seller = 0; seller < n_sellers; ++seller) {
      const std::uint64_t at = start + static_cast<std::uint64_t>(seller) * golden_ratio;
      seller_places_.push_back(static_cast<std::uint16_t>(std::ranges::lower_bound(ends, at) - ends.begin()));
    }
  }

  // Two orders of the sellers in which those within reach of a place lie together: by time zone, and by country first.
  void list_candidates() {
    const auto minutes_of = [&](std::uint32_t seller) { return places_[seller_places_[seller]].standard_minutes; };
    const auto country_of = [&](std::uint32_t seller) { return places_[seller_places_[seller]].locale; };
    by_zone_.resize(seller_places_.size());
    for (std::uint32_t i = 0; i < by_zone_.size(); ++i) by_zone_[i] = i;
    std::ranges::stable_sort(by_zone_, {}, minutes_of);
    by_country_ = by_zone_;
    std::ranges::stable_sort(by_country_, {}, country_of);
    for (const Place& place : places_) {
      const auto in_reach = [&](auto first, auto last) {
        const auto low = std::ranges::lower_bound(first, last, place.standard_minutes - reach_minutes, {}, minutes_of);
        return std::pair{low,
                         std::ranges::upper_bound(low, last, place.standard_minutes + reach_minutes, {}, minutes_of)};
      };
      const auto [reach_begin, reach_end] = in_reach(by_zone_.begin(), by_zone_.end());
      reach_.push_back({static_cast<std::uint32_t>(reach_begin - by_zone_.begin()),
                        static_cast<std::uint32_t>(reach_end - by_zone_.begin())});
      const auto country = std::ranges::equal_range(by_country_, place.locale, {}, country_of);
      const auto [home_begin, home_end] = in_reach(country.begin(), country.end());
      home_.push_back({static_cast<std::uint32_t>(home_begin - by_country_.begin()),
                       static_cast<std::uint32_t>(home_end - by_country_.begin())});
    }
  }

  std::uint32_t seller_of(std::uint32_t place, std::uint64_t word) const {
    const Range home = home_[place], reach = reach_[place];
    const bool at_home = (word & 0xFFFFFFFF) < home_threshold_ && home.begin < home.end;
    const Range from = at_home ? home : reach;
    const std::uint64_t n = from.end - from.begin;
    return (at_home ? by_country_ : by_zone_)[from.begin + static_cast<std::size_t>((word >> 32) * n >> 32)];
  }

  std::uint64_t seed_, home_threshold_;
  std::vector<Place> places_;
  std::vector<std::uint16_t> seller_places_;
  std::vector<std::uint32_t> by_zone_, by_country_;
  std::vector<Range> reach_, home_;
  std::unique_ptr<AliasTable> company_places_;
};

}  // namespace retailsim::crm
