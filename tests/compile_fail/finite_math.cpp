// expect: retailsim: -ffinite-math-only
// flags: -ffinite-math-only
#include <retailsim/random/philox.hpp>
