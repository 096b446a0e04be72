#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/io/parquet.hpp>
#include <retailsim/io/table_viewer.hpp>

using namespace retailsim;

namespace {

struct Rows {
  std::vector<std::int64_t> id, price;
  std::vector<std::uint8_t> kind;
  std::vector<std::string> name;
  Labels kinds{"sale", "return", "exchange"};

  explicit Rows(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      id.push_back(static_cast<std::int64_t>(i) * 3);
      price.push_back(static_cast<std::int64_t>(i * 7919 % 1009));
      kind.push_back(static_cast<std::uint8_t>(i % 3));
      name.push_back("name " + std::to_string(i % 50));
    }
  }
  TableView view() const {
    TableView table{.name = "rows", .columns = {}, .n_rows = id.size()};
    table.columns.push_back({.name = "id", .values = std::span(id), .encoding = ColumnEncoding::delta});
    table.columns.push_back({.name = "price",
                             .kind = ColumnKind::money,
                             .values = std::span(price),
                             .encoding = ColumnEncoding::dictionary,
                             .null_value = 5});
    table.columns.push_back({.name = "kind", .kind = ColumnKind::label, .values = std::span(kind), .labels = &kinds});
    table.columns.push_back({.name = "name", .kind = ColumnKind::text, .values = std::span(name)});
    return table;
  }
};

std::string words(std::size_t n) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) text.push_back(static_cast<char>(i * i * 31 + i / 7));
  return text;
}

}  // namespace

TEST_CASE("crc32: the check value of the standard, and folding gives what tables give", "[io]") {
  CHECK(detail::crc32("123456789") == 0xCBF43926);
  CHECK(detail::crc32("") == 0);
  const std::string text = words(5000);
  for (const std::size_t n : {63, 64, 65, 79, 80, 127, 128, 1000, 4999, 5000}) {
    CAPTURE(n);
    CHECK(detail::crc32({text.data(), n}) == ~detail::crc32_by_tables(0xFFFFFFFF, text.data(), n));
  }
}

TEST_CASE("pack_32: every width has its bits in order", "[io]") {
  for (unsigned width = 0; width <= 64; ++width) {
    std::uint64_t values[32];
    for (std::uint64_t i = 0; i < 32; ++i) {
      values[i] = width == 0 ? 0 : (i * 0x9E3779B97F4A7C15u + 1) >> (64 - width);
    }
    std::string bytes(4 * width, '\0');
    detail::pack_functions<std::uint64_t>[width](values, bytes.data());
    bool same = true;
    for (unsigned i = 0; i < 32; ++i) {
      for (unsigned k = 0; k < width; ++k) {
        const unsigned at = i * width + k;
        same = same && (static_cast<unsigned char>(bytes[at / 8]) >> at % 8 & 1) == (values[i] >> k & 1);
      }
    }
    CAPTURE(width);
    CHECK(same);
  }
}

TEST_CASE("NativeParquetWriter: the file does not depend on batches, nor on threads", "[io]") {
  const TemporaryDirectory folder;
  const Rows data(100'000);
  const auto write = [&](const char* name, std::size_t batch, int threads = 1) {
    NativeParquetWriter writer(folder / name, {.max_rows_per_group = 70'000, .threads = threads});
    for (std::size_t first = 0; first < 100'000; first += batch) {
      writer.write(rows(data.view(), first, std::min(batch, 100'000 - first)));
    }
    writer.close();
    CHECK(writer.n_bytes() == static_cast<std::int64_t>(std::filesystem::file_size(folder / name)));
    CHECK(writer.n_rows() == 100'000);
    return file_text(folder / name);
  };
  const std::string whole = write("whole.parquet", 100'000);
  CHECK(write("even.parquet", 4096) == whole);
  CHECK(write("odd.parquet", 777) == whole);
  CHECK(write("threads.parquet", 5000, 3) == whole);
}

TEST_CASE("NativeParquetWriter: bad input is refused", "[io]") {
  const TemporaryDirectory folder;
  Rows data(10);
  NativeParquetWriter writer(folder / "a.parquet");
  SECTION("a code without label") {
    data.kind[5] = 3;
    CHECK_THROWS_WITH(writer.write(data.view()), "ParquetWriter: code of column kind must be below 3, got 3");
  }
  SECTION("a code without label, on another thread") {
    data.kind[5] = 3;
    NativeParquetWriter other(folder / "b.parquet", {.threads = 4});
    CHECK_THROWS_WITH(other.write(data.view()), "ParquetWriter: code of column kind must be below 3, got 3");
  }
  SECTION("no labels") {
    auto view = data.view();
    view.columns[2].labels = nullptr;
    CHECK_THROWS_WITH(writer.write(view), "ParquetWriter: column kind must have labels, got none");
  }
  SECTION("other columns than before") {
    writer.write(data.view());
    auto view = data.view();
    view.columns.pop_back();
    CHECK_THROWS_AS(writer.write(view), std::invalid_argument);
  }
  SECTION("values of another kind") {
    auto view = data.view();
    view.columns[3].values = std::span<const std::int64_t>(data.id);
    CHECK_THROWS_WITH(writer.write(view), "ParquetWriter: column name must have values of its kind");
  }
  SECTION("no batch") { CHECK_THROWS_AS(writer.close(), std::logic_error); }
  SECTION("options") {
    CHECK_THROWS_WITH(NativeParquetWriter(folder / "b.parquet", {.compression_level = 23}),
                      "ParquetWriter: compression_level must be in [1, 22], got 23");
    if (!detail::has_codec(PageCodec::zstd)) {
      CHECK_THROWS_WITH(NativeParquetWriter(folder / "b.parquet", {.codec = PageCodec::zstd}),
                        "ParquetWriter: codec must be one that is compiled in, got zstd");
    }
  }
}

TEST_CASE("NativeParquetWriter: a full disk is an error that names the file and the cause", "[io]") {
  const Rows data(300'000);
  NativeParquetWriter writer("/dev/full");
  const auto all = [&] {
    writer.write(data.view());
    writer.close();
  };
  CHECK_THROWS_WITH(all(), "cannot write /dev/full: No space left on device");
}
