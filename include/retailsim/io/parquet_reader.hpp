// Needs Arrow C++ with Parquet: link retailsim::parquet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arrow/array.h>
#include <arrow/chunked_array.h>
#include <arrow/io/file.h>
#include <arrow/table.h>
#include <arrow/type.h>
#include <arrow/util/decimal.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>
#include <parquet/file_reader.h>

#include <retailsim/core/table.hpp>
#include <retailsim/io/owned_table.hpp>

namespace retailsim {

/// What `read_parquet` found.
struct ParquetContents {
  OwnedTable table;
  std::map<std::string, std::string> metadata;  ///< key and value pairs stored in the file
  std::vector<std::int64_t> group_rows;         ///< rows of each row group
};

namespace detail {

inline ColumnKind kind_of(const arrow::DataType& type) {
  switch (type.id()) {
    case arrow::Type::DATE32:
      return ColumnKind::date;
    case arrow::Type::TIMESTAMP:
      return ColumnKind::timestamp;
    case arrow::Type::BOOL:
      return ColumnKind::boolean;
    case arrow::Type::DECIMAL32:
    case arrow::Type::DECIMAL64:
    case arrow::Type::DECIMAL128:
      return ColumnKind::money;
    case arrow::Type::FLOAT:
    case arrow::Type::DOUBLE:
      return ColumnKind::real;
    case arrow::Type::STRING:
    case arrow::Type::LARGE_STRING:
      return ColumnKind::text;
    default:
      return ColumnKind::integer;
  }
}

/// Reads one file; every failure names it.
class ParquetTableReader {
 public:
  explicit ParquetTableReader(const std::filesystem::path& path) : path_(path) {}

  ParquetContents read(std::span<const std::string> names) {
    try {
      return read_columns(names);
    } catch (const parquet::ParquetException& error) {
      fail(error.what());
    }
  }

 private:
  ParquetContents read_columns(std::span<const std::string> names) {
    auto file = value(arrow::io::ReadableFile::Open(path_.string()));
    auto reader = value(parquet::arrow::OpenFile(file, arrow::default_memory_pool()));
    ParquetContents contents;
    const auto metadata = reader->parquet_reader()->metadata();
    for (int i = 0; i < metadata->num_row_groups(); ++i) {
      contents.group_rows.push_back(metadata->RowGroup(i)->num_rows());
    }
    if (const auto pairs = metadata->key_value_metadata()) {
      for (std::int64_t i = 0; i < pairs->size(); ++i) contents.metadata[pairs->key(i)] = pairs->value(i);
    }
    std::shared_ptr<arrow::Schema> schema;
    check(reader->GetSchema(&schema));
    std::vector<int> indices;
    for (const std::string& name : names) {
      const int index = schema->GetFieldIndex(name);
      if (index < 0) fail("there is no column " + name + "; the columns are " + joined(schema->field_names()));
      indices.push_back(index);
    }
    if (names.empty()) {
      for (int i = 0; i < schema->num_fields(); ++i) indices.push_back(i);
    }
    contents.table.n_rows = static_cast<std::size_t>(metadata->num_rows());
    for (const int index : indices) {
      std::shared_ptr<arrow::ChunkedArray> values;
      check(reader->ReadColumn(index, &values));
      contents.table.columns.push_back(column(schema->field(index)->name(), *values));
    }
    return contents;
  }

  OwnedColumn column(const std::string& name, const arrow::ChunkedArray& chunks) {
    OwnedColumn column{.name = name, .kind = kind_of(*chunks.type())};
    if (column.kind == ColumnKind::real) column.values = std::vector<double>();
    if (column.kind == ColumnKind::text) column.values = std::vector<std::string>();
    for (const auto& chunk : chunks.chunks()) {
      for (std::int64_t i = 0; i < chunk->length(); ++i) append(column, *chunk, i);
    }
    if (chunks.null_count() > 0) {
      for (const auto& chunk : chunks.chunks()) {
        for (std::int64_t i = 0; i < chunk->length(); ++i) column.is_null.push_back(chunk->IsNull(i));
      }
    }
    return column;
  }

  void append(OwnedColumn& column, const arrow::Array& array, std::int64_t i) {
    const bool null = array.IsNull(i);
    if (auto* reals = std::get_if<std::vector<double>>(&column.values)) {
      reals->push_back(null ? std::numeric_limits<double>::quiet_NaN() : real(array, i));
    } else if (auto* texts = std::get_if<std::vector<std::string>>(&column.values)) {
      texts->push_back(null ? std::string() : text(array, i));
    } else {
      std::get<std::vector<std::int64_t>>(column.values).push_back(null ? 0 : integer(column.name, array, i));
    }
  }

  template <class Array>
  static const Array& as(const arrow::Array& array) {
    return static_cast<const Array&>(array);
  }
  static double real(const arrow::Array& array, std::int64_t i) {
    return array.type_id() == arrow::Type::FLOAT ? static_cast<double>(as<arrow::FloatArray>(array).Value(i))
                                                 : as<arrow::DoubleArray>(array).Value(i);
  }
  static std::string text(const arrow::Array& array, std::int64_t i) {
    return array.type_id() == arrow::Type::STRING ? as<arrow::StringArray>(array).GetString(i)
                                                  : as<arrow::LargeStringArray>(array).GetString(i);
  }
  std::int64_t integer(const std::string& name, const arrow::Array& array, std::int64_t i) {
    switch (array.type_id()) {
      case arrow::Type::INT64:
        return as<arrow::Int64Array>(array).Value(i);
      case arrow::Type::INT32:
        return as<arrow::Int32Array>(array).Value(i);
      case arrow::Type::INT16:
        return as<arrow::Int16Array>(array).Value(i);
      case arrow::Type::INT8:
        return as<arrow::Int8Array>(array).Value(i);
      case arrow::Type::UINT8:
        return as<arrow::UInt8Array>(array).Value(i);
      case arrow::Type::UINT16:
        return as<arrow::UInt16Array>(array).Value(i);
      case arrow::Type::UINT32:
        return as<arrow::UInt32Array>(array).Value(i);
      case arrow::Type::DATE32:
        return as<arrow::Date32Array>(array).Value(i);
      case arrow::Type::BOOL:
        return as<arrow::BooleanArray>(array).Value(i);
      case arrow::Type::TIMESTAMP:
        return micros(as<arrow::TimestampArray>(array), i);
      case arrow::Type::DECIMAL128:
        return cents(name, as<arrow::Decimal128Array>(array), i);
      default:
        fail("column " + name + " has the type " + array.type()->ToString() + ", which is not read here");
    }
  }
  static std::int64_t micros(const arrow::TimestampArray& array, std::int64_t i) {
    switch (static_cast<const arrow::TimestampType&>(*array.type()).unit()) {
      case arrow::TimeUnit::SECOND:
        return array.Value(i) * 1'000'000;
      case arrow::TimeUnit::MILLI:
        return array.Value(i) * 1000;
      case arrow::TimeUnit::NANO:
        return array.Value(i) / 1000;
      default:
        return array.Value(i);
    }
  }
  std::int64_t cents(const std::string& name, const arrow::Decimal128Array& array, std::int64_t i) {
    const auto& type = static_cast<const arrow::Decimal128Type&>(*array.type());
    const auto rescaled = arrow::Decimal128(array.GetValue(i)).Rescale(type.scale(), 2);
    if (!rescaled.ok()) fail("column " + name + " holds money that is no whole number of cents");
    return value(rescaled->ToInteger<std::int64_t>());
  }

  static std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) {
      if (!text.empty()) text += ", ";
      text += name;
    }
    return text;
  }
  [[noreturn]] void fail(const std::string& cause) const { throw std::invalid_argument(path_.string() + ": " + cause); }
  void check(const arrow::Status& status) const {
    if (!status.ok()) fail(status.message());
  }
  template <class T>
  T value(arrow::Result<T> result) const {
    check(result.status());
    return std::move(result).ValueUnsafe();
  }

  std::filesystem::path path_;
};

}  // namespace detail

/// Reads columns of a Parquet file by name, or all of them; decimals as cents, timestamps as microseconds.
/// \throws std::invalid_argument naming the file if it is none, lacks a column or has a type that is not read here
inline ParquetContents read_parquet(const std::filesystem::path& path, std::span<const std::string> names = {}) {
  return detail::ParquetTableReader(path).read(names);
}

}  // namespace retailsim
