#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <retailsim/core/text_view.hpp>

/// What writers see of any table: named columns of equal length that somebody else owns.
namespace retailsim {

/// The labels of a column of codes: code c means `labels[c]`.
using Labels = std::vector<std::string>;

/// What the values of a column mean; the type of its span says how they are stored.
enum class ColumnKind {
  integer,    ///< int32 or int64
  money,      ///< int64 cents; written with two decimals
  date,       ///< int32 days since 1970-01-01
  timestamp,  ///< int64 microseconds since 1970-01-01, naive local time, whole seconds
  label,      ///< uint8 or int16 or int32 codes into `Column::labels`
  real,       ///< double
  boolean,    ///< uint8, 0 or 1
  text,       ///< UTF-8, std::string or the rows of a TextView
};

using ColumnValues =
    std::variant<std::span<const std::int64_t>, std::span<const std::int32_t>, std::span<const std::int16_t>,
                 std::span<const std::uint8_t>, std::span<const double>, std::span<const std::string>, TextView>;

/// How a columnar file should store the values: what the producer knows and a writer would have to find out.
enum class ColumnEncoding {
  automatic,
  delta,       ///< near its neighbour: ids, times
  dictionary,  ///< few different values
  plain,       ///< neither
};

/// One column of a batch.
struct Column {
  std::string_view name;
  ColumnKind kind = ColumnKind::integer;
  ColumnValues values;
  ColumnEncoding encoding = ColumnEncoding::automatic;
  const Labels* labels = nullptr;  ///< for `label` only; must outlive the writer
  /// A stored value that means "no value"; none: the column has no nulls. Where one is given, of reals NaN has no value
  /// and of texts the empty one, whatever it is.
  std::optional<std::int64_t> null_value{};
  /// Of a column of lists: n_rows + 1 offsets, row i being elements offsets[i] to offsets[i + 1] of `values`, whose
  /// meaning `kind` tells. Empty: a column of single values. Lists have neither nulls nor are they null.
  std::span<const std::int64_t> list_offsets{};

  bool is_list() const { return !list_offsets.empty(); }
};

/// A batch of rows of a table. The columns' spans are valid during the call they are passed to.
struct TableView {
  std::string_view name;
  std::vector<Column> columns;
  std::size_t n_rows = 0;
};

}  // namespace retailsim
