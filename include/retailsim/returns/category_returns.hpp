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
#include <retailsim/random/detail/dispatch.hpp>
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
    returned_below_.resize(n);
    exchanged_below_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double back = parameters_.probability.value_or(setting.catalogue.return_probability[i]);
      const std::uint64_t returned = threshold(back);
      returned_below_[i] = returned;
      exchanged_below_[i] = std::min(returned + threshold(parameters_.exchange_probability), certain);
    }
  }

  void returns(std::span<std::int32_t> returned, std::span<std::int32_t> exchanged, const LineBlock& lines,
               const Draws& line_draws) const {
    const Draws draws = line_draws.of(Purpose::line_return);
    std::uint64_t buffer[Draws::chunk_size];
    std::uint32_t places[Draws::chunk_size + 8];
    for (std::size_t begin = 0; begin < returned.size(); begin += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, returned.size() - begin);
      const auto words = draws.part(begin, n).words_in(std::span<std::uint64_t>(buffer, n));
      const std::uint32_t* const sku = lines.sku_index.data() + begin;
      const std::size_t n_back = detail::kernels().list_below(words.data(), sku, n, exchanged_below_.data(), places);
      for (std::size_t k = 0; k < n_back; ++k) {
        const std::size_t i = places[k], line = begin + i;
        auto& units = words[i] >> 11 < returned_below_[sku[i]] ? returned[line] : exchanged[line];
        units = lines.quantity[line];
        if (whole_ == certain || units < 2) continue;  // a line of one unit has nothing to choose
        std::uint64_t word;
        line_draws.of(Purpose::line_return_units).part(line, 1).words({&word, 1});
        units = units_back(units, word);
      }
    }
  }

  void delays(std::span<Seconds> seconds, const OrderBlock&, const Draws& draws) const {
    parameters_.delay.write(seconds, draws.of(Purpose::order_return_delay));
  }

  const Parameters& parameters() const { return parameters_; }

  /// Probabilities of a line of the SKU being returned and being exchanged, as drawn: multiples of 2^-53. After
  /// `prepare`.
  double return_probability(std::size_t sku_index) const {
    return static_cast<double>(returned_below_[sku_index]) * 0x1p-53;
  }
  double exchange_probability(std::size_t sku_index) const {
    return static_cast<double>(exchanged_below_[sku_index] - returned_below_[sku_index]) * 0x1p-53;
  }
  /// Expected units of a line of q that comes back or is exchanged.
  double mean_units(std::int32_t quantity) const {
    const double whole = parameters_.whole_line_share;
    return whole * quantity + (1 - whole) * (1 + quantity) / 2;
  }

 private:
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
  /// Sides of a SKU's coin of 53 bits: returned below the one, exchanged below the other, else it stays.
  std::vector<std::uint64_t> returned_below_, exchanged_below_;
};
static_assert(ReturnModel<CategoryReturns> && Preparable<CategoryReturns>);

}  // namespace retailsim
