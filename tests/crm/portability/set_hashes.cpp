#include <cinttypes>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <vector>

#include <retailsim/crm/sales_dataset.hpp>

// Prints a hash of every column of CRM sets: the default one with its truth, a busy one of few sellers as of a day, and
// one of three countries with other numbers.
namespace {

using namespace retailsim;

class Fnv1a {
 public:
  void add(const void* bytes, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) hash_ = (hash_ ^ static_cast<const unsigned char*>(bytes)[i]) * 0x100000001b3;
  }
  template <class T>
  void add(const std::vector<T>& column) {
    add(column.data(), column.size() * sizeof(T));
  }
  void add(const TextColumn& column) {
    for (std::size_t row = 0; row < column.size(); ++row) {
      add(column[row].data(), column[row].size());
      add("", 1);
    }
  }
  template <class T>
  void add(const ListColumn<T>& column) {
    add(column.values().data(), column.values().size() * sizeof(T));
    add(column.offsets().data(), column.offsets().size() * sizeof(std::int64_t));
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

template <class Table>
void print(const char* set, const char* name, const Table& table) {
  for_each_column(table, [&](const auto& field, const auto& column) {
    if (column.empty()) return;
    Fnv1a hash;
    hash.add(column);
    const std::string_view title = field.name;
    std::printf("%s %s.%.*s %zu %016" PRIx64 "\n", set, name, static_cast<int>(title.size()), title.data(),
                column.size(), hash.value());
  });
}

void print(const char* set, const crm::SalesConfig& config) {
  const crm::SalesWorld world(config);
  crm::SalesRows rows;
  crm::generate(world, [&](const crm::SalesRows& batch) { crm::append(rows, batch); }, {.truth = true});
  print(set, "products", world.products.columns());
  crm::SalesRows::for_each(rows, [&](const char* name, const auto& table) { print(set, name, table); });
}

}  // namespace

int main() {
  crm::SalesConfig config;
  config.companies = 1000;
  config.sales_people = 100;
  print("default", config);
  config.seed = 7;
  config.sales_people = 8;
  config.as_of = Date(2024, 10, 1);
  print("busy", config);
  config = {};
  config.seed = 0xFFFFFFFFFFFFFFFF;
  config.companies = 300;
  config.sales_people = 20;
  config.from = Date(2021, 5, 8);
  config.to = Date(2023, 2, 2);
  config.locales = {"ja_JP", "hi_IN", "pl_PL"};
  config.deals.interactions = 11;
  config.deals.good_step = 0.3;
  config.products.count = 60;
  config.sellers.expertise = 7;
  print("other", config);
}
