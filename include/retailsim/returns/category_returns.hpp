#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/detail/positions.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/returns/concept.hpp>
#include <retailsim/returns/return_delay.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Each sold line comes back, with a probability of its SKU's own, or is exchanged, or stays: one coin with three
/// sides,
///
///     P(returned) = r,   P(exchanged) = min(e, 1 - r),
///
/// r the catalogue's `return_probability` (or one value for all), e the probability of an exchange. Of a line of q
/// units that comes back or is exchanged all units do with probability `whole_line_share`, else 1, 2, ... or q, equally
/// likely. Lines are independent; everything of one order comes back after one delay.
class CategoryReturns {
 public:
  struct Parameters {
    std::optional<double> probability{};  ///< of a return, for every SKU; none: the catalogue's own by SKU
    double exchange_probability = 0;      ///< of a line, for every SKU
    double whole_line_share = 1;          ///< of lines that come back, besides those that draw all their units
    ReturnDelay delay = ReturnDelay::gamma(2, 9, 30);
  };

  CategoryReturns() : CategoryReturns(Parameters{}) {}

  /// \throws std::invalid_argument unless the probabilities and the share are in [0, 1]
  explicit CategoryReturns(Parameters parameters) : parameters_(std::move(parameters)) {
    if (parameters_.probability) detail::share(*parameters_.probability, "CategoryReturns: probability");
    detail::share(parameters_.exchange_probability, "CategoryReturns: exchange_probability");
    whole_ = threshold(detail::share(parameters_.whole_line_share, "CategoryReturns: whole_line_share"));
  }

  void prepare(const Setting& setting) {
    const std::size_t n = setting.catalogue.n_skus();
    coins_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double back = parameters_.probability.value_or(setting.catalogue.return_probability[i]);
      const std::uint64_t returned = threshold(back);
      coins_[i] = {returned, std::min(returned + threshold(parameters_.exchange_probability), certain)};
    }
  }

  void returns(std::span<std::int32_t> returned, std::span<std::int32_t> exchanged, const LineBlock& lines,
               const Draws& line_draws) const {
    const Draws draws = line_draws.of(Purpose::line_return);
    std::uint64_t buffer[Draws::chunk_size];
    std::uint8_t comes_back_buffer[Draws::chunk_size];
    std::uint32_t places_buffer[Draws::chunk_size + 1];
    const std::span comes_back(comes_back_buffer);
    const std::span places(places_buffer);
    for (std::size_t begin = 0; begin < returned.size(); begin += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, returned.size() - begin);
      const auto words = draws.part(begin, n).words_in(std::span<std::uint64_t>(buffer, n));
      const Coin* const coins = coins_.data();
      const std::uint32_t* const sku = lines.sku_index.data() + begin;
      for (std::size_t i = 0; i < n; ++i) comes_back[i] = words[i] >> 11 < coins[sku[i]].exchanged;
      std::ranges::fill(returned.subspan(begin, n), 0);
      std::ranges::fill(exchanged.subspan(begin, n), 0);
      for (const std::uint32_t i : places.first(detail::positions_of(comes_back.first(n), places))) {
        auto& units = words[i] >> 11 < coins[sku[i]].returned ? returned[begin + i] : exchanged[begin + i];
        units = lines.quantity[begin + i];
      }
    }
    if (whole_ == certain) return;
    const Draws units = line_draws.of(Purpose::line_return_units);
    for (std::size_t i = 0; i < returned.size(); ++i) {
      // A line of one unit has nothing to choose.
      if (std::max(returned[i], exchanged[i]) < 2) continue;
      std::uint64_t word;
      units.part(i, 1).words({&word, 1});
      std::int32_t& back = returned[i] > 0 ? returned[i] : exchanged[i];
      back = units_back(back, word);
    }
  }

  void delays(std::span<Seconds> seconds, const OrderBlock&, const Draws& draws) const {
    parameters_.delay.write(seconds, draws.of(Purpose::order_return_delay));
  }

  const Parameters& parameters() const { return parameters_; }

  /// Probabilities of a line of the SKU being returned and being exchanged, as drawn: multiples of 2^-53. After
  /// `prepare`.
  double return_probability(std::size_t sku_index) const {
    return static_cast<double>(coins_[sku_index].returned) * 0x1p-53;
  }
  double exchange_probability(std::size_t sku_index) const {
    return static_cast<double>(coins_[sku_index].exchanged - coins_[sku_index].returned) * 0x1p-53;
  }
  /// Expected units of a line of q that comes back or is exchanged.
  double mean_units(std::int32_t quantity) const {
    const double whole = parameters_.whole_line_share;
    return whole * quantity + (1 - whole) * (1 + quantity) / 2;
  }

 private:
  /// Sides of a coin of 53 bits: below `returned`, below `exchanged`, the rest.
  struct Coin {
    std::uint64_t returned, exchanged;
  };
  static constexpr std::uint64_t certain = std::uint64_t{1} << 53;

  static std::uint64_t threshold(double probability) {
    const double scaled = probability * 0x1p53;  // exact, so whole from 2^-1 on
    const auto whole = static_cast<std::uint64_t>(scaled);
    return whole + (scaled - static_cast<double>(whole) >= 0.5 ? 1 : 0);
  }

  std::int32_t units_back(std::int32_t quantity, std::uint64_t word) const {
    if (word >> 11 < whole_) return quantity;
    // What is left of the word above the threshold is uniform again.
    const std::uint64_t taken = whole_ << 11, rest = std::uint64_t{0} - taken;
    const auto scaled = static_cast<detail::uint128>(word - taken) * static_cast<std::uint64_t>(quantity);
    return 1 + static_cast<std::int32_t>(taken == 0 ? scaled >> 64 : scaled / static_cast<detail::uint128>(rest));
  }

  Parameters parameters_;
  std::uint64_t whole_ = certain;
  std::vector<Coin> coins_;  // by SKU
};
static_assert(ReturnModel<CategoryReturns> && Preparable<CategoryReturns>);

}  // namespace retailsim
