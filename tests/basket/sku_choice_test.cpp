#include <retailsim/basket/sku_choice.hpp>

#include <cstdint>
#include <vector>

#include "support/catch.hpp"
#include "support/sales.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

const Date opening{2023, 1, 1}, launch{2023, 7, 1};

/// In the second table the first SKU counts six times, the second half.
const ClassFactors two_tables{.class_of_sku = {0, 1, 2, 2}, .n_classes = 3, .factors = {1, 1, 1, 6, 0.5, 1}};

/// Four SKUs of popularity 1 to 4, of which the last is launched later.
Catalogue four_skus() {
  Catalogue catalogue = Catalogue::plain(4);
  catalogue.popularity = {1, 2, 3, 4};
  catalogue.launched_on[3] = launch.days;
  return catalogue;
}

/// The SKUs of one line for each order, all from one table.
std::vector<std::uint32_t> chosen(const SkuChoice& choice, std::uint32_t table, std::size_t n, Date day) {
  const test::Sales sales(n, 1, day.start());
  const CustomerBlock customers = sales.customers();
  const OrderBlock orders = sales.orders(customers);
  const LineBlock lines = sales.lines(orders);
  const Draws draws = sales.line_draws(3).of(Purpose::line_sku);
  std::vector<std::uint32_t> skus(n);
  for (std::size_t begin = 0; begin < n; begin += SkuChoice::chunk_size) {
    const std::size_t size = std::min(SkuChoice::chunk_size, n - begin);
    std::vector<std::uint64_t> words(size);
    const std::vector<std::uint32_t> tables(size, table);
    draws.part(begin, size).words(words);
    choice.choose(std::span(skus).subspan(begin, size), tables, words, lines, begin, draws.part(begin, size));
  }
  return skus;
}

}  // namespace

TEST_CASE("SkuChoice: exact probabilities of tables, sets and days", "[basket]") {
  const SkuChoice choice(four_skus(), two_tables, opening, "Model");
  CHECK(choice.n_tables() == 2);
  CHECK(choice.n_skus() == 4);
  CHECK(choice.probability(0, 0, launch - 1) == Approx(1 / 6.));
  CHECK(choice.probability(0, 3, launch - 1) == 0);
  CHECK(choice.probability(0, 3, launch) == Approx(0.4));
  CHECK(choice.probability(1, 0, launch) == Approx(6 / 14.));
  CHECK(choice.table_share(1, 1) == Approx(1 / 14.));
  const std::vector<std::uint8_t> odd{0, 1, 0, 1};
  CHECK(choice.share(0, odd, launch - 1) == Approx(2 / 6.));
  CHECK(choice.share(0, odd, launch) == Approx(0.6));
  CHECK(choice.share(1, odd, launch) == Approx(5 / 14.));
  CHECK(choice.launch_days() == std::vector<Date>{Date{four_skus().launched_on[0]}, launch});
  CHECK(choice.launched_at(3) == launch.start());
}

TEST_CASE("SkuChoice: lines have these probabilities, before a launch and after", "[basket][statistical]") {
  const SkuChoice choice(four_skus(), two_tables, opening, "Model");
  for (const std::uint32_t table : {0u, 1u}) {
    for (const Date day : {launch - 1, launch}) {
      CAPTURE(table, day.days);
      const auto skus = chosen(choice, table, 50'000, day);
      const auto law = [&](std::int64_t i) { return choice.probability(table, static_cast<std::size_t>(i), day); };
      CHECK(chi_square_p_value(skus, 0, 3, law) > error_rate);
    }
  }
}

TEST_CASE("SkuChoice: a launch changes no line that keeps its SKU's day", "[basket]") {
  const SkuChoice choice(four_skus(), {}, opening, "Model");
  const auto before = chosen(choice, 0, 5000, launch - 1), after = chosen(choice, 0, 5000, launch);
  for (std::size_t i = 0; i < before.size(); ++i) CHECK((before[i] == after[i] || after[i] == 3));
}

TEST_CASE("SkuChoice: exact where hardly anything is launched", "[basket][statistical]") {
  // One chance in 100,001 at each of the 24 attempts: nearly every line takes its SKU by cumulated weights.
  Catalogue catalogue = Catalogue::plain(3);
  catalogue.popularity = {0.25, 0.75, 100'000};
  catalogue.launched_on[2] = launch.days;
  const SkuChoice choice(catalogue, {}, opening, "Model");
  const auto skus = chosen(choice, 0, 20'000, launch - 1);
  CHECK(chi_square_p_value(skus, 0, 2, [](std::int64_t i) { return i == 0 ? 0.25 : i == 1 ? 0.75 : 0; }) > error_rate);
}

TEST_CASE("SkuChoice: a table of which nothing is launched by the opening is refused", "[basket]") {
  Catalogue catalogue = four_skus();
  catalogue.popularity = {0, 0, 0, 4};
  CHECK_THROWS_WITH(
      SkuChoice(catalogue, {}, opening, "Model"),
      "Model: number of SKUs with popularity > 0 launched by 2023-01-01 must be at least 1 for each group "
      "of customers, got 0");
}
