// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/blocks.hpp>
#include <retailsim/forecast/detail/fit_checks.hpp>
#include <retailsim/forecast/detail/negative_binomial_counts.hpp>
#include <retailsim/forecast/detail/parameter_fit.hpp>
#include <retailsim/forecast/detail/rising.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/forecast/purchase_history.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim::forecast {

/// NBD: a customer orders at a rate lambda ~ Gamma(r, alpha) for ever: what models with drop-out are compared with.
/// Calls as those of BetaGeometricNbd; the last order's time has no meaning here.
///
///     ln L = ln(Gamma(r + x) / Gamma(r)) + r ln alpha - (r + x) ln(alpha + T),   E = t (r + x) / (alpha + T)
///
/// Source: A. S. C. Ehrenberg, The Pattern of Consumer Purchases, Applied Statistics 8, 1959.
class Nbd {
 public:
  static constexpr const char* name = "nbd";

  /// \param r,alpha  shape and rate of the law of the order rate; alpha in units of time
  /// \throws std::invalid_argument unless both are finite and > 0
  Nbd(double r, double alpha)
      : r_(retailsim::detail::positive(r, "Nbd: r")), alpha_(retailsim::detail::positive(alpha, "Nbd: alpha")) {}

  /// \throws std::invalid_argument if nobody ordered again
  static Fitted<Nbd> fit(const GroupedHistory& history, const FitOptions& options = {}) {
    detail::require_repeat_orders(history, "Nbd");
    const double unit = detail::time_unit(history);
    const GroupedHistory scaled = history.scaled(unit);
    detail::WorkerPool pool(detail::thread_count(options.n_threads));
    const double rate = scaled.sum_x() / scaled.sum_T();
    FitReport report = detail::fit_parameters(
        "Nbd", {{"r", 1}, {"alpha", 1 / rate, true}}, unit, -history.sum_x() * std::log(unit), history.n_customers(),
        [&](std::span<const double> values, std::span<double> gradient) {
          return log_likelihood(scaled, values, gradient, pool);
        },
        options);
    const std::vector<double>& p = report.parameters;
    return {Nbd(p[0], p[1]), std::move(report)};
  }

  double r() const { return r_; }
  double alpha() const { return alpha_; }

  /// Of all customers, without the terms that depend on x alone (x!).
  double log_likelihood(const GroupedHistory& history) const {
    detail::WorkerPool pool(1);
    const double values[] = {r_, alpha_};
    double gradient[2];
    return log_likelihood(history, values, gradient, pool);
  }

  void probability_alive(const HistoryView& rows, std::span<double> out, int = 0) const {
    rows.check("Nbd");
    detail::require_size(out.size(), rows.size(), "Nbd");
    std::ranges::fill(out, 1.0);
  }

  /// \throws std::invalid_argument unless t is finite and >= 0
  void expected_purchases(const HistoryView& rows, double t, std::span<double> out, int = 0) const {
    retailsim::detail::not_negative(t, "Nbd: horizon");
    rows.check("Nbd");
    detail::require_size(out.size(), rows.size(), "Nbd");
    for (std::size_t i = 0; i < rows.size(); ++i)
      out[i] = t * ((r_ + rows.n_repeat_orders[i]) / (alpha_ + rows.age[i]));
  }

  /// Orders of all time after T, each worth exp(-delta (time - T)).
  /// \param delta  continuous discount rate per unit of time, > 0
  void discounted_purchases(const HistoryView& rows, double delta, std::span<double> out, int = 0) const {
    retailsim::detail::positive(delta, "Nbd: delta");
    rows.check("Nbd");
    detail::require_size(out.size(), rows.size(), "Nbd");
    for (std::size_t i = 0; i < rows.size(); ++i)
      out[i] = (r_ + rows.n_repeat_orders[i]) / (alpha_ + rows.age[i]) / delta;
  }

  /// \param n_counts  > 0; probabilities of larger counts are what is missing to 1
  void count_probabilities(const HistoryView& rows, double t, std::size_t n_counts, std::span<double> out,
                           int n_threads = 0) const {
    retailsim::detail::not_negative(t, "Nbd: horizon");
    retailsim::detail::at_least<std::size_t>(n_counts, 1, "Nbd: n_counts");
    rows.check("Nbd");
    detail::require_size(out.size(), rows.size() * n_counts, "Nbd");
    detail::WorkerPool pool(detail::thread_count(n_threads, rows.size()));
    detail::for_chunks(pool, rows.size(), [&](std::size_t begin, std::size_t n) {
      for (std::size_t i = begin; i < begin + n; ++i)
        detail::negative_binomial_pmf(r_ + rows.n_repeat_orders[i], alpha_ + rows.age[i], t,
                                      out.subspan(i * n_counts, n_counts));
    });
  }

  double expected_purchases(double t) const { return retailsim::detail::not_negative(t, "Nbd: t") * (r_ / alpha_); }
  std::vector<double> count_probabilities(double t, std::size_t n_counts) const {
    retailsim::detail::not_negative(t, "Nbd: t");
    retailsim::detail::at_least<std::size_t>(n_counts, 1, "Nbd: n_counts");
    std::vector<double> pmf(n_counts);
    detail::negative_binomial_pmf(r_, alpha_, t, pmf);
    return pmf;
  }

 private:
  static double log_likelihood(const GroupedHistory& rows, std::span<const double> values, std::span<double> gradient,
                               detail::WorkerPool& pool) {
    const double r = values[0], alpha = values[1], n_customers = rows.n_customers();
    const detail::RisingTable orders(r, rows.distinct_x());
    double total = n_customers * r * std::log(alpha), by_r = n_customers * std::log(alpha);
    for (std::size_t k = 0; k < orders.value.size(); ++k) {
      total += rows.distinct_x_weight()[k] * orders.value[k];
      by_r += rows.distinct_x_weight()[k] * orders.slope[k];
    }
    const std::vector<double> sums =
        detail::sum_chunks(pool, rows.size(), 3, [&](std::size_t begin, std::size_t n, std::span<double> out) {
          alignas(64) double log_now[detail::chunk_size];
          for (std::size_t i = 0; i < n; ++i) log_now[i] = alpha + rows.T()[begin + i];
          retailsim::detail::kernels().log_in_place(log_now, n);
          double sum = 0, logs = 0, per = 0;
          for (std::size_t i = 0; i < n; ++i) {
            const double w = rows.weight()[begin + i], shape = r + rows.x()[begin + i];
            sum += w * shape * log_now[i];
            logs += w * log_now[i];
            per += w * shape / (alpha + rows.T()[begin + i]);
          }
          out[0] += sum;
          out[1] += logs;
          out[2] += per;
        });
    gradient[0] = by_r - sums[1];
    gradient[1] = n_customers * r / alpha - sums[2];
    return total - sums[0];
  }

  double r_, alpha_;
};

}  // namespace retailsim::forecast
