#pragma once

#include <utility>

#include <retailsim/core/error.hpp>
#include <retailsim/population/concept.hpp>

namespace retailsim {

/// Any population, with gaps between orders that are Erlang of shape k in operational time: the mean stays 1 / rate,
/// the variance is 1 / k of an exponential gap's. Shape 1 is the exponential; food shops show about 2, others 1.
/// Source: S. Gupta, Impact of Sales Promotions on When, What, and How Much to Buy, Journal of Marketing Research 25,
/// 1988, for Erlang-2 gaps.
template <Population Inner>
class ErlangGaps : public Inner {
 public:
  /// \throws std::invalid_argument unless the shape is in [1, 16]
  ErlangGaps(Inner inner, int shape)
      : Inner(std::move(inner)), shape_(detail::in_range(shape, 1, 16, "ErlangGaps: shape")) {}
  int gap_shape() const { return shape_; }

 private:
  int shape_;
};

}  // namespace retailsim
