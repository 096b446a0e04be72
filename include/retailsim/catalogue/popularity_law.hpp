#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/permutation.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/random/zipf.hpp>

namespace retailsim {

/// How unequal the SKUs of a catalogue sell. Shops show a log-normal body with sigma 1.6 to 1.7 and a head that falls
/// like rank^-0.5 to rank^-0.8.
class PopularityLaw {
 public:
  static PopularityLaw equal() { return PopularityLaw(Kind::equal, 0); }
  /// Weights rank^-s, the ranks dealt out by chance; with 500 SKUs and s = 1.06208 the top 20 % make 80 % of sales.
  /// \throws std::invalid_argument unless s is in [0, 100]
  static PopularityLaw zipf(double s) {
    return PopularityLaw(Kind::zipf, detail::in_range(s, 0, 100, "PopularityLaw: s"));
  }
  /// Weights exp(N(0, sigma^2)), each SKU's by itself.
  /// \throws std::invalid_argument unless sigma is in [0, 20]
  static PopularityLaw log_normal(double sigma) {
    return PopularityLaw(Kind::log_normal, detail::in_range(sigma, 0, 20, "PopularityLaw: sigma"));
  }

  /// Weights of `n` SKUs, that of the i-th drawn at entity draws.first() + i; > 0, any scale.
  std::vector<double> weights(std::size_t n, const Draws& draws) const {
    std::vector<double> result(n, 1.0);
    const Draws own = draws.of(Purpose::popularity);
    if (kind_ == Kind::zipf) {
      const std::vector<double> of_rank = Zipf::weights(static_cast<std::uint32_t>(n), parameter_);
      const auto ranks = addressed_permutation(n, own);
      for (std::size_t i = 0; i < n; ++i) result[i] = of_rank[ranks[i]];
    } else if (kind_ == Kind::log_normal && parameter_ > 0) {
      own.fill(result, LogNormal{0, parameter_});
    }
    return result;
  }

 private:
  enum class Kind { equal, zipf, log_normal };
  PopularityLaw(Kind kind, double parameter) : kind_(kind), parameter_(parameter) {}
  Kind kind_;
  double parameter_;
};

}  // namespace retailsim
