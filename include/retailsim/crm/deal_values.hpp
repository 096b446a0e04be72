#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/crm/product_config.hpp>
#include <retailsim/crm/product_list.hpp>
#include <retailsim/crm/words.hpp>
#include <retailsim/random/detail/scalar_math.hpp>

namespace retailsim::crm {

/// 1 + a Poisson number, by one word: lines of an opportunity, contacts of a company.
inline ShortChoice one_and_poisson(double mean, std::size_t most) {
  std::vector<double> weights{retailsim::detail::portable_exp(-(mean - 1))};
  for (std::size_t k = 1; k < most; ++k) {
    weights.push_back(retailsim::detail::product(weights.back(), (mean - 1) / static_cast<double>(k)));
  }
  return ShortChoice(weights);
}

/// What opportunities are worth: 1 + Poisson lines, each of a product (all as likely) and a geometric quantity whose
/// mean depends on size class and category, at the product's price less the discount of its tiers.
class DealValues {
 public:
  static constexpr std::size_t max_lines = 32;
  static constexpr std::int64_t max_quantity = 100'000;

  DealValues(const ProductConfig& config, const ProductList& products)
      : lines_(one_and_poisson(config.lines, max_lines)) {
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      double sum = 0, squares = 0;
      for (std::size_t c = 0; c < n_categories; ++c) {
        const double mean = std::max(1.0, config.quantity[size] * config.category_quantity[c]);
        continues_[size][c] = 1 - 1 / mean;
        log_continues_[size][c] = mean > 1 ? retailsim::detail::portable_log(continues_[size][c]) : -1e9;
      }
      for (std::size_t i = 0; i < products.size(); ++i) add_moments(products[i], size, sum, squares);
      const double n = static_cast<double>(products.size());
      const double mean = sum / n, extra = config.lines - 1;
      const double variance = std::fma(-mean, mean, squares / n);
      const double lines_squared = std::fma(config.lines, config.lines, extra);
      means_[size] = retailsim::detail::product(config.lines, mean);
      squares_[size] = std::fma(config.lines, variance, retailsim::detail::product(lines_squared, mean * mean));
    }
  }

  /// Of one opportunity, in cents: mean, and mean of the square.
  double mean(std::size_t size) const { return means_[size]; }
  double mean_square(std::size_t size) const { return squares_[size]; }

  std::uint32_t n_lines(std::uint32_t word) const { return 1 + lines_(word); }

  /// Geometric from 1: 1 + floor(ln u / ln(1 - 1 / mean)).
  std::int64_t quantity(std::uint32_t word, std::size_t size, std::size_t category) const {
    const double u = (static_cast<double>(word) + 0.5) * 0x1p-32;
    const double steps = retailsim::detail::portable_log(u) / log_continues_[size][category];
    return std::min(max_quantity, 1 + static_cast<std::int64_t>(steps));
  }

 private:
  void add_moments(const Product& product, std::size_t size, double& sum, double& squares) const {
    const double next = continues_[size][static_cast<std::size_t>(product.category)];
    double probability = 1 - next;
    for (std::int64_t quantity = 1; quantity < max_quantity; ++quantity) {
      const auto amount = static_cast<double>(product.amount(quantity));
      const double weighted = retailsim::detail::product(probability, amount);
      sum += weighted;
      squares = std::fma(weighted, amount, squares);
      probability = retailsim::detail::product(probability, next);
      if (probability < (1 - next) * 1e-7) break;
    }
  }

  ShortChoice lines_;
  std::array<std::array<double, n_categories>, n_size_classes> continues_{}, log_continues_{};
  std::array<double, n_size_classes> means_{}, squares_{};
};

}  // namespace retailsim::crm
