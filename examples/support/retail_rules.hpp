#pragma once

#include <retailsim/io/table_rules.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/scenario/scenario.hpp>

/// What holds for every row of the tables of a scenario: what defects are judged by.
namespace retailsim::support {

TableRules customer_rules(const TraitLabels& labels);
TableRules product_rules();
TableRules transaction_rules(const Scenario& scenario);

}  // namespace retailsim::support
