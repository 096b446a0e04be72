// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/check/calendar_check.hpp>
#include <retailsim/check/gap_law.hpp>
#include <retailsim/check/rows.hpp>
#include <retailsim/check/sums.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/engine/batch.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim::check {

/// What a run is about, as far as its orders are concerned.
struct OrderSetting {
  const Calendar* calendar = nullptr;
  Seconds from = 0, to = 0;  ///< the rows shown
  int gap_shape = 1;
  double buy_and_go = -1;  ///< share of buyers who never come back, or -1: not known, or other limits of orders
};

/// Orders as rows beside customers' latent lives. Everything is conditional on rate, first order and end of each
/// customer, so that neither the end of the window nor unequal customers bias it:
/// - first orders: one row for each that the window holds (with the chance that an event keeps the customer from it);
/// - customers with their first order only: P = g + (1 - g) S(m), m the mean number of gaps that fit in;
/// - the first gap, given that it ends in time: F(gap) / F(longest gap) is uniform;
/// - numbers of orders over the calendar: see `CalendarCheck`.
/// With Erlang gaps a process forgets its beginning exponentially fast; the numbers are counted from where less than
/// 1e-5 of it is left, and their variance is bounded by that of the equilibrium process.
class OrderCheck {
 public:
  explicit OrderCheck(const OrderSetting& setting)
      : setting_(setting), calendar_(*setting.calendar), lowered_(*setting.calendar) {
    const int k = setting_.gap_shape;
    if (k > 1) settling_gaps_ = 12 / (k * (1 - std::cos(2 * 3.14159265358979323846 / k)));
  }

  /// A unit's customers.
  /// \param examined  positions of those looked at; valid until `end_unit`
  void begin_unit(const LatentCustomers& latent, std::span<const std::uint32_t> examined) {
    if (lives_.size() < latent.block.n) lives_.resize(latent.block.n);
    examined_ = examined;
    for (const std::uint32_t i : examined) {
      lives_[i] = Life{};
      begin(lives_[i], latent, i);
    }
  }

  /// A sale of an examined customer.
  void add(std::size_t position, Seconds at, Stream stream, std::uint32_t number) {
    Life& life = lives_[position];
    ++life.n_sales;
    if (stream == Stream::base) {
      if (number < life.first_number) {
        first_orders_.observed += 1;
        return;
      }
      if (number == life.first_number && life.gap_is_known) add_gap(life, at);
      ++life.n_base;
      life.last_base = at;
      if (life.is_counted && at >= life.counted_from) calendar_.add_base_order(at);
    } else if (life.is_counted && at >= life.counted_from) {
      calendar_.add_extra_order(at);
    }
  }

  void end_unit() {
    for (const std::uint32_t i : examined_) {
      const Life& life = lives_[i];
      if (life.one_only >= 0) one_only_.add_trials(life.one_only, life.n_sales == 1);
      if (life.none >= 0) none_.add_trials(life.none, life.n_sales == 0);
      if (!life.is_counted) continue;
      // Who has reached the limit of orders is at risk until the last of them: a stopping time.
      const bool gone = life.n_base == life.most_base;
      const Seconds end = gone ? life.last_base + 1 : life.end;
      calendar_.add_life(life.counted_from, end, life.per_tick);
      if (setting_.gap_shape > 1 && life.counted_from < end) {
        const auto& base = setting_.calendar->base();
        const double gaps = static_cast<double>(base.ticks_at(end) - base.ticks_at(life.counted_from)) * life.per_tick;
        const double k = setting_.gap_shape;
        // Equilibrium process: variance x / k + (k^2 - 1) / (6 k^2), and below x (Cox, Renewal Theory, 1962, 4.5).
        variance_ += std::min(gaps, gaps / k + (k * k - 1) / (6 * k * k));
      }
    }
    examined_ = {};
  }

  void merge(const OrderCheck& other) {
    calendar_.merge(other.calendar_);
    first_orders_.merge(other.first_orders_);
    one_only_.merge(other.one_only_);
    none_.merge(other.none_);
    gaps_.merge(other.gaps_);
    variance_ += other.variance_;
  }

  template <class Events>
  void add_rows(std::vector<CheckRow>& rows, const Events& events) const {
    if (first_orders_.n > 0) rows.push_back(trials_row("orders", "first orders in the window", first_orders_, false));
    if (one_only_.n > 0) rows.push_back(trials_row("orders", "buyers with one order only", one_only_, true));
    if (none_.n > 0) rows.push_back(trials_row("orders", "customers without an order yet", none_, true));
    rows.push_back(law_row("orders", "first gap", gaps_));
    calendar_.add_rows(rows, setting_.gap_shape, variance_, events);
  }

 private:
  struct Life {
    Seconds counted_from = 0, end = 0, last_base = 0;
    Ticks start_ticks = 0;
    double per_tick = 0;              // orders per tick of base time
    double one_only = -1, none = -1;  // probabilities; -1: not examined
    double within = 0;                // P(first gap ends within the window)
    std::uint32_t n_sales = 0, n_base = 0, most_base = no_order_limit, first_number = 1;
    bool is_counted = false, gap_is_known = false;
  };

  void begin(Life& life, const LatentCustomers& latent, std::size_t i) {
    const Seconds first = latent.first_order_at[i], registered = latent.block.registered_at[i];
    const bool by_gap = first == after_a_gap;
    const Seconds start = by_gap ? registered : first;
    const std::uint32_t most = latent.max_orders[i];
    life.first_number = by_gap ? 0 : 1;
    life.end = std::min(setting_.to, latent.ends_at[i]);
    if (most == 0 || registered >= setting_.to || start >= life.end) return;

    const Calendar& calendar = *setting_.calendar;
    const bool all_shown = start >= setting_.from;
    const double kept = static_cast<double>(calendar.keep_threshold(start)) * 0x1p-32;
    if (!by_gap && all_shown) first_orders_.add_trials(kept, 0);

    life.per_tick = latent.block.orders_per_year[i] / (ticks_per_day * days_per_year);
    life.start_ticks = calendar.base().ticks_at(start);
    const Ticks end_ticks = calendar.base().ticks_at(life.end);
    const std::uint32_t most_after_first = most == no_order_limit ? most : most - (by_gap ? 0 : 1);
    const bool lowers = calendar.lowers();
    const double fits = gap_cdf(setting_.gap_shape, static_cast<double>(end_ticks - life.start_ticks) * life.per_tick);
    if (all_shown && (by_gap || kept == 1) && !(setting_.gap_shape > 1 && lowers)) {
      const double none = lowers ? std::exp(-calendar.mean_count(start, life.end) * life.per_tick * ticks_per_day)
                                 : (1 - fits) * none_extra(start, life);
      if (by_gap) {
        life.none = none;
      } else if (setting_.buy_and_go >= 0) {
        life.one_only = setting_.buy_and_go + (1 - setting_.buy_and_go) * none;
      } else if (most_after_first > 0) {
        life.one_only = none;
      }
    }
    if (most_after_first == 0 || !(life.per_tick > 0)) return;
    life.gap_is_known = all_shown;
    if (all_shown) {
      life.within =
          lowers ? lowered_.cdf_outside(setting_.gap_shape, life.start_ticks, end_ticks, life.per_tick) : fits;
    }
    life.most_base = most_after_first;
    life.counted_from = std::max(start, setting_.from);
    if (setting_.gap_shape > 1) {
      const double settled = static_cast<double>(life.start_ticks) + settling_gaps_ / life.per_tick;
      const bool in_time = settled < static_cast<double>(end_ticks);
      if (!in_time) return;
      life.counted_from = std::max(life.counted_from, calendar.base().seconds_at(static_cast<Ticks>(settled)) + 1);
    }
    // With a limit, who is still at risk shows only where all orders do, and only without a memory.
    life.is_counted = most == no_order_limit || (all_shown && !calendar.lowers() && setting_.gap_shape == 1);
  }

  /// P(events add no order from `start` to the end of a life).
  double none_extra(Seconds start, const Life& life) const {
    const CumulatedIntensity& extra = setting_.calendar->extra();
    if (extra.total() == 0) return 1;
    return std::exp(-static_cast<double>(extra.ticks_at(life.end) - extra.ticks_at(start)) * life.per_tick);
  }

  void add_gap(const Life& life, Seconds at) {
    // Times are whole seconds, rounded down: too small a difference to show.
    const Ticks ticks = setting_.calendar->base().ticks_at(at);
    if (lowered_.contains(ticks) || !(life.within > 0)) return;
    gaps_.add_uniform(lowered_.cdf_outside(setting_.gap_shape, life.start_ticks, ticks, life.per_tick) / life.within);
  }

  OrderSetting setting_;
  CalendarCheck calendar_;
  LoweredTimes lowered_;
  double settling_gaps_ = 0;
  std::vector<Life> lives_;  // of the unit's customers; those examined are set
  std::span<const std::uint32_t> examined_;
  Sum first_orders_, one_only_, none_;
  Cells gaps_;
  double variance_ = 0;
};

}  // namespace retailsim::check
