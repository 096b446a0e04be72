#include <iostream>
#include <retailsim/models.hpp>
#include <retailsim/simulation.hpp>
using namespace retailsim;
int main() {
  Simulation simulation{LogNormalPrice{2.5, 0.8}, RetailCalendar{RetailCalendarParameters::mild()}, IndependentBasket{},
                        LifetimeChurn{{.never_buys = .1, .buy_and_go = .3}}, GammaRates{0.9, 0.1}};
  Dataset data = simulation.run(Scenario{.seed = 42, .n_customers = 10'000});
  std::cout << data.n_customers() << " customers bought " << data.n_lines() << " lines\n";
}
