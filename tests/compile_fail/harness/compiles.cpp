// expect: anything
#include <retailsim/version.hpp>
static_assert(RETAILSIM_VERSION_MAJOR >= 0);
