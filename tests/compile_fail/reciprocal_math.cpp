// expect: retailsim: -ffast-math
// flags: -freciprocal-math
// only: GNU (clang 16 defines no macro for this part of -ffast-math)
#include <retailsim/random/philox.hpp>
