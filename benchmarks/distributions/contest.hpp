#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/random/mersenne_twister.hpp>

#include <retailsim/bench/harness.hpp>
#include <retailsim/core/xtensor.hpp>

#if RETAILSIM_XTENSOR_FOLDERS
#  include <xtensor/core/xnoalias.hpp>
#  include <xtensor/generators/xrandom.hpp>
#else
#  include <xtensor/xnoalias.hpp>
#  include <xtensor/xrandom.hpp>
#endif

namespace retailsim::distributions {

using Parameters = std::vector<double>;
using Cdf = std::function<double(double)>;

/// What numpy is asked for: an expression in `rng` and `n`, measured by a script of its own.
struct NumpyTask {
  std::string law;
  Parameters parameters;
  std::string expression;
  Cdf cdf;
  bool whole;
};

/// One law with its parameters, and everybody who can draw it. Peers that are not asked for are left out.
class Contest {
 public:
  Contest(bench::Harness& harness, std::vector<NumpyTask>& numpy, const std::set<std::string>& peers, std::string law,
          Parameters parameters)
      : harness_(harness), numpy_(numpy), peers_(peers), law_(std::move(law)), parameters_(std::move(parameters)) {}

  const Parameters& parameters() const { return parameters_; }
  double operator[](std::size_t i) const { return parameters_[i]; }

  /// The exact distribution function, to be given first. `whole`: of a law of whole numbers.
  void exact(Cdf cdf, bool whole = false) {
    cdf_ = std::move(cdf);
    whole_ = whole;
  }
  template <class Law>
  void retailsim(Law law) {
    add("retailsim", std::move(law));
  }
  /// From std::mt19937_64.
  template <class Law>
  void std_law(Law law) {
    if (asked("std")) add("std", std::move(law));
  }
  /// From Boost's own Mersenne Twister.
  template <class Law>
  void boost_law(Law law) {
    if (asked("boost")) add("boost", bench::drawn_by(boost::random::mt19937_64(2026), std::move(law)));
  }
  /// \param draw  gives an xtensor expression of random numbers for a shape and an engine
  template <class Draw>
  void xtensor_law(Draw draw) {
    if (!asked("xtensor")) return;
    add("xtensor",
        [draw, engine = std::mt19937_64(2026), array = xt::xtensor<double, 1>()](std::span<double> out) mutable {
          if (array.size() != out.size()) array.resize({out.size()});
          xt::noalias(array) = draw(std::array<std::size_t, 1>{out.size()}, engine);
          std::copy(array.begin(), array.end(), out.begin());
        });
  }
  /// \param fill  writes a buffer of doubles
  template <class Fill>
  void bulk_law(const std::string& peer, Fill fill) {
    if (asked(peer)) add(peer, std::move(fill));
  }
  void numpy_law(std::string expression) {
    if (asked("numpy")) numpy_.push_back({law_, parameters_, std::move(expression), cdf_, whole_});
  }

 private:
  bool asked(const std::string& peer) const { return peers_.contains(peer); }

  template <class Law>
  void add(const std::string& source, Law law) {
    harness_.add({law_, parameters_, source}, std::move(law), cdf_, whole_);
  }

  bench::Harness& harness_;
  std::vector<NumpyTask>& numpy_;
  const std::set<std::string>& peers_;
  std::string law_;
  Parameters parameters_;
  Cdf cdf_;
  bool whole_ = false;
};

}  // namespace retailsim::distributions
