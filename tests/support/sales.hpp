#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/scenario/setting.hpp>
#include <retailsim/seasonality/calendar.hpp>

/// Orders and lines made by hand, as the engine would show them to models.
namespace test {

using namespace retailsim;

/// A setting whose parts it owns: a scenario around a catalogue, no calendar.
struct World {
  explicit World(Catalogue catalogue, Date registered_from = Date{2023, 1, 1}) {
    scenario.catalogue = std::move(catalogue);
    scenario.registered_from = registered_from;
  }
  Setting setting() const { return {scenario, scenario.catalogue, calendar, labels}; }

  Scenario scenario;
  Calendar calendar;
  TraitLabels labels;
};

/// `n_orders` orders of `n_lines` lines each, one order per customer, all at one time unless changed.
struct Sales {
  Sales(std::size_t n_orders, std::size_t n_lines, Seconds at = Date{2023, 6, 1}.start()) : Sales(n_orders) {
    ordered_at.assign(n_orders, at);
    order.reserve(n_orders * n_lines);
    for (std::size_t o = 0; o < n_orders; ++o) {
      for (std::size_t k = 0; k < n_lines; ++k) {
        order.push_back(static_cast<std::uint32_t>(o));
        line_no.push_back(static_cast<std::int32_t>(k + 1));
        line_entity.push_back(1000 + o);
        line_index.push_back(static_cast<std::uint32_t>(k));
      }
    }
    quantity.assign(order.size(), 1);
    sku_index.assign(order.size(), 0);
    list_price.assign(order.size(), 1000);
  }

  std::size_t n_lines() const { return order.size(); }

  CustomerBlock customers() const {
    return {.first = 0,
            .n = customer.size(),
            .traits = {},
            .orders_per_year = {},
            .registered_at = {},
            .affinity_group = affinity_group};
  }
  OrderBlock orders(const CustomerBlock& of) const {
    return {.customers = &of, .customer = customer, .number = number, .stream = stream, .ordered_at = ordered_at};
  }
  LineBlock lines(const OrderBlock& of) const {
    return {.orders = &of,
            .order = order,
            .line_no = line_no,
            .sku_index = sku_index,
            .quantity = quantity,
            .list_price = list_price};
  }
  /// Lines first to first + n of `block`.
  static LineBlock part(const LineBlock& block, std::size_t first, std::size_t n) {
    return {.orders = block.orders,
            .order = block.order.subspan(first, n),
            .line_no = block.line_no.subspan(first, n),
            .sku_index = block.sku_index.subspan(first, n),
            .quantity = block.quantity.subspan(first, n),
            .list_price = block.list_price.subspan(first, n)};
  }
  Draws order_draws(std::uint64_t seed) const {
    return {.seed = seed, .purpose = {}, .entities = order_entity, .indices = number};
  }
  Draws line_draws(std::uint64_t seed) const {
    return {.seed = seed, .purpose = {}, .entities = line_entity, .indices = line_index};
  }

  std::vector<std::uint32_t> customer, number, affinity_group;
  std::vector<std::uint8_t> stream;
  std::vector<Seconds> ordered_at;
  std::vector<std::uint64_t> order_entity;
  std::vector<std::uint32_t> order, line_index, sku_index;
  std::vector<std::int32_t> line_no, quantity;
  std::vector<std::int64_t> list_price;
  std::vector<std::uint64_t> line_entity;

 private:
  explicit Sales(std::size_t n_orders)
      : customer(n_orders), number(n_orders), affinity_group(n_orders), stream(n_orders), order_entity(n_orders) {
    std::iota(customer.begin(), customer.end(), 0u);
    std::iota(order_entity.begin(), order_entity.end(), std::uint64_t{0});
  }
};

/// The SKUs that a basket model chooses for all lines, asked for in pieces of whole orders.
template <class Basket>
std::vector<std::uint32_t> chosen_skus(const Basket& basket, const Sales& sales, std::uint64_t seed,
                                       std::size_t orders_per_call = 1'000'000'000) {
  const CustomerBlock customers = sales.customers();
  const OrderBlock orders = sales.orders(customers);
  const LineBlock lines = sales.lines(orders);
  const Draws draws = sales.line_draws(seed);
  std::vector<std::uint32_t> skus(sales.n_lines());
  for (std::size_t begin = 0; begin < skus.size();) {
    std::size_t end = begin;
    const std::size_t first_order = sales.order[begin];
    while (end < skus.size() && sales.order[end] - first_order < orders_per_call) ++end;
    basket.choose_skus(std::span(skus).subspan(begin, end - begin), Sales::part(lines, begin, end - begin),
                       draws.part(begin, end - begin));
    begin = end;
  }
  return skus;
}

}  // namespace test
