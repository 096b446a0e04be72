// expect: m.lifecycles(lives, customers, scenario, calendar, draws)
#include <retailsim/simulation.hpp>

using namespace retailsim;

struct NoCalendar {
  void lifecycles(const Lifecycles&, const CustomerBlock&, const Scenario&, const Draws&) const {}
};

Simulation simulation{LogNormalPrice{3, 0.5}, IndependentBasket{}, NoCalendar{}};
