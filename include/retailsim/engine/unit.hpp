#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <retailsim/engine/batch.hpp>
#include <retailsim/engine/customers.hpp>
#include <retailsim/engine/emission.hpp>
#include <retailsim/engine/lines.hpp>
#include <retailsim/engine/orders.hpp>
#include <retailsim/engine/truth.hpp>
#include <retailsim/engine/workspace.hpp>
#include <retailsim/engine/world.hpp>

namespace retailsim::engine {

/// Lines worked on together, so that their scratch columns stay in the second-level cache. Chunks hold whole customers.
inline constexpr std::size_t lines_per_chunk = 4096;

/// Simulates the customers [first, first + n) into `work.rows`: the whole of the simulation, for a few customers.
/// \return the customers as drawn, valid until the next unit
template <class World>
LatentCustomers simulate_unit(const World& world, std::int64_t first, std::size_t n, bool truth, Workspace& work) {
  UnitRows& rows = work.rows;
  rows.clear();
  const CustomerBlock customers = draw_customers(world, first, n, work.customers);
  show_customers(world, customers, rows);

  const OrderBlock orders = OrderStage<World>(world, customers, work, truth).draw();
  if (truth) show_truth(world, customers, orders, work.customers, rows);

  Emission<World> emission(world, customers, work);
  std::size_t first_order = 0, n_lines = 0;
  for (std::size_t o = 0; o < orders.size(); ++o) {
    n_lines += static_cast<std::size_t>(work.orders.n_lines[o]);
    const bool last = o + 1 == orders.size();
    if (last || (n_lines >= lines_per_chunk && orders.customer[o + 1] != orders.customer[o])) {
      const LineChunk chunk{.first_order = first_order, .end_order = o + 1, .n_lines = n_lines};
      draw_lines(world, orders, work.orders, chunk, work.lines);
      emission.show(chunk);
      first_order = o + 1;
      n_lines = 0;
    }
  }
  return {.block = customers,
          .first_order_at = first_of(work.customers.first_order_at, n),
          .ends_at = first_of(work.customers.ends_at, n),
          .max_orders = first_of(work.customers.max_orders, n)};
}

/// Hands a unit's rows to the sink in batches of at most `lines_per_batch` lines, cut between orders.
template <class Sink>
void deliver(const UnitRows& rows, const LatentCustomers& latent, std::int64_t end_customer,
             std::size_t lines_per_batch, Sink& sink) {
  Batch batch;
  batch.latent = latent;
  batch.customers = retailsim::rows(rows.customers, 0, rows.n_customers);
  batch.truth = retailsim::rows(rows.truth, 0, rows.n_truth);
  std::size_t order = 0, line = 0;
  do {
    const std::size_t first_order = order, first_line = line;
    while (order < rows.n_orders) {
      const auto n = static_cast<std::size_t>(rows.orders.n_lines[order]);
      if (order > first_order && line + n - first_line > lines_per_batch) break;
      line += n;
      ++order;
    }
    batch.orders = retailsim::rows(rows.orders, first_order, order - first_order);
    batch.lines = retailsim::rows(rows.lines, first_line, line - first_line);
    // Before the last batch of the unit, only what came before the unit is complete.
    batch.end_customer = order == rows.n_orders ? end_customer : 0;
    sink(static_cast<const Batch&>(batch));
    batch.customers = {};
    batch.truth = {};
    batch.latent = {};
  } while (order < rows.n_orders);
}

}  // namespace retailsim::engine
