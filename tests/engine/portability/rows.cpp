// Prints a hash of every column of every preset's rows, truth included: the same from any compiler, flags, instruction
// set.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include <retailsim/presets.hpp>

namespace {

using namespace retailsim;

/// FNV-1a over the bytes of values.
struct Hash {
  std::uint64_t value = 0xcbf29ce484222325;
  void add(const void* data, std::size_t n) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    for (std::size_t i = 0; i < n; ++i) value = (value ^ bytes[i]) * 0x100000001b3;
  }
  template <class T>
  void add(std::span<const T> column) {
    if constexpr (std::is_same_v<T, std::string>) {
      for (const std::string& text : column) add(text.c_str(), text.size() + 1);
    } else {
      add(column.data(), column.size_bytes());
    }
  }
};

/// One hash per column, so that it does not matter how rows are cut into batches.
struct TableHash {
  std::vector<Hash> columns;
  template <class Table>
  void add_table(const Table& table) {
    std::size_t k = 0;
    for_each_column(table, [&](const auto&, const auto& column) {
      if (k == columns.size()) columns.emplace_back();
      columns[k++].add(column);
    });
  }
  unsigned long long value() const {
    Hash all;
    for (const Hash& column : columns) all.add(&column.value, sizeof column.value);
    return all.value;
  }
};

struct HashSink {
  TableHash customers, orders, lines, truth, catalogue;
  void products(const ProductColumns<ConstColumn>& products) { catalogue.add_table(products); }
  void operator()(const Batch& batch) {
    customers.add_table(batch.customers);
    orders.add_table(batch.orders);
    lines.add_table(batch.lines);
    truth.add_table(batch.truth);
  }
};

}  // namespace

int main() {
  for (const auto& preset : presets::all) {
    RetailConfig config = preset.config();
    config.customers.count = 2000;
    HashSink sink;
    const RunSummary summary = simulation_of(config).run(scenario_of(config), sink, {.truth = true});
    std::printf("%s %lld lines, products %016llx customers %016llx orders %016llx lines %016llx truth %016llx\n",
                std::string(preset.name).c_str(), static_cast<long long>(summary.lines), sink.catalogue.value(),
                sink.customers.value(), sink.orders.value(), sink.lines.value(), sink.truth.value());
  }
}
