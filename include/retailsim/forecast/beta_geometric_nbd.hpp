// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/beta_geometric_counts.hpp>
#include <retailsim/forecast/detail/beta_geometric_discounted.hpp>
#include <retailsim/forecast/detail/beta_geometric_likelihood.hpp>
#include <retailsim/forecast/detail/fit_checks.hpp>
#include <retailsim/forecast/detail/parameter_fit.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/forecast/purchase_history.hpp>

namespace retailsim::forecast {

/// BG/NBD and MBG/NBD: a customer orders at a rate lambda ~ Gamma(r, alpha), and after an order is gone for good with
/// probability p ~ Beta(a, b). BG/NBD spares the first order, so that who never came back is alive for sure; MBG/NBD
/// does not. Times are in any unit, that of the histories; alpha has it too.
///
/// | call                                  | result                                                               |
/// |---------------------------------------|----------------------------------------------------------------------|
/// | `fit(history, options)`               | maximum likelihood, or MAP with priors; see FitReport                |
/// | `expected_purchases(rows, t, out)`    | orders of each customer in (T, T + t], given their history           |
/// | `probability_alive(rows, out)`        | of each customer at T, in [0, 1]                                     |
/// | `count_probabilities(rows, t, n, out)`| out[i n + k] = P(k orders of customer i in (T, T + t]), k < n        |
/// | `discounted_purchases(rows, delta, out)` | discounted expected residual transactions (DERT)                  |
/// | `expected_purchases(t)`               | repeat orders of a new customer in (0, t]                            |
///
/// The bulk calls write element i of `out` for row i, on n_threads threads (0: all); rows must pass HistoryView::check.
/// Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, "Counting Your Customers" the Easy Way, Marketing Science 24,
/// 2005; E. P. Batislam, M. Denizel and A. Filiztekin, Empirical Validation and Comparison of Models for Customer Base
/// Analysis, International Journal of Research in Marketing 24, 2007.
template <bool drops_at_first>
class BetaGeometricNbd {
 public:
  static constexpr const char* name = drops_at_first ? "mbg-nbd" : "bg-nbd";

  /// \param r,alpha  shape and rate of the law of the order rate; alpha in units of time
  /// \param a,b      of the law of the probability to drop out
  /// \throws std::invalid_argument unless all are finite and > 0
  BetaGeometricNbd(double r, double alpha, double a, double b)
      : r_(retailsim::detail::positive(r, owner("r"))),
        alpha_(retailsim::detail::positive(alpha, owner("alpha"))),
        a_(retailsim::detail::positive(a, owner("a"))),
        b_(retailsim::detail::positive(b, owner("b"))) {}

  /// \throws std::invalid_argument for histories that say nothing of a parameter: nobody ordered again, or nobody's
  ///         silence or third order shows who dropped out and who did not
  static Fitted<BetaGeometricNbd> fit(const GroupedHistory& history, const FitOptions& options = {}) {
    detail::require_repeat_orders(history, class_name);
    detail::require_signs_of_dropout(history, class_name);
    const double unit = detail::time_unit(history);
    const GroupedHistory scaled = history.scaled(unit);
    const detail::BetaGeometricLikelihood likelihood(scaled, drops_at_first);
    detail::WorkerPool pool(detail::thread_count(options.n_threads));
    const double rate = scaled.sum_x() / scaled.sum_T();
    FitReport report = detail::fit_parameters(
        class_name, {{"r", 1}, {"alpha", 1 / rate, true}, {"a", 1}, {"b", 2}}, unit, -history.sum_x() * std::log(unit),
        history.n_customers(),
        [&](std::span<const double> values, std::span<double> gradient) { return likelihood(values, gradient, pool); },
        options);
    const std::vector<double>& p = report.parameters;
    return {BetaGeometricNbd(p[0], p[1], p[2], p[3]), std::move(report)};
  }

  double r() const { return r_; }
  double alpha() const { return alpha_; }
  double a() const { return a_; }
  double b() const { return b_; }

  /// Of all customers, without the terms that depend on x alone (x!).
  double log_likelihood(const GroupedHistory& history) const {
    detail::WorkerPool pool(1);
    const double values[] = {r_, alpha_, a_, b_};
    double gradient[4];
    return detail::BetaGeometricLikelihood(history, drops_at_first)(values, gradient, pool);
  }

  void probability_alive(const HistoryView& rows, std::span<double> out, int n_threads = 0) const {
    require_sizes(rows, out.size(), 1);
    detail::WorkerPool pool(detail::thread_count(n_threads, rows.size()));
    detail::for_chunks(pool, rows.size(), [&](std::size_t begin, std::size_t n) {
      alive_chunk(rows.part(begin, n), out.subspan(begin, n));
    });
  }

  /// \throws std::invalid_argument unless t is finite and >= 0
  void expected_purchases(const HistoryView& rows, double t, std::span<double> out, int n_threads = 0) const {
    retailsim::detail::not_negative(t, owner("horizon"));
    require_sizes(rows, out.size(), 1);
    detail::WorkerPool pool(detail::thread_count(n_threads, rows.size()));
    detail::for_chunks(pool, rows.size(), [&](std::size_t begin, std::size_t n) {
      double r[detail::chunk_size], alpha[detail::chunk_size], b[detail::chunk_size], alive[detail::chunk_size];
      const HistoryView part = rows.part(begin, n);
      for (std::size_t i = 0; i < n; ++i) {
        r[i] = r_ + part.n_repeat_orders[i];
        alpha[i] = alpha_ + part.age[i];
        b[i] = b_ + chances(part.n_repeat_orders[i]);
      }
      alive_chunk(part, {alive, n});
      detail::beta_geometric_means({r, n}, {alpha, n}, a_, {b, n}, t, out.subspan(begin, n));
      for (std::size_t i = 0; i < n; ++i) out[begin + i] *= alive[i];
    });
  }

  /// \param n_counts  > 0; probabilities of larger counts are what is missing to 1
  void count_probabilities(const HistoryView& rows, double t, std::size_t n_counts, std::span<double> out,
                           int n_threads = 0) const {
    retailsim::detail::not_negative(t, owner("horizon"));
    retailsim::detail::at_least<std::size_t>(n_counts, 1, owner("n_counts"));
    require_sizes(rows, out.size(), n_counts);
    detail::WorkerPool pool(detail::thread_count(n_threads, rows.size()));
    detail::for_chunks(pool, rows.size(), [&](std::size_t begin, std::size_t n) {
      double alive[detail::chunk_size];
      const HistoryView part = rows.part(begin, n);
      alive_chunk(part, {alive, n});
      for (std::size_t i = 0; i < n; ++i) {
        const double x = part.n_repeat_orders[i];
        const std::span<double> pmf = out.subspan((begin + i) * n_counts, n_counts);
        detail::beta_geometric_pmf({r_ + x, alpha_ + part.age[i], a_, b_ + chances(part.n_repeat_orders[i])}, t, pmf);
        for (double& p : pmf) p *= alive[i];
        pmf[0] += 1 - alive[i];
      }
    });
  }

  /// Discounted expected residual transactions: orders of all time after T, each worth exp(-delta (time - T)). By
  /// quadrature, to nine digits and more; rows of equal x and T cost it once, some ten microseconds.
  /// \param delta  continuous discount rate per unit of time, > 0
  void discounted_purchases(const HistoryView& rows, double delta, std::span<double> out, int n_threads = 0) const {
    retailsim::detail::positive(delta, owner("delta"));
    require_sizes(rows, out.size(), 1);
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto key = [&](std::uint32_t i) { return std::pair(rows.n_repeat_orders[i], rows.age[i]); };
    std::ranges::sort(order, {}, key);
    std::vector<std::size_t> group;  // where in `order` each x begins
    for (std::size_t k = 0; k < order.size(); ++k)
      if (k == 0 || rows.n_repeat_orders[order[k]] != rows.n_repeat_orders[order[k - 1]]) group.push_back(k);
    group.push_back(order.size());
    probability_alive(rows, out, n_threads);
    detail::WorkerPool pool(detail::thread_count(n_threads));
    pool.run(group.size() - 1, [&](std::size_t g) {
      const std::int32_t x = rows.n_repeat_orders[order[group[g]]];
      const double b = b_ + chances(x);
      const detail::StepRule rates = detail::rate_rule(r_ + x);
      const detail::DropoutRule dropouts(a_, b);
      double value = 0;
      for (std::size_t k = group[g]; k < group[g + 1]; ++k) {
        if (k == group[g] || rows.age[order[k]] != rows.age[order[k - 1]])
          value = detail::discounted_mean(rates, dropouts, delta * (alpha_ + rows.age[order[k]]));
        out[order[k]] *= value;
      }
    });
  }

  double expected_purchases(double t) const {
    retailsim::detail::not_negative(t, owner("t"));
    return alive_at_start() * detail::beta_geometric_mean({r_, alpha_, a_, b_ + drops_at_first}, t);
  }
  /// P(k repeat orders of a new customer in (0, t]), k < n_counts.
  std::vector<double> count_probabilities(double t, std::size_t n_counts) const {
    retailsim::detail::not_negative(t, owner("t"));
    retailsim::detail::at_least<std::size_t>(n_counts, 1, owner("n_counts"));
    std::vector<double> pmf(n_counts);
    detail::beta_geometric_pmf({r_, alpha_, a_, b_ + drops_at_first}, t, pmf);
    for (double& p : pmf) p *= alive_at_start();
    pmf[0] += 1 - alive_at_start();
    return pmf;
  }

  /// ln P(alive at T): where the probability itself is below all numbers.
  double log_probability_alive(int n_repeat_orders, double age_at_last_order, double age) const {
    const double d = log_odds_gone(n_repeat_orders, age_at_last_order, age);
    return -(std::max(d, 0.0) + std::log1p(std::exp(-std::abs(d))));
  }

 private:
  static constexpr const char* class_name = drops_at_first ? "MbgNbd" : "BgNbd";
  static std::string owner(const char* what) { return std::string(class_name) + ": " + what; }

  /// Orders that were a chance to drop out.
  static double chances(std::int32_t n_repeat_orders) { return n_repeat_orders + double{drops_at_first}; }
  double alive_at_start() const { return drops_at_first ? b_ / (a_ + b_) : 1; }

  void require_sizes(const HistoryView& rows, std::size_t size, std::size_t n_each) const {
    rows.check(class_name);
    detail::require_size(size, rows.size() * n_each, class_name);
  }

  double log_odds_gone(std::int32_t x, double t_x, double T) const {
    const double n = chances(x);
    if (n == 0) return -2000;
    return std::log(a_ / (b_ + n - 1)) + (r_ + x) * std::log((alpha_ + T) / (alpha_ + t_x));
  }

  void alive_chunk(const HistoryView& rows, std::span<double> out) const {
    const auto& kernels = retailsim::detail::kernels();
    const std::size_t n = out.size();
    alignas(64) double ratio[detail::chunk_size], odds[detail::chunk_size];
    for (std::size_t i = 0; i < n; ++i) {
      ratio[i] = (alpha_ + rows.age[i]) / (alpha_ + rows.age_at_last_order[i]);
      odds[i] = a_ / (b_ + std::max(chances(rows.n_repeat_orders[i]) - 1, 0.0));
    }
    kernels.log_in_place(ratio, n);
    for (std::size_t i = 0; i < n; ++i) ratio[i] *= r_ + rows.n_repeat_orders[i];
    // e^709 is the largest: beyond it 1 / (1 + odds) is 0 to all purposes and log_probability_alive serves.
    kernels.exp_in_place(ratio, n);
    for (std::size_t i = 0; i < n; ++i)
      out[i] = chances(rows.n_repeat_orders[i]) == 0 ? 1 : 1 / (1 + odds[i] * ratio[i]);
  }

  double r_, alpha_, a_, b_;
};

}  // namespace retailsim::forecast
