#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/population/no_traits.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/permutation.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/random/zipf.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

struct ZipfRatesParameters {
  double s = 1;                    ///< exponent; 0: all equal
  double total_per_year = 10'000;  ///< orders of all customers together in a year of 365 days
  bool shuffled = true;            ///< ranks are dealt out by chance; else the customer of index i has rank i + 1
};

/// A fixed pool of customers, that of the scenario, whose rates follow Zipf's law: the one of rank k orders
/// total_per_year * k^-s / (1^-s + 2^-s + ... + n^-s) times a year. With `NoChurn`, "N ~ Poisson orders a day, each by
/// customer i with probability w_i" is the same process, by Poisson splitting.
///
/// Rates depend on the number of customers, so here more customers change the rows of all.
/// Source: G. K. Zipf, Human Behavior and the Principle of Least Effort, 1949.
class ZipfRates : public NoTraits {
 public:
  /// \throws std::invalid_argument unless s is in [0, 100] and the total finite and >= 0
  explicit ZipfRates(ZipfRatesParameters parameters) : parameters_(parameters) {
    detail::in_range(parameters.s, 0, 100, "ZipfRates: s");
    detail::not_negative(parameters.total_per_year, "ZipfRates: total_per_year");
  }

  /// Deals out the ranks. \throws std::invalid_argument if the scenario has more than 2^26 customers
  void prepare(const Setting& setting) {
    const std::int64_t n_customers =
        detail::in_range<std::int64_t>(setting.scenario.n_customers, 1, 1 << 26, "ZipfRates: number of customers");
    const std::vector<double> weights = Zipf::weights(static_cast<std::uint32_t>(n_customers), parameters_.s);
    detail::CarefulSum sum;
    for (const double weight : weights) sum.add(weight);
    const double scale = parameters_.total_per_year / sum.value();
    std::vector<double> rates(weights.size());
    const auto ranks =
        addressed_permutation(weights.size(), Draws{.seed = setting.scenario.seed, .purpose = Purpose::customer_rate});
    for (std::size_t i = 0; i < rates.size(); ++i) rates[i] = weights[parameters_.shuffled ? ranks[i] : i] * scale;
    rates_ = std::make_shared<const std::vector<double>>(std::move(rates));
  }

  /// \throws std::logic_error before `prepare`
  void rates(std::span<double> rates, const CustomerBlock&, const Draws& draws) const {
    if (!rates_) throw std::logic_error("ZipfRates: prepare must be called before rates");
    for (std::size_t i = 0; i < rates.size(); ++i) rates[i] = rates_->at(static_cast<std::size_t>(draws.entity(i)));
  }

 private:
  ZipfRatesParameters parameters_;
  std::shared_ptr<const std::vector<double>> rates_;  // of each customer; copies share it
};
static_assert(Population<ZipfRates> && Preparable<ZipfRates>);

}  // namespace retailsim
