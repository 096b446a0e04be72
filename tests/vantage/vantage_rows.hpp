#pragma once

#include <functional>

#include <retailsim/vantage/config.hpp>

#include "support/simulated.hpp"

/// The rows of the simulated days, of the piece or window that `change` makes of the year's scenario.
retailsim::test::Rows vantage_rows(const retailsim::vantage::Config& config,
                                   const std::function<retailsim::Scenario(const retailsim::Scenario&)>& change);
