#pragma once

#include <span>
#include <utility>
#include <variant>

#include <retailsim/core/error.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/population/gamma_rates.hpp>
#include <retailsim/population/no_traits.hpp>
#include <retailsim/population/uniform_integer_rates.hpp>

namespace retailsim {

/// Gamma or uniform-integer rates, whichever a configuration asks for, with Erlang gaps of its shape: one type for all
/// presets. The choice is made once for each block of customers.
class RetailRates : public NoTraits {
 public:
  using Law = std::variant<GammaRates, UniformIntegerRates>;

  /// \throws std::invalid_argument unless the shape is in [1, 16]
  RetailRates(Law law, int gap_shape)
      : law_(std::move(law)), gap_shape_(detail::in_range(gap_shape, 1, 16, "RetailRates: gap_shape")) {}

  void rates(std::span<double> rates, const CustomerBlock& customers, const Draws& draws) const {
    std::visit([&](const auto& law) { law.rates(rates, customers, draws); }, law_);
  }
  int gap_shape() const { return gap_shape_; }
  double mean_rate() const {
    return std::visit([](const auto& law) { return law.mean_rate(); }, law_);
  }
  double rate_variance() const {
    return std::visit([](const auto& law) { return law.rate_variance(); }, law_);
  }
  const Law& law() const { return law_; }

 private:
  Law law_;
  int gap_shape_;
};
static_assert(ErlangPopulation<RetailRates>);

}  // namespace retailsim
