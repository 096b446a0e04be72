#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/core/text_view.hpp>
#include <retailsim/io/detail/crc32.hpp>
#include <retailsim/io/detail/page_codec.hpp>
#include <retailsim/io/detail/parquet_encoding.hpp>
#include <retailsim/io/detail/parquet_values.hpp>
#include <retailsim/io/detail/thrift_compact.hpp>
#include <retailsim/io/output_file.hpp>

namespace retailsim::detail {

/// How columns become pages.
struct PageSettings {
  PageCodec codec = PageCodec::zstd;
  int level = 1;
  bool money_as_double = false;
};

/// One column of a file: takes rows, and at the end of a row group gives its pages.
///
/// Pages end at fixed numbers of rows, 20,000 of them or fewer where texts are long, so that a file does not depend on
/// how its rows came in batches: 20 to 160 kB stay in the cache while they are encoded and compressed.
class ParquetChunk {
 public:
  enum class Type : std::int32_t { boolean = 0, int32 = 1, int64 = 2, real = 5, text = 6 };
  static constexpr std::string_view list_element = "element";
  static constexpr std::size_t rows_per_page = 20'000, bytes_per_page = std::size_t{1} << 22;

  ParquetChunk(const Column& column, Type type, const PageSettings& settings)
      : name_(column.name),
        kind_(column.kind),
        type_(type),
        nullable_(column.null_value.has_value()),
        list_(column.is_list()),
        settings_(settings) {}
  ParquetChunk(const ParquetChunk&) = delete;
  ParquetChunk& operator=(const ParquetChunk&) = delete;
  virtual ~ParquetChunk() = default;

  bool fits(const Column& column) const {
    return column.name == name_ && column.kind == kind_ && column.null_value.has_value() == nullable_ &&
           column.is_list() == list_;
  }

  /// Appends rows first to first + n.
  virtual void take(const Column& column, std::size_t first, std::size_t n) = 0;

  /// Elements of the schema: a list has three.
  void append_schema(ThriftCompact& to) const {
    constexpr int required = 0, optional = 1, repeated = 2, list_type = 3;
    if (list_) {
      to.begin_element();
      to.i32(3, required);
      to.binary(4, name_);
      to.i32(5, 1);
      to.i32(6, list_type);
      to.begin_struct(10);
      to.empty_struct(3);
      to.end_struct();
      to.end_struct();
      to.begin_element();
      to.i32(3, repeated);
      to.binary(4, "list");
      to.i32(5, 1);
      to.end_struct();
    }
    to.begin_element();
    to.i32(1, static_cast<std::int32_t>(type_));
    to.i32(3, nullable_ ? optional : required);
    to.binary(4, list_ ? list_element : std::string_view(name_));
    append_meaning(to);
    to.end_struct();
  }
  std::size_t n_schema_elements() const { return list_ ? 3 : 1; }

  /// Writes the pages at the end of `file` and the entry of the row group's list into `to`; then the next group begins.
  void finish(OutputFile& file, ThriftCompact& to) {
    if (rows_in_page_ > 0) cut_page();
    const std::int64_t begin = file.size();
    std::int64_t data_begin = begin;
    const bool has_dictionary = encodings_.count(static_cast<std::int32_t>(ParquetEncoding::rle_dictionary)) > 0;
    if (has_dictionary) {
      page_.clear();
      append_dictionary(page_);
      std::string head;
      append_page(page_, head, {.is_dictionary = true, .n_values = dictionary_size()});
      file.write(head);
      data_begin = file.size();
    }
    file.write(pages_);
    std::string least, most;
    const bool has_extremes = extremes(least, most);

    to.begin_element();
    to.i64(2, 0);  // no copy of what follows lies elsewhere
    to.begin_struct(3);
    to.i32(1, static_cast<std::int32_t>(type_));
    if (has_dictionary) encodings_.insert(static_cast<std::int32_t>(ParquetEncoding::plain));
    if (nullable_ || list_) encodings_.insert(static_cast<std::int32_t>(ParquetEncoding::rle));
    to.begin_list(2, ThriftCompact::Type::i32, encodings_.size());
    for (const std::int32_t encoding : encodings_) to.append_i32(encoding);
    to.begin_list(3, ThriftCompact::Type::binary, n_schema_elements());
    to.append_binary(name_);
    if (list_) {
      to.append_binary("list");
      to.append_binary(list_element);
    }
    constexpr std::int32_t codecs[] = {0, 1, 6};
    to.i32(4, codecs[static_cast<std::size_t>(codec_)]);
    to.i64(5, n_values_);
    to.i64(6, n_uncompressed_);
    to.i64(7, file.size() - begin);
    to.i64(9, data_begin);
    if (has_dictionary) to.i64(11, begin);
    if (has_extremes || !list_) {
      to.begin_struct(12);
      if (!list_) to.i64(3, n_nulls_);
      if (has_extremes) {
        to.binary(5, most);
        to.binary(6, least);
      }
      to.end_struct();
    }
    to.end_struct();
    to.end_struct();
    group_uncompressed_ = n_uncompressed_;

    pages_.clear();
    encodings_.clear();
    n_values_ = n_nulls_ = n_uncompressed_ = 0;
    end_row_group();
  }
  /// Of the row group that was finished last, headers included.
  std::int64_t uncompressed_bytes() const { return group_uncompressed_; }

 protected:
  virtual ParquetEncoding encode(std::string& out) = 0;
  virtual std::size_t dictionary_size() const = 0;
  virtual void append_dictionary(std::string& out) const = 0;
  virtual bool extremes(std::string& least, std::string& most) = 0;
  virtual void end_row_group() = 0;

  /// The rows gathered become a page.
  void cut_page() {
    page_.clear();
    append_levels();
    const ParquetEncoding encoding = encode(page_);
    end_page(encoding, nullable_ || list_ ? present_.size() : rows_in_page_);
  }
  /// `page_` holds a page's levels and values.
  void end_page(ParquetEncoding encoding, std::size_t n_values) {
    append_page(page_, pages_, {.is_dictionary = false, .n_values = n_values, .encoding = encoding});
    encodings_.insert(static_cast<std::int32_t>(encoding));
    n_values_ += static_cast<std::int64_t>(n_values);
    for (const std::uint8_t is_present : present_) n_nulls_ += 1 - is_present;
    present_.clear();
    repeated_.clear();
    rows_in_page_ = 0;
  }

  std::string name_;
  ColumnKind kind_;
  Type type_;
  bool nullable_, list_;
  PageSettings settings_;
  std::size_t rows_in_page_ = 0;
  std::vector<std::uint8_t> present_, repeated_;  // levels: of definition and repetition
  std::string page_;

 private:
  struct PageKind {
    bool is_dictionary = false;
    std::size_t n_values = 0;
    ParquetEncoding encoding = ParquetEncoding::plain;
  };

  void append_meaning(ThriftCompact& to) const {
    switch (kind_) {
      case ColumnKind::money:
        if (settings_.money_as_double) return;
        to.i32(6, 5);
        to.i32(7, 2);
        to.i32(8, 12);
        to.begin_struct(10);
        to.begin_struct(5);
        to.i32(1, 2);
        to.i32(2, 12);
        to.end_struct();
        to.end_struct();
        return;
      case ColumnKind::date:
        to.i32(6, 6);
        to.begin_struct(10);
        to.empty_struct(6);
        to.end_struct();
        return;
      case ColumnKind::timestamp:  // no converted type: the old ones mean UTC
        to.begin_struct(10);
        to.begin_struct(8);
        to.boolean(1, false);
        to.begin_struct(2);
        to.empty_struct(2);  // microseconds
        to.end_struct();
        to.end_struct();
        to.end_struct();
        return;
      case ColumnKind::label:
      case ColumnKind::text:
        to.i32(6, 0);
        to.begin_struct(10);
        to.empty_struct(1);
        to.end_struct();
        return;
      default:
        return;
    }
  }

  void append_levels() {
    for (const auto* levels : {&repeated_, &present_}) {
      if (levels == &repeated_ ? !list_ : !(nullable_ || list_)) continue;
      const std::size_t before = page_.size();
      page_.append(4, '\0');
      append_hybrid(std::span<const std::uint8_t>(*levels), 1, page_);
      const auto size = static_cast<std::uint32_t>(page_.size() - before - 4);
      page_.replace(before, 4, reinterpret_cast<const char*>(&size), 4);
    }
  }

  // A chunk whose first page of values gets less than a tenth shorter is not compressed: packed indices of products and
  // prices, on which zstd would spend a tenth of a file's time for two in a hundred of its bytes. A chunk has one
  // codec, so a dictionary, which is written last, follows.
  std::string_view compress(std::string_view content, bool is_dictionary) {
    if (n_values_ == 0 && !is_dictionary) codec_ = settings_.codec;
    if (codec_ == PageCodec::none) return content;
    compressed_.clear();
    append_compressed(codec_, settings_.level, content, compressed_);
    if (n_values_ == 0 && !is_dictionary && content.size() >= 1024 && compressed_.size() > content.size() / 10 * 9) {
      codec_ = PageCodec::none;
      return content;
    }
    return compressed_;
  }

  void append_page(std::string_view content, std::string& to, const PageKind& page) {
    const std::string_view stored = compress(content, page.is_dictionary);
    const std::size_t before = to.size();
    ThriftCompact header(to);
    header.begin_element();
    header.i32(1, page.is_dictionary ? 2 : 0);
    header.i32(2, static_cast<std::int32_t>(content.size()));
    header.i32(3, static_cast<std::int32_t>(stored.size()));
    header.i32(4, static_cast<std::int32_t>(crc32(stored)));
    header.begin_struct(page.is_dictionary ? 7 : 5);
    header.i32(1, static_cast<std::int32_t>(page.n_values));
    header.i32(2, static_cast<std::int32_t>(page.encoding));
    if (!page.is_dictionary) {
      header.i32(3, static_cast<std::int32_t>(ParquetEncoding::rle));
      header.i32(4, static_cast<std::int32_t>(ParquetEncoding::rle));
    }
    header.end_struct();
    header.end_struct();
    n_uncompressed_ += static_cast<std::int64_t>(to.size() - before + content.size());
    to += stored;
  }

  PageCodec codec_ = PageCodec::none;  // of this chunk
  std::string compressed_, pages_;
  std::set<std::int32_t> encodings_;
  std::int64_t n_values_ = 0, n_nulls_ = 0, n_uncompressed_ = 0, group_uncompressed_ = 0;
};

/// A chunk of values of one sort (io/detail/parquet_values.hpp).
template <class Values>
class ParquetChunkOf final : public ParquetChunk {
 public:
  ParquetChunkOf(const Column& column, Type type, const PageSettings& settings, Values values)
      : ParquetChunk(column, type, settings), values_(std::move(values)) {}

  void take(const Column& column, std::size_t first, std::size_t n) override {
    if constexpr (std::is_same_v<Values, LabelValues>) values_.use(column.labels);
    std::visit([&](const auto& values) { take_from(column, values, first, n); }, column.values);
  }

 private:
  template <class From>
  void take_from(const Column& column, const From& from, std::size_t first, std::size_t n) {
    using T = typename From::value_type;
    constexpr bool is_text = std::is_convertible_v<T, std::string_view>;
    if constexpr (is_text != std::is_same_v<Values, TextValues>) {
      throw std::invalid_argument("ParquetWriter: column " + name_ + " must have values of its kind");
    } else {
      std::size_t row = first;
      const std::size_t end = first + n;
      while (row < end) {
        const std::size_t m = std::min(end - row, rows_per_page - rows_in_page_);
        if constexpr (!is_text) {
          if (!list_) {
            nullable_ ? take_nullable(column, from, row, m) : take_rows(from, row, m);
            row += m;
            if (rows_in_page_ == rows_per_page) cut_page();
            continue;
          }
        }
        take_row(column, from, row++);
        if (rows_in_page_ == rows_per_page || values_.bytes() >= bytes_per_page || values_.size() >= most_values) {
          cut_page();
        }
      }
    }
  }

  template <class From>
  void take_row(const Column& column, const From& from, std::size_t row) {
    ++rows_in_page_;
    if (list_) {
      const auto begin = static_cast<std::size_t>(column.list_offsets[row]);
      const auto end = static_cast<std::size_t>(column.list_offsets[row + 1]);
      repeated_.push_back(0);
      present_.push_back(begin < end ? 1 : 0);
      for (std::size_t i = begin; i < end; ++i) {
        values_.push(value_of(from[i]));
        if (i == begin) continue;
        repeated_.push_back(1);
        present_.push_back(1);
      }
      return;
    }
    const auto& value = from[row];
    if (nullable_) {
      const bool is_there = !is_null(value, *column.null_value);
      present_.push_back(is_there ? 1 : 0);
      if (!is_there) return;
    }
    values_.push(value_of(value));
  }

  template <class T>
  void take_nullable(const Column& column, std::span<const T> from, std::size_t row, std::size_t m) {
    rows_in_page_ += m;
    const std::size_t before = present_.size();
    present_.resize(before + m);
    std::uint8_t* const present = present_.data() + before;
    const std::int64_t null_value = *column.null_value;
    for (std::size_t i = 0; i < m; ++i) present[i] = is_null(from[row + i], null_value) ? 0 : 1;
    if constexpr (requires { values_.append(from, std::span<const std::uint8_t>(present, m)); }) {
      if (kind_ != ColumnKind::money || !settings_.money_as_double) {
        values_.append(from.subspan(row, m), std::span<const std::uint8_t>(present, m));
        return;
      }
    }
    for (std::size_t i = 0; i < m; ++i) {
      if (present[i] != 0) values_.push(value_of(from[row + i]));
    }
  }

  template <class T>
  void take_rows(std::span<const T> from, std::size_t row, std::size_t m) {
    rows_in_page_ += m;
    if constexpr (std::is_same_v<T, typename Values::Physical> && !std::is_same_v<Values, BooleanValues>) {
      if (m == rows_per_page) {  // a whole page is encoded where it is
        page_.clear();
        end_page(values_.encode(from.subspan(row, m), page_), m);
        return;
      }
    }
    if constexpr (std::is_same_v<Values, NumberValues<double>>) {
      if (kind_ == ColumnKind::money) {
        for (std::size_t i = row; i < row + m; ++i) values_.push(value_of(from[i]));
        return;
      }
    }
    values_.append(from.subspan(row, m));
  }

  template <class T>
  auto value_of(const T& value) const {
    if constexpr (std::is_same_v<Values, NumberValues<double>>) {
      return kind_ == ColumnKind::money ? static_cast<double>(value) / 100 : static_cast<double>(value);
    } else if constexpr (std::is_same_v<Values, TextValues>) {
      return std::string_view(value);
    } else {
      return value;
    }
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

  ParquetEncoding encode(std::string& out) override { return values_.encode(out); }
  std::size_t dictionary_size() const override { return values_.dictionary_size(); }
  void append_dictionary(std::string& out) const override { values_.append_dictionary(out); }
  bool extremes(std::string& least, std::string& most) override { return values_.extremes(least, most); }
  void end_row_group() override { values_.end_row_group(); }

  static constexpr std::size_t most_values = std::size_t{1} << 19;  // of lists
  Values values_;
};

/// The chunk that stores such a column. \throws std::invalid_argument on a column of lists with nulls
inline std::unique_ptr<ParquetChunk> make_chunk(const Column& column, const PageSettings& settings) {
  using Type = ParquetChunk::Type;
  if (column.is_list() && column.null_value) {
    throw std::invalid_argument("ParquetWriter: column " + std::string(column.name) +
                                " of lists must have no null value");
  }
  const auto make = [&](Type type, auto values) -> std::unique_ptr<ParquetChunk> {
    return std::make_unique<ParquetChunkOf<decltype(values)>>(column, type, settings, std::move(values));
  };
  const bool compressed = settings.codec != PageCodec::none;
  switch (column.kind) {
    case ColumnKind::label:
      return make(Type::text, LabelValues(std::string(column.name)));
    case ColumnKind::text:
      return make(Type::text, TextValues(column.encoding));
    case ColumnKind::boolean:
      return make(Type::boolean, BooleanValues());
    case ColumnKind::money:
      if (settings.money_as_double) return make(Type::real, NumberValues<double>(column.encoding, compressed));
      break;
    default:
      break;
  }
  if (std::holds_alternative<std::span<const double>>(column.values)) {
    return make(Type::real, NumberValues<double>(column.encoding, compressed));
  }
  if (std::holds_alternative<std::span<const std::int64_t>>(column.values)) {
    return make(Type::int64, NumberValues<std::int64_t>(column.encoding, compressed));
  }
  return make(Type::int32, NumberValues<std::int32_t>(column.encoding, compressed));
}

}  // namespace retailsim::detail
