#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/churn/concept.hpp>
#include <retailsim/churn/registration.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim {

/// The drop-out of the BG/NBD model. A customer's first order is at registration and is the origin of their time; no
/// one drops out at it. After each repeat order the customer is gone for good with probability p, their own for life,
/// p ~ Beta(a, b). So the number J of repeat orders of a whole life is geometric from 1,
///
///     P(J = j | p) = p (1 - p)^(j - 1),    P(J = j) = B(a + 1, b + j - 1) / B(a, b),    j = 1, 2, ...
///
/// Together with `GammaRates{r, alpha}` and no seasonality, orders are those of the BG/NBD model with (r, alpha, a, b),
/// alpha in years.
/// Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, "Counting Your Customers" the Easy Way: An Alternative to the
/// Pareto/NBD Model, Marketing Science 24, 2005.
class BgNbdChurn {
 public:
  /// \param a,b  of the beta law of p, > 0; mean a / (a + b)
  BgNbdChurn(double a, double b, Registration registration = Registration::evenly)
      : a_(detail::positive(a, "BgNbdChurn: a")),
        b_(detail::positive(b, "BgNbdChurn: b")),
        law_(a, b),
        registration_(registration) {}

  void lifecycles(const Lifecycles& lives, const CustomerBlock&, const Scenario& scenario, const Calendar& calendar,
                  const Draws& draws) const {
    fill_registrations(lives.registered_at, registration_, scenario, calendar, draws);
    std::ranges::copy(lives.registered_at, lives.first_order_at.begin());
    std::ranges::fill(lives.ends_at, never);
    double p[Draws::chunk_size], log_q[Draws::chunk_size], exponential[Draws::chunk_size];
    for (std::size_t at = 0; at < lives.size(); at += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, lives.size() - at);
      const Draws part = draws.part(at, n);
      dropout_probabilities(std::span(p, n), part);
      // q = 0 is a certain drop-out; its logarithm only has to be very negative.
      for (std::size_t i = 0; i < n; ++i) log_q[i] = std::max(1 - p[i], 0x1p-1022);
      detail::kernels().log_in_place(log_q, n);
      part.of(Purpose::customer_dropout).fill(std::span(exponential, n), Exponential{1.0});
      for (std::size_t i = 0; i < n; ++i) {
        // floor(-ln u / -ln q) is geometric from 0: repeat orders that are survived. Of a small p, 1 - p loses more
        // than -ln(1 - p) = p + p^2 / 2 + ... does without its second term.
        const double survived = exponential[i] / (p[i] < 0x1p-27 ? p[i] : -log_q[i]);
        lives.max_orders[at + i] = survived < 0x1p31 ? static_cast<std::uint32_t>(survived) + 2 : no_order_limit;
      }
    }
  }

  /// The customers' own p: what of their lives is hidden.
  void dropout_probabilities(std::span<double> p, const Draws& draws) const {
    draws.of(Purpose::customer_dropout_probability).fill(p, law_);
  }

  /// P(J = j), j >= 1: exactly j repeat orders in a life without end.
  double share_with_repeat_orders(int j) const {
    double share = a_ / (a_ + b_);
    for (int i = 1; i < j; ++i) share *= (b_ + i - 1) / (a_ + b_ + i);
    return share;
  }

 private:
  double a_, b_;
  Beta law_;
  Registration registration_;
};
static_assert(ChurnModel<BgNbdChurn>);

}  // namespace retailsim
