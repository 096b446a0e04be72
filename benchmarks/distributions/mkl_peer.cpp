// Needs oneMKL.
#include <mkl_vsl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "outside_peers.hpp"

namespace retailsim::distributions {

namespace {

struct Stream {
  Stream() {
    if (vslNewStream(&state, VSL_BRNG_PHILOX4X32X10, 2026) != VSL_STATUS_OK) {
      throw std::runtime_error("mkl: no stream of Philox4x32x10");
    }
  }
  ~Stream() { vslDeleteStream(&state); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  VSLStreamStatePtr state = nullptr;
};

/// `draw(stream, n, out)` gives a status; `Value` is what it writes.
template <class Value, class Draw>
BufferFill fill_of(Draw draw) {
  return FillOf<Value>([draw, stream = std::make_shared<Stream>()](std::span<Value> out) mutable {
    const int status = draw(stream->state, static_cast<MKL_INT>(out.size()), out.data());
    if (status != VSL_STATUS_OK) throw std::runtime_error("mkl: status " + std::to_string(status));
  });
}

}  // namespace

BufferFill mkl_fill(const std::string& law, const std::vector<double>& p) {
  if (law == "words")
    return fill_of<std::uint64_t>([](auto s, auto n, auto* out) {
      return viRngUniformBits64(VSL_RNG_METHOD_UNIFORMBITS64_STD, s, n, reinterpret_cast<unsigned MKL_INT64*>(out));
    });
  if (law == "uniform")
    return fill_of<double>(
        [=](auto s, auto n, auto* out) { return vdRngUniform(VSL_RNG_METHOD_UNIFORM_STD, s, n, out, p[0], p[1]); });
  if (law == "normal")
    return fill_of<double>(
        [=](auto s, auto n, auto* out) { return vdRngGaussian(VSL_RNG_METHOD_GAUSSIAN_ICDF, s, n, out, p[0], p[1]); });
  if (law == "log_normal")
    return fill_of<double>([=](auto s, auto n, auto* out) {
      return vdRngLognormal(VSL_RNG_METHOD_LOGNORMAL_ICDF, s, n, out, p[0], p[1], 0, 1);
    });
  if (law == "exponential")
    return fill_of<double>([=](auto s, auto n, auto* out) {
      return vdRngExponential(VSL_RNG_METHOD_EXPONENTIAL_ICDF, s, n, out, 0, p[0]);
    });
  if (law == "weibull")
    return fill_of<double>(
        [=](auto s, auto n, auto* out) { return vdRngWeibull(VSL_RNG_METHOD_WEIBULL_ICDF, s, n, out, p[0], 0, p[1]); });
  if (law == "gamma")
    return fill_of<double>(
        [=](auto s, auto n, auto* out) { return vdRngGamma(VSL_RNG_METHOD_GAMMA_GNORM, s, n, out, p[0], 0, p[1]); });
  if (law == "beta")
    return fill_of<double>(
        [=](auto s, auto n, auto* out) { return vdRngBeta(VSL_RNG_METHOD_BETA_CJA, s, n, out, p[0], p[1], 0, 1); });
  if (law == "poisson")
    return fill_of<std::int32_t>(
        [=](auto s, auto n, auto* out) { return viRngPoisson(VSL_RNG_METHOD_POISSON_POISNORM, s, n, out, p[0]); });
  if (law == "poisson_each")
    return fill_of<std::int32_t>([=, means = std::vector<double>()](auto s, auto n, auto* out) mutable {
      if (means.size() != static_cast<std::size_t>(n)) means.assign(static_cast<std::size_t>(n), p[0]);
      return viRngPoissonV(VSL_RNG_METHOD_POISSONV_POISNORM, s, n, out, means.data());
    });
  if (law == "geometric")
    return fill_of<std::int32_t>(
        [=](auto s, auto n, auto* out) { return viRngGeometric(VSL_RNG_METHOD_GEOMETRIC_ICDF, s, n, out, p[0]); });
  if (law == "negative_binomial" || law == "negative_binomial_each")
    return fill_of<std::int32_t>([=](auto s, auto n, auto* out) {
      return viRngNegbinomial(VSL_RNG_METHOD_NEGBINOMIAL_NBAR, s, n, out, p[0], p[0] / (p[0] + p[1]));
    });
  if (law == "binomial")
    return fill_of<std::int32_t>([=](auto s, auto n, auto* out) {
      return viRngBinomial(VSL_RNG_METHOD_BINOMIAL_BTPE, s, n, out, static_cast<int>(p[0]), p[1]);
    });
  if (law == "bernoulli")
    return fill_of<std::int32_t>(
        [=](auto s, auto n, auto* out) { return viRngBernoulli(VSL_RNG_METHOD_BERNOULLI_ICDF, s, n, out, p[0]); });
  return {};
}

}  // namespace retailsim::distributions
