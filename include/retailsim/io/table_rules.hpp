#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace retailsim {

/// What a row can be wrong against, whatever its table.
enum class Invariant : std::uint8_t {
  none,
  key,        ///< the key is there once, and rows numbered within a group have no gap
  reference,  ///< what a row refers to is there
  domain,     ///< a value can be read, is there where it must be, and is one of those it can be
  ledger,     ///< quantity * unit price - discount = amount
  calendar,   ///< days and times are of the calendar, in their order, and none is left out
};

/// What holds for every clean row of a table, and which columns can be mistaken for each other: from it a `DefectPass`
/// knows whether a defect alone can be seen. A column that the table has not is passed over.
struct TableRules {
  struct Range {
    std::string column;
    std::int64_t least, most;  ///< as stored: cents, days, microseconds; included
  };
  struct Reference {
    std::string column;
    std::int64_t first = 0, last = -1;  ///< ids that exist, included; none: it is not known which
  };
  struct Constant {
    std::string column;
    Invariant invariant;  ///< that another value than that of the rest of the group breaks
  };

  std::string table{};
  std::vector<std::string> key{};  ///< columns that tell a row from all others; none: all of them
  std::vector<Range> ranges{};
  std::vector<Reference> references{};
  std::vector<std::string> closed_labels{};                    ///< columns whose labels whoever reads them knows
  std::vector<std::pair<std::string, std::string>> ordered{};  ///< the first is not above the second
  std::string quantity{}, unit_price{}, discount{}, amount{};  ///< of the ledger; none: there is none
  std::string group{};                                         ///< rows with one value of it lie together
  std::string number{};                                        ///< counts 1, 2, ... in each group
  /// A column of times that do not fall from row to row: one that is beyond two neighbours on one side is out of order.
  /// A table that has one comes in one batch.
  std::string rising{};
  std::vector<Constant> constants{};                             ///< columns with one value in each group
  std::vector<std::pair<std::string, std::string>> swappable{};  ///< columns that people and programs mix up
  std::vector<std::string> quantities{};                         ///< numbers with a unit
  bool complete = false;            ///< there is a row for each day or month: one that is missing leaves a hole
  bool always_referred_to = false;  ///< every row has rows of other tables that refer to it
};

}  // namespace retailsim
