// Needs Arrow C++ with Parquet: link retailsim::parquet.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <arrow/array.h>
#include <arrow/builder.h>
#include <arrow/memory_pool.h>
#include <parquet/column_writer.h>
#include <parquet/exception.h>
#include <parquet/properties.h>
#include <parquet/schema.h>
#include <parquet/types.h>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/text_view.hpp>

namespace retailsim::detail {

/// Pages end at fixed numbers of rows, where Arrow knows how (from 22 on it does so by default), and not where a batch
/// happens to have brought them over a size. 20,000 rows are 20 to 160 kB, which stays in the cache while it is
/// encoded and compressed.
template <class Builder>
void cut_pages_by_rows(Builder& builder) {
  if constexpr (requires { builder.max_rows_per_page(20'000); }) {
    builder.max_rows_per_page(20'000);
    builder.data_pagesize(std::int64_t{1} << 26);
  }
}

/// One column of a file: its Parquet type, its encoding, and how values get from a span into Arrow's column writer.
class ParquetColumn {
 public:
  ParquetColumn(const Column& column, bool money_as_double)
      : name_(column.name),
        kind_(column.kind),
        money_as_double_(money_as_double),
        encoding_(column.encoding),
        type_(std::visit([](auto values) { return physical<typename decltype(values)::value_type>(); }, column.values)),
        nullable_(column.null_value.has_value()),
        list_(column.is_list()),
        path_(list_ ? name_ + ".list.element" : name_) {
    if (list_ && nullable_)
      throw std::invalid_argument("ParquetWriter: column " + name_ + " of lists must have no null value");
    if (kind_ == ColumnKind::label || kind_ == ColumnKind::text) type_ = parquet::Type::BYTE_ARRAY;
    if (kind_ == ColumnKind::boolean) type_ = parquet::Type::BOOLEAN;
    if (kind_ == ColumnKind::money && money_as_double_) type_ = parquet::Type::DOUBLE;
  }

  bool fits(const Column& column) const {
    return column.name == name_ && column.kind == kind_ && column.null_value.has_value() == nullable_ &&
           column.is_list() == list_;
  }

  parquet::schema::NodePtr node() const {
    using parquet::LogicalType;
    using parquet::Repetition;
    using parquet::schema::GroupNode;
    const auto logical = [&]() -> std::shared_ptr<const LogicalType> {
      switch (kind_) {
        case ColumnKind::money:
          return money_as_double_ ? LogicalType::None() : LogicalType::Decimal(12, 2);
        case ColumnKind::date:
          return LogicalType::Date();
        case ColumnKind::timestamp:
          return LogicalType::Timestamp(false, LogicalType::TimeUnit::MICROS);
        case ColumnKind::label:
        case ColumnKind::text:
          return LogicalType::String();
        default:
          return LogicalType::None();
      }
    }();
    const auto repetition = nullable_ ? Repetition::OPTIONAL : Repetition::REQUIRED;
    const auto leaf = parquet::schema::PrimitiveNode::Make(list_ ? "element" : name_, repetition, logical, type_);
    if (!list_) return leaf;
    const auto elements = GroupNode::Make("list", Repetition::REPEATED, {leaf});
    return GroupNode::Make(name_, Repetition::REQUIRED, {elements}, LogicalType::List());
  }

  void set_properties(parquet::WriterProperties::Builder& builder) const {
    if (kind_ == ColumnKind::label || encoding_ == ColumnEncoding::dictionary) builder.enable_dictionary(path_);
    const bool is_integer = type_ == parquet::Type::INT32 || type_ == parquet::Type::INT64;
    if (is_integer && encoding_ == ColumnEncoding::delta) {
      builder.encoding(path_, parquet::Encoding::DELTA_BINARY_PACKED);
    }
    if (type_ == parquet::Type::DOUBLE && encoding_ == ColumnEncoding::plain) {
      builder.encoding(path_, parquet::Encoding::BYTE_STREAM_SPLIT);
    }
    // Readers skip row groups by what is sorted or a date; extremes of the rest are not worth their time.
    const bool sought =
        encoding_ == ColumnEncoding::delta || kind_ == ColumnKind::date || kind_ == ColumnKind::timestamp;
    if (is_integer && sought) builder.enable_statistics(path_);
  }

  void write(parquet::ColumnWriter& writer, const Column& column, std::size_t first, std::size_t n) {
    if (list_) {
      const std::size_t begin = set_list_levels(column.list_offsets.subspan(first, n + 1));
      const auto n_elements = static_cast<std::size_t>(column.list_offsets[first + n]) - begin;
      std::visit([&](auto values) { write_values(writer, column, values.subspan(begin, n_elements)); }, column.values);
    } else {
      std::visit([&](auto values) { write_values(writer, column, values.subspan(first, n)); }, column.values);
    }
  }

 private:
  template <class T>
  static parquet::Type::type physical() {
    if constexpr (std::is_same_v<T, std::int64_t>) return parquet::Type::INT64;
    if constexpr (std::is_same_v<T, double>) return parquet::Type::DOUBLE;
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>)
      return parquet::Type::BYTE_ARRAY;
    return parquet::Type::INT32;
  }

  // Levels of Parquet for the lists between these offsets, and where their elements begin: an element is there (1) or
  // the list has none (0); it begins a row (0) or goes on with one (1).
  std::size_t set_list_levels(std::span<const std::int64_t> offsets) {
    levels_.clear();
    repetition_.clear();
    for (std::size_t row = 0; row + 1 < offsets.size(); ++row) {
      const auto n = static_cast<std::size_t>(offsets[row + 1] - offsets[row]);
      repetition_.push_back(0);
      repetition_.resize(repetition_.size() + (n > 0 ? n - 1 : 0), 1);
      levels_.resize(levels_.size() + std::max<std::size_t>(n, 1), n > 0 ? 1 : 0);
    }
    return static_cast<std::size_t>(offsets[0]);
  }

  void write_values(parquet::ColumnWriter& writer, const Column& column, const TextView& values) {
    convert<parquet::ByteArrayType>(writer, column, values,
                                    [](std::string_view text) { return parquet::ByteArray(text); });
  }
  template <class T>
  void write_values(parquet::ColumnWriter& writer, const Column& column, std::span<const T> values) {
    if constexpr (std::is_same_v<T, std::string>) {
      convert<parquet::ByteArrayType>(
          writer, column, values, [](const std::string& text) { return parquet::ByteArray(std::string_view(text)); });
    } else {
      if constexpr (std::is_integral_v<T>) {
        if (kind_ == ColumnKind::label && list_) return write_label_lists(writer, column, values);
        if (kind_ == ColumnKind::label) return write_labels(writer, column, values);
      }
      switch (type_) {
        case parquet::Type::INT32:
          return convert<parquet::Int32Type>(writer, column, values, As<std::int32_t>{});
        case parquet::Type::INT64:
          return convert<parquet::Int64Type>(writer, column, values, As<std::int64_t>{});
        case parquet::Type::BOOLEAN:
          return convert<parquet::BooleanType>(writer, column, values, As<bool>{});
        default:
          break;
      }
      if (kind_ != ColumnKind::money) return convert<parquet::DoubleType>(writer, column, values, As<double>{});
      convert<parquet::DoubleType>(writer, column, values, [](auto cents) { return static_cast<double>(cents) / 100; });
    }
  }

  template <class To>
  struct As {
    To operator()(auto value) const { return static_cast<To>(value); }
  };

  // Values go to Arrow as they are where type and nulls allow it, else through a buffer of their own.
  template <class DType, class Values, class Convert>
  void convert(parquet::ColumnWriter& writer, const Column& column, const Values& values, Convert convert_one) {
    using Physical = typename DType::c_type;
    using T = typename Values::value_type;
    auto& typed = dynamic_cast<parquet::TypedColumnWriter<DType>&>(writer);
    const auto write = [&](const Physical* buffer) {
      if (list_) {
        typed.WriteBatch(static_cast<std::int64_t>(levels_.size()), levels_.data(), repetition_.data(), buffer);
      } else {
        typed.WriteBatch(static_cast<std::int64_t>(values.size()), nullable_ ? levels_.data() : nullptr, nullptr,
                         buffer);
      }
    };
    if constexpr (std::is_same_v<std::remove_const_t<T>, Physical>) {
      if (!nullable_) return write(values.data());
    }
    Physical* const buffer = room_for<Physical>(values.size());
    std::size_t n_values = 0;
    if (!nullable_) {
      for (std::size_t i = 0; i < values.size(); ++i) buffer[n_values++] = convert_one(values[i]);
      return write(buffer);
    }
    levels_.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool present = !is_null(values[i], *column.null_value);
      buffer[n_values] = convert_one(values[i]);  // overwritten by the next value where this one is null
      n_values += present;
      levels_[i] = present;
    }
    write(buffer);
  }

  template <class T>
  static bool is_null(const T& value, std::int64_t null_value) {
    if constexpr (std::is_integral_v<T>) {
      return value == null_value;
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::isnan(value);
    } else {
      return value.empty();
    }
  }

  // Lists of labels go as texts, which Arrow finds in its dictionary: their codes would have to come as one array.
  template <class T>
  void write_label_lists(parquet::ColumnWriter& writer, const Column& column, std::span<const T> codes) {
    if (column.labels == nullptr) {
      throw std::invalid_argument("ParquetWriter: column " + name_ + " must have labels, got none");
    }
    for (const T code : codes) {
      if (static_cast<std::uint64_t>(code) >= column.labels->size()) {
        invalid("ParquetWriter: code of column " + name_, "below " + std::to_string(column.labels->size()),
                std::to_string(code));
      }
    }
    convert<parquet::ByteArrayType>(writer, column, codes, [&](T code) {
      return parquet::ByteArray(std::string_view((*column.labels)[static_cast<std::size_t>(code)]));
    });
  }

  // The codes are the dictionary's already, so nothing is hashed: Arrow takes them over as indices.
  template <class T>
  void write_labels(parquet::ColumnWriter& writer, const Column& column, std::span<const T> codes) {
    if (column.labels == nullptr) {
      throw std::invalid_argument("ParquetWriter: column " + name_ + " must have labels, got none");
    }
    if (labels_ != column.labels) set_labels(*column.labels);
    const auto n_labels = static_cast<std::int64_t>(column.labels->size());
    levels_.assign(codes.size(), 1);
    valid_.assign(codes.size() / 8 + 1, 0xFF);
    std::int64_t n_nulls = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (nullable_ && codes[i] == *column.null_value) {
        levels_[i] = 0;
        valid_[i / 8] = static_cast<std::uint8_t>(valid_[i / 8] & ~(1u << (i % 8)));
        ++n_nulls;
      } else if (codes[i] < 0 || codes[i] >= n_labels) {
        invalid("ParquetWriter: code of column " + name_, "below " + std::to_string(n_labels),
                std::to_string(codes[i]));
      }
    }
    const auto n = static_cast<std::int64_t>(codes.size());
    auto data = arrow::ArrayData::Make(arrow::dictionary(index_type<T>(), arrow::utf8()), n,
                                       {n_nulls > 0 ? arrow::Buffer::Wrap(valid_.data(), valid_.size()) : nullptr,
                                        arrow::Buffer::Wrap(codes.data(), codes.size())},
                                       n_nulls);
    data->dictionary = dictionary_->data();
    parquet::ArrowWriteContext context(arrow::system_memory_pool(), arrow_properties_.get());
    const auto status = writer.WriteArrow(nullable_ ? levels_.data() : nullptr, nullptr, n,
                                          arrow::DictionaryArray(data), &context, nullable_);
    if (!status.ok()) throw parquet::ParquetStatusException(status);
  }

  template <class T>
  static std::shared_ptr<arrow::DataType> index_type() {
    if constexpr (std::is_same_v<T, std::uint8_t>) return arrow::uint8();
    if constexpr (std::is_same_v<T, std::int16_t>) return arrow::int16();
    if constexpr (std::is_same_v<T, std::int32_t>) return arrow::int32();
    return arrow::int64();
  }

  void set_labels(const Labels& labels) {
    arrow::StringBuilder builder(arrow::system_memory_pool());
    PARQUET_THROW_NOT_OK(builder.AppendValues(labels));
    PARQUET_THROW_NOT_OK(builder.Finish(&dictionary_));
    labels_ = &labels;
  }

  template <class T>
  T* room_for(std::size_t n) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));
    if (n * sizeof(T) > room_) {
      room_ = n * sizeof(T);
      scratch_ = std::make_unique_for_overwrite<std::byte[]>(room_);
    }
    return reinterpret_cast<T*>(scratch_.get());
  }

  std::string name_;
  ColumnKind kind_;
  bool money_as_double_;
  ColumnEncoding encoding_;
  parquet::Type::type type_;
  bool nullable_, list_;
  std::string path_;  // of the leaf that holds the values
  const Labels* labels_ = nullptr;
  std::shared_ptr<arrow::Array> dictionary_;
  std::shared_ptr<parquet::ArrowWriterProperties> arrow_properties_ = parquet::default_arrow_writer_properties();
  std::unique_ptr<std::byte[]> scratch_;
  std::size_t room_ = 0;
  std::vector<std::int16_t> levels_, repetition_;
  std::vector<std::uint8_t> valid_;
};

}  // namespace retailsim::detail
