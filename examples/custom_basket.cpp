// A basket model of one's own: customers who come back to the same few SKUs.
#include <cassert>
#include <cstdint>
#include <iostream>
#include <map>
#include <set>
#include <span>

#include <retailsim/random/uniform_int.hpp>
#include <retailsim/simulation.hpp>

using namespace retailsim;

// [model]
// Every customer has a repertoire of `n` SKUs, all equally likely, and buys nothing else. See basket/concept.hpp.
class RepertoireBasket {
 public:
  explicit RepertoireBasket(std::int64_t n) : n_(n) {}

  void prepare(const Setting& setting) { n_skus_ = static_cast<std::int64_t>(setting.catalogue.n_skus()); }

  void basket_sizes(std::span<std::int32_t> sizes, const OrderBlock&, const Draws&) const {
    for (std::int32_t& size : sizes) size = 2;
  }

  void choose_skus(std::span<std::uint32_t> skus, const LineBlock& lines, const Draws& draws) const {
    const OrderBlock& orders = *lines.orders;
    for (std::size_t i = 0; i < skus.size(); ++i) {
      const std::int64_t place = draws.of(Purpose::line_sku).at(i, UniformInt{0, n_ - 1});
      // SKU number `place` of the customer: an address of its own, so it is the same in every order.
      const std::int64_t customer = orders.customers->first + orders.customer[lines.order[i]];
      const Draws repertoire{.seed = draws.seed,
                             .purpose = user_purpose(0),
                             .first_entity = static_cast<std::uint64_t>(customer),
                             .index = static_cast<std::uint32_t>(place)};
      skus[i] = static_cast<std::uint32_t>(repertoire.at(0, UniformInt{0, n_skus_ - 1}));
    }
  }

  void quantities(std::span<std::int32_t> quantities, const LineBlock&, const Draws&) const {
    for (std::int32_t& quantity : quantities) quantity = 1;
  }

 private:
  std::int64_t n_, n_skus_ = 1;
};
static_assert(BasketModel<RepertoireBasket> && Preparable<RepertoireBasket>);
// [model]

int main() {
  Scenario scenario;
  scenario.n_customers = 500;
  scenario.catalogue = Catalogue::plain(1000);  // launched long ago: a model that ignores launches may
  const Dataset data = Simulation(LogNormalPrice(2, 0.5), RepertoireBasket(5)).run(scenario);

  std::map<std::int64_t, std::set<std::int64_t>> bought;
  for (std::size_t i = 0; i < data.n_lines(); ++i) bought[data.lines.customer_id(i)].insert(data.lines.sku_id(i));
  assert(!bought.empty());
  std::set<std::int64_t> all;
  for (const auto& [customer, skus] : bought) {
    assert(skus.size() <= 5);
    all.insert(skus.begin(), skus.end());
  }
  assert(all.size() > 400);
  std::cout << bought.size() << " customers with at most 5 SKUs each, " << all.size() << " SKUs in all\n";
}
