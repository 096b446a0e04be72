#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/error.hpp>

namespace retailsim::forecast {

/// What is known of a parameter before the data: its logarithm ~ N(ln median, sigma^2). A fit then is the maximum of
/// the posterior density of the logarithms (MAP). A penalty c (ln p)^2 is the prior {1, 1 / sqrt(2 c)}.
struct LogNormalPrior {
  double median = 1;
  double sigma = 1;
};

/// One iteration of a fit, for logs.
struct FitStep {
  int iteration = 0;
  double log_likelihood = 0;  ///< of all customers; with priors, the log posterior
  double gradient = 0;        ///< largest |d mean log likelihood / d ln parameter|
};

struct FitOptions {
  int n_threads = 0;  ///< 0: as many as the processor has; results do not depend on it
  int max_iterations = 500;
  double tolerance = 1e-8;  ///< on FitStep::gradient
  /// One for each parameter in the model's order and the data's unit of time, or none at all.
  std::vector<std::optional<LogNormalPrior>> priors{};
  std::function<void(const FitStep&)> on_step{};
};

/// How a fit ended. Nothing is hidden: what the data do not determine is in `warnings`.
struct FitReport {
  std::vector<std::string> names;       ///< of the parameters, as in the papers
  std::vector<double> parameters;       ///< in the data's unit of time
  std::vector<double> standard_errors;  ///< from the inverse Hessian in ln parameter, times the parameter; infinite
                                        ///< where the data do not determine it
  std::vector<double> covariance;       ///< of the ln parameters (of covariates' effects: themselves), k x k, row-major
  double log_likelihood = 0;            ///< without priors; terms that depend on x alone (x!) are left out
  double n_customers = 0;
  int n_iterations = 0, n_evaluations = 0;
  double gradient = 0;     ///< as FitStep's, at the end, over parameters that are not at a bound
  bool converged = false;  ///< gradient <= tolerance
  std::vector<std::string> warnings;

  double parameter(std::string_view name) const { return parameters.at(place(name)); }
  double standard_error(std::string_view name) const { return standard_errors.at(place(name)); }

 private:
  std::size_t place(std::string_view name) const {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == name) return i;
    throw std::invalid_argument("FitReport: " + std::string(name) + " is no parameter of the model");
  }
};

/// A model and how it was fitted: `const auto [model, report] = BgNbd::fit(history);`
template <class Model>
struct Fitted {
  Model model;
  FitReport report;
};

}  // namespace retailsim::forecast
