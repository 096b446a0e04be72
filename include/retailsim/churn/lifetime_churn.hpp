#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/churn/concept.hpp>
#include <retailsim/churn/months_law.hpp>
#include <retailsim/churn/registration.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim {

/// Behaviours of a `LifetimeChurn`. As they stand everybody buys at registration and stays for good.
struct LifetimeChurnParameters {
  double never_buys = 0;       ///< share of all customers who register and never buy
  double at_registration = 1;  ///< of the others: share whose first order is at the moment of registration
  MonthsLaw first_delay = MonthsLaw::uniform(0, 3);  ///< of the rest: time from registration to the first order
  double lost_after_months = std::numeric_limits<double>::infinity();  ///< who has not bought by then is lost for good
  double buy_and_go = 0;  ///< of those who buy: share who never come back after the first order, whatever their rate
  MonthsLaw lifetime = MonthsLaw::forever();  ///< time from registration after which nothing happens
  Registration registration = Registration::evenly;
};

/// Customers who register, and then: never buy; or buy at once; or buy after a delay D, if it is over neither after the
/// N months after which a customer without an order is lost, nor after the end L of their lifetime. Who has bought goes
/// on at their own rate until L, unless they are of those who buy and go. All choices are independent, and months have
/// 30 days. With v = never_buys, a = at_registration, F and f the law of D, and S(t) = P(L > t):
///
///     P(first order at registration)          = (1 - v) a
///     P(first order later, within t months)   = (1 - v) (1 - a) G(min(t, N)),  G(x) = integral of S(u) f(u) over (0,
///     x] P(registered and never bought)          = v + (1 - v) (1 - a) (1 - G(N)) P(bought, and of those who buy and
///     go)  = (1 - v) (a + (1 - a) G(N)) b,  b = buy_and_go
///
/// The day of a delayed first order is that of registration plus D; within the day, D's place in what the day has of
/// the allowed time is mapped to the calendar's buying time, so that nobody buys in closed hours and a flat calendar
/// leaves D as drawn. Where the day has no buying time at all, D stays as drawn too.
class LifetimeChurn {
 public:
  LifetimeChurn() : LifetimeChurn(LifetimeChurnParameters{}) {}

  /// \throws std::invalid_argument on shares outside [0, 1], months that are not > 0, a first delay without end
  explicit LifetimeChurn(LifetimeChurnParameters parameters) : parameters_(std::move(parameters)) {
    const auto& p = parameters_;
    detail::share(p.never_buys, "LifetimeChurn: never_buys");
    detail::share(p.at_registration, "LifetimeChurn: at_registration");
    detail::share(p.buy_and_go, "LifetimeChurn: buy_and_go");
    detail::require(p.lost_after_months > 0, p.lost_after_months, "LifetimeChurn: lost_after_months", "> 0");
    if (p.first_delay.is_forever()) detail::invalid("LifetimeChurn: first_delay", "a law with an end", "forever");
  }

  const LifetimeChurnParameters& parameters() const { return parameters_; }

  void lifecycles(const Lifecycles& lives, const CustomerBlock&, const Scenario& scenario, const Calendar& calendar,
                  const Draws& draws) const {
    const auto& p = parameters_;
    fill_registrations(lives.registered_at, p.registration, scenario, calendar, draws);
    p.lifetime.fill(lives.ends_at, draws.of(Purpose::customer_lifetime));
    p.first_delay.fill(lives.first_order_at, draws.of(Purpose::customer_first_delay));
    // Nobody can be lost later than the longest time there is.
    const Seconds lost_after =
        p.lost_after_months < MonthsLaw::most_months * 100 ? MonthsLaw::in_seconds(p.lost_after_months) : never;
    std::uint8_t no_buyer[Draws::chunk_size], at_once[Draws::chunk_size], goes[Draws::chunk_size];
    std::uint32_t delayed[Draws::chunk_size];
    for (std::size_t at = 0; at < lives.size(); at += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, lives.size() - at);
      const Draws part = draws.part(at, n);
      part.of(Purpose::customer_first_order).fill(std::span(no_buyer, n), Bernoulli{p.never_buys});
      part.of(Purpose::customer_at_registration).fill(std::span(at_once, n), Bernoulli{p.at_registration});
      part.of(Purpose::customer_buy_and_go).fill(std::span(goes, n), Bernoulli{p.buy_and_go});
      std::size_t n_delayed = 0;
      for (std::size_t i = 0; i < n; ++i) {
        const Seconds registered = lives.registered_at[at + i], lifetime = lives.ends_at[at + i];
        const Seconds delay = at_once[i] ? 0 : lives.first_order_at[at + i];
        const bool buys = !no_buyer[i] & (delay <= lost_after) & (delay < lifetime);
        lives.first_order_at[at + i] = buys ? registered + delay : never;
        lives.ends_at[at + i] = lifetime == never ? never : registered + lifetime;
        lives.max_orders[at + i] = goes[i] ? 1 : no_order_limit;
        delayed[n_delayed] = static_cast<std::uint32_t>(at + i);
        n_delayed += buys & !at_once[i];
      }
      move_to_buying_time(std::span<const std::uint32_t>(delayed, n_delayed), lost_after, lives, calendar);
    }
  }

  // Expected shares of all customers; formulas above.
  double share_at_registration() const { return (1 - parameters_.never_buys) * parameters_.at_registration; }
  /// First order after registration, at most `months` after it.
  double share_delayed(double months = std::numeric_limits<double>::infinity()) const {
    return (1 - parameters_.never_buys) * (1 - parameters_.at_registration) * delayed_within(months);
  }
  double share_buying() const { return share_at_registration() + share_delayed(); }
  double share_never_buying() const { return 1 - share_buying(); }
  double share_buying_and_going() const { return share_buying() * parameters_.buy_and_go; }

  /// Expected share of all customers whose first order is before the day `as_of`, which the calendar must reach. Hours
  /// of registration are taken at their middle.
  double share_with_order_by(Date as_of, const Scenario& scenario, const Calendar& calendar) const {
    const auto& base = calendar.base();
    const double n_days = scenario.registered_to - scenario.registered_from;
    const auto ticks = [&](Seconds from, Seconds to) {
      return static_cast<double>(base.ticks_at(to) - base.ticks_at(from));
    };
    const double all = ticks(scenario.registered_from.start(), scenario.registered_to.start());
    const bool seasonal = parameters_.registration == Registration::seasonal && all > 0;
    const double at_once = share_at_registration(), delayed = share_delayed();
    const double latest = std::min(parameters_.lost_after_months, parameters_.first_delay.longest());
    double share = 0;
    for (Date day = scenario.registered_from; day < std::min(scenario.registered_to, as_of); day = day + 1) {
      const Seconds start = day.start();
      const double of_day = ticks(start, start + seconds_per_day);
      for (int hour = 0; hour < 24; ++hour) {
        const Seconds from = start + hour * seconds_per_hour;
        const double of_hour = ticks(from, from + seconds_per_hour);
        const double weight = seasonal ? of_hour / all : (of_day > 0 ? of_hour / of_day : 1.0 / 24) / n_days;
        const double months =
            static_cast<double>(as_of.start() - from - seconds_per_hour / 2) / MonthsLaw::seconds_per_month;
        share += weight * (at_once + (months >= latest ? delayed : share_delayed(months)));
      }
    }
    return share;
  }

 private:
  /// G(min(months, N)): five-point Gauss-Legendre rule on short pieces between the kinks of both laws.
  double delayed_within(double months) const {
    const auto& [delay, lifetime] = std::pair(parameters_.first_delay, parameters_.lifetime);
    const double end = std::min({months, parameters_.lost_after_months, delay.longest()});
    if (!(end > 0)) return 0;
    if (delay.is_fixed()) return delay.mean() <= end ? 1 - lifetime.cdf(delay.mean()) : 0;
    std::vector<double> cuts{0, end};
    for (const auto& kinks : {delay.kinks(), lifetime.kinks()}) {
      std::ranges::copy_if(kinks, std::back_inserter(cuts), [&](double kink) { return kink > 0 && kink < end; });
    }
    std::ranges::sort(cuts);
    constexpr int n_pieces = 32;
    constexpr std::array nodes{0.0, -0.5384693101056831, 0.5384693101056831, -0.9061798459386640, 0.9061798459386640};
    constexpr std::array weights{0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891,
                                 0.2369268850561891};
    double sum = 0;
    for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
      const double half = (cuts[c + 1] - cuts[c]) / (2 * n_pieces);
      for (int piece = 0; piece < n_pieces; ++piece) {
        for (std::size_t k = 0; k < nodes.size(); ++k) {
          const double u = cuts[c] + half * (2 * piece + 1 + nodes[k]);
          sum += half * weights[k] * delay.density(u) * (1 - lifetime.cdf(u));
        }
      }
    }
    return sum;
  }

  /// Moves the first orders of some customers within their days to where the shop's buying time is; see the class. At
  /// most chunk_size customers.
  void move_to_buying_time(std::span<const std::uint32_t> customers, Seconds lost_after, const Lifecycles& lives,
                           const Calendar& calendar) const {
    const std::size_t n = customers.size();
    Seconds from[Draws::chunk_size], to[Draws::chunk_size], moved[Draws::chunk_size];
    Ticks begin[Draws::chunk_size], end[Draws::chunk_size];
    const Seconds longest = std::min(lost_after, parameters_.first_delay.longest_seconds());
    for (std::size_t k = 0; k < n; ++k) {
      const Seconds registered = lives.registered_at[customers[k]];
      const Seconds day = date_of(lives.first_order_at[customers[k]]).start();
      from[k] = std::max(day, registered + 1);
      to[k] = std::min({day + seconds_per_day, registered + longest + 1, lives.ends_at[customers[k]]});
    }
    const CumulatedIntensity& time = calendar.base();
    time.ticks_at(std::span<const Seconds>(from, n), std::span(begin, n));
    time.ticks_at(std::span<const Seconds>(to, n), std::span(end, n));
    for (std::size_t k = 0; k < n; ++k) {
      const auto wide = static_cast<std::uint64_t>(2 * (lives.first_order_at[customers[k]] - from[k]) + 1),
                 width = static_cast<std::uint64_t>(2 * (to[k] - from[k]));
      const auto ticks = static_cast<std::uint64_t>(std::max<Ticks>(end[k] - begin[k], 0));
      // At most 2^18 half seconds: 64 bits do, unless a day has thousands of days' share of buying time.
      const std::uint64_t into = ticks >> 45 == 0
                                     ? wide * ticks / width
                                     : static_cast<std::uint64_t>(static_cast<detail::uint128>(wide) * ticks / width);
      end[k] = ticks > 0 ? begin[k] + static_cast<Ticks>(into) : -1;
      begin[k] = std::max<Ticks>(end[k], 0);
    }
    if (time.total() == 0) return;
    time.seconds_at(std::span<const Ticks>(begin, n), std::span(moved, n));
    for (std::size_t k = 0; k < n; ++k) {
      if (end[k] >= 0) lives.first_order_at[customers[k]] = moved[k];  // else the day has no buying time
    }
  }

  LifetimeChurnParameters parameters_;
};
static_assert(ChurnModel<LifetimeChurn>);

}  // namespace retailsim
