// expect: m.list_prices(prices, costs, catalogue, draws)
#include <retailsim/simulation.hpp>

using namespace retailsim;

struct NoListPrices {
  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}
};

Simulation simulation{NoListPrices{}, IndependentBasket{}};
