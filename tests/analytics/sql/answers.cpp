// Writes what the analyses say about a file as CSV, for sql_test.py to compare with SQL's answers.
//   analytics_answers FILE OUT_FOLDER
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <retailsim/analytics/activity.hpp>
#include <retailsim/analytics/co_purchase.hpp>
#include <retailsim/analytics/cohorts.hpp>
#include <retailsim/analytics/order_rows.hpp>
#include <retailsim/analytics/order_statistics.hpp>
#include <retailsim/analytics/product_months.hpp>
#include <retailsim/analytics/recent_changes.hpp>
#include <retailsim/analytics/rfm.hpp>
#include <retailsim/analytics/seasonality_profile.hpp>
#include <retailsim/analytics/top_products.hpp>
#include <retailsim/analytics/transactions_csv.hpp>
#include <retailsim/io/detail/text.hpp>
#if RETAILSIM_WITH_PARQUET
#  include <retailsim/analytics/transactions_parquet.hpp>
#endif

using namespace retailsim;

namespace {

std::string time_text(Seconds at) {
  char text[32];
  detail::DateTexts dates;
  char* const end = detail::write_timestamp(text, at * micros_per_second, dates, "answers");
  return {text, end};
}

class Answers {
 public:
  Answers(const Transactions& table, std::filesystem::path folder) : t_(table), folder_(std::move(folder)) {}

  void write() const {
    write_activity();
    write_product_months();
    write_top();
    write_rfm();
    write_hours();
    write_cohorts();
    const OrderRows orders = order_rows(t_);
    write_histogram("basket_sizes.csv", basket_sizes(orders));
    write_histogram("purchase_gaps.csv", purchase_gaps(orders));
    write_pairs(orders);
    write_changes();
  }

 private:
  std::ofstream file(const char* name, const char* header) const {
    std::ofstream out(folder_ / name);
    out.exceptions(std::ios::failbit | std::ios::badbit);
    out << header << '\n';
    return out;
  }
  std::string customer(std::size_t code) const { return t_.customers.text(static_cast<std::int32_t>(code)); }
  std::string product(std::size_t code) const { return t_.products.text(static_cast<std::int32_t>(code)); }

  void write_activity() const {
    auto out = file("activity.csv", "place,customer,n");
    const Ranking ranking = activity(t_);
    for (std::size_t i = 0; i < ranking.size(); ++i) {
      out << i + 1 << ',' << t_.customers.text(ranking.code[i]) << ',' << ranking.value[i] << '\n';
    }
  }

  void write_product_months() const {
    auto out = file("product_months.csv", "product,month,n");
    const ProductMonths table(t_);
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      const auto row = table.product(static_cast<std::int32_t>(p));
      for (std::size_t m = 0; m < row.size(); ++m) {
        if (row[m] > 0) out << product(p) << ',' << to_string(table.months()[m]) << ',' << row[m] << '\n';
      }
    }
  }

  // Instants to odd seconds all over the file, and the last day of each month, alone and in one pass.
  void write_top() const {
    auto out = file("top.csv", "measure,instant,place,product,value");
    const TopProducts index(t_);
    std::vector<Seconds> instants;
    for (Seconds at = t_.first_day.start() + 12'345; at < t_.end_day().start(); at += 16 * seconds_per_day + 54'321) {
      instants.push_back(at);
    }
    for (Month month = month_of(t_.first_day); month <= month_of(t_.end_day()); month = month + 1) {
      instants.push_back((month + 1).first_day().start() - 3 * seconds_per_hour);
    }
    for (const Measure measure : {Measure::transactions, Measure::units, Measure::revenue}) {
      if (!index.knows(measure)) continue;
      const auto tops = index.at_each(instants, {.measure = measure});
      for (std::size_t i = 0; i < instants.size(); ++i) {
        const Top alone = index.at(instants[i], {.measure = measure});
        if (alone.product != tops[i].product || alone.value != tops[i].value)
          throw std::runtime_error("one pass differs");
        for (std::size_t place = 0; place < alone.product.size(); ++place) {
          out << to_string(measure) << ',' << time_text(instants[i]) << ',' << place + 1 << ','
              << t_.products.text(alone.product[place]) << ',' << alone.value[place] << '\n';
        }
      }
    }
  }

  void write_rfm() const {
    const Date first = t_.first_day;
    const Seconds as_of = (first + t_.n_days * 3 / 4).start() + 12 * seconds_per_hour;
    auto out = file("rfm.csv", "as_of,customer,days,frequency,amount,r,f,m");
    const Rfm table = rfm(t_, as_of);
    const RfmScores scores = rfm_scores(table);
    for (std::size_t c = 0; c < t_.n_customers(); ++c) {
      if (table.frequency[c] == 0) continue;
      out << time_text(as_of) << ',' << customer(c) << ',' << table.days_since_last_order[c] << ','
          << table.frequency[c] << ',' << (table.amount.empty() ? 0 : table.amount[c]) << ',' << int{scores.recency[c]}
          << ',' << int{scores.frequency[c]} << ',' << (scores.monetary.empty() ? 0 : int{scores.monetary[c]}) << '\n';
    }
  }

  void write_hours() const {
    auto out = file("hours.csv", "hour,n");
    const DayCounts counts = day_counts(t_);
    for (std::size_t i = 0; i < counts.by_hour.size(); ++i) {
      if (counts.by_hour[i] == 0) continue;
      out << time_text(t_.first_day.start() + static_cast<Seconds>(i) * seconds_per_hour) << ','
          << static_cast<std::int64_t>(counts.by_hour[i]) << '\n';
    }
  }

  void write_cohorts() const {
    auto out = file("cohorts.csv", "cohort,after,n");
    const CohortRetention cohorts(t_);
    for (std::size_t cohort = 0; cohort < cohorts.months().size(); ++cohort) {
      for (std::size_t after = 0; after < cohorts.n_after(cohort); ++after) {
        if (cohorts.active(cohort, after) == 0) continue;
        out << to_string(cohorts.months()[cohort]) << ',' << after << ',' << cohorts.active(cohort, after) << '\n';
      }
    }
  }

  void write_histogram(const char* name, const Histogram& histogram) const {
    auto out = file(name, "value,n");
    for (std::size_t value = 0; value < histogram.n.size(); ++value) {
      if (histogram.n[value] > 0) out << value << ',' << histogram.n[value] << '\n';
    }
  }

  void write_pairs(const OrderRows& orders) const {
    auto out = file("pairs.csv", "place,a,b,n_together,n_a,n_b");
    const auto pairs = co_purchases(t_, orders, {.n_products = 20'000, .together = 5, .k = 2000});
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const CoPurchase& pair = pairs[i];
      out << i + 1 << ',' << t_.products.text(pair.a) << ',' << t_.products.text(pair.b) << ',' << pair.n_together
          << ',' << pair.n_a << ',' << pair.n_b << '\n';
    }
  }

  void write_changes() const {
    auto out = file("changes.csv", "product,before,after");
    auto changes = recent_changes(t_, {.k = 1'000'000});
    std::ranges::sort(changes, {}, &RecentChange::product);
    for (const RecentChange& change : changes) {
      out << t_.products.text(change.product) << ',' << change.before << ',' << change.after << '\n';
    }
  }

  const Transactions& t_;
  std::filesystem::path folder_;
};

TransactionFile read(const std::filesystem::path& path) {
  const TransactionReadOptions options{.skip_bad_rows = true};
#if RETAILSIM_WITH_PARQUET
  if (path.extension() == ".parquet") return read_transactions_parquet(path, options);
#endif
  return read_transactions_csv(path, options);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    const TransactionFile file = read(argv[1]);
    Answers(file.transactions, argv[2]).write();
    std::printf("%lld %lld %lld\n", static_cast<long long>(file.n_rows), static_cast<long long>(file.n_bad_rows()),
                static_cast<long long>(file.n_returns));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "analytics_answers: %s\n", error.what());
    return 1;
  }
}
