// expect: simulate_with: one price model is needed
#include <retailsim/simulation.hpp>

using namespace retailsim;

const auto simulation = simulate_with(LogNormalPrice{2, 0.5}, IndependentBasket{}, LogNormalPrice{3, 0.5});
