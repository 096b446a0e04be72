// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/fit_checks.hpp>
#include <retailsim/forecast/detail/parameter_fit.hpp>
#include <retailsim/forecast/detail/pareto_counts.hpp>
#include <retailsim/forecast/detail/pareto_likelihood.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/forecast/purchase_history.hpp>

namespace retailsim::forecast {

/// Pareto/NBD: a customer orders at a rate lambda ~ Gamma(r, alpha) while they live, and dies at a rate
/// mu ~ Gamma(s, beta), so that lifetimes are Pareto. Times are in any unit, that of the histories; alpha and beta have
/// it too. Calls as those of BetaGeometricNbd, and
///
/// | call                                         | result                                                        |
/// |----------------------------------------------|---------------------------------------------------------------|
/// | `discounted_purchases(rows, delta, out)`     | discounted expected residual transactions (DERT): orders of   |
/// |                                              | all time after T, each worth exp(-delta (time - T))           |
///
/// Source: D. C. Schmittlein, D. G. Morrison and R. Colombo, Counting Your Customers, Management Science 33, 1987;
/// P. S. Fader, B. G. S. Hardie and K. L. Lee, RFM and CLV, Journal of Marketing Research 42, 2005 (DERT).
class ParetoNbd {
 public:
  static constexpr const char* name = "pareto-nbd";

  /// \param r,alpha  shape and rate of the law of the order rate; alpha in units of time
  /// \param s,beta   of the law of the death rate; beta in units of time
  /// \throws std::invalid_argument unless all are finite and > 0
  ParetoNbd(double r, double alpha, double s, double beta)
      : p_{retailsim::detail::positive(r, "ParetoNbd: r"), retailsim::detail::positive(alpha, "ParetoNbd: alpha"),
           retailsim::detail::positive(s, "ParetoNbd: s"), retailsim::detail::positive(beta, "ParetoNbd: beta")} {}

  /// \throws std::invalid_argument as BetaGeometricNbd::fit
  static Fitted<ParetoNbd> fit(const GroupedHistory& history, const FitOptions& options = {}) {
    detail::require_repeat_orders(history, "ParetoNbd");
    detail::require_signs_of_dropout(history, "ParetoNbd");
    const double unit = detail::time_unit(history);
    const GroupedHistory scaled = history.scaled(unit);
    const detail::ParetoLikelihood likelihood(scaled);
    detail::WorkerPool pool(detail::thread_count(options.n_threads));
    const double rate = scaled.sum_x() / scaled.sum_T();
    FitReport report = detail::fit_parameters(
        "ParetoNbd", {{"r", 1}, {"alpha", 0.7 / rate, true}, {"s", 0.7}, {"beta", 10, true}}, unit,
        -history.sum_x() * std::log(unit), history.n_customers(),
        [&](std::span<const double> values, std::span<double> gradient) { return likelihood(values, gradient, pool); },
        options);
    const std::vector<double>& p = report.parameters;
    return {ParetoNbd(p[0], p[1], p[2], p[3]), std::move(report)};
  }

  double r() const { return p_.r; }
  double alpha() const { return p_.alpha; }
  double s() const { return p_.s; }
  double beta() const { return p_.beta; }

  /// Of all customers, without the terms that depend on x alone (x!).
  double log_likelihood(const GroupedHistory& history) const {
    detail::WorkerPool pool(1);
    const double values[] = {p_.r, p_.alpha, p_.s, p_.beta};
    double gradient[4];
    return detail::ParetoLikelihood(history)(values, gradient, pool);
  }

  void probability_alive(const HistoryView& rows, std::span<double> out, int n_threads = 0) const {
    for_rows(rows, out, 1, n_threads, [](std::size_t, double alive, std::span<double> cell) { cell[0] = alive; });
  }

  /// \throws std::invalid_argument unless t is finite and >= 0
  void expected_purchases(const HistoryView& rows, double t, std::span<double> out, int n_threads = 0) const {
    retailsim::detail::not_negative(t, "ParetoNbd: horizon");
    for_rows(rows, out, 1, n_threads, [&](std::size_t i, double alive, std::span<double> cell) {
      const double T = rows.age[i];
      cell[0] =
          alive * (p_.r + rows.n_repeat_orders[i]) / (p_.alpha + T) * detail::mean_time_alive(p_.s, p_.beta + T, t);
    });
  }

  /// \param n_counts  > 0; probabilities of larger counts are what is missing to 1
  void count_probabilities(const HistoryView& rows, double t, std::size_t n_counts, std::span<double> out,
                           int n_threads = 0) const {
    retailsim::detail::not_negative(t, "ParetoNbd: horizon");
    retailsim::detail::at_least<std::size_t>(n_counts, 1, "ParetoNbd: n_counts");
    for_rows(rows, out, n_counts, n_threads, [&](std::size_t i, double alive, std::span<double> cells) {
      const double T = rows.age[i];
      detail::pareto_pmf({p_.r + rows.n_repeat_orders[i], p_.alpha + T, p_.s, p_.beta + T}, t, cells);
      for (double& p : cells) p *= alive;
      cells[0] += 1 - alive;
    });
  }

  /// \param delta  continuous discount rate per unit of time, > 0
  void discounted_purchases(const HistoryView& rows, double delta, std::span<double> out, int n_threads = 0) const {
    retailsim::detail::positive(delta, "ParetoNbd: delta");
    rows.check("ParetoNbd");
    // What is discounted depends on a row's age alone: each age once.
    std::unordered_map<double, std::uint32_t> place;
    std::vector<double> ages;
    std::vector<std::uint32_t> age_of(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto [at, is_new] = place.try_emplace(rows.age[i], static_cast<std::uint32_t>(ages.size()));
      if (is_new) ages.push_back(rows.age[i]);
      age_of[i] = at->second;
    }
    std::vector<double> tails(ages.size());
    detail::WorkerPool pool(detail::thread_count(n_threads));
    pool.run((ages.size() + detail::chunk_size - 1) / detail::chunk_size, [&](std::size_t chunk) {
      const std::size_t end = std::min(ages.size(), (chunk + 1) * detail::chunk_size);
      for (std::size_t k = chunk * detail::chunk_size; k < end; ++k)
        tails[k] = (p_.beta + ages[k]) * detail::discounted_tail(delta * (p_.beta + ages[k]), p_.s);
    });
    for_rows(rows, out, 1, n_threads, [&](std::size_t i, double alive, std::span<double> cell) {
      cell[0] = alive * (p_.r + rows.n_repeat_orders[i]) / (p_.alpha + rows.age[i]) * tails[age_of[i]];
    });
  }

  double expected_purchases(double t) const {
    retailsim::detail::not_negative(t, "ParetoNbd: t");
    return p_.r / p_.alpha * detail::mean_time_alive(p_.s, p_.beta, t);
  }
  /// P(k repeat orders of a new customer in (0, t]), k < n_counts.
  std::vector<double> count_probabilities(double t, std::size_t n_counts) const {
    retailsim::detail::not_negative(t, "ParetoNbd: t");
    retailsim::detail::at_least<std::size_t>(n_counts, 1, "ParetoNbd: n_counts");
    std::vector<double> pmf(n_counts);
    detail::pareto_pmf(p_, t, pmf);
    return pmf;
  }

  /// ln P(alive at T): where the probability itself is below all numbers.
  double log_probability_alive(int n_repeat_orders, double age_at_last_order, double age) const {
    const double x = n_repeat_orders;
    detail::DeathIntegral deaths;
    detail::integrate_deaths<false>(p_, &x, &age_at_last_order, &age, 1, &deaths);
    const double d = detail::log_odds_dead(p_, x, age_at_last_order, age, deaths.value);
    return -(std::max(d, 0.0) + std::log1p(std::exp(-std::abs(d))));
  }

 private:
  /// Calls write(i, P(alive), cells of row i) for every row.
  template <class Write>
  void for_rows(const HistoryView& rows, std::span<double> out, std::size_t n_each, int n_threads,
                Write&& write) const {
    rows.check("ParetoNbd");
    detail::require_size(out.size(), rows.size() * n_each, "ParetoNbd");
    detail::WorkerPool pool(detail::thread_count(n_threads, rows.size()));
    const auto& kernels = retailsim::detail::kernels();
    detail::for_chunks(pool, rows.size(), [&](std::size_t begin, std::size_t n) {
      alignas(64) double x[detail::chunk_size], alpha[detail::chunk_size], beta[detail::chunk_size],
          odds[detail::chunk_size];
      const double *t_x = rows.age_at_last_order.data() + begin, *T = rows.age.data() + begin;
      for (std::size_t i = 0; i < n; ++i) x[i] = rows.n_repeat_orders[begin + i];
      detail::DeathIntegral deaths[detail::chunk_size];
      detail::integrate_deaths<false>(p_, x, t_x, T, n, deaths);
      for (std::size_t i = 0; i < n; ++i) {
        alpha[i] = (p_.alpha + T[i]) / (p_.alpha + t_x[i]);
        beta[i] = (p_.beta + T[i]) / (p_.beta + t_x[i]);
      }
      kernels.log_in_place(alpha, n);
      kernels.log_in_place(beta, n);
      for (std::size_t i = 0; i < n; ++i) odds[i] = (p_.r + x[i]) * alpha[i] + p_.s * beta[i];
      kernels.exp_in_place(odds, n);
      for (std::size_t i = 0; i < n; ++i) {
        const double dead = odds[i] * p_.s * deaths[i].value / (p_.beta + t_x[i]);
        write(begin + i, 1 / (1 + dead), out.subspan((begin + i) * n_each, n_each));
      }
    });
  }

  detail::ParetoParameters p_;
};

}  // namespace retailsim::forecast
