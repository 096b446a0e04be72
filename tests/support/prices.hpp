#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/price/concept.hpp>

#include "support/sales.hpp"

/// What price models write, gathered from pieces of any size.
namespace test {

inline constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

struct ListPrices {
  std::vector<double> prices, costs;
  bool operator==(const ListPrices&) const = default;
};

template <retailsim::PriceModel Price>
ListPrices list_prices(const Price& model, const Catalogue& catalogue, std::uint64_t seed, std::size_t piece = all) {
  const std::size_t n = catalogue.n_skus();
  ListPrices result{std::vector<double>(n), std::vector<double>(n)};
  const Draws draws{.seed = seed, .purpose = Purpose::list_price};
  for (std::size_t begin = 0; begin < n; begin += std::min(piece, n - begin)) {
    const std::size_t size = std::min(piece, n - begin);
    model.list_prices(std::span(result.prices).subspan(begin, size), std::span(result.costs).subspan(begin, size),
                      catalogue, draws.part(begin, size));
  }
  return result;
}
template <retailsim::PriceModel Price>
ListPrices list_prices(const Price& model, std::size_t n_skus, std::uint64_t seed, std::size_t piece = all) {
  return list_prices(model, Catalogue::plain(n_skus), seed, piece);
}

struct PaidPrices {
  std::vector<std::int64_t> unit_prices;
  std::vector<std::int32_t> discounts;
  bool operator==(const PaidPrices&) const = default;
};

template <retailsim::PriceModel Price>
PaidPrices paid_prices(const Price& model, const Sales& sales, std::uint64_t seed, std::size_t piece = all) {
  const CustomerBlock customers = sales.customers();
  const OrderBlock orders = sales.orders(customers);
  const LineBlock lines = sales.lines(orders);
  const std::size_t n = sales.n_lines();
  PaidPrices result{sales.list_price, std::vector<std::int32_t>(n)};
  for (std::size_t begin = 0; begin < n; begin += std::min(piece, n - begin)) {
    const std::size_t size = std::min(piece, n - begin);
    model.paid_prices(std::span(result.unit_prices).subspan(begin, size),
                      std::span(result.discounts).subspan(begin, size), Sales::part(lines, begin, size),
                      sales.line_draws(seed).part(begin, size));
  }
  return result;
}

}  // namespace test
