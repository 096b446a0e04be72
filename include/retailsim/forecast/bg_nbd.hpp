// Needs Boost.Math.
#pragma once

#include <retailsim/forecast/beta_geometric_nbd.hpp>

namespace retailsim::forecast {

/// Drop-out after any repeat order: who never came back is alive. See BetaGeometricNbd.
using BgNbd = BetaGeometricNbd<false>;

}  // namespace retailsim::forecast
