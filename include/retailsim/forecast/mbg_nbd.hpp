// Needs Boost.Math.
#pragma once

#include <retailsim/forecast/beta_geometric_nbd.hpp>

namespace retailsim::forecast {

/// Drop-out after any order, the first one too. See BetaGeometricNbd.
using MbgNbd = BetaGeometricNbd<true>;

}  // namespace retailsim::forecast
