// expect: retailsim: -ffast-math
// flags: -ffast-math
#include <retailsim/random/philox.hpp>
