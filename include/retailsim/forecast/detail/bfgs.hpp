#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace retailsim::forecast::detail {

/// A square matrix, row-major.
struct SquareMatrix {
  explicit SquareMatrix(std::size_t size = 0) : n(size), values(size * size, 0.0) {}
  double& operator()(std::size_t i, std::size_t j) { return values[i * n + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values[i * n + j]; }

  static SquareMatrix identity(std::size_t size, double diagonal = 1) {
    SquareMatrix result(size);
    for (std::size_t i = 0; i < size; ++i) result(i, i) = diagonal;
    return result;
  }

  std::size_t n;
  std::vector<double> values;
};

/// The inverse of a symmetric positive definite matrix by its Cholesky factor; empty (n = 0) where it is not.
inline SquareMatrix inverse_of_positive(const SquareMatrix& a) {
  const std::size_t n = a.n;
  SquareMatrix lower(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= lower(i, k) * lower(j, k);
      if (i == j) {
        if (!(sum > 1e-13 * std::abs(a(i, i)))) return SquareMatrix{};
        lower(i, i) = std::sqrt(sum);
      } else {
        lower(i, j) = sum / lower(j, j);
      }
    }
  }
  SquareMatrix result(n);
  std::vector<double> column(n);
  for (std::size_t c = 0; c < n; ++c) {
    for (std::size_t i = 0; i < n; ++i) {
      double sum = i == c;
      for (std::size_t k = 0; k < i; ++k) sum -= lower(i, k) * column[k];
      column[i] = sum / lower(i, i);
    }
    for (std::size_t i = n; i-- > 0;) {
      double sum = column[i];
      for (std::size_t k = i + 1; k < n; ++k) sum -= lower(k, i) * column[k];
      column[i] = sum / lower(i, i);
      result(i, c) = column[i];
    }
  }
  return result;
}

/// f(x) and its gradient; may be infinite or NaN where the point is out of reach.
using Objective = std::function<double(std::span<const double> x, std::span<double> gradient)>;

struct Minimum {
  std::vector<double> x, gradient;
  double value = 0;
  SquareMatrix hessian;      ///< by central differences of the gradient
  double gradient_norm = 0;  ///< largest element over those not held by a bound
  int n_iterations = 0, n_evaluations = 0;
  bool converged = false;
};

/// Minimises a smooth function of some variables (4 to 40) in a box: BFGS with a dense inverse Hessian over the
/// variables no bound holds, a line search for the strong Wolfe conditions, and at the end Newton steps with the
/// Hessian that standard errors need anyway.
/// Source: J. Nocedal and S. J. Wright, Numerical Optimization, 2nd edition, 2006, algorithms 3.5, 3.6 and 6.1; the
/// condition on the slope alone where values agree to rounding is W. W. Hager and H. Zhang, A New Conjugate Gradient
/// Method with Guaranteed Descent and an Efficient Line Search, 2005.
class Bfgs {
 public:
  struct Options {
    int max_iterations = 500;
    double tolerance = 1e-8;
    double longest_step = 3;  ///< of any variable in one iteration
    std::function<void(int, double value, double gradient)> on_step{};
  };

  Bfgs(Objective objective, std::vector<double> lower, std::vector<double> upper, Options options)
      : objective_(std::move(objective)),
        lower_(std::move(lower)),
        upper_(std::move(upper)),
        options_(std::move(options)) {}

  Minimum minimise(std::vector<double> start) {
    n_ = start.size();
    Point now = evaluate(std::move(start));
    SquareMatrix inverse = SquareMatrix::identity(n_, 1 / std::max(1.0, norm(now)));
    Minimum result;
    const double coarse = std::max(options_.tolerance, 1e-6);
    bool fresh = true;
    int iteration = 0;
    for (int round = 0; round < 6; ++round) {
      const double aim = round == 0 ? coarse : options_.tolerance;
      int stuck = 0;
      while (norm(now) > aim && iteration < options_.max_iterations && stuck < 2) {
        Point next = line_search(now, direction(now, inverse));
        if (!next.usable || next.x == now.x) {
          // No progress along this direction: once more from the plain gradient.
          inverse = SquareMatrix::identity(n_, 1 / std::max(1.0, norm(now)));
          fresh = true;
          ++stuck;
          continue;
        }
        stuck = 0;
        update(inverse, now, next, fresh);
        fresh = false;
        now = std::move(next);
        ++iteration;
        if (options_.on_step) options_.on_step(iteration, now.value, norm(now));
      }
      result.hessian = hessian(now);
      if (norm(now) <= options_.tolerance) break;
      // A Newton step over the free variables, kept where it does not raise the gradient.
      if (!restricted_inverse(result.hessian, now, inverse)) continue;
      std::vector<double> step = direction(now, inverse);
      Point next = evaluate(moved(now.x, step, 1));
      if (next.usable && norm(next) < norm(now)) {
        now = std::move(next);
        ++iteration;
        if (options_.on_step) options_.on_step(iteration, now.value, norm(now));
      }
      fresh = false;
      if (norm(now) <= options_.tolerance) break;
    }
    result.x = now.x;
    result.gradient = now.gradient;
    result.value = now.value;
    result.gradient_norm = norm(now);
    result.converged = result.gradient_norm <= options_.tolerance;
    result.n_iterations = iteration;
    result.n_evaluations = n_evaluations_;
    return result;
  }

  /// A variable that a bound holds: at it, and downhill is beyond it.
  static bool is_held(double x, double gradient, double low, double high) {
    return (x <= low && gradient > 0) || (x >= high && gradient < 0);
  }

 private:
  struct Point {
    std::vector<double> x, gradient;
    double value = 0;
    bool usable = false;  ///< value and gradient are finite
  };

  Point evaluate(std::vector<double> x) {
    Point point{std::move(x), std::vector<double>(n_), 0, false};
    point.value = objective_(point.x, point.gradient);
    ++n_evaluations_;
    point.usable =
        std::isfinite(point.value) && std::ranges::all_of(point.gradient, [](double g) { return std::isfinite(g); });
    return point;
  }

  bool held(const Point& point, std::size_t i) const {
    return is_held(point.x[i], point.gradient[i], lower_[i], upper_[i]);
  }
  double norm(const Point& point) const {
    double largest = 0;
    for (std::size_t i = 0; i < n_; ++i)
      if (!held(point, i)) largest = std::max(largest, std::abs(point.gradient[i]));
    return point.usable ? largest : std::numeric_limits<double>::infinity();
  }

  std::vector<double> moved(const std::vector<double>& x, const std::vector<double>& step, double length) const {
    std::vector<double> result(n_);
    for (std::size_t i = 0; i < n_; ++i) result[i] = std::clamp(x[i] + length * step[i], lower_[i], upper_[i]);
    return result;
  }

  std::vector<double> direction(const Point& now, const SquareMatrix& inverse) const {
    std::vector<double> step(n_, 0.0);
    double slope = 0, longest = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      if (held(now, i)) continue;
      for (std::size_t j = 0; j < n_; ++j)
        if (!held(now, j)) step[i] -= inverse(i, j) * now.gradient[j];
      slope += step[i] * now.gradient[i];
    }
    if (!(slope < 0)) {
      for (std::size_t i = 0; i < n_; ++i) step[i] = held(now, i) ? 0 : -now.gradient[i];
    }
    for (const double s : step) longest = std::max(longest, std::abs(s));
    if (longest > options_.longest_step)
      for (double& s : step) s *= options_.longest_step / longest;
    return step;
  }

  double slope_along(const Point& point, const std::vector<double>& step) const {
    double slope = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const bool stopped = (point.x[i] <= lower_[i] && step[i] < 0) || (point.x[i] >= upper_[i] && step[i] > 0);
      if (!stopped) slope += point.gradient[i] * step[i];
    }
    return slope;
  }

  /// A point that lowers the value by the strong Wolfe conditions, or the best one seen.
  Point line_search(const Point& now, const std::vector<double>& step) {
    const double slope = slope_along(now, step);
    const double flat = 1e-13 * std::max(1.0, std::abs(now.value));  // values this near are equal but for rounding
    double low = 0, high = std::numeric_limits<double>::infinity(), length = 1;
    double low_value = now.value, low_slope = slope;
    Point best = now;
    best.usable = false;
    for (int i = 0; i < 40; ++i) {
      Point point = evaluate(moved(now.x, step, length));
      const double here = point.usable ? slope_along(point, step) : 0;
      const bool falls = point.usable && (point.value <= now.value + 1e-4 * length * slope ||
                                          (std::abs(point.value - now.value) <= flat && here <= -0.99 * slope));
      if (falls && (!best.usable || point.value < best.value || norm(point) < norm(best))) best = point;
      if (!falls || (i > 0 && point.value > low_value + flat)) {
        high = length;
      } else if (std::abs(here) <= -0.9 * slope) {
        return point;
      } else if (here >= 0) {
        high = length;
      } else {
        low = length;
        low_value = point.value;
        low_slope = here;
      }
      if (std::isinf(high)) {
        length *= 3;
        if (length > 1e3) break;
      } else {
        double next = 0.5 * (low + high);
        if (point.usable && high == length) {
          // The minimum of the parabola through value and slope at `low` and the value at `high`.
          const double width = high - low;
          const double curvature = (point.value - low_value - low_slope * width) / (width * width);
          if (curvature > 0) next = low - low_slope / (2 * curvature);
          next = std::clamp(next, low + 0.1 * width, high - 0.1 * width);
        }
        length = next;
        if (high - low < 1e-12 * std::max(1.0, high)) break;
      }
    }
    return best;
  }

  void update(SquareMatrix& inverse, const Point& now, const Point& next, bool fresh) const {
    std::vector<double> s(n_), y(n_), h_y(n_, 0.0);
    double s_y = 0, y_y = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      s[i] = next.x[i] - now.x[i];
      y[i] = next.gradient[i] - now.gradient[i];
      s_y += s[i] * y[i];
      y_y += y[i] * y[i];
    }
    if (!(s_y > 1e-300) || !(s_y > 1e-12 * y_y * 1e-6)) return;
    if (fresh) inverse = SquareMatrix::identity(n_, s_y / y_y);
    double y_h_y = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) h_y[i] += inverse(i, j) * y[j];
      y_h_y += y[i] * h_y[i];
    }
    const double factor = (1 + y_h_y / s_y) / s_y;
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < n_; ++j)
        inverse(i, j) += factor * s[i] * s[j] - (h_y[i] * s[j] + s[i] * h_y[j]) / s_y;
  }

  SquareMatrix hessian(const Point& at) {
    constexpr double h = 1e-4;
    SquareMatrix result(n_);
    for (std::size_t j = 0; j < n_; ++j) {
      std::vector<double> up = at.x, down = at.x;
      up[j] += h;
      down[j] -= h;
      const Point above = evaluate(std::move(up)), below = evaluate(std::move(down));
      for (std::size_t i = 0; i < n_; ++i) result(i, j) = (above.gradient[i] - below.gradient[i]) / (2 * h);
    }
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < i; ++j) result(i, j) = result(j, i) = 0.5 * (result(i, j) + result(j, i));
    return result;
  }

  /// Puts the inverse of the Hessian over free variables into `inverse`; false where it is not positive definite.
  bool restricted_inverse(const SquareMatrix& hessian, const Point& at, SquareMatrix& inverse) const {
    SquareMatrix part = hessian;
    for (std::size_t i = 0; i < n_; ++i) {
      if (!held(at, i)) continue;
      for (std::size_t j = 0; j < n_; ++j) part(i, j) = part(j, i) = 0;
      part(i, i) = 1;
    }
    SquareMatrix result = inverse_of_positive(part);
    if (result.n == 0) return false;
    inverse = std::move(result);
    return true;
  }

  Objective objective_;
  std::vector<double> lower_, upper_;
  Options options_;
  std::size_t n_ = 0;
  int n_evaluations_ = 0;
};

}  // namespace retailsim::forecast::detail
