#include <retailsim/population/several_shops.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/population/constant_rate.hpp>
#include <retailsim/population/erlang_gaps.hpp>

#include "population/block.hpp"
#include "support/catch.hpp"
#include "support/shares.hpp"

using namespace retailsim;

namespace {

const std::vector<WeightedLabel> three{{"DE", 1.0}, {"AT", 0.3}, {"CH", 0.2}};
constexpr std::size_t n_customers = 40'000, n_each = 5;

constexpr std::int64_t first_customer = 1000;

struct Orders {
  std::vector<std::uint32_t> customers, numbers;
  std::vector<std::uint64_t> entities;
  std::vector<std::uint8_t> shops;
};

/// Five orders of each customer; `piece` orders to a call. Orders have addresses of their own.
template <ShopPopulation Model>
Orders orders_of(const Model& model, std::size_t piece = 3000) {
  Orders orders;
  for (std::uint32_t c = 0; c < n_customers; ++c) {
    for (std::uint32_t k = 0; k < n_each; ++k) {
      orders.customers.push_back(c);
      orders.entities.push_back(std::uint64_t{1} << 60 | c);
      orders.numbers.push_back(k);
    }
  }
  orders.shops.assign(orders.customers.size(), 255);
  CustomerBlock customers;
  customers.first = first_customer;
  customers.n = n_customers;
  const Draws draws{.seed = 9, .entities = orders.entities, .indices = orders.numbers};
  for (std::size_t begin = 0; begin < orders.shops.size(); begin += piece) {
    const std::size_t n = std::min(piece, orders.shops.size() - begin);
    OrderBlock block;
    block.customers = &customers;
    block.customer = std::span<const std::uint32_t>(orders.customers).subspan(begin, n);
    model.shops(std::span(orders.shops).subspan(begin, n), block, draws.part(begin, n));
  }
  return orders;
}

}  // namespace

TEST_CASE("SeveralShops: orders go to the home shop with the share given, else by weight",
          "[population][statistical]") {
  const double home_share = GENERATE(0.0, 0.35, 0.9, 1.0);
  SeveralShops model(ConstantRate(1), three, home_share);
  static_assert(ShopPopulation<decltype(model)>);
  CHECK(model.shop_labels() == Labels{"DE", "AT", "CH"});
  const Orders orders = orders_of(model);
  std::vector<std::uint8_t> home(n_customers);
  model.home_shops(home, Draws{.seed = 9, .first_entity = static_cast<std::uint64_t>(first_customer)});
  const auto share = [&](std::int64_t shop) { return model.shop_share(static_cast<std::size_t>(shop)); };
  CHECK(share(0) == Approx(1 / 1.5));
  CHECK(testing::chi_square_p_value(home, 0, 2, share) > testing::error_rate);

  // Given the home shops, orders are independent: at home with probability h + (1 - h) p_home.
  std::vector<std::size_t> n_home(3), n_orders(3);
  std::vector<int> away;  // orders elsewhere, of customers at home in DE
  for (std::size_t i = 0; i < orders.shops.size(); ++i) {
    const std::uint8_t at_home = home[orders.customers[i]];
    ++n_orders[at_home];
    n_home[at_home] += orders.shops[i] == at_home;
    if (at_home == 0 && orders.shops[i] != 0) away.push_back(orders.shops[i]);
  }
  for (std::size_t shop = 0; shop < 3; ++shop) {
    const double p = home_share + (1 - home_share) * model.shop_share(shop);
    CHECK(testing::share_p_value(n_home[shop], n_orders[shop], p) > testing::error_rate);
  }
  if (home_share < 1) {
    CHECK(testing::chi_square_p_value(away, 1, 2, [](auto shop) { return shop == 1 ? 0.6 : 0.4; }) >
          testing::error_rate);
  } else {
    CHECK(away.empty());
  }
}

TEST_CASE("SeveralShops: blocks of any size give the same shops", "[population]") {
  const SeveralShops model(ConstantRate(1), three, 0.5);
  const auto whole = orders_of(model).shops;
  CHECK(orders_of(model, 77).shops == whole);
  CHECK(orders_of(model, 512).shops == whole);
  static_assert(ShopPopulation<ErlangGaps<SeveralShops<ConstantRate>>>);
  static_assert(ErlangPopulation<SeveralShops<ErlangGaps<ConstantRate>>>);
}

TEST_CASE("SeveralShops: bad parameters are named", "[population]") {
  CHECK_THROWS_WITH(SeveralShops(ConstantRate(1), {}), "SeveralShops: number of shops must be in [1, 255], got 0");
  CHECK_THROWS_WITH(SeveralShops(ConstantRate(1), three, 1.5), "SeveralShops: home_share must be in [0, 1], got 1.5");
  CHECK_THROWS_WITH(SeveralShops(ConstantRate(1), {{"A", 0.0}}),
                    "SeveralShops: weights must be weights with at least one > 0, got none");
}
