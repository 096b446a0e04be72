#pragma once

#include <string>
#include <vector>

#include <retailsim/vantage/check.hpp>

/// The validation as a table for people: each check with what is expected, the tolerance and what was found.
std::string check_table(const std::vector<retailsim::vantage::Check>& checks);
