#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/random/discrete_table.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Lines per order and units per line, each by any law of whole numbers: what the shipped basket models share.
/// `DiscreteTable{1, {.5, .3, .15, .05}}` gives 1 to 4 with these weights.
struct BasketShape {
  DiscreteTable sizes{1, {1.0}};       ///< lines of an order; values 1 to 4096
  DiscreteTable quantities{1, {1.0}};  ///< units of a line; values 1 to 10,000

  /// \param owner  the model, for the message
  /// \throws std::invalid_argument if a law gives values out of range
  const BasketShape& checked(const std::string& owner) const {
    const auto check = [&](const DiscreteTable& law, std::int64_t most, const char* what) {
      detail::in_range<std::int64_t>(law.first_value(), 1, most, owner + ": smallest value of " + what);
      detail::in_range<std::int64_t>(law.last_value(), 1, most, owner + ": largest value of " + what);
    };
    check(sizes, 4096, "sizes");
    check(quantities, 10'000, "quantities");
    return *this;
  }

  void write_sizes(std::span<std::int32_t> out, const Draws& draws) const {
    write(out, sizes, draws.of(Purpose::order_basket_size));
  }
  void write_quantities(std::span<std::int32_t> out, const Draws& draws) const {
    write(out, quantities, draws.of(Purpose::line_quantity));
  }

 private:
  static void write(std::span<std::int32_t> out, const DiscreteTable& law, const Draws& draws) {
    if (law.first_value() == law.last_value()) {
      std::ranges::fill(out, static_cast<std::int32_t>(law.first_value()));
      return;
    }
    std::int64_t values[Draws::chunk_size];
    for (std::size_t begin = 0; begin < out.size(); begin += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, out.size() - begin);
      draws.part(begin, n).fill(std::span<std::int64_t>(values, n), law);
      std::transform(values, values + n, out.begin() + static_cast<std::ptrdiff_t>(begin),
                     [](std::int64_t value) { return static_cast<std::int32_t>(value); });
    }
  }
};

}  // namespace retailsim
