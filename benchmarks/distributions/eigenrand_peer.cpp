// Needs Eigen and EigenRand.
#include <Eigen/Dense>
#include <EigenRand/EigenRand>
#include <cstdint>
#include <utility>
#include <vector>

#include "outside_peers.hpp"

namespace retailsim::distributions {

namespace {

template <class Value, class Law>
BufferFill fill_of(Law law) {
  return FillOf<Value>([law = std::move(law), engine = Eigen::Rand::Vmt19937_64(2026)](std::span<Value> out) mutable {
    using Array = Eigen::Array<Value, Eigen::Dynamic, 1>;
    const auto n = static_cast<Eigen::Index>(out.size());
    Eigen::Map<Array>(out.data(), n) = law.template generate<Array>(n, 1, engine);
  });
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
