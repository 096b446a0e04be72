#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <retailsim/core/blocks.hpp>
#include <retailsim/engine/renewal_count.hpp>
#include <retailsim/engine/workspace.hpp>
#include <retailsim/engine/world.hpp>

namespace retailsim::engine {

/// Expected orders of one customer in the `days` from the date of the outlook, given the customer's latent life (rate,
/// first order, end, limit of orders) and the base orders before that date.
///
/// Exact for the base stream (Poisson or Erlang gaps, with or without a limit) and for what events add to customers
/// without a limit. Two cases are approximated: where events lower demand, base orders are thinned by the mean share
/// kept over the span; with a limit of orders, what events add counts with the chance of being alive on the day.
template <class World>
double expected_orders(const World& world, const CustomerScratch& lives, std::size_t i, int days) {
  const Seconds date = world.outlook.start();
  const Seconds until = std::min((world.outlook + days).start(), lives.ends_at[i]);
  const bool by_rate = lives.first_order_at[i] == after_a_gap;
  const Seconds first = by_rate ? lives.registered_at[i] : lives.first_order_at[i];
  if (lives.max_orders[i] == 0 || first >= until) return 0;

  const double ticks_per_gap = ticks_per_day * days_per_year / lives.orders_per_year[i];
  const auto& base = world.calendar.base();
  const std::uint64_t done = lives.n_base_before[i];
  std::uint64_t left = lives.max_orders[i] == no_order_limit ? UINT64_MAX : lives.max_orders[i] - done;
  double expected = 0;
  Seconds begin = std::max(date, first);
  Seconds last = done > 0 ? lives.last_base_before[i] : first;
  if (!by_rate && done == 0) {  // the first order itself lies in the span
    expected += static_cast<double>(world.calendar.keep_threshold(first)) / 0x1p32;
    if (left != UINT64_MAX) --left;
    last = begin = first;
  }
  if (left == 0 || begin >= until || !(lives.orders_per_year[i] > 0)) return expected;
  const Ticks begin_ticks = base.ticks_at(begin);
  const double age = static_cast<double>(begin_ticks - base.ticks_at(last)) / ticks_per_gap;
  const double span = static_cast<double>(base.ticks_at(until) - begin_ticks) / ticks_per_gap;
  expected =
      std::fma(expected_renewals(world.gap_shape, age, span, left), world.calendar.kept_share(begin, until), expected);

  const auto& extra = world.calendar.extra();
  const auto added = [&](Seconds from, Seconds to) {
    return static_cast<double>(extra.ticks_at(to) - extra.ticks_at(from)) / ticks_per_gap;
  };
  if (left == UINT64_MAX) return expected + added(begin, until);
  for (Seconds day = begin; day < until; day += seconds_per_day) {
    const Seconds end = std::min(day + seconds_per_day, until);
    const double more = added(day, end);
    if (more > 0) {
      const double so_far = static_cast<double>(base.ticks_at(day) - begin_ticks) / ticks_per_gap;
      expected = std::fma(more, so_far > 0 ? 1 - PoissonTerms(so_far).at_least(left) : 1.0, expected);
    }
  }
  return expected;
}

/// Appends the truth of the customers that the window shows.
template <class World>
void show_truth(const World& world, const CustomerBlock& block, const OrderBlock& orders, const CustomerScratch& lives,
                UnitRows& rows) {
  const Seconds to = world.scenario.to.start();
  const Seconds from = world.scenario.emit_from ? world.scenario.emit_from->start() : -never;
  const auto micros = [](Seconds at) { return at == never ? no_time : at * micros_per_second; };
  TruthColumns<VectorColumn>& out = rows.truth;
  for_each_column(out, [&](const auto&, auto& column) { first_of(column, rows.n_truth + block.n); });
  std::size_t order = 0;
  for (std::size_t i = 0; i < block.n; ++i) {
    const std::size_t first_order = order;
    std::int32_t n_before = 0;
    for (; order < orders.size() && orders.customer[order] == i; ++order) {
      n_before += orders.ordered_at[order] < world.outlook.start();
    }
    if (block.registered_at[i] >= to || block.registered_at[i] < from) continue;
    const std::size_t row = rows.n_truth++;
    const bool buys = lives.max_orders[i] > 0 && lives.first_order_at[i] < lives.ends_at[i];
    Seconds first = lives.first_order_at[i];
    if (first == after_a_gap) first = order > first_order ? orders.ordered_at[first_order] : never;
    Seconds gone = lives.gone_at[i];
    if (!buys) gone = block.registered_at[i];
    // A single order at a known time ends a life at that time, wherever the window ends.
    if (buys && lives.max_orders[i] == 1 && lives.first_order_at[i] != after_a_gap) gone = lives.first_order_at[i] + 1;
    out.customer_id[row] = world.scenario.first_customer_id + block.first + static_cast<std::int64_t>(i);
    out.orders_per_year[row] = block.orders_per_year[i];
    out.first_order_at[row] = micros(buys ? first : never);
    out.churned_at[row] = micros(gone);
    out.max_orders[row] = lives.max_orders[i] == no_order_limit
                              ? 0
                              : static_cast<std::int32_t>(std::min<std::uint32_t>(lives.max_orders[i], INT32_MAX));
    out.affinity_group[row] = block.affinity_group.empty() ? 0 : static_cast<std::int32_t>(block.affinity_group[i]);
    out.n_orders[row] = n_before;
    out.expected_orders_30[row] = buys ? expected_orders(world, lives, i, 30) : 0;
    out.expected_orders_90[row] = buys ? expected_orders(world, lives, i, 90) : 0;
    out.expected_orders_365[row] = buys ? expected_orders(world, lives, i, 365) : 0;
  }
}

}  // namespace retailsim::engine
