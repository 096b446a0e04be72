// Needs Eigen and EigenRand.
#include <Eigen/Dense>
#include <EigenRand/EigenRand>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "outside_peers.hpp"

namespace retailsim::distributions {

namespace {

template <class Value, class Law>
BufferFill fill_of(Law law) {
  return [law = std::move(law), engine = Eigen::Rand::Vmt19937_64(2026),
          values = Eigen::Array<Value, Eigen::Dynamic, 1>()](std::span<double> out) mutable {
    const auto n = static_cast<Eigen::Index>(out.size());
    Eigen::Map<Eigen::ArrayXd> to(out.data(), n);
    if constexpr (std::is_same_v<Value, double>) {
      to = law.template generate<Eigen::ArrayXd>(n, 1, engine);
    } else {
      values = law.template generate<Eigen::Array<Value, Eigen::Dynamic, 1>>(n, 1, engine);
      to = values.template cast<double>();
    }
  };
}

}  // namespace

BufferFill eigenrand_fill(const std::string& law, const std::vector<double>& p) {
  namespace er = Eigen::Rand;
  if (law == "uniform") return fill_of<double>(er::UniformRealGen<double>(p[0], p[1]));
  if (law == "normal") return fill_of<double>(er::NormalGen<double>(p[0], p[1]));
  if (law == "log_normal") return fill_of<double>(er::LognormalGen<double>(p[0], p[1]));
  if (law == "exponential") return fill_of<double>(er::ExponentialGen<double>(1 / p[0]));
  if (law == "weibull") return fill_of<double>(er::WeibullGen<double>(p[0], p[1]));
  if (law == "gamma") return fill_of<double>(er::GammaGen<double>(p[0], p[1]));
  if (law == "beta") return fill_of<double>(er::BetaGen<double>(p[0], p[1]));
  if (law == "poisson") return fill_of<std::int32_t>(er::PoissonGen<std::int32_t>(p[0]));
  if (law == "geometric") return fill_of<std::int32_t>(er::GeometricGen<std::int32_t>(p[0]));
  if (law == "binomial")
    return fill_of<std::int32_t>(er::BinomialGen<std::int32_t>(static_cast<std::int32_t>(p[0]), p[1]));
  if (law == "categorical") return fill_of<std::int32_t>(er::DiscreteGen<std::int32_t, double>(p.begin(), p.end()));
  return {};
}

}  // namespace retailsim::distributions
