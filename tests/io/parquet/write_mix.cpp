// Writes tables of a random mix of columns, lengths, nulls and values by the library's own Parquet writer, and beside
// each the values as raw bytes, which read_mix.py builds Arrow arrays from: write_mix FOLDER CASES.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <retailsim/core/list_column.hpp>
#include <retailsim/io/parquet.hpp>
#include <retailsim/io/table_viewer.hpp>

using namespace retailsim;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }

template <class T>
T any_integer(Random& random, int style, T before) {
  constexpr T low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
  switch (style) {
    case 0:  // anything, the ends included
      return below(random, 20) == 0 ? low : below(random, 20) == 0 ? high : static_cast<T>(random());
    case 1:  // rising
      return static_cast<T>(before + static_cast<T>(below(random, 5)));
    case 2:  // few
      return static_cast<T>(below(random, 7));
    default:  // long runs
      return below(random, 500) == 0 ? static_cast<T>(below(random, 90)) : before;
  }
}

double any_real(Random& random, int style) {
  constexpr double special[] = {0.0,
                                -0.0,
                                1e308,
                                -1e308,
                                5e-324,
                                std::numeric_limits<double>::infinity(),
                                -std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN()};
  if (style == 0 && below(random, 4) == 0) return special[below(random, 8)];
  if (style == 2) return static_cast<double>(below(random, 5)) / 4;
  return std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(below(random, 80)) - 90);
}

std::string any_text(Random& random, int style) {
  static const char* const words[] = {"",   "a", "Köln", "日本語のテキスト", "\"quoted\", text", "naïve\nline",
                                      "zz", "🛒"};
  if (style == 0 && below(random, 400) == 0) return std::string(50'000, 'x');
  std::string text = words[below(random, 8)];
  if (style != 2) text += std::to_string(random() % 1'000'000);
  if (style == 3 && below(random, 10) == 0) text.clear();
  return text;
}

// What Python reads: a validity byte and a value for each element, and offsets where there are lists.
struct Expected {
  std::ofstream out;

  template <class T>
  void raw(const std::vector<T>& values) {
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
  }
};

struct Table {
  TableView view{.name = "mix", .columns = {}, .n_rows = 0};
  std::deque<std::string> names;
  std::deque<std::vector<std::int64_t>> longs, offsets;
  std::deque<std::vector<std::int32_t>> ints;
  std::deque<std::vector<std::int16_t>> shorts;
  std::deque<std::vector<std::uint8_t>> bytes;
  std::deque<std::vector<double>> reals;
  std::deque<std::vector<std::string>> texts;
  std::deque<Labels> labels;
};

// Adds a column and writes what should come back: a line of JSON, and a file of raw values.
void add_column(Table& table, Random& random, const std::filesystem::path& base, std::ofstream& types) {
  const std::size_t n = table.view.n_rows, index = table.view.columns.size();
  const int style = static_cast<int>(below(random, 4));
  const bool is_list = below(random, 5) == 0;
  const bool has_nulls = !is_list && below(random, 3) == 0;
  std::size_t n_values = n;
  std::span<const std::int64_t> offsets;
  if (is_list) {
    auto& ends = table.offsets.emplace_back(1, 0);
    for (std::size_t i = 0; i < n; ++i) {
      ends.push_back(ends.back() + static_cast<std::int64_t>(below(random, 3) == 0 ? 0 : below(random, 6)));
    }
    n_values = static_cast<std::size_t>(ends.back());
    offsets = ends;
  }
  constexpr ColumnEncoding encodings[] = {ColumnEncoding::automatic, ColumnEncoding::delta, ColumnEncoding::dictionary,
                                          ColumnEncoding::plain};
  Column column{.name = table.names.emplace_back("c" + std::to_string(index)), .values = {}};
  column.encoding = encodings[below(random, 4)];
  column.list_offsets = offsets;
  Expected expected{std::ofstream(base.string() + "." + std::to_string(index) + ".raw", std::ios::binary)};
  std::vector<std::uint8_t> valid(n_values, 1);
  std::string type;
  std::vector<std::string> as_texts;
  const auto fill = [&]<class T>(std::vector<T>& values, auto&& next) -> std::vector<T>& {
    values.resize(n_values);
    for (std::size_t i = 0; i < n_values; ++i) values[i] = next(i == 0 ? T{} : values[i - 1]);
    return values;
  };
  const auto nulls = [&](const auto& values, std::int64_t null_value) {
    if (!has_nulls) return;
    column.null_value = null_value;
    for (std::size_t i = 0; i < n_values; ++i) {
      valid[i] = static_cast<std::int64_t>(values[i]) != null_value ? 1 : 0;
    }
  };
  switch (below(random, 9)) {
    case 0: {
      auto& values = fill(table.longs.emplace_back(), [&](std::int64_t x) { return any_integer(random, style, x); });
      type = below(random, 2) == 0 ? "int64" : "timestamp";
      column.kind = type == "int64" ? ColumnKind::integer : ColumnKind::timestamp;
      nulls(values, values.empty() ? 0 : values[below(random, values.size())]);
      column.values = std::span<const std::int64_t>(values);
      expected.raw(values);
      break;
    }
    case 1: {
      auto& values = fill(table.ints.emplace_back(), [&](std::int32_t x) { return any_integer(random, style, x); });
      type = below(random, 2) == 0 ? "int32" : "date";
      column.kind = type == "int32" ? ColumnKind::integer : ColumnKind::date;
      nulls(values, values.empty() ? 0 : values[below(random, values.size())]);
      column.values = std::span<const std::int32_t>(values);
      expected.raw(values);
      break;
    }
    case 2: {
      type = "int32";
      std::vector<std::int32_t> wide;
      if (below(random, 2) == 0) {
        auto& values = fill(table.shorts.emplace_back(), [&](std::int16_t x) { return any_integer(random, style, x); });
        nulls(values, 3);
        column.values = std::span<const std::int16_t>(values);
        wide.assign(values.begin(), values.end());
      } else {
        auto& values = fill(table.bytes.emplace_back(), [&](std::uint8_t x) { return any_integer(random, style, x); });
        nulls(values, 3);
        column.values = std::span<const std::uint8_t>(values);
        wide.assign(values.begin(), values.end());
      }
      expected.raw(wide);
      break;
    }
    case 3: {  // twelve digits
      auto& values = fill(table.longs.emplace_back(),
                          [&](std::int64_t x) { return any_integer(random, style, x) % 1'000'000'000'000; });
      type = "money";
      column.kind = ColumnKind::money;
      nulls(values, 0);
      column.values = std::span<const std::int64_t>(values);
      std::vector<std::int64_t> wide;
      for (const std::int64_t x : values) {
        wide.push_back(x);
        wide.push_back(x < 0 ? -1 : 0);
      }
      expected.raw(wide);
      break;
    }
    case 4:
    case 5: {
      auto& values = fill(table.reals.emplace_back(), [&](double) { return any_real(random, style); });
      type = "double";
      column.kind = ColumnKind::real;
      if (has_nulls) {
        column.null_value = 0;
        for (std::size_t i = 0; i < n_values; ++i) valid[i] = std::isnan(values[i]) ? 0 : 1;
      }
      column.values = std::span<const double>(values);
      expected.raw(values);
      break;
    }
    case 6: {
      auto& values = fill(table.bytes.emplace_back(),
                          [&](std::uint8_t x) { return static_cast<std::uint8_t>(style == 3 ? x : below(random, 2)); });
      type = "bool";
      column.kind = ColumnKind::boolean;
      nulls(values, 2);  // some column of nulls without any
      column.values = std::span<const std::uint8_t>(values);
      expected.raw(values);
      break;
    }
    case 7: {
      auto& labels = table.labels.emplace_back();
      const std::size_t n_labels = style == 0 ? 30'000 : 1 + below(random, 40);
      for (std::size_t i = 0; i < n_labels; ++i) labels.push_back("label ü " + std::to_string(i * 7));
      auto& values = fill(table.ints.emplace_back(), [&](std::int32_t x) {
        return style == 3 && below(random, 300) != 0 ? x : static_cast<std::int32_t>(below(random, n_labels));
      });
      type = "string";
      column.kind = ColumnKind::label;
      column.labels = &labels;
      nulls(values, 0);
      column.values = std::span<const std::int32_t>(values);
      for (const std::int32_t code : values) as_texts.push_back(labels[static_cast<std::size_t>(code)]);
      break;
    }
    default: {
      auto& values = table.texts.emplace_back();
      for (std::size_t i = 0; i < n_values; ++i) values.push_back(any_text(random, style));
      type = "string";
      column.kind = ColumnKind::text;
      if (has_nulls) {
        column.null_value = 0;
        for (std::size_t i = 0; i < n_values; ++i) valid[i] = values[i].empty() ? 0 : 1;
      }
      column.values = std::span<const std::string>(values);
      as_texts = values;
    }
  }
  if (type == "string") {
    std::vector<std::int32_t> ends{0};
    for (const auto& text : as_texts) ends.push_back(ends.back() + static_cast<std::int32_t>(text.size()));
    expected.raw(ends);
    for (const auto& text : as_texts) expected.out << text;
  }
  std::ofstream(base.string() + "." + std::to_string(index) + ".valid", std::ios::binary)
      .write(reinterpret_cast<const char*>(valid.data()), static_cast<std::streamsize>(valid.size()));
  if (is_list) {
    Expected{std::ofstream(base.string() + "." + std::to_string(index) + ".offsets", std::ios::binary)}.raw(
        table.offsets.back());
  }
  types << (index == 0 ? "" : " ") << type << (is_list ? "-list" : "") << (has_nulls ? "-null" : "");
  table.view.columns.push_back(column);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::filesystem::path folder = argv[1];
  constexpr std::size_t lengths[] = {0, 1, 7, 8, 127, 128, 129, 1000, 19'999, 20'000, 20'001, 45'000, 170'000};  // the last fills dictionaries
  const int n_cases = std::stoi(argv[2]);
  for (int which = 0; which < n_cases; ++which) {
    Random random(static_cast<std::uint64_t>(which) + 1);
    Table table;
    table.view.n_rows = lengths[static_cast<std::size_t>(which) % std::size(lengths)];
    const auto base = folder / std::to_string(which);
    std::ofstream types(base.string() + ".types");
    types << table.view.n_rows << '\n';
    for (std::size_t i = 1 + below(random, 12); i-- > 0;) add_column(table, random, base, types);
    NativeParquetOptions options{.compression_level = 1 + static_cast<int>(below(random, 3)),
                                 .threads = 1 + static_cast<int>(below(random, 3)),
                                 .metadata = {{"case", std::to_string(which)}}};
    PageCodec codecs[] = {PageCodec::none, PageCodec::snappy, PageCodec::zstd};
    if (const PageCodec codec = codecs[below(random, 3)]; detail::has_codec(codec)) options.codec = codec;
    constexpr std::int64_t groups[] = {1 << 20, 20'000, 999, 1};
    options.max_rows_per_group = groups[below(random, table.view.n_rows < 200 ? 4 : 3)];
    NativeParquetWriter writer(base.string() + ".parquet", options);
    writer.write(rows(table.view, 0, 0));
    for (std::size_t first = 0; first < table.view.n_rows;) {
      const std::size_t n = std::min(table.view.n_rows - first, 1 + below(random, 30'000));
      writer.write(rows(table.view, first, n));
      first += n;
    }
    writer.close();
  }
}
