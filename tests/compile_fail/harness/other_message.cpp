// expect: a message that no compiler gives
#include <retailsim/version.hpp>
static_assert(RETAILSIM_VERSION_MAJOR < 0, "so it is");
