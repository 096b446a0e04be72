// Needs Boost.Math.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
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
  std::vector<std::pair<double, double>> of_sku{};  ///< probabilities of a return and of an exchange
  double whole_line_share = 1;         ///< of lines that come back, all units do; else 1 to all, each alike
  const ReturnDelay* delay = nullptr;  ///< none: only what must hold of every return is checked
  Seconds to = 0;                      ///< end of the window
  bool all_shown = true;               ///< every sale is a row
};

/// Goods that come back, beside the sales they came from. How many, and after how long, is counted for sales so old
/// that the longest delay ends within the window. Of every return: never more units or money than the sale, all of the
/// money where all units came back, never before the sale. A return is rare, so its sale is looked up among the
/// customer's rows; those of earlier batches are kept where a customer is cut.
class ReturnCheck {
 public:
  explicit ReturnCheck(ReturnSetting setting) : setting_(std::move(setting)) {
    std::map<std::pair<double, double>, std::uint32_t> numbers;
    for (const auto& probabilities : setting_.of_sku) {
      kind_of_sku_.push_back(
          numbers.try_emplace(probabilities, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    probabilities_.resize(numbers.size());
    for (const auto& [probabilities, number] : numbers) probabilities_[number] = probabilities;
    n_sold_.resize(numbers.size());
    if (setting_.delay) settled_before_ = setting_.to - setting_.delay->longest();
  }

  void begin_customer() {
    kept_orders_.clear();
    kept_lines_.quantities.clear();
    kept_lines_.amounts.clear();
    back_.clear();
  }

  void add_sale(Seconds at, std::span<const std::int64_t> sku_ids, std::int64_t first_sku_id) {
    if (at >= settled_before_) return;
    for (const std::int64_t sku_id : sku_ids) {
      ++n_sold_[kind_of_sku_[static_cast<std::size_t>(sku_id - first_sku_id)]];
    }
  }

  /// Order `o` of a batch, a return or exchange, whose rows begin at `line`.
  void add_return(const OrderColumns<ConstColumn>& orders, std::size_t o, const LineColumns<ConstColumn>& lines,
                  std::size_t line) {
    const Seconds at = orders.ordered_at[o] / micros_per_second;
    const auto n = static_cast<std::size_t>(orders.n_lines[o]);
    n_rows_ += static_cast<std::int64_t>(n);
    const std::optional<Sale> sale = find(orders, o, lines, line);
    if (!sale) {
      if (setting_.all_shown) n_wrong_ += static_cast<std::int64_t>(n);
      return;
    }
    const bool settled = sale->at < settled_before_;
    bool first_part = true;
    n_back_before_ = back_.size();
    for (std::size_t row = line; row < line + n; ++row) {
      const auto sale_line = static_cast<std::size_t>(lines.refers_to_line_no[row] - 1);
      if (lines.refers_to_order_id[row] != sale->id || at <= sale->at || sale_line >= sale->quantities.size()) {
        ++n_wrong_;
        continue;
      }
      if (lines.quantity[row] > 0) continue;  // what is given in exchange
      Back& back = part_back(sale->id, lines.refers_to_line_no[row], first_part);
      const std::int32_t quantity = sale->quantities[sale_line];
      const std::int64_t amount = sale->amounts[sale_line];
      back.units -= lines.quantity[row];
      back.money -= lines.amount[row];
      n_wrong_ += back.units > quantity || back.money > amount || (back.units == quantity && back.money != amount);
      if (settled) count(static_cast<Kind>(orders.kind[o]), quantity, -lines.quantity[row]);
    }
    // What comes back of one order, for money or exchanged, comes at one time: counted once.
    if (settled && first_part) add_delay(at - sale->at);
  }

  /// Keeps the sales of the customer whom a batch ends with, rows of orders [first, end): more may come.
  void keep(const OrderColumns<ConstColumn>& orders, std::size_t first, std::size_t end,
            const LineColumns<ConstColumn>& lines, std::size_t line) {
    for (std::size_t o = first; o < end; line += static_cast<std::size_t>(orders.n_lines[o]), ++o) {
      if (orders.kind[o] != static_cast<std::uint8_t>(Kind::sale)) continue;
      const auto n = static_cast<std::size_t>(orders.n_lines[o]);
      const std::size_t first_line = kept_lines_.amounts.size();
      kept_orders_.push_back({orders.order_id[o], orders.ordered_at[o] / micros_per_second, first_line, n});
      for (std::size_t k = line; k < line + n; ++k) {
        kept_lines_.quantities.push_back(lines.quantity[k]);
        kept_lines_.amounts.push_back(lines.amount[k]);
      }
    }
  }

  void merge(const ReturnCheck& other) {
    for (std::size_t k = 0; k < n_sold_.size(); ++k) n_sold_[k] += other.n_sold_[k];
    n_returned_ += other.n_returned_;
    n_exchanged_ += other.n_exchanged_;
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
    Sum returned, exchanged;
    for (std::size_t k = 0; k < n_sold_.size(); ++k) {
      returned.add_trials(probabilities_[k].first, 0, static_cast<double>(n_sold_[k]));
      exchanged.add_trials(probabilities_[k].second, 0, static_cast<double>(n_sold_[k]));
    }
    returned.observed = static_cast<double>(n_returned_);
    exchanged.observed = static_cast<double>(n_exchanged_);
    rows.push_back(trials_row("returns", "share of lines returned", returned, true));
    rows.push_back(trials_row("returns", "share of lines exchanged", exchanged, true));
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
  struct Sale {
    std::int64_t id;
    Seconds at;
    std::span<const std::int32_t> quantities;
    std::span<const std::int64_t> amounts;
  };
  struct KeptOrder {
    std::int64_t id;
    Seconds at;
    std::size_t first_line, n;
  };
  struct KeptLines {
    std::vector<std::int32_t> quantities;
    std::vector<std::int64_t> amounts;
  };
  /// What has come back of a line so far.
  struct Back {
    std::int64_t sale_id;
    std::int32_t line_no, units;
    std::int64_t money;
  };

  /// The last second of a cell: `cell` of them make up the longest delay.
  static Seconds cell_end(std::size_t cell, Seconds longest) {
    return (static_cast<Seconds>(cell) + 1) * longest / static_cast<Seconds>(Cells::n_even);
  }

  std::optional<Sale> find(const OrderColumns<ConstColumn>& orders, std::size_t o,
                           const LineColumns<ConstColumn>& lines, std::size_t line) const {
    const std::int64_t id = lines.refers_to_order_id[line];
    for (std::size_t k = o; k > 0 && orders.customer_id[k - 1] == orders.customer_id[o]; --k) {
      const auto n = static_cast<std::size_t>(orders.n_lines[k - 1]);
      line -= n;
      if (orders.order_id[k - 1] == id) {
        return Sale{id, orders.ordered_at[k - 1] / micros_per_second, lines.quantity.subspan(line, n),
                    lines.amount.subspan(line, n)};
      }
    }
    for (std::size_t k = kept_orders_.size(); k-- > 0;) {
      const KeptOrder& order = kept_orders_[k];
      if (order.id != id) continue;
      return Sale{id, order.at, std::span(kept_lines_.quantities).subspan(order.first_line, order.n),
                  std::span(kept_lines_.amounts).subspan(order.first_line, order.n)};
    }
    return {};
  }

  /// \param first_part  becomes false if something of the same order has come back before with another return order
  Back& part_back(std::int64_t sale_id, std::int32_t line_no, bool& first_part) {
    for (std::size_t k = 0; k < back_.size(); ++k) {
      if (back_[k].sale_id != sale_id) continue;
      if (k < n_back_before_) first_part = false;
      if (back_[k].line_no == line_no) return back_[k];
    }
    back_.push_back({sale_id, line_no, 0, 0});
    return back_.back();
  }

  void count(Kind kind, std::int32_t quantity, std::int32_t units) {
    ++(kind == Kind::returned ? n_returned_ : n_exchanged_);
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
  std::vector<std::uint32_t> kind_of_sku_;                // SKUs alike in both probabilities are counted together
  std::vector<std::pair<double, double>> probabilities_;  // of each kind
  std::vector<std::int64_t> n_sold_;                      // lines of settled sales, by kind
  std::vector<KeptOrder> kept_orders_;                    // of the customer at hand, from earlier batches
  KeptLines kept_lines_;
  std::vector<Back> back_;  // of the customer at hand
  std::size_t n_back_before_ = 0;
  std::int64_t n_returned_ = 0, n_exchanged_ = 0;
  Sum units_;
  Cells delays_;
  double delay_sum_ = 0;
  std::int64_t n_delays_ = 0, n_rows_ = 0, n_wrong_ = 0;
};

}  // namespace retailsim::check
