#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/analytics/detail/time_order.hpp>
#include <retailsim/analytics/detail/top_k.hpp>
#include <retailsim/analytics/month.hpp>
#include <retailsim/analytics/product_months.hpp>
#include <retailsim/analytics/transactions.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim {

/// The best products of a window of time, the best first. Products whose sum is not > 0 are not among them; of equal
/// sums the lower product code, that is the lower id, comes first.
struct Top {
  std::vector<std::int32_t> product;
  std::vector<std::int64_t> value;  ///< transactions, units, or cents
};

/// What is asked of an index of top products.
struct TopQuestion {
  int months = 6;  ///< calendar months before the instant; >= 1
  int k = 5;       ///< >= 1
  Measure measure = Measure::transactions;
};

/// The top products over the trailing months at any instant, to the second: those of the rows in
/// [at - months, at), where `months_before` says what a month less means at the end of a month.
///
/// Rows are kept in order of time with cumulative sums of every product after each block of them, so that a window is
/// the difference of the two nearest sums, put right by the rows between them and the window's ends. A block is as
/// large as twice the number of products, and so the sums take 4 bytes for each row and measure.
///
/// Built once, it answers any number of threads.
class TopProducts {
 public:
  /// All measures that the transactions have columns for.
  explicit TopProducts(const Transactions& transactions)
      : n_products_(transactions.n_products()),
        first_day_(transactions.first_day),
        end_(transactions.first_day.start() + transactions.n_days * seconds_per_day),
        block_(std::max<std::size_t>(least_block, 2 * transactions.n_products())) {
    const auto order = detail::stable_order(transactions.at);
    const auto ordered = [&](const auto& column, auto& to) {
      to.resize(column.size());
      if (!column.empty()) std::ranges::transform(order, to.begin(), [&](std::uint32_t row) { return column[row]; });
    };
    ordered(transactions.at, at_);
    ordered(transactions.product, product_);
    ordered(transactions.quantity, quantity_);
    ordered(transactions.amount, amount_);
    for (const Measure measure : {Measure::transactions, Measure::units, Measure::revenue}) {
      if (knows(measure)) accumulate(measure);
    }
  }

  bool knows(Measure measure) const {
    return measure == Measure::transactions || at_.empty() ||
           (measure == Measure::units ? !quantity_.empty() : !amount_.empty());
  }

  /// The best k products of the months before an instant.
  /// \throws std::invalid_argument unless months and k are >= 1 and the transactions have the measure's column
  Top at(Seconds instant, TopQuestion question = {}) const {
    check(question);
    std::vector<std::int64_t> sums(n_products_);
    const auto [from, to] = window(instant, question.months);
    sum_rows(from, to, question.measure, sums);
    return best(sums, question);
  }

  /// The same for many instants, in any order, in one pass: from one to the next only the rows that come and go are
  /// looked at.
  std::vector<Top> at_each(std::span<const Seconds> instants, TopQuestion question = {}) const {
    check(question);
    std::vector<std::size_t> order(instants.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return instants[i]; });
    std::vector<Top> tops(instants.size());
    std::vector<std::int64_t> sums(n_products_);
    std::size_t from = 0, to = 0;
    for (const std::size_t i : order) {
      const auto [new_from, new_to] = window(instants[i], question.months);
      if (new_from - from + new_to - to <= block_ && new_from <= to) {
        add<1>(to, new_to, question.measure, sums);
        add<-1>(from, new_from, question.measure, sums);
      } else {
        sum_rows(new_from, new_to, question.measure, sums);
      }
      from = new_from;
      to = new_to;
      tops[i] = best(sums, question);
    }
    return tops;
  }

 private:
  static constexpr std::size_t least_block = 32'768;

  void check(const TopQuestion& question) const {
    detail::at_least(question.months, 1, "TopProducts: months");
    detail::at_least(question.k, 1, "TopProducts: k");
    if (!knows(question.measure)) {
      throw std::invalid_argument("TopProducts: " + to_string(question.measure) +
                                  " needs a column that the transactions do not have");
    }
  }

  std::size_t row_of(Seconds time) const {
    const Seconds offset = time - first_day_.start();
    if (offset <= 0) return 0;
    if (time >= end_) return at_.size();
    return static_cast<std::size_t>(std::ranges::lower_bound(at_, static_cast<std::uint32_t>(offset)) - at_.begin());
  }
  std::pair<std::size_t, std::size_t> window(Seconds instant, int months) const {
    return {row_of(months_before(instant, months)), row_of(instant)};
  }

  template <int Sign>
  void add(std::size_t from, std::size_t to, Measure measure, std::span<std::int64_t> sums) const {
    const auto add_each = [&](auto&& value) {
      for (std::size_t row = from; row < to; ++row) {
        sums[static_cast<std::size_t>(product_[row])] += Sign * static_cast<std::int64_t>(value(row));
      }
    };
    switch (measure) {
      case Measure::transactions:
        return add_each([](std::size_t) { return 1; });
      case Measure::units:
        return add_each([&](std::size_t row) { return quantity_[row]; });
      case Measure::revenue:
        return add_each([&](std::size_t row) { return amount_[row]; });
    }
  }

  void accumulate(Measure measure) {
    auto& cumulative = cumulative_[static_cast<std::size_t>(measure)];
    std::vector<std::int64_t> sums(n_products_);
    cumulative.reserve((at_.size() / block_ + 1) * n_products_);
    for (std::size_t row = 0;; row += block_) {
      cumulative.insert(cumulative.end(), sums.begin(), sums.end());
      if (row + block_ > at_.size()) break;
      add<1>(row, row + block_, measure, sums);
    }
  }

  void sum_rows(std::size_t from, std::size_t to, Measure measure, std::vector<std::int64_t>& sums) const {
    const std::size_t last = at_.size() / block_;
    const std::size_t low = std::min((from + block_ / 2) / block_, last);
    const std::size_t high = std::min((to + block_ / 2) / block_, last);
    const auto& cumulative = cumulative_[static_cast<std::size_t>(measure)];
    const std::int64_t* const before = cumulative.data() + low * n_products_;
    const std::int64_t* const after = cumulative.data() + high * n_products_;
    for (std::size_t p = 0; p < n_products_; ++p) sums[p] = after[p] - before[p];
    const auto put_right = [&]<int Sign>(std::size_t block, std::size_t row) {
      if (row >= block * block_) {
        add<Sign>(block * block_, row, measure, sums);
      } else {
        add<-Sign>(row, block * block_, measure, sums);
      }
    };
    put_right.template operator()<1>(high, to);
    put_right.template operator()<-1>(low, from);
  }

  static Top best(const std::vector<std::int64_t>& sums, const TopQuestion& question) {
    Top top;
    detail::top_k(std::span(sums), static_cast<std::size_t>(question.k), top.product, top.value);
    return top;
  }

  std::size_t n_products_;
  Date first_day_;
  Seconds end_;
  std::size_t block_;  // rows
  std::vector<std::uint32_t> at_;
  std::vector<std::int32_t> product_, quantity_;
  std::vector<std::int64_t> amount_;
  // Of each measure, block-major: sums over all rows before the block.
  std::array<std::vector<std::int64_t>, 3> cumulative_;
};

/// The top products by transactions of the trailing months at the end of every month of the table, from the table
/// alone: element i is that of months i - months + 1 to i, or of fewer at the beginning.
/// \throws std::invalid_argument unless months and k are >= 1
inline std::vector<Top> top_each_month(const ProductMonths& table, int months = 6, int k = 5) {
  detail::at_least(months, 1, "top_each_month: months");
  detail::at_least(k, 1, "top_each_month: k");
  const std::size_t n_months = table.months().size(), n_products = table.n_products();
  // Month by month, or every window would jump from row to row of the table.
  std::vector<std::int32_t> by_month(n_months * n_products);
  const auto counts = table.counts();
  constexpr std::size_t tile = 64;
  for (std::size_t first = 0; first < n_products; first += tile) {
    const std::size_t last = std::min(first + tile, n_products);
    for (std::size_t month = 0; month < n_months; ++month) {
      for (std::size_t p = first; p < last; ++p) by_month[month * n_products + p] = counts[p * n_months + month];
    }
  }
  std::vector<Top> tops(n_months);
  std::vector<std::int32_t> sums(n_products);
  const auto length = static_cast<std::size_t>(months);
  for (std::size_t month = 0; month < n_months; ++month) {
    const std::int32_t* const comes = by_month.data() + month * n_products;
    if (month >= length) {
      const std::int32_t* const goes = comes - length * n_products;
      for (std::size_t p = 0; p < n_products; ++p) sums[p] += comes[p] - goes[p];
    } else {
      for (std::size_t p = 0; p < n_products; ++p) sums[p] += comes[p];
    }
    detail::top_k(std::span<const std::int32_t>(sums), static_cast<std::size_t>(k), tops[month].product,
                  tops[month].value);
  }
  return tops;
}

}  // namespace retailsim
