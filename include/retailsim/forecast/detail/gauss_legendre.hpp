#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace retailsim::forecast::detail {

/// Nodes and weights of the Gauss-Legendre rule on [0, 1], by Newton's method from the cosine approximation of the
/// roots. Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 1964, 25.4.29.
template <std::size_t N>
struct GaussLegendre {
  GaussLegendre() {
    for (std::size_t i = 0; i < N; ++i) {
      double z = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (static_cast<double>(N) + 0.5));
      double slope = 0;
      for (int step = 0; step < 20; ++step) {
        double p = 1, before = 0;
        for (std::size_t k = 1; k <= N; ++k) {
          const double d = static_cast<double>(k), earlier = before;
          before = p;
          p = ((2 * d - 1) * z * before - (d - 1) * earlier) / d;
        }
        slope = static_cast<double>(N) * (z * p - before) / (z * z - 1);
        z -= p / slope;
        if (std::abs(p / slope) < 1e-16) break;
      }
      node[N - 1 - i] = 0.5 * (1 + z);
      weight[N - 1 - i] = 1 / ((1 - z * z) * slope * slope);
    }
  }
  std::array<double, N> node{}, weight{};
};

template <std::size_t N>
const GaussLegendre<N>& gauss_legendre() {
  static const GaussLegendre<N> rule;
  return rule;
}

/// The integral of f over [low, high] by equal panels of at most `widest`, 16 nodes each.
template <class Function>
double integrate(double low, double high, double widest, Function&& f) {
  const auto& rule = gauss_legendre<16>();
  const double n_panels = std::ceil((high - low) / widest), width = (high - low) / n_panels;
  double sum = 0;
  for (double panel = 0; panel < n_panels; ++panel)
    for (std::size_t k = 0; k < 16; ++k) sum += rule.weight[k] * f(low + (panel + rule.node[k]) * width);
  return sum * width;
}

}  // namespace retailsim::forecast::detail
