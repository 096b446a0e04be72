#pragma once

#include <retailsim/io/table_rules.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/year.hpp>

/// What holds for every row of the five tables: what defects are judged by.
retailsim::TableRules product_rules(const retailsim::vantage::Config& config);
retailsim::TableRules order_rules(const retailsim::vantage::Config& config);
retailsim::TableRules line_rules(const retailsim::vantage::Config& config, const retailsim::vantage::Year& year);
retailsim::TableRules marketing_rules(const retailsim::vantage::Config& config);
retailsim::TableRules budget_rules();
