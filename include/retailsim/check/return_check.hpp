// Needs Boost.Math.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/check/rows.hpp>
#include <retailsim/check/sums.hpp>
#include <retailsim/core/columns.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/returns/return_delay.hpp>

namespace retailsim::check {

/// What a return model says of its lines.
struct ReturnSetting {
  std::vector<std::pair<float, float>> of_sku{};  ///< probabilities of a return and of an exchange
  double whole_line_share = 1;                    ///< of lines that come back, all units do; else 1 to all, each alike
  const ReturnDelay* delay = nullptr;             ///< none: only what must hold of every return is checked
  Seconds to = 0;                                 ///< end of the window
  bool all_shown = true;                          ///< every sale is a row
};

/// Goods that come back, beside the sales they came from. How many, and after how long, is counted for sales so old
/// that the longest delay ends within the window. Of every return: never more units or money than the sale, all of the
/// money where all units came back, never before the sale.
class ReturnCheck {
 public:
  explicit ReturnCheck(ReturnSetting setting) : setting_(std::move(setting)), delays_{Cells{}} {
    if (setting_.delay) settled_before_ = setting_.to - setting_.delay->longest();
  }

  void begin_customer() {
    orders_.clear();
    lines_.clear();
  }

  void add_sale(std::int64_t order_id, Seconds at, std::span<const std::int32_t> quantities,
                std::span<const std::int64_t> amounts, std::span<const std::int64_t> sku_ids,
                std::int64_t first_sku_id) {
    orders_.push_back({order_id, at, lines_.size(), -1});
    for (std::size_t i = 0; i < quantities.size(); ++i) lines_.push_back({quantities[i], 0, amounts[i], 0});
    if (at >= settled_before_) return;
    for (const std::int64_t sku_id : sku_ids) {
      const auto [returned, exchanged] = setting_.of_sku[static_cast<std::size_t>(sku_id - first_sku_id)];
      returned_.add_trials(returned, 0);
      exchanged_.add_trials(exchanged, 0);
    }
  }

  /// The rows of a return or exchange order.
  void add_return(Kind kind, Seconds at, std::span<const std::int64_t> sale_ids,
                  std::span<const std::int32_t> sale_lines, std::span<const std::int32_t> quantities,
                  std::span<const std::int64_t> amounts) {
    n_rows_ += static_cast<std::int64_t>(sale_ids.size());
    Order* order = find(sale_ids[0]);
    if (!order) {
      if (setting_.all_shown) n_wrong_ += static_cast<std::int64_t>(sale_ids.size());
      return;
    }
    for (std::size_t i = 0; i < sale_ids.size(); ++i) {
      const std::size_t row = order->first_line + static_cast<std::size_t>(sale_lines[i] - 1);
      if (sale_ids[i] != order->id || at <= order->at || sale_lines[i] < 1 || row >= lines_.size()) {
        ++n_wrong_;
        continue;
      }
      if (quantities[i] > 0) continue;  // what is given in exchange
      Line& line = lines_[row];
      line.units_back -= quantities[i];
      line.money_back -= amounts[i];
      n_wrong_ += line.units_back > line.quantity || line.money_back > line.amount ||
                  (line.units_back == line.quantity && line.money_back != line.amount);
      if (order->at < settled_before_) count(kind, line.quantity, -quantities[i]);
    }
    if (order->at < settled_before_ && order->delay < 0) add_delay(order->delay = at - order->at);
  }

  void merge(const ReturnCheck& other) {
    returned_.merge(other.returned_);
    exchanged_.merge(other.exchanged_);
    units_.merge(other.units_);
    delays_.merge(other.delays_);
    delay_sum_ += other.delay_sum_;
    n_delays_ += other.n_delays_;
    n_rows_ += other.n_rows_;
    n_wrong_ += other.n_wrong_;
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    rows.push_back(identity_row("returns", "rows that do not fit their sale", n_rows_, n_wrong_));
    if (!setting_.delay) return;
    if (returned_.n > 0) rows.push_back(trials_row("returns", "share of lines returned", returned_, true));
    if (exchanged_.n > 0) rows.push_back(trials_row("returns", "share of lines exchanged", exchanged_, true));
    if (units_.n > 0) rows.push_back(mean_row("returns", "units back of lines of several: mean", units_));
    const ReturnDelay& law = *setting_.delay;
    std::vector<double> p(Cells::n_even), middles(Cells::n_even);
    const Seconds longest = law.longest();
    double before = 0;
    for (std::size_t c = 0; c < p.size(); ++c) {
      const double until = law.probability_within(cell_end(c, longest));
      p[c] = until - before;
      before = until;
      middles[c] = (static_cast<double>(c) + 0.5) * static_cast<double>(longest) / Cells::n_even / seconds_per_day;
    }
    // Mean and variance are exact; the third moment, which only shapes the tail, is that of the cells' middles.
    Moments moments = Moments::discrete(middles, p);
    moments.mean = law.mean_days();
    moments.variance = law.variance_days();
    Sum sum;
    sum.add(moments, delay_sum_ / static_cast<double>(seconds_per_day), static_cast<double>(n_delays_));
    rows.push_back(mean_row("returns", "days until goods come back: mean", sum));
    rows.push_back(law_row("returns", "days until goods come back: law", delays_.counts, p));
  }

 private:
  struct Order {
    std::int64_t id;
    Seconds at;
    std::size_t first_line;
    Seconds delay;  // -1: nothing has come back
  };
  struct Line {
    std::int32_t quantity, units_back;
    std::int64_t amount, money_back;
  };

  /// The last second of a cell: `cell` of them make up the longest delay.
  static Seconds cell_end(std::size_t cell, Seconds longest) {
    return (static_cast<Seconds>(cell) + 1) * longest / static_cast<Seconds>(Cells::n_even);
  }

  Order* find(std::int64_t id) {
    for (std::size_t o = orders_.size(); o-- > 0;) {
      if (orders_[o].id == id) return &orders_[o];
    }
    return nullptr;
  }

  void count(Kind kind, std::int32_t quantity, std::int32_t units) {
    (kind == Kind::returned ? returned_ : exchanged_).observed += 1;
    if (quantity < 2) return;
    const double q = quantity, part = 1 - setting_.whole_line_share;
    // With probability `part` uniform over 1 to q, else q.
    Moments law;
    law.mean = (1 - part) * q + part * (q + 1) / 2;
    for (int k = 1; k <= quantity; ++k) {
      const double p = part / q + (k == quantity ? 1 - part : 0), d = k - law.mean;
      law.variance += p * d * d;
      law.third += p * d * d * d;
    }
    units_.add(law, units);
  }

  void add_delay(Seconds delay) {
    const Seconds longest = setting_.delay->longest();
    auto cell = static_cast<std::size_t>((delay - 1) * static_cast<Seconds>(Cells::n_even) / longest);
    cell = std::min(cell, Cells::n_even - 1);
    // Cell ends are rounded down: a delay may lie in the next cell.
    if (cell + 1 < Cells::n_even && delay > cell_end(cell, longest)) ++cell;
    ++delays_.counts[cell];
    delay_sum_ += static_cast<double>(delay);
    ++n_delays_;
  }

  ReturnSetting setting_;
  Seconds settled_before_ = INT64_MIN;
  std::vector<Order> orders_;  // sales of the customer at hand
  std::vector<Line> lines_;
  Sum returned_, exchanged_, units_;
  Cells delays_;
  double delay_sum_ = 0;
  std::int64_t n_delays_ = 0, n_rows_ = 0, n_wrong_ = 0;
};

}  // namespace retailsim::check
