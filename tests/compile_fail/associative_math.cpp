// expect: retailsim: -ffast-math
// flags: -fassociative-math -fno-signed-zeros -fno-trapping-math
// only: GNU (clang 16 defines no macro for this part of -ffast-math)
#include <retailsim/random/philox.hpp>
