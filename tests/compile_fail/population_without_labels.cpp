// expect: m.labels()
#include <retailsim/simulation.hpp>

using namespace retailsim;

struct NoLabels {
  void traits(const TraitSpans&, const Draws&) const {}
  void rates(std::span<double>, const CustomerBlock&, const Draws&) const {}
};

Simulation simulation{LogNormalPrice{3, 0.5}, IndependentBasket{}, NoChurn{}, NoLabels{}};
