#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/purpose.hpp>

namespace retailsim {

/// The law of the gaps of many customers' renewal chains, and where their words are.
///
/// Event j of a customer comes one gap after event j - 1, the first after `start`. The gap is
/// ticks_per_gap * -(1/k) ln(u_1 ... u_k), an Erlang-k law (exponential for k = 1), rounded once to whole ticks, with
/// u_1 from the slice `gap` at (customer, index = j) and u_2 ... from `stage` with the stage (1, 2, ...) as attempt.
/// Whole ticks make sums exact in any order, so lanes, scalars and pieces give the same times. A chain stops before
/// the first time >= end, or after max_events. A gap is at most 2^51 ticks.
struct RenewalLaw {
  std::uint64_t seed = 0;
  Purpose gap = Purpose::order_gap;          ///< a slice of 64 bits
  Purpose stage = Purpose::order_gap_stage;  ///< a plain purpose; not used for shape 1
  int shape = 1;                             ///< stages k of the Erlang law, in [1, 1000]
  std::uint32_t first_number = 0;            ///< index of the first event of every customer

  /// \throws std::invalid_argument unless shape is in [1, 1000], gap a slice of 64 bits and stage plain
  detail::ChainParameters parameters() const {
    detail::in_range(shape, 1, 1000, "RenewalLaw: shape");
    detail::require(detail::width(gap) == 2, detail::width(gap), "RenewalLaw: words of the gap's slice", "2");
    detail::require(detail::is_plain(stage), detail::width(stage), "RenewalLaw: words of the stage's slice",
                    "0 (a plain purpose)");
    return {seed,
            static_cast<std::uint32_t>(detail::block_id(gap)) << 16,
            detail::first_word(gap) / 2,
            static_cast<std::uint32_t>(detail::block_id(stage)) << 16,
            shape,
            first_number};
  }
};

/// One chain: writes the times of the events to `out`, which has room for max_events rounded up to a multiple of 8,
/// plus 8 (what lies past the count is scratch), and returns their number.
/// \param ticks_per_gap  mean gap in ticks (2^32 per day), finite and > 0
inline std::size_t renewal_times(std::uint64_t seed, Purpose gap, Purpose stage, std::uint64_t entity, int shape,
                                 double ticks_per_gap, std::int64_t start, std::int64_t end, std::uint32_t first_number,
                                 std::uint32_t max_events, std::int64_t* out) {
  const auto chain = RenewalLaw{seed, gap, stage, shape, first_number}.parameters();
  detail::ChainState state{.entity = entity,
                           .minus_ticks_per_stage = -ticks_per_gap / shape,
                           .time = start,
                           .end = end,
                           .number = first_number,
                           .left = max_events};
  return detail::kernels().renewal(chain, state, max_events, out, nullptr);
}

/// The chains of a block of customers, written customer after customer into a buffer of any size, in as many calls as
/// that takes: no memory grows with the number of events.
///
///     RenewalBlock block(law, {.entities = ..., .ticks_per_gap = ..., .start = ..., .end = ..., .max_events = ...});
///     while (!block.done()) {
///       const auto piece = block.next(times, other_half, counts);
///       // customers piece.first_customer .. + piece.n_customers, counts[c] events each, piece.n_times in all
///     }
class RenewalBlock {
 public:
  /// One value per customer.
  struct Customers {
    std::span<const std::uint64_t> entities;
    std::span<const double> ticks_per_gap;  ///< mean gaps in ticks (2^32 per day), > 0
    std::span<const std::int64_t> start, end;
    std::span<const std::uint32_t> max_events;
  };
  struct Piece {
    std::size_t first_customer = 0;
    std::size_t n_customers = 0;  ///< the last may go on in the next piece
    std::size_t n_times = 0;
    std::uint32_t first_number = 0;  ///< number of the first customer's first event in this piece
  };
  /// Elements past the last time that a call may use as scratch.
  static constexpr std::size_t slack = 8;

  RenewalBlock(const RenewalLaw& law, const Customers& customers)
      : chain_(law.parameters()),
        customers_{customers.entities.data(), customers.ticks_per_gap.data(), customers.start.data(),
                   customers.end.data(),      customers.max_events.data(),    customers.entities.size()} {
    assert(customers.ticks_per_gap.size() == customers_.n && customers.start.size() == customers_.n &&
           customers.end.size() == customers_.n && customers.max_events.size() == customers_.n);
  }

  bool done() const { return cursor_.customer == customers_.n; }

  /// Writes the next events until all are written or fewer than `slack` elements are left; one call of a kernel.
  /// \param times       at least 2 * slack elements
  /// \param other_half  as many, or empty: the half of each event's block beside the gap's (the basket size's word)
  /// \param counts      counts[c] = events of customer first_customer + c in this piece; a piece has at most as many
  ///                    customers as there are counts
  Piece next(std::span<std::int64_t> times, std::span<std::uint64_t> other_half, std::span<std::uint32_t> counts) {
    assert(times.size() >= 2 * slack && (other_half.empty() || other_half.size() >= times.size()));
    Piece piece{.first_customer = cursor_.customer,
                .first_number = cursor_.started ? cursor_.state.number : chain_.first_number};
    piece.n_times = detail::kernels().renewal_block(chain_, customers_, cursor_, times.size() - slack, counts.size(),
                                                    times.data(), other_half.empty() ? nullptr : other_half.data(),
                                                    counts.data(), piece.n_customers);
    return piece;
  }

 private:
  detail::ChainParameters chain_;
  detail::ChainCustomers customers_;
  detail::ChainCursor cursor_{};
};

}  // namespace retailsim
