#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include <retailsim/analytics/co_purchase.hpp>
#include <retailsim/analytics/order_statistics.hpp>
#include <retailsim/analytics/recent_changes.hpp>

#include "finding_text.hpp"
#include "findings.hpp"

namespace retailsim::dynamics {
namespace {

std::string value_text(std::int64_t value, Measure measure) {
  return measure == Measure::revenue ? money(value) : std::to_string(value);
}

}  // namespace

Section product_section(const Transactions& table, const std::string& product, std::optional<int> year) {
  const auto code = table.products.find(product);
  if (!code) {
    throw std::invalid_argument("--product: there is no product " + product + " in the file, which has " +
                                count(table.n_products()) + ", the first being " + table.products.text(0));
  }
  const ProductMonths months(table);
  const auto row = months.product(*code);
  std::set<int> years;
  for (std::size_t m = 0; m < row.size(); ++m) {
    if (row[m] > 0) years.insert(months.months()[m].year());
  }
  std::string years_text;
  for (const int y : years) years_text += (years_text.empty() ? "" : ", ") + std::to_string(y);
  Section section{.id = "product", .title = "Product " + product + (year ? " in " + std::to_string(*year) : "")};
  Chart chart{.title = "Transactions by month", .kind = Chart::Kind::bar, .x_name = "month", .y_name = "transactions"};
  chart.series = {{.name = product, .y = {}}};
  section.table.header = {"month", "transactions"};
  const auto add = [&](Month month, std::int32_t n) {
    chart.labels.push_back(to_string(month));
    chart.series[0].y.push_back(n);
    section.table.rows.push_back({to_string(month), std::to_string(n)});
  };
  std::int64_t total = 0;
  if (year) {
    if (!years.contains(*year)) {
      throw std::invalid_argument("--year: product " + product + " has no transactions in " + std::to_string(*year) +
                                  "; it has some in " + years_text);
    }
    const auto counts = product_year(months, table.products, product, *year);
    for (int m = 0; m < 12; ++m) {
      add(Month(*year, m + 1), counts[static_cast<std::size_t>(m)]);
      total += counts[static_cast<std::size_t>(m)];
    }
  } else {
    for (std::size_t m = 0; m < row.size(); ++m) {
      add(months.months()[m], row[m]);
      total += row[m];
    }
  }
  const auto best = static_cast<std::size_t>(std::ranges::max_element(chart.series[0].y) - chart.series[0].y.begin());
  section.sentences = {fmt::format("Product {} has {} transactions{}, most in {} ({}).", product, count(total),
                                   year ? " in " + std::to_string(*year) : std::string(), chart.labels[best],
                                   section.table.rows[best][1])};
  if (year && (*year == table.first_day.year() || *year == (table.end_day() - 1).year())) {
    section.sentences.push_back("The file reaches from " + to_string(table.first_day) + " to " +
                                to_string(table.end_day() - 1) + ".");
  }
  section.figures = {{"product", product}, {"transactions", total}, {"best_month", chart.labels[best]}};
  section.charts = {chart};
  return section;
}

Section top_section(const Transactions& table, Seconds at, const TopQuestion& question) {
  const TopProducts index(table);
  const Top top = index.at(at, question);
  const std::string from = instant_text(months_before(at, question.months));
  Section section{
      .id = "top",
      .title = fmt::format("Top {} products by {} at {}", question.k, to_string(question.measure), instant_text(at))};
  section.sentences = {
      fmt::format("From {} up to {}, which is not included; equal values by product id.", from, instant_text(at))};
  if (!table.has_quantity() && question.measure == Measure::transactions) {
    section.sentences.push_back("Quantities are not known: transactions are counted.");
  }
  if (top.product.empty()) section.sentences.push_back("There are no transactions in this time.");
  Chart chart{
      .title = section.title, .kind = Chart::Kind::bar, .x_name = "product", .y_name = to_string(question.measure)};
  chart.series = {{.name = to_string(question.measure), .y = {}}};
  section.table.header = {"place", "product", to_string(question.measure)};
  section.figures = {{"from", from}, {"to", instant_text(at)}, {"products", nlohmann::json::array()}};
  for (std::size_t i = 0; i < top.product.size(); ++i) {
    const std::string id = table.products.text(top.product[i]);
    chart.labels.push_back(id);
    chart.series[0].y.push_back(question.measure == Measure::revenue ? static_cast<double>(top.value[i]) / 100
                                                                     : static_cast<double>(top.value[i]));
    section.table.rows.push_back({std::to_string(i + 1), id, value_text(top.value[i], question.measure)});
    section.figures["products"].push_back({{"product", id}, {"value", top.value[i]}});
  }
  if (!top.product.empty()) section.charts = {chart};
  return section;
}

Section top_by_month_section(const Transactions& table, const ProductMonths& months) {
  const auto tops = top_each_month(months);
  Section section{.id = "top_by_month",
                  .title = "Top 5 products of the trailing six months, at the end of every month"};
  section.table.header = {"end of", "1", "2", "3", "4", "5"};
  std::map<std::int32_t, int> times;  // of a product among the best
  int n_new = 0, n_places = 0;
  for (std::size_t m = 0; m < tops.size(); ++m) {
    std::vector<std::string> row{to_string(months.months()[m])};
    for (std::size_t i = 0; i < 5; ++i) {
      row.push_back(i < tops[m].product.size()
                        ? table.products.text(tops[m].product[i]) + " (" + std::to_string(tops[m].value[i]) + ")"
                        : "");
    }
    for (const std::int32_t product : tops[m].product) {
      ++times[product];
      if (m == 0) continue;
      ++n_places;
      n_new += std::ranges::find(tops[m - 1].product, product) == tops[m - 1].product.end();
    }
    section.table.rows.push_back(std::move(row));
  }
  std::vector<std::pair<int, std::int32_t>> order;
  for (const auto& [product, n] : times) order.emplace_back(-n, product);
  std::ranges::sort(order);
  Chart chart{.title = "Transactions by month of the products most often among the five",
              .x_name = "month",
              .y_name = "transactions"};
  for (std::size_t m = 0; m < tops.size(); ++m) chart.labels.push_back(to_string(months.months()[m]));
  for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 6); ++i) {
    const auto row = months.product(order[i].second);
    chart.series.push_back(
        {.name = table.products.text(order[i].second), .y = std::vector<double>(row.begin(), row.end())});
  }
  section.charts = {chart};
  section.sentences = {
      fmt::format("{} products were ever among the five; from one month to the next {} of the places go to "
                  "a product that was not among them.",
                  order.size(), n_places > 0 ? percent(double(n_new) / n_places) : "none")};
  section.figures = {{"products_ever", order.size()}, {"renewal", n_places > 0 ? double(n_new) / n_places : 0}};
  return section;
}

Section product_months_section(const Transactions& table, const ProductMonths& months, std::size_t n_products) {
  const Ranking ranking = ranked(counts_of(table.product, table.n_products()));
  Section section{.id = "product_months", .title = "Products by month"};
  Chart chart{.title = "Transactions by month of the 20 most frequent products",
              .kind = Chart::Kind::heatmap,
              .x_name = "month",
              .y_name = ""};
  section.table.header = {"product", "all"};
  for (std::size_t m = 0; m < months.months().size(); ++m) {
    chart.labels.push_back(to_string(months.months()[m]));
    section.table.header.push_back(chart.labels.back());
  }
  for (std::size_t i = 0; i < std::min(std::max<std::size_t>(n_products, 20), ranking.size()); ++i) {
    const auto row = months.product(ranking.code[i]);
    const std::string id = table.products.text(ranking.code[i]);
    if (i < 20) chart.series.push_back({.name = id, .y = std::vector<double>(row.begin(), row.end())});
    std::vector<std::string> cells{id, std::to_string(ranking.value[i])};
    for (const std::int32_t n : row) cells.push_back(std::to_string(n));
    section.table.rows.push_back(std::move(cells));
  }
  const std::size_t tenth = std::max<std::size_t>(1, (ranking.size() + 9) / 10);
  std::int64_t of_tenth = 0;
  for (std::size_t i = 0; i < tenth; ++i) of_tenth += ranking.value[i];
  const double share = static_cast<double>(of_tenth) / static_cast<double>(table.size());
  section.sentences = {
      fmt::format("The most frequent tenth of the {} products make {} of the transactions; the first is {} "
                  "with {}.",
                  count(ranking.size()), percent(share), table.products.text(ranking.code[0]),
                  count(std::int64_t{ranking.value[0]}))};
  section.figures = {{"share_of_top_tenth", share}, {"first", table.products.text(ranking.code[0])}};
  section.charts = {chart};
  return section;
}

Section basket_section(const OrderRows& orders) {
  const Histogram sizes = basket_sizes(orders);
  Section section{.id = "baskets", .title = "Basket sizes"};
  section.sentences = {fmt::format(
      "An order, all that a customer buys at one second, has {} lines on average and {} in the "
      "median; {} of the {} orders have one line.",
      fixed(sizes.mean()), sizes.quantile(0.5),
      percent(sizes.n.size() > 1 ? static_cast<double>(sizes.n[1]) / static_cast<double>(sizes.total()) : 0),
      count(sizes.total()))};
  section.figures = {{"mean", sizes.mean()}, {"median", sizes.quantile(0.5)}, {"orders", sizes.total()}};
  Chart chart{.title = "Orders by number of lines, both axes logarithmic",
              .x_name = "lines",
              .y_name = "orders",
              .log_x = true,
              .log_y = true};
  chart.series = {{.name = "orders", .y = {}}};
  for (std::size_t size = 1; size < sizes.n.size(); ++size) {
    if (sizes.n[size] == 0) continue;
    chart.x.push_back(static_cast<double>(size));
    chart.series[0].y.push_back(static_cast<double>(sizes.n[size]));
  }
  section.charts = {chart};
  return section;
}

Section pair_section(const Transactions& table, const OrderRows& orders) {
  const auto pairs = co_purchases(table, orders, {.k = 20});
  Section section{.id = "pairs", .title = "Bought together"};
  if (pairs.empty()) {
    section.sentences = {"No two of the thousand most frequent products are in 20 orders together."};
    return section;
  }
  Chart chart{.title = "Pairs of highest lift", .kind = Chart::Kind::bar, .x_name = "pair", .y_name = "lift"};
  chart.series = {{.name = "lift", .y = {}}};
  section.table.header = {"product",       "with", "orders together", "orders of the first",
                          "of the second", "lift", "95 % from",       "to"};
  for (const CoPurchase& pair : pairs) {
    const std::string a = table.products.text(pair.a), b = table.products.text(pair.b);
    chart.labels.push_back(a + " + " + b);
    chart.series[0].y.push_back(pair.lift);
    chart.series[0].low.push_back(pair.low);
    chart.series[0].high.push_back(pair.high);
    section.table.rows.push_back({a, b, std::to_string(pair.n_together), std::to_string(pair.n_a),
                                  std::to_string(pair.n_b), fixed(pair.lift, 1), fixed(pair.low, 1),
                                  fixed(pair.high, 1)});
  }
  section.charts = {chart};
  const auto& first = section.table.rows[0];
  section.sentences = {
      fmt::format("{} and {} are in one order {} times as often as if they were bought independently ({} to "
                  "{}). Of the pairs among the thousand most frequent products that are in 20 orders or more.",
                  first[0], first[1], first[5], first[6], first[7])};
  section.figures = {{"first", first[0]}, {"with", first[1]}, {"lift", pairs[0].lift}};
  return section;
}

Section change_section(const Transactions& table) {
  Section section{.id = "changes", .title = "What changed most lately"};
  const auto changes = recent_changes(table);
  if (changes.empty()) {
    section.sentences = {"The file is too short, or too small, to compare its last four weeks with the four before."};
    return section;
  }
  Chart chart{.title = "Last 28 days against the 28 before",
              .kind = Chart::Kind::bar,
              .x_name = "product",
              .y_name = "standard errors of chance"};
  chart.series = {{.name = "change", .y = {}}};
  section.table.header = {"product", "before", "after", "times all products", "standard errors", "p"};
  int n_sure = 0;
  for (const RecentChange& change : changes) {
    const std::string id = table.products.text(change.product);
    chart.labels.push_back(id);
    chart.series[0].y.push_back(change.z);
    section.table.rows.push_back({id, std::to_string(change.before), std::to_string(change.after),
                                  std::isfinite(change.ratio) ? fixed(change.ratio) : "new", fixed(change.z, 1),
                                  fmt::format("{:.1e}", change.p_value)});
    n_sure += change.p_value < 1e-3;
  }
  section.charts = {chart};
  const RecentChange& first = changes.front();
  section.sentences = {
      fmt::format("Product {} went from {} to {} transactions, {} times what all products did. Of the {} shown, {} "
                  "have p < 0.001 (each by "
                  "itself).",
                  table.products.text(first.product), first.before, first.after,
                  std::isfinite(first.ratio) ? fixed(first.ratio) : "infinitely many", changes.size(), n_sure)};
  section.figures = {{"first", table.products.text(first.product)}, {"before", first.before}, {"after", first.after}};
  return section;
}

}  // namespace retailsim::dynamics
