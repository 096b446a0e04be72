#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/blocks.hpp>
#include <retailsim/forecast/purchase_history.hpp>

namespace retailsim::forecast {

/// Which purchases of a customer are one.
enum class Collapse {
  same_time,  ///< those of one time: of one day where times are days, of one order where they are instants
  none        ///< each row is a purchase
};

struct SummaryOptions {
  std::int64_t until = 0;  ///< rows from this time on are not seen; ages end one `tick` before
  double unit = 1;         ///< time of the histories in units of the column: 7 makes weeks of days
  std::int64_t tick = 1;   ///< ages end at until - tick: 1 of days, 86400 of seconds counted by the day
  Collapse collapse = Collapse::same_time;
  int n_threads = 0;  ///< 0: as many as the processor has
};

/// Histories of the customers who ordered before `until`, and who each is.
struct CustomerHistories {
  PurchaseHistory history;
  std::vector<std::uint32_t> customer;  ///< code of each row's customer, rising
};

/// (x, t_x, T) of every customer from columns of purchases, in one pass where the rows of each customer are in rising
/// order of time, else in one more to sort them. A customer's code is in [0, n_customers).
///
/// T runs to until - tick, so that `until = day of 1997-10-01, unit = 7` are the weeks of data to the end of
/// 1997-09-30. Purchases of one time count once.
/// \throws std::invalid_argument for columns of unequal length and a code out of range
template <std::integral Time>
CustomerHistories summarise_purchases(std::span<const std::uint32_t> customer, std::span<const Time> time,
                                      std::size_t n_customers, const SummaryOptions& options) {
  if (customer.size() != time.size())
    throw std::invalid_argument("summarise_purchases: the columns must be of equal length, got " +
                                std::to_string(customer.size()) + " and " + std::to_string(time.size()));
  retailsim::detail::positive(options.unit, "summarise_purchases: unit");
  struct State {
    Time first, last;
    std::int32_t n;
  };
  constexpr Time none = std::numeric_limits<Time>::min();
  const bool once = options.collapse == Collapse::same_time;
  const auto until = static_cast<Time>(
      std::clamp<std::int64_t>(options.until, std::numeric_limits<Time>::min() + 1, std::numeric_limits<Time>::max()));
  std::vector<State> states(n_customers, State{none, none, 0});
  detail::WorkerPool pool(detail::thread_count(options.n_threads));
  const std::size_t n_parts = n_customers < 1024 ? 1 : pool.size();
  std::vector<std::uint8_t> sorted(n_parts, 1);

  // Each thread reads all rows and keeps the customers of its part: their states then stay in its cache.
  const auto pass = [&](std::span<const std::uint32_t> who, std::span<const Time> when) {
    pool.run(n_parts, [&](std::size_t part) {
      const std::size_t low = n_customers * part / n_parts, size = n_customers * (part + 1) / n_parts - low;
      bool rising = true;
      State* const mine = states.data() + low;
      for (std::size_t i = 0; i < who.size(); ++i) {
        const std::size_t code = who[i] - low;
        const Time t = when[i];
        if (code >= size) {
          if (who[i] >= n_customers)
            throw std::invalid_argument("summarise_purchases: customer must be below " + std::to_string(n_customers) +
                                        ", got " + std::to_string(who[i]) + " in row " + std::to_string(i));
          continue;
        }
        if (t >= until) continue;
        State& state = mine[code];
        rising &= t >= state.last;
        if (state.n == 0) {
          state = {t, t, 1};
        } else {
          state.n += t != state.last || !once;
          state.last = t;
        }
      }
      sorted[part] = rising;
    });
  };
  pass(customer, time);
  if (std::ranges::count(sorted, 0) > 0) {
    std::vector<std::uint32_t> order(customer.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return time[i]; });
    std::vector<std::uint32_t> who(order.size());
    std::vector<Time> when(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      who[i] = customer[order[i]];
      when[i] = time[order[i]];
    }
    std::ranges::fill(states, State{none, none, 0});
    pass(who, when);
  }

  CustomerHistories result;
  const auto n_rows = static_cast<std::size_t>(std::ranges::count_if(states, [](const State& s) { return s.n > 0; }));
  result.history.resize(n_rows);
  result.customer.resize(n_rows);
  const std::int64_t end = options.until - options.tick;
  std::size_t row = 0;
  for (std::size_t c = 0; c < n_customers; ++c) {
    const State& state = states[c];
    if (state.n == 0) continue;
    const auto first = static_cast<std::int64_t>(state.first), last = static_cast<std::int64_t>(state.last);
    result.customer[row] = static_cast<std::uint32_t>(c);
    result.history.n_repeat_orders[row] = state.n - 1;
    // Purchases within the last tick are as old as the end.
    result.history.age_at_last_order[row] =
        static_cast<double>(std::min(last, std::max(end, first)) - first) / options.unit;
    result.history.age[row] = static_cast<double>(std::max(end, first) - first) / options.unit;
    ++row;
  }
  return result;
}

}  // namespace retailsim::forecast
