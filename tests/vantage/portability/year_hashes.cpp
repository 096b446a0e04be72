#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <retailsim/presets/vantage.hpp>
#include <retailsim/vantage/simulate.hpp>

// Prints a hash of every column of the vantage year, of two seeds and in a leap year, and with the literal numbers.
namespace {

using namespace retailsim;

class Fnv1a {
 public:
  void add(const void* bytes, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) hash_ = (hash_ ^ static_cast<const unsigned char*>(bytes)[i]) * 0x100000001b3;
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

template <class Table>
void print(const char* year, const char* name, const Table& table) {
  for_each_column(table, [&](const auto& field, const auto& column) {
    Fnv1a hash;
    for (const auto& value : column) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>) {
        hash.add(value.data(), value.size() + 1);
      } else {
        hash.add(&value, sizeof value);
      }
    }
    const std::string_view title = field.name;
    std::printf("%s %s.%.*s %zu %016" PRIx64 "\n", year, name, static_cast<int>(title.size()), title.data(),
                column.size(), hash.value());
  });
}

void print(const char* title, const vantage::Config& config) {
  const vantage::Year year = vantage::simulate(config);
  print(title, "products", year.products);
  print(title, "orders", year.orders);
  print(title, "line_items", year.line_items);
  print(title, "marketing", year.marketing);
  print(title, "budget", year.budget);
}

}  // namespace

int main() {
  vantage::Config config = presets::vantage();
  print("2025", config);
  config.seed = 7;
  config.year = 2024;
  print("2024", config);
  config.literal = true;
  print("literal", config);
}
