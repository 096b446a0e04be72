#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/basket/basket_shape.hpp>
#include <retailsim/basket/concept.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/random/alias_table.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/dirichlet.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Every customer has brands of their own choice: shares p ~ Dirichlet(S m_1, ..., S m_k), m_b brand b's share of the
/// catalogue's popularity. A line is of brand b with probability p_b, and within the brand SKUs come by popularity:
/// the choice of brands that, with gamma rates, makes the NBD-Dirichlet model of repeat buying.
///
/// Over all customers brand b has share m_b. Two lines of a customer are of one brand with probability
/// sum of m_b (S m_b + 1) / (S + 1): never less than without taste, S small means loyal, S large all alike.
/// Of SKUs that are not launched nothing is bought; the shares of a customer's others keep their ratios.
/// The shares are drawn again for each block of lines: about 25 ns per customer and brand.
/// Source: G. J. Goodhardt, A. S. C. Ehrenberg and C. Chatfield, The Dirichlet: A Comprehensive Model of Buying
/// Behaviour, 1984.
class DirichletBrandBasket {
 public:
  struct Parameters {
    BasketShape shape{};
    double concentration = 1.5;  ///< S, finite and > 0; 1.3 was found for toothpaste
  };

  /// \throws std::invalid_argument if shape or concentration is out of range
  explicit DirichletBrandBasket(Parameters parameters) : parameters_(std::move(parameters)) {
    parameters_.shape.checked("DirichletBrandBasket");
    detail::positive(parameters_.concentration, "DirichletBrandBasket: concentration");
  }

  /// \throws std::invalid_argument if nothing is launched by the first day of registration, or a brand is too small for
  ///         its shares to be drawn
  void prepare(const Setting& setting) {
    const Catalogue& catalogue = setting.catalogue;
    launched_at_.clear();
    brands_.clear();
    bool open = false;
    std::vector<std::vector<double>> weights(catalogue.brands.size());
    std::vector<std::vector<std::uint32_t>> skus(catalogue.brands.size());
    detail::CarefulSum total;
    for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
      launched_at_.push_back(Date{catalogue.launched_on[i]}.start());
      const double weight = catalogue.popularity[i];
      if (!(weight > 0)) continue;
      open = open || catalogue.launched_on[i] <= setting.scenario.registered_from.days;
      weights[static_cast<std::size_t>(catalogue.brand[i])].push_back(weight);
      skus[static_cast<std::size_t>(catalogue.brand[i])].push_back(static_cast<std::uint32_t>(i));
      total.add(weight);
    }
    if (!open) {
      detail::invalid("DirichletBrandBasket: number of SKUs with popularity > 0 launched by " +
                          to_string(setting.scenario.registered_from),
                      ">= 1", "0");
    }
    std::vector<double> alphas;
    for (std::size_t b = 0; b < weights.size(); ++b) {
      if (weights[b].empty()) continue;
      detail::CarefulSum sum;
      for (const double weight : weights[b]) sum.add(weight);
      const double share = sum.value() / total.value(), alpha = parameters_.concentration * share;
      detail::in_range(alpha, 1e-3, 1e9,
                       "DirichletBrandBasket: concentration times the share of brand \"" + catalogue.brands[b] + '"');
      alphas.push_back(alpha);
      brands_.push_back({static_cast<std::int16_t>(b), share, std::move(skus[b]), AliasTable(weights[b])});
    }
    shares_.emplace(alphas);
  }

  void basket_sizes(std::span<std::int32_t> sizes, const OrderBlock&, const Draws& draws) const {
    parameters_.shape.write_sizes(sizes, draws);
  }

  void choose_skus(std::span<std::uint32_t> skus, const LineBlock& lines, const Draws& draws) const {
    // Shares are drawn for some customers together, then used for all their lines.
    const OrderBlock& orders = *lines.orders;
    const std::size_t k = brands_.size(), most = std::max<std::size_t>(1, 8192 / k);
    std::vector<double> rows(most * k);
    std::vector<std::uint64_t> customers;
    std::vector<std::uint32_t> row_of;
    for (std::size_t begin = 0; begin < skus.size();) {
      customers.clear();
      row_of.clear();
      for (std::size_t i = begin; i < skus.size(); ++i) {
        const auto customer = static_cast<std::uint64_t>(orders.customers->first) + orders.customer[lines.order[i]];
        if (customers.empty() || customers.back() != customer) {
          if (customers.size() == most) break;
          customers.push_back(customer);
        }
        row_of.push_back(static_cast<std::uint32_t>(customers.size() - 1));
      }
      const std::span<double> drawn = std::span(rows).first(customers.size() * k);
      shares_->fill(drawn, Draws{.seed = draws.seed, .purpose = Purpose::customer_brands, .entities = customers});
      std::uint64_t brand_words[Draws::chunk_size], sku_words[Draws::chunk_size];
      for (std::size_t j = 0; j < row_of.size(); ++j) {
        const std::size_t i = begin + j, in_chunk = j % Draws::chunk_size;
        if (in_chunk == 0) {
          const std::size_t n = std::min(Draws::chunk_size, row_of.size() - j);
          const Draws part = draws.part(i, n);
          part.of(Purpose::line_brand).words(std::span<std::uint64_t>(brand_words, n));
          part.of(Purpose::line_sku).words(std::span<std::uint64_t>(sku_words, n));
        }
        skus[i] = choose(drawn.subspan(row_of[j] * k, k), orders.ordered_at[lines.order[i]], brand_words[in_chunk],
                         sku_words[in_chunk], draws.part(i, 1));
      }
      begin += row_of.size();
    }
  }

  void quantities(std::span<std::int32_t> quantities, const LineBlock&, const Draws& draws) const {
    parameters_.shape.write_quantities(quantities, draws);
  }

  const Parameters& parameters() const { return parameters_; }
  const BasketShape& shape() const { return parameters_.shape; }

  // After `prepare`:
  std::size_t n_brands() const { return brands_.size(); }
  /// Code of brand b in the catalogue, and its share of popularity m_b. Brands without popularity are left out.
  std::int16_t brand_code(std::size_t b) const { return brands_[b].code; }
  double brand_share(std::size_t b) const { return brands_[b].share; }
  /// A customer's own shares of the brands; shape {n_brands()}.
  std::vector<double> customer_shares(std::uint64_t seed, std::int64_t customer_index) const {
    std::vector<double> row(brands_.size());
    const auto entity = static_cast<std::uint64_t>(customer_index);
    shares_->fill(row, Draws{.seed = seed, .purpose = Purpose::customer_brands, .first_entity = entity});
    return row;
  }

 private:
  struct Brand {
    std::int16_t code;
    double share;
    std::vector<std::uint32_t> skus;
    AliasTable table;
  };
  static constexpr std::uint16_t n_attempts = 24;

  /// A number in [0, 1) of 53 bits.
  static double unit(std::uint64_t word) { return static_cast<double>(word >> 11) * 0x1p-53; }

  /// \param brand_word,sku_word  of attempt 0 of `draws`, which holds this line alone
  std::uint32_t choose(std::span<const double> shares, Seconds at, std::uint64_t brand_word, std::uint64_t sku_word,
                       const Draws& draws) const {
    for (std::uint16_t attempt = 1;; ++attempt) {
      const double target = unit(brand_word);
      double sum = shares[0];
      std::size_t b = 0;
      while (sum <= target && b + 1 < shares.size()) sum += shares[++b];
      const std::uint32_t sku = brands_[b].skus[brands_[b].table.lookup(sku_word)];
      if (launched_at_[sku] <= at) return sku;
      draws.of(Purpose::line_brand).words({&brand_word, 1}, attempt);
      draws.of(Purpose::line_sku).words({&sku_word, 1}, attempt);
      if (attempt > n_attempts) return by_cumulated_weight(shares, at, sku_word);
    }
  }

  /// The same law where hardly anything is launched: all launched SKUs weighed one by one.
  std::uint32_t by_cumulated_weight(std::span<const double> shares, Seconds at, std::uint64_t word) const {
    double total = 0;
    for_launched(shares, at, [&](std::uint32_t, double brand, double within) {
      total = std::fma(brand, within, total);
      return true;
    });
    const double target = total * unit(word);
    double sum = 0;
    std::uint32_t chosen = 0;
    for_launched(shares, at, [&](std::uint32_t sku, double brand, double within) {
      chosen = sku;
      sum = std::fma(brand, within, sum);
      return sum <= target;
    });
    return chosen;
  }

  /// Calls body(sku, share of its brand, share within the brand) for the launched SKUs until it returns false.
  template <class Body>
  void for_launched(std::span<const double> shares, Seconds at, Body&& body) const {
    for (std::size_t b = 0; b < brands_.size(); ++b) {
      for (std::size_t s = 0; s < brands_[b].skus.size(); ++s) {
        const std::uint32_t sku = brands_[b].skus[s];
        if (launched_at_[sku] > at) continue;
        if (!body(sku, shares[b], brands_[b].table.probability(s))) return;
      }
    }
  }

  Parameters parameters_;
  std::vector<Seconds> launched_at_;
  std::vector<Brand> brands_;
  std::optional<Dirichlet> shares_;
};
static_assert(BasketModel<DirichletBrandBasket> && Preparable<DirichletBrandBasket>);

}  // namespace retailsim
