#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/bfgs.hpp>
#include <retailsim/forecast/fit.hpp>

namespace retailsim::forecast::detail {

/// One parameter of a likelihood.
struct ParameterSpec {
  std::string name;
  double start = 1;
  bool has_unit_of_time = false;  ///< the value is in units of time: alpha, beta
  bool is_positive = true;        ///< fitted as its logarithm
};

/// A log likelihood of all customers at parameter values, with times in units of `unit`; writes the gradient by the
/// values.
using LogLikelihood = std::function<double(std::span<const double> values, std::span<double> gradient)>;

/// How far a logarithm, in scaled time, may go: 4e-9 to 3e8. An effect of a covariate: 30.
inline constexpr double log_range = 19.4, effect_range = 30;
/// A standard error of a logarithm above this, a factor of 20 either way, is no knowledge.
inline constexpr double unknown_error = 3;

/// Maximises the likelihood (with priors: the posterior) from the parameters' starting values.
/// \param unit           the data's times are `unit` times those of the likelihood
/// \param log_of_units   what to add to the scaled log likelihood to have it in the data's unit
inline FitReport fit_parameters(const char* owner, const std::vector<ParameterSpec>& specs, double unit,
                                double log_of_units, double n_customers, const LogLikelihood& log_likelihood,
                                const FitOptions& options) {
  const std::size_t k = specs.size();
  if (!options.priors.empty() && options.priors.size() != k)
    throw std::invalid_argument(std::string(owner) + ": priors must be one for each of " + std::to_string(k) +
                                " parameters, got " + std::to_string(options.priors.size()));
  std::vector<double> start(k), lower(k), upper(k), prior_mean(k, 0.0), prior_weight(k, 0.0);
  for (std::size_t i = 0; i < k; ++i) {
    const double range = specs[i].is_positive ? log_range : effect_range;
    lower[i] = -range;
    upper[i] = range;
    start[i] = specs[i].is_positive ? std::clamp(std::log(specs[i].start), -range, range) : specs[i].start;
    if (options.priors.empty() || !options.priors[i]) continue;
    const std::string what = std::string(owner) + ": prior of " + specs[i].name;
    const double median = retailsim::detail::positive(options.priors[i]->median, what + ", median");
    const double sigma = retailsim::detail::positive(options.priors[i]->sigma, what + ", sigma");
    prior_mean[i] = std::log(median / (specs[i].has_unit_of_time ? unit : 1));
    prior_weight[i] = 1 / (sigma * sigma);
  }
  const auto penalty_at = [&](std::span<const double> theta) {
    double sum = 0;
    for (std::size_t i = 0; i < k; ++i)
      sum += 0.5 * prior_weight[i] * (theta[i] - prior_mean[i]) * (theta[i] - prior_mean[i]);
    return sum;
  };
  std::vector<double> values(k), slopes(k);
  const Objective objective = [&](std::span<const double> theta, std::span<double> gradient) {
    for (std::size_t i = 0; i < k; ++i) values[i] = specs[i].is_positive ? std::exp(theta[i]) : theta[i];
    const double total = log_likelihood(values, slopes) - penalty_at(theta);
    for (std::size_t i = 0; i < k; ++i) {
      const double slope = slopes[i] * (specs[i].is_positive ? values[i] : 1);
      gradient[i] = -(slope - prior_weight[i] * (theta[i] - prior_mean[i])) / n_customers;
    }
    return -total / n_customers;
  };
  Bfgs::Options search{.max_iterations = options.max_iterations, .tolerance = options.tolerance};
  if (options.on_step) {
    search.on_step = [&](int iteration, double value, double gradient) {
      options.on_step({iteration, -value * n_customers + log_of_units, gradient});
    };
  }
  const Minimum minimum = Bfgs(objective, lower, upper, search).minimise(start);
  if (!std::isfinite(minimum.value))
    throw std::invalid_argument(std::string(owner) + ": the log likelihood of these histories is not finite");

  FitReport report;
  report.n_customers = n_customers;
  report.log_likelihood = -minimum.value * n_customers + penalty_at(minimum.x) + log_of_units;
  report.n_iterations = minimum.n_iterations;
  report.n_evaluations = minimum.n_evaluations;
  report.gradient = minimum.gradient_norm;
  report.converged = minimum.converged;

  SquareMatrix information(k);
  std::vector<bool> held(k);
  for (std::size_t i = 0; i < k; ++i) held[i] = minimum.x[i] <= lower[i] + 1e-9 || minimum.x[i] >= upper[i] - 1e-9;
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j)
      information(i, j) = held[i] || held[j] ? (i == j ? 1.0 : 0.0) : minimum.hessian(i, j) * n_customers;
  SquareMatrix covariance = inverse_of_positive(information);
  // Along a direction in which the likelihood is flat, rounding may leave the Hessian not quite positive: a little on
  // its diagonal turns that into a very large standard error.
  for (double ridge = 1e-10 * n_customers; covariance.n == 0 && ridge < 1e3 * n_customers; ridge *= 10) {
    SquareMatrix raised = information;
    for (std::size_t i = 0; i < k; ++i) raised(i, i) += ridge;
    covariance = inverse_of_positive(raised);
  }
  if (covariance.n == 0) covariance = SquareMatrix::identity(k, std::numeric_limits<double>::infinity());
  std::string unknown;
  for (std::size_t i = 0; i < k; ++i) {
    const double scale = specs[i].has_unit_of_time ? unit : 1;
    const double value = specs[i].is_positive ? std::exp(minimum.x[i]) * scale : minimum.x[i];
    const double error = std::sqrt(std::max(0.0, covariance(i, i)));
    report.names.push_back(specs[i].name);
    report.parameters.push_back(value);
    report.standard_errors.push_back(held[i] ? std::numeric_limits<double>::infinity()
                                             : error * (specs[i].is_positive ? value : 1));
    if (held[i]) {
      report.warnings.push_back(specs[i].name + " is at the " + (minimum.x[i] < 0 ? "lower" : "upper") +
                                " end of its range: the data have no maximum inside");
    } else if (error > unknown_error) {
      unknown += (unknown.empty() ? "" : ", ") + specs[i].name;
    }
  }
  if (!unknown.empty())
    report.warnings.push_back(unknown + ": not determined by the data (standard error of the logarithm above " +
                              retailsim::detail::number_text(unknown_error) +
                              "); expectations may still be good, a prior would settle the values");
  if (!report.converged)
    report.warnings.push_back("not converged: the gradient of the mean log likelihood is " +
                              retailsim::detail::number_text(report.gradient) + ", above the tolerance " +
                              retailsim::detail::number_text(options.tolerance));
  report.covariance = covariance.values;
  return report;
}

}  // namespace retailsim::forecast::detail
