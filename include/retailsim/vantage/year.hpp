#pragma once

#include <retailsim/core/table.hpp>
#include <retailsim/vantage/daily.hpp>
#include <retailsim/vantage/tables.hpp>

namespace retailsim::vantage {

/// The year's five tables, what their codes mean, and what the days around the year sold.
struct Year {
  Products products;
  Orders orders;
  LineItems line_items;
  Marketing marketing;
  Budget budget;
  Labels categories, sub_categories, shops;
  Daily daily;
};

}  // namespace retailsim::vantage
