// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/forecast/detail/blocks.hpp>
#include <retailsim/forecast/detail/gauss_legendre.hpp>
#include <retailsim/forecast/detail/rising.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim::forecast::detail {

/// Values of the parameters (r, alpha, s, beta).
struct ParetoParameters {
  double r = 1, alpha = 1, s = 1, beta = 1;
};

/// The part of customers' likelihood in which they have died, an integral over the time tau of the death:
///
///     J = integral from t_x to T of h(tau),
///     h = ((alpha + t_x) / (alpha + tau))^(r + x) ((beta + t_x) / (beta + tau))^(s + 1),
///
/// positive and at most T - t_x, so that nothing overflows or cancels where the difference of two 2F1 of the papers
/// does. With y = ln((m + tau) / (m + t_x)), m the smaller of alpha and beta, the integrand is smooth on the scale of 1
/// (its singularities lie pi off the real line); panels of 16 Gauss-Legendre nodes are at most 2.5 wide in y and 15 in
/// the exponent, and past a fall of e^-38 there is nothing: 1e-12 of J is the largest error.
struct DeathIntegral {
  double value = 0;
  /// The integrals of h times ln((alpha + tau) / (alpha + t_x)), the same of beta, 1 / (alpha + tau), 1 / (beta + tau).
  double log_alpha = 0, log_beta = 0, per_alpha = 0, per_beta = 0;
};

template <bool with_moments>
void integrate_deaths(const ParetoParameters& p, const double* x, const double* t_x, const double* T, std::size_t n,
                      DeathIntegral* out) {
  constexpr std::size_t n_nodes = 16, n_items = chunk_size / n_nodes;
  const auto& kernels = retailsim::detail::kernels();
  const auto& rule = gauss_legendre<n_nodes>();
  const bool alpha_first = p.alpha <= p.beta;
  const double m = std::min(p.alpha, p.beta), between = std::abs(p.alpha - p.beta);
  struct Item {
    std::size_t row;
    double low, width;
  };
  Item items[n_items];
  std::size_t n_waiting = 0;
  alignas(64) double y[chunk_size], near[chunk_size], far_log[chunk_size], h[chunk_size];

  const auto flush = [&] {
    const std::size_t size = n_waiting * n_nodes;
    for (std::size_t k = 0; k < n_waiting; ++k)
      for (std::size_t j = 0; j < n_nodes; ++j)
        near[k * n_nodes + j] = y[k * n_nodes + j] = items[k].low + items[k].width * rule.node[j];
    kernels.exp_in_place(near, size);
    for (std::size_t k = 0; k < n_waiting; ++k) {
      const double start = m + t_x[items[k].row], per_far = 1 / (start + between);
      for (std::size_t j = k * n_nodes; j < (k + 1) * n_nodes; ++j) {
        near[j] *= start;
        far_log[j] = (near[j] + between) * per_far;
      }
    }
    kernels.log_in_place(far_log, size);
    for (std::size_t k = 0; k < n_waiting; ++k) {
      const double shape = p.r + x[items[k].row];
      const double by_near = alpha_first ? shape : p.s + 1, by_far = alpha_first ? p.s + 1 : shape;
      for (std::size_t j = k * n_nodes; j < (k + 1) * n_nodes; ++j) h[j] = -by_near * y[j] - by_far * far_log[j];
    }
    kernels.exp_in_place(h, size);
    for (std::size_t k = 0; k < n_waiting; ++k) {
      const double* hs = h + k * n_nodes;
      const double *ys = y + k * n_nodes, *nears = near + k * n_nodes, *fars = far_log + k * n_nodes;
      double value = 0, log_near = 0, log_far = 0, per_near = 0, per_far = 0;
      for (std::size_t j = 0; j < n_nodes; ++j) {
        const double weighted = rule.weight[j] * hs[j], mass = weighted * nears[j];
        value += mass;
        if constexpr (with_moments) {
          log_near += mass * ys[j];
          log_far += mass * fars[j];
          per_near += weighted;
          per_far += mass / (nears[j] + between);
        }
      }
      DeathIntegral& sum = out[items[k].row];
      const double width = items[k].width;
      sum.value += width * value;
      if constexpr (with_moments) {
        sum.log_alpha += width * (alpha_first ? log_near : log_far);
        sum.log_beta += width * (alpha_first ? log_far : log_near);
        sum.per_alpha += width * (alpha_first ? per_near : per_far);
        sum.per_beta += width * (alpha_first ? per_far : per_near);
      }
    }
    n_waiting = 0;
  };

  constexpr double fall = 38;
  alignas(64) double range[chunk_size], end[chunk_size];
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = {};
    const double shape = p.r + x[i];
    double length = T[i] - t_x[i];
    // A short silence cannot see the fall, and expm1 is only called for long ones.
    if (length * shape > fall * (p.alpha + t_x[i]))
      length = std::min(length, (p.alpha + t_x[i]) * std::expm1(fall / shape));
    if (length * (p.s + 1) > fall * (p.beta + t_x[i]))
      length = std::min(length, (p.beta + t_x[i]) * std::expm1(fall / (p.s + 1)));
    end[i] = length;
    range[i] = 1 + length / (m + t_x[i]);
  }
  kernels.log_in_place(range, n);
  for (std::size_t i = 0; i < n; ++i) {
    if (!(end[i] > 0)) continue;
    // log of 1 + a small number has lost that number's digits.
    const double total = range[i] < 0.01 ? std::log1p(end[i] / (m + t_x[i])) : range[i];
    // The exponent falls by less than (shape + s + 1) total, or at most the two falls together.
    const double exponent = std::min((p.r + x[i] + p.s + 1) * total, 2 * fall);
    const double n_panels = std::ceil(std::max(total / 2.5, exponent / 15)), width = total / n_panels;
    for (double panel = 0; panel < n_panels; ++panel) {
      items[n_waiting++] = {i, panel * width, width};
      if (n_waiting == n_items) flush();
    }
  }
  if (n_waiting > 0) flush();
}

/// ln of the odds of death before T to life at T: the probability alive is 1 / (1 + e^d).
inline double log_odds_dead(const ParetoParameters& p, double x, double t_x, double T, double integral) {
  if (!(integral > 0)) return -2000;
  return std::log(p.s * integral / (p.beta + t_x)) + (p.r + x) * std::log((p.alpha + T) / (p.alpha + t_x)) +
         p.s * std::log((p.beta + T) / (p.beta + t_x));
}

/// The log likelihood of Pareto/NBD by (r, alpha, s, beta):
///
///     ln L = ln(Gamma(r + x) / Gamma(r)) + r ln alpha + s ln beta - (r + x) ln(alpha + T) - s ln(beta + T)
///            + ln(1 + e^d),   e^d = s J / (beta + t_x) ((alpha + T) / (alpha + t_x))^(r+x) ((beta + T) / (beta +
///            t_x))^s.
///
/// Source: Schmittlein, Morrison and Colombo 1987, by the integral that precedes their 2F1.
class ParetoLikelihood {
 public:
  explicit ParetoLikelihood(const GroupedHistory& rows) : rows_(rows) {}

  double operator()(std::span<const double> values, std::span<double> gradient, WorkerPool& pool) const {
    const ParetoParameters p{values[0], values[1], values[2], values[3]};
    const RisingTable orders(p.r, rows_.distinct_x());
    const double n = rows_.n_customers();
    double total = n * (p.r * std::log(p.alpha) + p.s * std::log(p.beta)), by_r = n * std::log(p.alpha);
    for (std::size_t k = 0; k < orders.value.size(); ++k) {
      total += rows_.distinct_x_weight()[k] * orders.value[k];
      by_r += rows_.distinct_x_weight()[k] * orders.slope[k];
    }
    const std::vector<double> sums =
        sum_chunks(pool, rows_.size(), 5,
                   [&](std::size_t begin, std::size_t size, std::span<double> out) { add_chunk(p, begin, size, out); });
    gradient[0] = by_r + sums[1];
    gradient[1] = n * p.r / p.alpha + sums[2];
    gradient[2] = n * std::log(p.beta) + sums[3];
    gradient[3] = n * p.s / p.beta + sums[4];
    return total + sums[0];
  }

 private:
  void add_chunk(const ParetoParameters& p, std::size_t begin, std::size_t n, std::span<double> out) const {
    const auto& kernels = retailsim::detail::kernels();
    const double* x = rows_.x().data() + begin;
    const double* t_x = rows_.t_x().data() + begin;
    const double* T = rows_.T().data() + begin;
    const double* weight = rows_.weight().data() + begin;
    DeathIntegral deaths[chunk_size];
    integrate_deaths<true>(p, x, t_x, T, n, deaths);
    alignas(64) double alpha_now[chunk_size], alpha_ratio[chunk_size], beta_now[chunk_size], beta_ratio[chunk_size],
        d[chunk_size], e[chunk_size], soft[chunk_size];
    for (std::size_t i = 0; i < n; ++i) {
      alpha_now[i] = p.alpha + T[i];
      alpha_ratio[i] = alpha_now[i] / (p.alpha + t_x[i]);
      beta_now[i] = p.beta + T[i];
      beta_ratio[i] = beta_now[i] / (p.beta + t_x[i]);
      d[i] = std::max(p.s * deaths[i].value / (p.beta + t_x[i]), 0x1p-1000);
    }
    for (double* values : {alpha_now, alpha_ratio, beta_now, beta_ratio, d}) kernels.log_in_place(values, n);
    for (std::size_t i = 0; i < n; ++i) {
      // Who bought on the last day has not died before: J = 0.
      d[i] = deaths[i].value > 0 ? d[i] + (p.r + x[i]) * alpha_ratio[i] + p.s * beta_ratio[i] : -2000;
      e[i] = -std::abs(d[i]);
    }
    kernels.exp_in_place(e, n);
    for (std::size_t i = 0; i < n; ++i) soft[i] = 1 + e[i];
    kernels.log_in_place(soft, n);
    double sum = 0, by_r = 0, by_alpha = 0, by_s = 0, by_beta = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double shape = p.r + x[i], w = weight[i];
      const double dead = (d[i] > 0 ? 1 : e[i]) / (1 + e[i]), alive = (d[i] > 0 ? e[i] : 1) / (1 + e[i]);
      const double per = dead / std::max(deaths[i].value, 0x1p-1000);
      sum += w * (std::max(d[i], 0.0) + soft[i] - shape * alpha_now[i] - p.s * beta_now[i]);
      by_r += w * (dead * alpha_ratio[i] - alpha_now[i] - per * deaths[i].log_alpha);
      by_alpha -= w * shape * (alive / (p.alpha + T[i]) + per * deaths[i].per_alpha);
      by_s += w * (dead * (1 / p.s + beta_ratio[i]) - beta_now[i] - per * deaths[i].log_beta);
      by_beta -= w * (p.s * alive / (p.beta + T[i]) + (p.s + 1) * per * deaths[i].per_beta);
    }
    out[0] += sum;
    out[1] += by_r;
    out[2] += by_alpha;
    out[3] += by_s;
    out[4] += by_beta;
  }

  const GroupedHistory& rows_;
};

}  // namespace retailsim::forecast::detail
