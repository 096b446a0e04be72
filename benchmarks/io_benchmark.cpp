// How fast a table of transactions goes into a file: rows and bytes per second of processor time, one thread.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include <retailsim/core/columns.hpp>
#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/parquet.hpp>
#include <retailsim/io/table_viewer.hpp>
#if RETAILSIM_WITH_PARQUET
#  include <arrow/api.h>
#  include <arrow/io/file.h>
#  include <parquet/arrow/writer.h>

#  include <retailsim/io/parquet_writer.hpp>
#endif

#include "support.hpp"

namespace {

using namespace retailsim;

std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

// Lines as the mocker makes them: about two to an order, five orders to a customer, three years, 2000 SKUs whose
// popularity is skewed, prices with few different values, one line in twenty a return.
LineColumns<VectorColumn> transactions(std::size_t n) {
  LineColumns<VectorColumn> lines;
  for_each_column(lines, [&](const auto&, auto& column) { column.reserve(n); });
  std::int64_t customer = 0, order = 0;
  std::int64_t at = 0;
  std::int32_t line_no = 0, left_in_order = 0, orders_left = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t word = mix(i), other = mix(~i);
    if (left_in_order == 0) {
      if (orders_left == 0) {
        ++customer;
        orders_left = 1 + static_cast<std::int32_t>(other % 9);
        order = customer << 18;
        at = 1'672'531'200 + static_cast<std::int64_t>(other >> 40) % (200 * 86'400);
      }
      --orders_left;
      ++order;
      at += static_cast<std::int64_t>(word >> 42) % (90 * 86'400);
      left_in_order = 1 + static_cast<std::int32_t>((other >> 8) % 3);
      line_no = 0;
    }
    --left_in_order;
    ++line_no;
    const double u = static_cast<double>(word & 0xFFFFFF) / 0x1p24;
    const auto sku = static_cast<std::int64_t>(2000 * u * u * u);
    const std::int64_t price = 99 + 100 * static_cast<std::int64_t>(mix(static_cast<std::uint64_t>(sku)) % 80);
    const bool back = other % 20 == 0;
    const std::int32_t quantity = back ? -1 : 1 + static_cast<std::int32_t>((word >> 24) % 16 / 12);
    const std::int64_t discount = (word >> 30) % 10 == 0 ? price * quantity / 10 : 0;
    lines.order_id.push_back(order);
    lines.line_no.push_back(line_no);
    lines.customer_id.push_back(customer);
    lines.sku_id.push_back(sku + 1);
    lines.ordered_at.push_back(at * 1'000'000);
    lines.kind.push_back(static_cast<std::uint8_t>(back ? Kind::returned : Kind::sale));
    lines.quantity.push_back(quantity);
    lines.unit_price.push_back(price);
    lines.discount.push_back(discount);
    lines.amount.push_back(price * quantity - discount);
    lines.refers_to_order_id.push_back(back ? order - 1 : 0);
    lines.refers_to_line_no.push_back(back ? 1 : 0);
  }
  return lines;
}

constexpr std::size_t n_rows = 2'000'000, rows_per_batch = 65'536, rows_per_group = 3 * rows_per_batch;

const LineColumns<VectorColumn>& table() {
  static const auto lines = transactions(n_rows);
  return lines;
}

template <class F>
void for_each_batch(F&& f) {
  const TableViewer viewer("transactions", {{"kind", &kind_labels}});
  for (std::size_t first = 0; first < n_rows; first += rows_per_batch) {
    f(viewer.view(rows(table(), first, std::min(rows_per_batch, n_rows - first))), first);
  }
}

void report(benchmark::State& state, const std::filesystem::path& path) {
  const auto bytes = static_cast<double>(std::filesystem::file_size(path));
  std::filesystem::remove(path);
  state.counters["rows"] = benchmark::Counter(n_rows, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["bytes"] = benchmark::Counter(bytes, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["bytes_per_row"] = bytes / n_rows;
}

void csv(benchmark::State& state) {
  const auto path = measured::out_path(".csv");
  table();
  for (auto _ : state) {
    CsvWriter writer(path, {.threads = static_cast<int>(state.range(0))});
    for_each_batch([&](const TableView& view, std::size_t) { writer.write(view); });
    writer.close();
  }
  report(state, path);
}
BENCHMARK(csv)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

/// The library's own writer. Arguments: PageCodec, threads.
void native_parquet(benchmark::State& state) {
  const auto codec = static_cast<PageCodec>(state.range(0));
  if (!detail::has_codec(codec)) return state.SkipWithError("codec is not compiled in");
  const auto path = measured::out_path(".native.parquet");
  table();
  for (auto _ : state) {
    NativeParquetWriter writer(path, {.codec = codec, .threads = static_cast<int>(state.range(1))});
    for_each_batch([&](const TableView& view, std::size_t first) {
      if (first % rows_per_group == 0) writer.end_row_group();
      writer.write(view);
    });
    writer.close();
  }
  report(state, path);
}
BENCHMARK(native_parquet)
    ->ArgNames({"codec", "threads"})
    ->ArgsProduct({{0, 1, 2}, {1}})
    ->Args({2, 2})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

#if RETAILSIM_WITH_PARQUET
void parquet(benchmark::State& state) {
  const auto path = measured::out_path(".parquet");
  table();
  for (auto _ : state) {
    ParquetWriter writer(
        path, {.compression_level = static_cast<int>(state.range(0)), .threads = static_cast<int>(state.range(1))});
    for_each_batch([&](const TableView& view, std::size_t first) {
      if (first % rows_per_group == 0) writer.end_row_group();
      writer.write(view);
    });
    writer.close();
  }
  report(state, path);
}
BENCHMARK(parquet)
    ->ArgNames({"zstd", "threads"})
    ->Args({1, 1})
    ->Args({1, 2})
    ->Args({3, 1})
    ->Args({0, 1})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

// The same rows through Arrow's own table writer with its default encodings and zstd 1.
void parquet_arrow_defaults(benchmark::State& state) {
  const auto path = measured::out_path(".arrow.parquet");
  const auto wrap = [](const auto& column, std::shared_ptr<arrow::DataType> type, std::size_t first, std::size_t n) {
    auto data = arrow::ArrayData::Make(std::move(type), static_cast<std::int64_t>(n),
                                       {nullptr, arrow::Buffer::Wrap(column.data() + first, n)});
    return arrow::MakeArray(data);
  };
  const auto& lines = table();
  const auto labels = [] {
    arrow::StringBuilder builder;
    for (const auto& label : kind_labels) (void)builder.Append(label);
    return builder.Finish().ValueOrDie();
  }();
  const auto i64 = arrow::int64(), i32 = arrow::int32(), time = arrow::timestamp(arrow::TimeUnit::MICRO);
  const auto kind = arrow::dictionary(arrow::uint8(), arrow::utf8());
  const auto schema = arrow::schema(
      {arrow::field("order_id", i64), arrow::field("line_no", i32), arrow::field("customer_id", i64),
       arrow::field("sku_id", i64), arrow::field("ordered_at", time), arrow::field("kind", kind),
       arrow::field("quantity", i32), arrow::field("unit_price", i64), arrow::field("discount", i64),
       arrow::field("amount", i64), arrow::field("refers_to_order_id", i64), arrow::field("refers_to_line_no", i32)});
  for (auto _ : state) {
    auto sink = arrow::io::FileOutputStream::Open(path.string()).ValueOrDie();
    parquet::WriterProperties::Builder builder;
    builder.compression(parquet::Compression::ZSTD)->compression_level(1);
    auto writer =
        parquet::arrow::FileWriter::Open(*schema, arrow::default_memory_pool(), sink, builder.build()).ValueOrDie();
    for (std::size_t first = 0; first < n_rows; first += rows_per_group) {
      const std::size_t n = std::min(rows_per_group, n_rows - first);
      const auto batch = arrow::RecordBatch::Make(
          schema, static_cast<std::int64_t>(n),
          {wrap(lines.order_id, i64, first, n), wrap(lines.line_no, i32, first, n),
           wrap(lines.customer_id, i64, first, n), wrap(lines.sku_id, i64, first, n),
           wrap(lines.ordered_at, time, first, n),
           arrow::DictionaryArray::FromArrays(kind, wrap(lines.kind, arrow::uint8(), first, n), labels).ValueOrDie(),
           wrap(lines.quantity, i32, first, n), wrap(lines.unit_price, i64, first, n),
           wrap(lines.discount, i64, first, n), wrap(lines.amount, i64, first, n),
           wrap(lines.refers_to_order_id, i64, first, n), wrap(lines.refers_to_line_no, i32, first, n)});
      if (!writer->WriteTable(*arrow::Table::FromRecordBatches({batch}).ValueOrDie(), rows_per_group).ok()) {
        return state.SkipWithError("Arrow could not write");
      }
    }
    if (!writer->Close().ok() || !sink->Close().ok()) return state.SkipWithError("Arrow could not close");
  }
  report(state, path);
}
BENCHMARK(parquet_arrow_defaults)->Unit(benchmark::kMillisecond);
#endif

}  // namespace
