// expect: m.lifecycles(lives, customers, scenario, calendar, draws)
#include <retailsim/simulation.hpp>

using namespace retailsim;

struct NoCalendar {
  void lifecycles(const Lifecycles&, const CustomerBlock&, const Scenario&, const Draws&) const {}
};

Simulation<LogNormalPrice, NoSeasonality, IndependentBasket, NoCalendar>* simulation = nullptr;
