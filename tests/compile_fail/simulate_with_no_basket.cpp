// expect: simulate_with: one basket model is needed
#include <retailsim/simulation.hpp>

using namespace retailsim;

const auto simulation = simulate_with(NoChurn{}, LogNormalPrice{3, 0.5});
