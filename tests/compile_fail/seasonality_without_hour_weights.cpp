// expect: m.hour_weights(weights, first, draws)
#include <retailsim/simulation.hpp>

using namespace retailsim;

struct DayWeights {
  void day_weights(std::span<double>, Date, const Draws&) const {}
};

Simulation simulation{LogNormalPrice{3, 0.5}, DayWeights{}, IndependentBasket{}};
