#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/columns.hpp>

namespace retailsim {

/// The customers of a unit as they were drawn, shown by the window or not: what checks and studies start from.
struct LatentCustomers {
  CustomerBlock block;                        ///< `block.first` is the index of the first one
  std::span<const Seconds> first_order_at;    ///< `never`, `after_a_gap` or a time
  std::span<const Seconds> ends_at;           ///< `never`: no end
  std::span<const std::uint32_t> max_orders;  ///< of the base stream
};

/// Rows of consecutive customers, valid during the call of the sink. Orders are sorted by customer, time and order id;
/// lines likewise, and all lines of a batch's orders are in it. A customer with very many orders may go on in the next
/// batch; customer and truth rows come with the first batch of their unit.
struct Batch {
  CustomerColumns<ConstColumn> customers;
  OrderColumns<ConstColumn> orders;
  LineColumns<ConstColumn> lines;
  TruthColumns<ConstColumn> truth;  ///< empty unless asked for
  LatentCustomers latent;           ///< with the first batch of a unit; else empty
  std::int64_t end_customer = 0;    ///< every row of customers with an index (from 0) below this has been delivered
};

/// What takes the rows of a run: anything callable with a `Batch`, or with products first where it wants them.
template <class S>
concept BatchSink = std::invocable<S&, const Batch&>;

/// Called once before the first batch with the catalogue's rows (by shard 0 of a run in pieces only).
template <class S>
concept ProductSink = requires(S& sink, const ProductColumns<ConstColumn>& products) { sink.products(products); };

}  // namespace retailsim
