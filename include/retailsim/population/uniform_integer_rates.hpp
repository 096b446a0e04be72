#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/population/no_traits.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/random/uniform_int.hpp>

namespace retailsim {

/// A customer's rate is one of the whole numbers low, low + 1, ..., high orders per year, each equally likely.
class UniformIntegerRates : public NoTraits {
 public:
  /// \throws std::invalid_argument unless 0 <= low <= high <= 10^6
  UniformIntegerRates(std::int64_t low, std::int64_t high)
      : law_(detail::in_range<std::int64_t>(low, 0, 1'000'000, "UniformIntegerRates: low"),
             detail::in_range<std::int64_t>(high, low, 1'000'000, "UniformIntegerRates: high")) {}

  void rates(std::span<double> rates, const CustomerBlock&, const Draws& draws) const {
    std::int64_t values[Draws::chunk_size];
    for (std::size_t at = 0; at < rates.size(); at += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, rates.size() - at);
      draws.of(Purpose::customer_rate).part(at, n).fill(std::span(values, n), law_);
      std::ranges::copy(std::span(values, n), rates.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
  double mean_rate() const { return law_.mean(); }
  double rate_variance() const { return law_.variance(); }

 private:
  UniformInt law_;
};
static_assert(Population<UniformIntegerRates>);

}  // namespace retailsim
