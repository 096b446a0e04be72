// Writes what the analyses say about a file as CSV, for sql_test.py to compare with SQL's answers.
//   analytics_answers FILE OUT_FOLDER
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <retailsim/analytics/activity.hpp>
#include <retailsim/analytics/product_months.hpp>
#include <retailsim/analytics/rfm.hpp>
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
