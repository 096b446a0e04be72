#pragma once

#include <string>
#include <vector>

#include <retailsim/check/check_row.hpp>

#include "support/catch.hpp"

namespace retailsim::test {

/// The rows that a part of the self-check adds, and the one of a name among them.
template <class Part, class... Arguments>
std::vector<CheckRow> rows_of(const Part& part, const Arguments&... arguments) {
  std::vector<CheckRow> rows;
  part.add_rows(rows, arguments...);
  return rows;
}
inline CheckRow row_of(const std::vector<CheckRow>& rows, const std::string& name) {
  for (const CheckRow& row : rows) {
    if (row.name == name) return row;
  }
  FAIL("no row \"" + name + '"');
  return {};
}

}  // namespace retailsim::test
