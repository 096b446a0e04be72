// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/blocks.hpp>
#include <retailsim/forecast/detail/fit_checks.hpp>
#include <retailsim/forecast/detail/negative_binomial_counts.hpp>
#include <retailsim/forecast/detail/parameter_fit.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim::forecast {

/// What customers spent: of each, the number of orders and their mean value, finite. As columns somebody else owns.
/// Whether the first order counts is the caller's choice; the published fits leave it out.
struct SpendView {
  std::span<const std::int32_t> n_orders;
  std::span<const double> mean_value;
  std::size_t size() const { return n_orders.size(); }
};

/// Gamma-Gamma: an order's value ~ Gamma(p, nu) with the customer's nu ~ Gamma(q, gamma), whatever the rate of orders.
/// Given x orders of mean value m,
///
///     ln L = ln(Gamma(p x + q) / (Gamma(p x) Gamma(q))) + q ln gamma + (p x - 1) ln m + p x ln x
///            - (p x + q) ln(gamma + m x),
///     E[mean value of future orders] = p (gamma + m x) / (p x + q - 1).
///
/// Of all customers the mean is p gamma / (q - 1): there is none where q <= 1, and none for a customer where
/// p x + q <= 1; medians always exist. gamma and values have the data's unit of money.
/// Source: P. S. Fader and B. G. S. Hardie, The Gamma-Gamma Model of Monetary Value, 2013.
class GammaGamma {
 public:
  static constexpr const char* name = "gamma-gamma";

  /// \param p,q,gamma  shape of an order's value; shape and rate of the law of the customers' scales
  /// \throws std::invalid_argument unless all are finite and > 0
  GammaGamma(double p, double q, double gamma)
      : p_(retailsim::detail::positive(p, "GammaGamma: p")),
        q_(retailsim::detail::positive(q, "GammaGamma: q")),
        gamma_(retailsim::detail::positive(gamma, "GammaGamma: gamma")) {}

  /// Customers without orders say nothing and are left out; so are those of a mean value <= 0, which a warning counts.
  /// \throws std::invalid_argument for a mean value that is not finite, and without two customers to learn from
  static Fitted<GammaGamma> fit(const SpendView& rows, const FitOptions& options = {}) {
    check(rows);
    const Rows used(rows);
    if (used.x.size() < 2)
      throw std::invalid_argument("GammaGamma: there must be two customers with orders of a value > 0, got " +
                                  std::to_string(used.x.size()));
    detail::WorkerPool pool(detail::thread_count(options.n_threads));
    FitReport report = detail::fit_parameters(
        "GammaGamma", {{"p", 3}, {"q", 3}, {"gamma", 1, true}}, used.unit,
        -static_cast<double>(used.x.size()) * std::log(used.unit), static_cast<double>(used.x.size()),
        [&](std::span<const double> values, std::span<double> gradient) {
          return used.log_likelihood(values, gradient, pool);
        },
        options);
    if (used.n_left_out > 0)
      report.warnings.push_back(std::to_string(used.n_left_out) + " customers of a mean value <= 0 were left out");
    if (report.parameters[1] <= 1)
      report.warnings.push_back("q <= 1: the law of the customers' mean values has no mean; use median_value");
    const std::vector<double>& p = report.parameters;
    return {GammaGamma(p[0], p[1], p[2]), std::move(report)};
  }

  double p() const { return p_; }
  double q() const { return q_; }
  double gamma() const { return gamma_; }

  /// Expected mean value of each customer's future orders.
  /// \throws std::invalid_argument if a row's expectation does not exist, p x + q <= 1
  void expected_value(const SpendView& rows, std::span<double> out) const {
    check(rows);
    detail::require_size(out.size(), rows.size(), "GammaGamma");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double x = rows.n_orders[i], total = x > 0 ? x * std::max(rows.mean_value[i], 0.0) : 0;
      const double shape = p_ * x + q_ - 1;
      if (!(shape > 0))
        throw std::invalid_argument("GammaGamma: p x + q must be > 1 for an expectation, got " +
                                    retailsim::detail::number_text(shape + 1) + " in row " + std::to_string(i) +
                                    "; median_value exists");
      out[i] = p_ * (gamma_ + total) / shape;
    }
  }

  /// Median of each customer's mean value: p / nu with nu ~ Gamma(p x + q, gamma + m x).
  void median_value(const SpendView& rows, std::span<double> out) const {
    check(rows);
    detail::require_size(out.size(), rows.size(), "GammaGamma");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double x = rows.n_orders[i], total = x > 0 ? x * std::max(rows.mean_value[i], 0.0) : 0;
      out[i] = p_ * (gamma_ + total) / boost::math::gamma_p_inv(p_ * x + q_, 0.5, detail::SpecialPolicy{});
    }
  }

 private:
  static void check(const SpendView& rows) {
    if (rows.mean_value.size() != rows.size())
      throw std::invalid_argument("GammaGamma: the columns must be of equal length, got " +
                                  std::to_string(rows.size()) + " and " + std::to_string(rows.mean_value.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows.n_orders[i] < 0)
        throw std::invalid_argument("GammaGamma: n_orders must be >= 0, got " + std::to_string(rows.n_orders[i]) +
                                    " in row " + std::to_string(i));
      if (!std::isfinite(rows.mean_value[i]))
        throw std::invalid_argument("GammaGamma: mean_value must be finite, got " +
                                    retailsim::detail::number_text(rows.mean_value[i]) + " in row " +
                                    std::to_string(i));
    }
  }

  /// The rows a fit uses, with values divided by their mean, and what of them depends on x alone.
  struct Rows {
    explicit Rows(const SpendView& all) {
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (all.n_orders[i] == 0) continue;
        if (!(all.mean_value[i] > 0)) {
          ++n_left_out;
          continue;
        }
        x.push_back(all.n_orders[i]);
        total.push_back(all.mean_value[i]);
      }
      if (x.empty()) return;
      unit = 0;
      for (const double m : total) unit += m / static_cast<double>(total.size());
      distinct = x;
      std::ranges::sort(distinct);
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      count.assign(distinct.size(), 0);
      log_sum.assign(distinct.size(), 0);
      for (std::size_t i = 0; i < x.size(); ++i) {
        const auto slot = static_cast<std::size_t>(std::ranges::lower_bound(distinct, x[i]) - distinct.begin());
        total[i] /= unit;
        count[slot] += 1;
        log_sum[slot] += std::log(total[i]);
        total[i] *= x[i];
      }
    }

    double log_likelihood(std::span<const double> values, std::span<double> gradient, detail::WorkerPool& pool) const {
      const double p = values[0], q = values[1], gamma = values[2], n = static_cast<double>(x.size());
      double sum = n * (q * std::log(gamma) - std::lgamma(q)), by_p = 0;
      double by_q = n * (std::log(gamma) - boost::math::digamma(q));
      for (std::size_t k = 0; k < distinct.size(); ++k) {
        const double shape = p * distinct[k], grown = boost::math::digamma(shape + q), logs = std::log(distinct[k]);
        sum += count[k] * (std::lgamma(shape + q) - std::lgamma(shape) + shape * logs) + (shape - 1) * log_sum[k];
        by_p += distinct[k] * (count[k] * (grown - boost::math::digamma(shape) + logs) + log_sum[k]);
        by_q += count[k] * grown;
      }
      const std::vector<double> sums =
          detail::sum_chunks(pool, x.size(), 3, [&](std::size_t begin, std::size_t size, std::span<double> out) {
            alignas(64) double logs[detail::chunk_size];
            for (std::size_t i = 0; i < size; ++i) logs[i] = gamma + total[begin + i];
            retailsim::detail::kernels().log_in_place(logs, size);
            double plain = 0, by_x = 0, per = 0;
            for (std::size_t i = 0; i < size; ++i) {
              const double orders = x[begin + i];
              plain += logs[i];
              by_x += orders * logs[i];
              per += (p * orders + q) / (gamma + total[begin + i]);
            }
            out[0] += plain;
            out[1] += by_x;
            out[2] += per;
          });
      gradient[0] = by_p - sums[1];
      gradient[1] = by_q - sums[0];
      gradient[2] = n * q / gamma - sums[2];
      return sum - p * sums[1] - q * sums[0];
    }

    std::vector<double> x, total, distinct, count, log_sum;
    double unit = 1;
    std::size_t n_left_out = 0;
  };

  double p_, q_, gamma_;
};

}  // namespace retailsim::forecast
