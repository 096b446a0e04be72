// expect: m.delays(seconds, orders, draws)
#include <retailsim/simulation.hpp>

using namespace retailsim;

// A model keeps nothing between calls: its verbs are const.
struct Forgetful {
  void returns(std::span<std::int32_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}
  void delays(std::span<Seconds>, const OrderBlock&, const Draws&) {}
};

Simulation simulation{LogNormalPrice{3, 0.5}, IndependentBasket{}, NoChurn{}, ConstantRate{4}, Forgetful{}};
