// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/detail/parameter_fit.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>

namespace retailsim::forecast {

/// What is known of customers beside their purchases and does not change: numbers, a row for each customer, as columns
/// somebody else owns. A category of k values is k - 1 columns of 0 and 1.
struct CovariateView {
  std::span<const std::string> names;  ///< of the columns, each once
  std::span<const double> values;      ///< n x names.size(), row-major, finite

  std::span<const double> row(std::size_t i) const { return values.subspan(i * names.size(), names.size()); }

  /// \throws std::invalid_argument "<owner>: ..." for another number of values and one that is not finite
  void check(const char* owner, std::size_t n_rows) const {
    if (values.size() != n_rows * names.size())
      throw std::invalid_argument(std::string(owner) + ": covariates must be " + std::to_string(n_rows) + " rows of " +
                                  std::to_string(names.size()) + ", got " + std::to_string(values.size()) + " values");
    for (std::size_t i = 0; i < values.size(); ++i)
      if (!std::isfinite(values[i]))
        retailsim::detail::invalid(
            std::string(owner) + ": " + names[i % names.size()], "finite",
            retailsim::detail::number_text(values[i]) + " in row " + std::to_string(i / names.size()));
  }
};

namespace detail {

/// On which parameter a set of effects acts: parameter_i = parameter exp(sign z_i' effect).
struct CovariateRole {
  const char* name;
  std::size_t parameter;
  double sign;
};

template <class Btyd>
struct CovariateRoles;

template <bool drops_at_first>
struct CovariateRoles<BetaGeometricNbd<drops_at_first>> {
  static constexpr const char* owner = drops_at_first ? "CovariateMbgNbd" : "CovariateBgNbd";
  static constexpr std::array<const char*, 4> parameters{"r", "alpha", "a", "b"};
  static constexpr std::array<CovariateRole, 3> roles{{{"rate", 1, -1}, {"a", 2, 1}, {"b", 3, 1}}};
  static BetaGeometricLikelihood likelihood(const GroupedHistory& rows) { return {rows, drops_at_first}; }
};

template <>
struct CovariateRoles<ParetoNbd> {
  static constexpr const char* owner = "CovariateParetoNbd";
  static constexpr std::array<const char*, 4> parameters{"r", "alpha", "s", "beta"};
  static constexpr std::array<CovariateRole, 2> roles{{{"rate", 1, -1}, {"death", 3, -1}}};
  static ParetoLikelihood likelihood(const GroupedHistory& rows) { return ParetoLikelihood(rows); }
};

/// Rows of equal covariates, in rising order of them: `rows[begin[s]]` to `rows[begin[s + 1] - 1]` are segment s.
struct Segments {
  explicit Segments(const CovariateView& covariates, std::size_t n_rows) : rows(n_rows) {
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto less = [&](std::size_t i, std::size_t j) {
      return std::ranges::lexicographical_compare(covariates.row(i), covariates.row(j));
    };
    std::ranges::stable_sort(rows, less);
    for (std::size_t k = 0; k < n_rows; ++k)
      if (k == 0 || less(rows[k - 1], rows[k])) begin.push_back(k);
    begin.push_back(n_rows);
  }
  std::size_t size() const { return begin.size() - 1; }
  PurchaseHistory history(const HistoryView& all, std::size_t s) const {
    PurchaseHistory result;
    for (std::size_t k = begin[s]; k < begin[s + 1]; ++k)
      result.push_back(all.n_repeat_orders[rows[k]], all.age_at_last_order[rows[k]], all.age[rows[k]]);
    return result;
  }
  std::vector<std::size_t> rows, begin;
};

}  // namespace detail

/// BG/NBD, MBG/NBD or Pareto/NBD whose parameters depend on a customer's covariates z:
///
/// | model            | parameters of a customer                                                                  |
/// |------------------|-------------------------------------------------------------------------------------------|
/// | (M)BG/NBD        | alpha exp(-z' rate), a exp(z' a), b exp(z' b); r for all                                   |
/// | Pareto/NBD       | alpha exp(-z' rate), beta exp(-z' death); r and s for all                                  |
///
/// so that an effect on `rate` is one on the logarithm of the mean order rate, and one on `death` on that of the mean
/// death rate. The parameters of a report are those at z = 0, the effects are named `rate.<column>` and so on.
///
/// Customers of equal covariates are a segment, with a likelihood of its own: columns of few values cost little,
/// columns in which all customers differ a microsecond for each customer and evaluation. Source: P. S. Fader and B. G.
/// S. Hardie, Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models, 2007.
template <class Btyd>
class CovariateModel {
  using Roles = detail::CovariateRoles<Btyd>;
  static constexpr std::size_t n_base = Roles::parameters.size(), n_roles = Roles::roles.size();

 public:
  /// What reports call it: bg-nbd-covariates.
  static std::string model_name() { return std::string(Btyd::name) + "-covariates"; }

  /// \param base     the four parameters of Btyd at z = 0
  /// \param names    of the columns
  /// \param effects  role after role, in the order of the table, one for each column
  /// \throws std::invalid_argument as Btyd, and for effects that are not finite or of another number
  CovariateModel(std::array<double, 4> base, std::vector<std::string> names, std::vector<double> effects)
      : base_(base), names_(std::move(names)), effects_(std::move(effects)) {
    static_cast<void>(Btyd(base_[0], base_[1], base_[2], base_[3]));
    if (effects_.size() != n_roles * names_.size())
      throw std::invalid_argument(std::string(Roles::owner) + ": effects must be " +
                                  std::to_string(n_roles * names_.size()) + ", got " + std::to_string(effects_.size()));
    for (const double effect : effects_) retailsim::detail::finite(effect, std::string(Roles::owner) + ": an effect");
  }

  /// Priors, if any, are those of the parameters of a customer of mean covariates, then of the effects: of an effect
  /// the prior {1, sigma} is one of mean 0 and standard deviation sigma, a ridge penalty; a small sigma leaves it out.
  /// \throws std::invalid_argument as Btyd::fit, and for a column that is the same for all customers
  static Fitted<CovariateModel> fit(const HistoryView& history, const CovariateView& covariates,
                                    const FitOptions& options = {}) {
    history.check(Roles::owner);
    covariates.check(Roles::owner, history.size());
    const std::size_t n = history.size(), n_columns = covariates.names.size(), k = n_base + n_roles * n_columns;
    // A fit without covariates is where to start, and refuses histories that say nothing. Columns are shifted and
    // scaled to mean 0 and variance 1 meanwhile: the search then does not depend on their units.
    const Fitted<Btyd> plain = Btyd::fit(GroupedHistory(history), {.n_threads = options.n_threads});
    std::vector<double> mean(n_columns, 0.0), scale(n_columns, 0.0),
        z(covariates.values.begin(), covariates.values.end());
    for (std::size_t j = 0; j < n_columns; ++j) {
      for (std::size_t i = 0; i < n; ++i) mean[j] += z[i * n_columns + j] / static_cast<double>(n);
      for (std::size_t i = 0; i < n; ++i) {
        z[i * n_columns + j] -= mean[j];
        scale[j] += z[i * n_columns + j] * z[i * n_columns + j] / static_cast<double>(n);
      }
      scale[j] = std::sqrt(scale[j]);
      if (!(scale[j] > 1e-12 * std::abs(mean[j])))
        throw std::invalid_argument(std::string(Roles::owner) + ": " + covariates.names[j] +
                                    " must differ between customers, got " +
                                    retailsim::detail::number_text(covariates.values[j]) + " for all");
      for (std::size_t i = 0; i < n; ++i) z[i * n_columns + j] /= scale[j];
    }
    const double unit = detail::time_unit(GroupedHistory(history));
    const detail::Segments segments(covariates, n);
    std::vector<GroupedHistory> rows;
    double sum_x = 0;
    for (std::size_t s = 0; s < segments.size(); ++s) {
      rows.push_back(GroupedHistory(segments.history(history, s)).scaled(unit));
      sum_x += rows.back().sum_x();
    }
    const auto z_of = [&](std::size_t s) {
      return std::span(z).subspan(segments.rows[segments.begin[s]] * n_columns, n_columns);
    };

    std::vector<detail::ParameterSpec> specs;
    for (std::size_t p = 0; p < n_base; ++p) {
      const bool has_unit = is_time(p);
      specs.push_back({Roles::parameters[p], plain.report.parameters[p] / (has_unit ? unit : 1), has_unit});
    }
    FitOptions search = options;
    for (std::size_t e = 0; e < n_roles * n_columns; ++e) {
      specs.push_back({effect_name(covariates.names, e), 0, false, false});
      if (options.priors.size() == k && options.priors[n_base + e]) {
        // Of an effect per standard deviation of its column.
        LogNormalPrior& prior = *search.priors[n_base + e];
        prior.median = std::pow(prior.median, scale[e % n_columns]);
        prior.sigma *= scale[e % n_columns];
      }
    }
    detail::WorkerPool pool(detail::thread_count(options.n_threads));
    FitReport report = detail::fit_parameters(
        Roles::owner, specs, unit, -sum_x * std::log(unit), static_cast<double>(n),
        [&](std::span<const double> values, std::span<double> gradient) {
          return log_likelihood(rows, z_of, n_columns, values, gradient, pool);
        },
        search);
    to_units_of_columns(report, mean, scale);
    const std::vector<double>& p = report.parameters;
    return {CovariateModel({p[0], p[1], p[2], p[3]}, {covariates.names.begin(), covariates.names.end()},
                           {p.begin() + n_base, p.end()}),
            std::move(report)};
  }

  const std::array<double, 4>& base() const { return base_; }
  const std::vector<std::string>& columns() const { return names_; }
  const std::vector<double>& effects() const { return effects_; }

  /// The model of customers of covariates z, one value for each column.
  Btyd of(std::span<const double> z) const {
    const std::array<double, 4> p = parameters(base_, effects_, z);
    return {p[0], p[1], p[2], p[3]};
  }

  /// Of all customers, without the terms that depend on x alone (x!).
  double log_likelihood(const HistoryView& history, const CovariateView& covariates) const {
    check(history, covariates, history.size(), 1);
    const detail::Segments segments(covariates, history.size());
    double sum = 0;
    for (std::size_t s = 0; s < segments.size(); ++s)
      sum += of(covariates.row(segments.rows[segments.begin[s]]))
                 .log_likelihood(GroupedHistory(segments.history(history, s)));
    return sum;
  }

  void probability_alive(const HistoryView& rows, const CovariateView& covariates, std::span<double> out,
                         int n_threads = 0) const {
    for_segments(rows, covariates, out, 1, n_threads,
                 [](const Btyd& model, const HistoryView& part, std::span<double> cells) {
                   model.probability_alive(part, cells, 1);
                 });
  }
  /// \throws std::invalid_argument unless t is finite and >= 0
  void expected_purchases(const HistoryView& rows, const CovariateView& covariates, double t, std::span<double> out,
                          int n_threads = 0) const {
    for_segments(rows, covariates, out, 1, n_threads,
                 [t](const Btyd& model, const HistoryView& part, std::span<double> cells) {
                   model.expected_purchases(part, t, cells, 1);
                 });
  }
  void count_probabilities(const HistoryView& rows, const CovariateView& covariates, double t, std::size_t n_counts,
                           std::span<double> out, int n_threads = 0) const {
    for_segments(rows, covariates, out, n_counts, n_threads,
                 [&](const Btyd& model, const HistoryView& part, std::span<double> cells) {
                   model.count_probabilities(part, t, n_counts, cells, 1);
                 });
  }

  static std::string effect_name(std::span<const std::string> names, std::size_t e) {
    return std::string(Roles::roles[e / names.size()].name) + "." + names[e % names.size()];
  }
  /// Of the parameters and effects, in the order of a report.
  static std::vector<std::string> parameter_names(std::span<const std::string> columns) {
    std::vector<std::string> result(Roles::parameters.begin(), Roles::parameters.end());
    for (std::size_t e = 0; e < n_roles * columns.size(); ++e) result.push_back(effect_name(columns, e));
    return result;
  }

 private:
  static bool is_time(std::size_t p) {
    const std::string_view name = Roles::parameters[p];
    return name == "alpha" || name == "beta";
  }

  static std::array<double, 4> parameters(std::array<double, 4> p, std::span<const double> effects,
                                          std::span<const double> z) {
    for (std::size_t role = 0; role < n_roles; ++role) {
      double sum = 0;
      for (std::size_t j = 0; j < z.size(); ++j) sum += effects[role * z.size() + j] * z[j];
      // As far as the logarithms of parameters may go in a fit.
      p[Roles::roles[role].parameter] *=
          std::exp(Roles::roles[role].sign * std::clamp(sum, -2 * detail::log_range, 2 * detail::log_range));
    }
    return p;
  }

  /// By the base parameters and effects of columns as `z_of` gives them; segments in blocks, so that the sum does not
  /// depend on the threads.
  template <class ZOf>
  static double log_likelihood(const std::vector<GroupedHistory>& rows, const ZOf& z_of, std::size_t n_columns,
                               std::span<const double> values, std::span<double> gradient, detail::WorkerPool& pool) {
    const std::array<double, 4> base{values[0], values[1], values[2], values[3]};
    const std::span<const double> effects = values.subspan(n_base);
    const auto add = [&](std::size_t s, std::span<double> sums, detail::WorkerPool& workers) {
      const std::span<const double> z = z_of(s);
      const std::array<double, 4> p = parameters(base, effects, z);
      std::array<double, 4> slope{};
      sums[0] += Roles::likelihood(rows[s])(p, slope, workers);
      for (std::size_t j = 0; j < n_base; ++j) sums[1 + j] += slope[j] * p[j] / base[j];
      for (std::size_t role = 0; role < n_roles; ++role) {
        const auto [name, parameter, sign] = Roles::roles[role];
        for (std::size_t j = 0; j < n_columns; ++j)
          sums[1 + n_base + role * n_columns + j] += sign * z[j] * slope[parameter] * p[parameter];
      }
    };
    constexpr std::size_t block = 64;
    const std::size_t n_sums = 1 + values.size(), n_blocks = (rows.size() + block - 1) / block;
    std::vector<double> parts(n_blocks * n_sums, 0.0), sums(n_sums, 0.0);
    const auto add_block = [&](std::size_t b, detail::WorkerPool& workers) {
      for (std::size_t s = b * block; s < std::min(rows.size(), (b + 1) * block); ++s)
        add(s, std::span(parts).subspan(b * n_sums, n_sums), workers);
    };
    if (n_blocks == 1) {
      add_block(0, pool);
    } else {
      pool.run(n_blocks, [&](std::size_t b) {
        detail::WorkerPool alone(1);
        add_block(b, alone);
      });
    }
    for (std::size_t b = 0; b < n_blocks; ++b)
      for (std::size_t i = 0; i < n_sums; ++i) sums[i] += parts[b * n_sums + i];
    std::copy(sums.begin() + 1, sums.end(), gradient.begin());
    return sums[0];
  }

  /// From columns of mean 0 and variance 1 to columns as they are: a linear map of (ln parameters, effects).
  static void to_units_of_columns(FitReport& report, std::span<const double> mean, std::span<const double> scale) {
    const std::size_t k = report.parameters.size(), n_columns = mean.size();
    detail::SquareMatrix map = detail::SquareMatrix::identity(k);
    for (std::size_t role = 0; role < n_roles; ++role) {
      for (std::size_t j = 0; j < n_columns; ++j) {
        const std::size_t e = n_base + role * n_columns + j, p = Roles::roles[role].parameter;
        map(e, e) = 1 / scale[j];
        map(p, e) = -Roles::roles[role].sign * mean[j] / scale[j];
      }
    }
    std::vector<double> theta(k, 0.0);
    detail::SquareMatrix covariance(k);
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = 0; j < k; ++j) {
        if (map(i, j) != 0)
          theta[i] += map(i, j) * (j < n_base ? std::log(report.parameters[j]) : report.parameters[j]);
        for (std::size_t l = 0; l < k; ++l)
          for (std::size_t m = 0; m < k; ++m)
            if (map(i, l) != 0 && map(j, m) != 0)
              covariance(i, j) += map(i, l) * report.covariance[l * k + m] * map(j, m);
      }
    }
    for (std::size_t i = 0; i < k; ++i) {
      const bool known = std::isfinite(report.standard_errors[i]);
      report.parameters[i] = i < n_base ? std::exp(theta[i]) : theta[i];
      const double error = std::sqrt(std::max(0.0, covariance(i, i))) * (i < n_base ? report.parameters[i] : 1);
      report.standard_errors[i] = known ? error : std::numeric_limits<double>::infinity();
    }
    report.covariance = covariance.values;
  }

  void check(const HistoryView& rows, const CovariateView& covariates, std::size_t size, std::size_t n_each) const {
    rows.check(Roles::owner);
    covariates.check(Roles::owner, rows.size());
    if (!std::ranges::equal(covariates.names, names_)) {
      std::string wanted;
      for (const std::string& name : names_) wanted += (wanted.empty() ? "" : ", ") + name;
      throw std::invalid_argument(std::string(Roles::owner) + ": covariates must be the columns " + wanted +
                                  " in this order");
    }
    detail::require_size(size, rows.size() * n_each, Roles::owner);
  }

  /// Calls predict(model, histories, cells) for every segment.
  template <class Predict>
  void for_segments(const HistoryView& rows, const CovariateView& covariates, std::span<double> out, std::size_t n_each,
                    int n_threads, Predict&& predict) const {
    check(rows, covariates, out.size(), n_each);
    const detail::Segments segments(covariates, rows.size());
    detail::WorkerPool pool(detail::thread_count(n_threads));
    pool.run(segments.size(), [&](std::size_t s) {
      const PurchaseHistory part = segments.history(rows, s);
      std::vector<double> cells(part.size() * n_each);
      predict(of(covariates.row(segments.rows[segments.begin[s]])), part, cells);
      for (std::size_t i = 0; i < part.size(); ++i)
        std::copy_n(cells.begin() + static_cast<std::ptrdiff_t>(i * n_each), n_each,
                    out.begin() + static_cast<std::ptrdiff_t>(segments.rows[segments.begin[s] + i] * n_each));
    });
  }

  std::array<double, 4> base_;
  std::vector<std::string> names_;
  std::vector<double> effects_;
};

using CovariateBgNbd = CovariateModel<BetaGeometricNbd<false>>;
using CovariateMbgNbd = CovariateModel<BetaGeometricNbd<true>>;
using CovariateParetoNbd = CovariateModel<ParetoNbd>;

}  // namespace retailsim::forecast
