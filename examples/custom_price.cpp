// A price model of one's own: what each group costs, and 5 % off for ten units or more.
#include <cassert>
#include <cstdint>
#include <iostream>
#include <span>

#include <retailsim/random/uniform.hpp>
#include <retailsim/simulation.hpp>

using namespace retailsim;

// [model]
// List price = base price of the product group * uniform(0.8, 1.2); cost = half of it. See price/concept.hpp.
class GroupPrice {
 public:
  GroupPrice(double first, double others) : first_(first), others_(others) {}

  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    draws.of(Purpose::list_price).fill(prices, Uniform{0.8, 1.2});  // each SKU's own number, in whatever block it comes
    for (std::size_t i = 0; i < prices.size(); ++i) {
      const std::size_t sku = draws.first() + i;
      prices[i] *= catalogue.product_group[sku] == 0 ? first_ : others_;
      costs[i] = prices[i] / 2;
    }
  }

  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t> discounts, const LineBlock& lines,
                   const Draws&) const {
    for (std::size_t i = 0; i < lines.size(); ++i) discounts[i] = lines.quantity[i] >= 10 ? 500 : 0;  // basis points
  }

 private:
  double first_, others_;  // currency units
};
static_assert(PriceModel<GroupPrice>);  // if not, the compiler names the missing expression
// [model]

int main() {
  Scenario scenario;
  scenario.n_customers = 2000;
  scenario.catalogue = Catalogue::plain(40);
  scenario.catalogue.product_groups = {"coffee", "tea"};
  for (std::size_t i = 20; i < 40; ++i) scenario.catalogue.product_group[i] = 1;

  const IndependentBasket basket({.quantities = {8, {1, 1, 1, 1}}});  // 8 to 11 units of everything
  const Dataset data = Simulation(GroupPrice(9, 4), basket).run(scenario);

  for (std::size_t i = 0; i < 40; ++i) {
    const double base = i < 20 ? 900 : 400;  // cents
    const auto price = static_cast<double>(data.products.price[i]);
    assert(price >= 0.8 * base - 1 && price <= 1.2 * base + 1);
  }
  assert(data.n_lines() > 0);
  std::int64_t saved = 0;
  for (std::size_t i = 0; i < data.n_lines(); ++i) {
    const std::int64_t gross = data.lines.quantity(i) * data.lines.unit_price(i);
    assert(data.lines.amount(i) == gross - data.lines.discount(i));
    assert(data.lines.discount(i) == (data.lines.quantity(i) >= 10 ? (gross * 500 + 5000) / 10'000 : 0));
    saved += data.lines.discount(i);
  }
  std::cout << data.n_lines() << " lines, customers saved " << saved / 100 << '\n';
}
