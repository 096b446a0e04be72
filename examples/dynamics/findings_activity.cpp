#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

#include <retailsim/analytics/cohorts.hpp>
#include <retailsim/analytics/order_statistics.hpp>
#include <retailsim/analytics/rfm.hpp>

#include "finding_text.hpp"
#include "findings.hpp"

namespace retailsim::dynamics {
namespace {

// Every rank of a small file; of a large one those that a logarithmic axis can show.
std::vector<std::size_t> shown_ranks(std::size_t n) {
  std::set<std::size_t> ranks;
  for (std::size_t i = 0; i < std::min<std::size_t>(n, 200); ++i) ranks.insert(i);
  for (double at = 200; at < static_cast<double>(n); at *= 1.01) ranks.insert(static_cast<std::size_t>(at));
  for (std::size_t i = 0; i < 400 && n > 0; ++i) ranks.insert(i * (n - 1) / 399);
  return {ranks.begin(), ranks.end()};
}

}  // namespace

Section file_section(const TransactionFile& file) {
  const Transactions& table = file.transactions;
  Section section{.id = "file", .title = "The file"};
  section.sentences = {summary_text(file) + "."};
  if (!table.has_amount()) section.sentences.push_back("Prices are not known, so that nothing is said about revenue.");
  if (!table.has_quantity()) section.sentences.push_back("Quantities are not known, so that transactions are counted.");
  section.table.header = {"column", "is"};
  const TransactionColumns& names = file.columns;
  for (const auto& [what, name] :
       {std::pair{"customer", names.customer}, std::pair{"product", names.product}, std::pair{"time", names.time},
        std::pair{"quantity", names.quantity}, std::pair{"price", names.amount.empty() ? names.price : std::string()},
        std::pair{"amount", names.amount}}) {
    if (!name.empty()) section.table.rows.push_back({name, what});
  }
  section.figures = {{"transactions", table.size()},
                     {"customers", table.n_customers()},
                     {"products", table.n_products()},
                     {"first_day", to_string(table.first_day)},
                     {"last_day", to_string(table.end_day() - 1)},
                     {"rows", file.n_rows},
                     {"returns_left_out", file.n_returns},
                     {"bad_rows_left_out", file.n_bad_rows()}};
  return section;
}

Section activity_section(const Transactions& table, std::size_t n_rows) {
  const Ranking ranking = activity(table);
  const Concentration curve = concentration(ranking.value);
  Section section{.id = "activity", .title = "Transactions per customer"};
  const std::size_t n = ranking.size(), tenth = std::max<std::size_t>(1, (n + 9) / 10);
  std::int64_t of_tenth = 0, once = 0;
  for (std::size_t i = 0; i < n; ++i) {
    of_tenth += i < tenth ? ranking.value[i] : 0;
    once += ranking.value[i] == 1;
  }
  const auto total = static_cast<double>(table.size());
  section.sentences = {fmt::format(
      "The most active tenth of the {} customers make {} of the transactions; the Gini coefficient is {}. The "
      "median customer has {}, the first one {}; {} have one only.",
      count(n), percent(static_cast<double>(of_tenth) / total), fixed(curve.gini), ranking.value[n / 2],
      count(std::int64_t{ranking.value[0]}), percent(static_cast<double>(once) / static_cast<double>(n)))};
  section.figures = {{"gini", curve.gini},
                     {"share_of_top_tenth", static_cast<double>(of_tenth) / total},
                     {"median", ranking.value[n / 2]},
                     {"most", ranking.value[0]},
                     {"share_with_one", static_cast<double>(once) / static_cast<double>(n)}};
  Chart rank{.title = "Transactions by rank of the customer", .x_name = "rank", .y_name = "transactions"};
  rank.series = {{.name = "transactions", .y = {}}};
  for (const std::size_t i : shown_ranks(n)) {
    rank.x.push_back(static_cast<double>(i + 1));
    rank.series[0].y.push_back(ranking.value[i]);
  }
  Chart logs = rank;
  logs.title = "The same, both axes logarithmic";
  logs.log_x = logs.log_y = true;
  Chart lorenz{.title = "Concentration",
               .x_name = "share of customers, the most active first, %",
               .y_name = "share of transactions, %"};
  lorenz.series = {{.name = "customers", .y = {}}, {.name = "if all were alike", .y = {}}};
  for (std::size_t i = 0; i < curve.share_of_total.size(); ++i) {
    lorenz.x.push_back(100 * curve.share_of_customers[i]);
    lorenz.series[0].y.push_back(100 * curve.share_of_total[i]);
    lorenz.series[1].y.push_back(100 * curve.share_of_customers[i]);
  }
  section.charts = {rank, logs, lorenz};
  section.table.header = {"rank", "customer", "transactions"};
  for (std::size_t i = 0; i < std::min(n, n_rows); ++i) {
    section.table.rows.push_back(
        {std::to_string(i + 1), table.customers.text(ranking.code[i]), std::to_string(ranking.value[i])});
  }
  return section;
}

Section cohort_section(const Transactions& table) {
  const CohortRetention cohorts(table);
  Section section{.id = "cohorts", .title = "Cohorts"};
  const std::size_t n = cohorts.months().size();
  Chart heat{.title = "Share of a cohort's customers who buy so many months later, %",
             .kind = Chart::Kind::heatmap,
             .x_name = "months after the first transaction",
             .y_name = "month of the first transaction"};
  Chart curve{.title = "Retention of all cohorts", .x_name = "months after the first transaction", .y_name = "%"};
  curve.series = {{.name = "retention", .y = {}}};
  section.table.header = {"cohort", "customers"};
  for (std::size_t after = 1; after < n; ++after) {
    heat.labels.push_back(std::to_string(after));
    curve.x.push_back(static_cast<double>(after));
    curve.series[0].y.push_back(100 * cohorts.retention(after));
    if (after <= 12) section.table.header.push_back("+" + std::to_string(after));
  }
  for (std::size_t cohort = 0; cohort < n; ++cohort) {
    Series row{.name = to_string(cohorts.months()[cohort]), .y = {}};
    std::vector<std::string> cells{row.name, std::to_string(cohorts.size(cohort))};
    for (std::size_t after = 1; after < n; ++after) {
      const bool seen = after < cohorts.n_after(cohort) && cohorts.size(cohort) > 0;
      row.y.push_back(seen ? 100.0 * cohorts.active(cohort, after) / cohorts.size(cohort) : NAN);
      if (after <= 12) cells.push_back(seen ? percent(row.y.back() / 100) : "");
    }
    heat.series.push_back(std::move(row));
    section.table.rows.push_back(std::move(cells));
  }
  if (n < 2) {
    section.sentences = {"The file is within one month: there is nothing to come back after."};
    return section;
  }
  section.charts = {heat, curve};
  section.sentences = {fmt::format(
      "{} of new customers buy again one month after the month of their first transaction{}. The "
      "first cohort of a file also holds customers of the time before it.",
      percent(cohorts.retention(1)), n > 6 ? ", " + percent(cohorts.retention(6)) + " in the sixth" : std::string())};
  section.figures = {{"retention_1", cohorts.retention(1)}};
  if (n > 6) section.figures["retention_6"] = cohorts.retention(6);
  return section;
}

Section gap_section(const OrderRows& orders) {
  const Histogram gaps = purchase_gaps(orders);
  Section section{.id = "gaps", .title = "Days between purchases"};
  if (gaps.total() == 0) {
    section.sentences = {"No customer buys on two days."};
    return section;
  }
  section.sentences = {fmt::format(
      "From one day of purchase to the customer's next it takes {} days in the median, {} on average; one gap in "
      "ten is longer than {} days.",
      gaps.quantile(0.5), fixed(gaps.mean(), 1), gaps.quantile(0.9))};
  section.figures = {
      {"median", gaps.quantile(0.5)}, {"mean", gaps.mean()}, {"p90", gaps.quantile(0.9)}, {"n", gaps.total()}};
  Chart chart{.title = "Gaps", .x_name = "days", .y_name = "gaps"};
  chart.series = {{.name = "gaps", .y = {}}};
  for (std::size_t day = 1; day < gaps.n.size(); ++day) {
    chart.x.push_back(static_cast<double>(day));
    chart.series[0].y.push_back(static_cast<double>(gaps.n[day]));
  }
  section.charts = {chart};
  return section;
}

Section rfm_section(const Transactions& table) {
  const Rfm found = rfm(table, table.end_day().start());
  const RfmScores scores = rfm_scores(found);
  Section section{.id = "rfm", .title = "Recency, frequency, monetary value"};
  Chart chart{.title = "Customers by score of recency (across) and frequency (down), 5 is best",
              .kind = Chart::Kind::heatmap,
              .x_name = "recency score",
              .y_name = "frequency score",
              .labels = {"1", "2", "3", "4", "5"}};
  std::array<std::array<std::int64_t, 6>, 6> n{}, amount{};
  std::int64_t once = 0;
  for (std::size_t c = 0; c < table.n_customers(); ++c) {
    ++n[scores.frequency[c]][scores.recency[c]];
    if (!found.amount.empty()) amount[scores.frequency[c]][scores.recency[c]] += found.amount[c];
    once += found.frequency[c] == 1;
  }
  section.table.header = {"frequency", "recency", "customers"};
  if (table.has_amount()) section.table.header.push_back("revenue");
  for (std::size_t f = 5; f >= 1; --f) {
    Series row{.name = std::to_string(f), .y = {}};
    for (std::size_t r = 1; r <= 5; ++r) {
      row.y.push_back(static_cast<double>(n[f][r]));
      section.table.rows.push_back({std::to_string(f), std::to_string(r), std::to_string(n[f][r])});
      if (table.has_amount()) section.table.rows.back().push_back(money(amount[f][r]));
    }
    chart.series.push_back(std::move(row));
  }
  section.charts = {chart};
  section.sentences = {fmt::format("{} of the customers have ordered once only.",
                                   percent(static_cast<double>(once) / static_cast<double>(table.n_customers())))};
  if (table.has_amount()) {
    std::int64_t all = 0;
    for (const auto& row : amount) all = std::accumulate(row.begin(), row.end(), all);
    const std::int64_t best = amount[5][5] + amount[5][4] + amount[4][5] + amount[4][4];
    const std::int64_t n_best = n[5][5] + n[5][4] + n[4][5] + n[4][4];
    const double share = all != 0 ? static_cast<double>(best) / static_cast<double>(all) : 0;
    section.sentences.push_back(fmt::format(
        "The {} customers of scores 4 and 5 in both recency and frequency ({} of all) bring {} of the revenue.",
        count(n_best), percent(static_cast<double>(n_best) / static_cast<double>(table.n_customers())),
        percent(share)));
    section.figures["revenue_share_of_best"] = share;
    section.figures["best_customers"] = n_best;
  }
  section.figures["share_with_one_order"] = static_cast<double>(once) / static_cast<double>(table.n_customers());
  return section;
}

}  // namespace retailsim::dynamics
