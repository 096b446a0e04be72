// expect: m.hour_weights(weights, first, draws)
#include <retailsim/simulation.hpp>

using namespace retailsim;

struct DayWeights {
  void day_weights(std::span<double>, Date, const Draws&) const {}
};

Simulation<LogNormalPrice, DayWeights, IndependentBasket>* simulation = nullptr;
