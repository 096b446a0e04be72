#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/churn/concept.hpp>
#include <retailsim/churn/registration.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim {

/// The lifetimes of the Pareto/NBD model. A customer's first order is at registration and is the origin of their time;
/// from then on they live for an exponential time of rate mu per day, mu ~ Gamma(shape s, rate beta) of their own:
///
///     P(alive after t days) = (beta / (beta + t))^s,   a Pareto law of the second kind; mean beta / (s - 1) if s > 1.
///
/// Lifetimes run in days of the clock, whatever the season. beta has the unit of days; one fitted with time in weeks is
/// a seventh of it. With `GammaRates{r, alpha}` (alpha in years) and no seasonality this is the Pareto/NBD model.
/// Source: D. C. Schmittlein, D. G. Morrison and R. Colombo, Counting Your Customers: Who Are They and What Will They
/// Do Next?, Management Science 33, 1987.
class ParetoNbdChurn {
 public:
  /// \param s     shape of the law of mu, > 0
  /// \param beta  its rate in days, > 0
  ParetoNbdChurn(double s, double beta, Registration registration = Registration::evenly)
      : s_(detail::positive(s, "ParetoNbdChurn: s")),
        beta_(detail::positive(beta, "ParetoNbdChurn: beta")),
        law_(s, detail::positive(1 / beta, "ParetoNbdChurn: 1 / beta")),
        registration_(registration) {}

  void lifecycles(const Lifecycles& lives, const CustomerBlock&, const Scenario& scenario, const Calendar& calendar,
                  const Draws& draws) const {
    fill_registrations(lives.registered_at, registration_, scenario, calendar, draws);
    std::ranges::copy(lives.registered_at, lives.first_order_at.begin());
    std::ranges::fill(lives.max_orders, no_order_limit);
    double mu[Draws::chunk_size], exponential[Draws::chunk_size];
    for (std::size_t at = 0; at < lives.size(); at += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, lives.size() - at);
      const Draws part = draws.part(at, n);
      dropout_rates(std::span(mu, n), part);
      part.of(Purpose::customer_lifetime).fill(std::span(exponential, n), Exponential{1.0});
      for (std::size_t i = 0; i < n; ++i) {
        const double seconds = exponential[i] / mu[i] * double{seconds_per_day};
        // Whoever outlives a million years has no end; this takes the infinite ones (mu = 0) as well.
        lives.ends_at[at + i] =
            seconds < 0x1p45 ? lives.registered_at[at + i] + static_cast<Seconds>(seconds) + 1 : never;
      }
    }
  }

  /// The customers' own mu, per day: what of their lives is hidden.
  void dropout_rates(std::span<double> mu, const Draws& draws) const {
    draws.of(Purpose::customer_dropout_rate).fill(mu, law_);
  }

  /// P(lifetime > days).
  double share_alive_after(double days) const { return std::pow(beta_ / (beta_ + days), s_); }

 private:
  double s_, beta_;
  Gamma law_;
  Registration registration_;
};
static_assert(ChurnModel<ParetoNbdChurn>);

}  // namespace retailsim
