// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <retailsim/forecast/detail/blocks.hpp>
#include <retailsim/forecast/detail/rising.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim::forecast::detail {

/// The log likelihood of BG/NBD (from the first repeat order on a customer may drop out) and MBG/NBD (from the first
/// order on), by (r, alpha, a, b). With n the chances to drop out, n = x or x + 1, and j = n - 1,
///
///     ln L = ln(Gamma(r + x) / Gamma(r)) + r ln alpha + ln(B(a, b + n) / B(a, b)) - (r + x) ln(alpha + T)
///            + ln(1 + e^d),     d = ln(a / (b + j)) + (r + x) ln((alpha + T) / (alpha + t_x)),
///
/// the last term only where n > 0; 1 / (1 + e^d) is the probability to be alive at T. All but two logarithms of times,
/// one exponential and one logarithm per row depend on x alone and are tables.
/// Source: Fader, Hardie and Lee 2005, equation (6), in logarithms.
class BetaGeometricLikelihood {
 public:
  BetaGeometricLikelihood(const GroupedHistory& rows, bool drops_at_first) : rows_(rows), shift_(drops_at_first) {
    for (const double x : rows.distinct_x()) chances_.push_back(x + shift_);
  }

  double operator()(std::span<const double> values, std::span<double> gradient, WorkerPool& pool) const {
    const double r = values[0], alpha = values[1], a = values[2], b = values[3];
    const RisingTable orders(r, rows_.distinct_x());
    const SurvivalTable survival(a, b, chances_);
    const std::size_t n_slots = chances_.size();
    std::vector<double> log_odds(n_slots), inverse(n_slots);
    double total = r * std::log(alpha) * rows_.n_customers(), by_r = std::log(alpha) * rows_.n_customers(), by_a = 0,
           by_b = 0;
    for (std::size_t k = 0; k < n_slots; ++k) {
      const double weight = rows_.distinct_x_weight()[k];
      total += weight * (orders.value[k] + survival.value[k]);
      by_r += weight * orders.slope[k];
      by_a += weight * survival.slope_a[k];
      by_b += weight * survival.slope_b[k];
      // Without a chance to drop out e^d is 0; -2000 is as good and makes no NaN.
      inverse[k] = chances_[k] > 0 ? 1 / (b + chances_[k] - 1) : 0;
      log_odds[k] = chances_[k] > 0 ? std::log(a) + std::log(inverse[k]) : -2000;
    }
    const std::vector<double> sums =
        sum_chunks(pool, rows_.size(), 5, [&](std::size_t begin, std::size_t n, std::span<double> out) {
          add_chunk(r, alpha, log_odds.data(), inverse.data(), begin, n, out);
        });
    gradient[0] = by_r + sums[1];
    gradient[1] = r / alpha * rows_.n_customers() + sums[2];
    gradient[2] = by_a + sums[3] / a;
    gradient[3] = by_b - sums[4];
    return total + sums[0];
  }

 private:
  void add_chunk(double r, double alpha, const double* log_odds, const double* inverse, std::size_t begin,
                 std::size_t n, std::span<double> out) const {
    const auto& kernels = retailsim::detail::kernels();
    const double* x = rows_.x().data() + begin;
    const double* t_x = rows_.t_x().data() + begin;
    const double* T = rows_.T().data() + begin;
    const double* weight = rows_.weight().data() + begin;
    const std::uint32_t* slot = rows_.x_slot().data() + begin;
    alignas(64) double log_now[chunk_size], ratio[chunk_size], d[chunk_size], e[chunk_size], soft[chunk_size];
    for (std::size_t i = 0; i < n; ++i) {
      log_now[i] = alpha + T[i];
      ratio[i] = (alpha + T[i]) / (alpha + t_x[i]);
    }
    kernels.log_in_place(log_now, n);
    kernels.log_in_place(ratio, n);
    for (std::size_t i = 0; i < n; ++i) d[i] = (r + x[i]) * ratio[i] + log_odds[slot[i]];
    for (std::size_t i = 0; i < n; ++i) e[i] = -std::abs(d[i]);
    kernels.exp_in_place(e, n);
    for (std::size_t i = 0; i < n; ++i) soft[i] = 1 + e[i];
    kernels.log_in_place(soft, n);
    double sum = 0, by_r = 0, by_alpha = 0, by_a = 0, by_b = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double shape = r + x[i], gone = (d[i] > 0 ? 1 : e[i]) / (1 + e[i]);
      const double now = 1 / (alpha + T[i]), last = 1 / (alpha + t_x[i]), w = weight[i];
      sum += w * (std::max(d[i], 0.0) + soft[i] - shape * log_now[i]);
      by_r += w * (gone * ratio[i] - log_now[i]);
      by_alpha += w * shape * (gone * (now - last) - now);
      by_a += w * gone;
      by_b += w * gone * inverse[slot[i]];
    }
    out[0] += sum;
    out[1] += by_r;
    out[2] += by_alpha;
    out[3] += by_a;
    out[4] += by_b;
  }

  const GroupedHistory& rows_;
  double shift_;
  std::vector<double> chances_;
};

}  // namespace retailsim::forecast::detail
