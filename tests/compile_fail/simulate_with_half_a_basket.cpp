// expect: m.quantities(quantities, lines, draws)
#include <retailsim/simulation.hpp>

using namespace retailsim;

struct NoQuantities {
  void basket_sizes(std::span<std::int32_t>, const OrderBlock&, const Draws&) const {}
  void choose_skus(std::span<std::uint32_t>, const LineBlock&, const Draws&) const {}
};

const auto simulation = simulate_with(NoQuantities{}, LogNormalPrice{3, 0.5});
