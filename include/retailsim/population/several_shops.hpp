#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/population/trait_plan.hpp>
#include <retailsim/random/alias_table.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>

namespace retailsim {

/// Any population, buying in several shops. Each customer has a home shop, drawn by weight; each order goes there with
/// probability `home_share`, and else to a shop drawn by weight (which may be the home shop again). Either way a shop's
/// expected share of all orders is its share of the weights. With home_share 0 the orders of each shop are independent
/// Poisson processes of the customer, with 1 a customer never leaves their shop.
template <Population Inner>
class SeveralShops : public Inner {
 public:
  /// \throws std::invalid_argument unless there are 1 to 255 shops with weights >= 0, not all 0, and home_share is in
  ///   [0, 1]
  SeveralShops(Inner inner, const std::vector<WeightedLabel>& shops, double home_share = 0)
      : Inner(std::move(inner)),
        table_(weights_of(shops)),
        at_home_(
            static_cast<std::uint64_t>(std::fma(detail::share(home_share, "SeveralShops: home_share"), 0x1p32, 0.5))) {
    for (const WeightedLabel& shop : shops) labels_.push_back(shop.label);
  }

  const Labels& shop_labels() const { return labels_; }
  double shop_share(std::size_t code) const { return table_.probability(code); }

  void shops(std::span<std::uint8_t> shops, const OrderBlock& orders, const Draws& draws) const {
    constexpr std::uint64_t whole = std::uint64_t{1} << 32;
    std::uint64_t words[Draws::chunk_size], entities[Draws::chunk_size];
    std::uint32_t codes[Draws::chunk_size];
    for (std::size_t at = 0; at < shops.size(); at += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, shops.size() - at);
      const auto out = shops.subspan(at, n);
      if (at_home_ > 0) {
        // The home is the customer's, whatever the address of the order.
        for (std::size_t i = 0; i < n; ++i) {
          entities[i] = static_cast<std::uint64_t>(orders.customers->first + orders.customer[at + i]);
        }
        home_shops(out, Draws{.seed = draws.seed, .entities = std::span<const std::uint64_t>(entities, n)});
      }
      draws.of(Purpose::order_shop).part(at, n).words(std::span(words, n));
      std::uint8_t is_home[Draws::chunk_size];
      for (std::size_t i = 0; i < n; ++i) {
        // One 32-bit word is the coin and, where that says "away", by its remainder the shop.
        const std::uint64_t x = words[i] >> 32;
        is_home[i] = x < at_home_;
        if (!is_home[i]) words[i] = ((x - at_home_) << 32) / (whole - at_home_) << 32 | 0x80000000;
      }
      table_.fill(std::span<const std::uint64_t>(words, n), std::span(codes, n));
      for (std::size_t i = 0; i < n; ++i) out[i] = is_home[i] ? out[i] : static_cast<std::uint8_t>(codes[i]);
    }
  }

  /// The home shops of the customers that are the entities of `draws`.
  void home_shops(std::span<std::uint8_t> shops, const Draws& draws) const {
    std::uint64_t words[Draws::chunk_size];
    std::uint32_t codes[Draws::chunk_size];
    for (std::size_t at = 0; at < shops.size(); at += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, shops.size() - at);
      draws.at_index(0).of(Purpose::trait_home_shop).part(at, n).words(std::span(words, n));
      table_.fill(std::span<const std::uint64_t>(words, n), std::span(codes, n));
      for (std::size_t i = 0; i < n; ++i) shops[at + i] = static_cast<std::uint8_t>(codes[i]);
    }
  }

 private:
  static AliasTable weights_of(const std::vector<WeightedLabel>& shops) {
    detail::in_range<std::size_t>(shops.size(), 1, 255, "SeveralShops: number of shops");
    std::vector<double> weights;
    for (const WeightedLabel& shop : shops) weights.push_back(shop.weight);
    detail::weights(weights, "SeveralShops: weights");
    return AliasTable(weights);
  }

  AliasTable table_;
  std::uint64_t at_home_;  // of the 2^32 values of a word
  Labels labels_;
};

}  // namespace retailsim
