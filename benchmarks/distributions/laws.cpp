#include "laws.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/discrete_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/geometric_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/negative_binomial_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <boost/random/weibull_distribution.hpp>

#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/beta_each.hpp>
#include <retailsim/random/binomial.hpp>
#include <retailsim/random/categorical.hpp>
#include <retailsim/random/dirichlet.hpp>
#include <retailsim/random/discrete_power_law.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/gamma_each.hpp>
#include <retailsim/random/geometric.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/negative_binomial.hpp>
#include <retailsim/random/negative_binomial_each.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/pareto.hpp>
#include <retailsim/random/poisson.hpp>
#include <retailsim/random/poisson_each.hpp>
#include <retailsim/random/uniform.hpp>
#include <retailsim/random/weibull.hpp>
#include <retailsim/random/zipf.hpp>

namespace retailsim::distributions {

namespace {

/// The distribution function of one of Boost.Math's laws, 0 below its support.
template <class Law>
Cdf cdf_of(Law law) {
  const double low = boost::math::support(law).first;
  return [law, low](double x) { return x < low ? 0.0 : boost::math::cdf(law, x); };
}

/// Of whole numbers from `first` with probabilities in proportion to weights.
Cdf cdf_of_weights(int first, const std::vector<double>& weights) {
  auto sums = std::make_shared<std::vector<double>>(weights.size() + 1);
  double total = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) (*sums)[i + 1] = total += weights[i];
  return [first, total, sums](double x) {
    const double cells = std::floor(x) - first + 1;
    if (cells <= 0) return 0.0;
    const auto last = static_cast<double>(sums->size() - 1);
    return (*sums)[static_cast<std::size_t>(cells < last ? cells : last)] / total;
  };
}

std::vector<double> zipf_weights(std::size_t n, double s) {
  std::vector<double> weights(n);
  for (std::size_t i = 0; i < n; ++i) weights[i] = std::pow(static_cast<double>(i + 1), -s);
  return weights;
}

/// The random words themselves.
struct Words {
  using value_type = std::uint64_t;
  void draw(const Draws& draws, std::span<std::uint64_t> out) const { draws.words(out); }
};

/// A law of doubles that fills floats.
template <class Law>
struct Floats {
  using value_type = float;
  void draw(const Draws& draws, std::span<float> out) const { draws.fill(out, law); }
  Law law;
};

struct StdWords {
  std::uint64_t operator()(std::mt19937_64& engine) const { return engine(); }
};

std::string text_of(double value) { return bench::number_text(value, 17); }
std::string list_of(const Parameters& values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "" : ",") + text_of(value);
  return "[" + text + "]";
}

template <class T>
T whole(double value) {
  return static_cast<T>(value);
}

/// A law of parameters for each element, all equal, that writes a buffer.
template <class Value, class MakeLaw>
auto each(const Parameters& parameters, MakeLaw make) {
  return [=, columns = std::vector<std::vector<double>>(parameters.size()), values = std::vector<Value>(),
          next = std::uint64_t{0}](std::span<double> out) mutable {
    if (values.size() != out.size()) {
      values.resize(out.size());
      for (std::size_t p = 0; p < columns.size(); ++p) columns[p].assign(out.size(), parameters[p]);
    }
    const Draws draws{.seed = 2026, .purpose = user_purpose(0), .first_entity = next};
    next += (out.size() + 15) / 16 * 16;
    if constexpr (std::is_same_v<Value, double>) {
      draws.fill(out, make(columns));
    } else {
      draws.fill(std::span<Value>(values), make(columns));
      std::ranges::copy(values, out.begin());
    }
  };
}

}  // namespace

// Each law is made first: it says best what is wrong with parameters.
std::vector<LawEntry> law_entries() {
  namespace bm = boost::math;
  namespace br = boost::random;
  std::vector<LawEntry> laws;

  laws.push_back({"words", {}, {{}}, [](Contest& c) {
                    const auto ours = Words{};
                    c.exact([](double x) { return (x + 1) * 0x1p-64; });
                    c.retailsim(ours);
                    c.std_law(StdWords{});
                    c.numpy_law("rng.bit_generator.random_raw(n)");
                  }});
  laws.push_back({"uniform", {"low", "high"}, {{0, 1}}, [](Contest& c) {
                    const auto ours = Uniform{c[0], c[1]};
                    c.exact(cdf_of(bm::uniform_distribution<>(c[0], c[1])));
                    c.retailsim(ours);
                    c.std_law(std::uniform_real_distribution<>(c[0], c[1]));
                    c.boost_law(br::uniform_real_distribution<>(c[0], c[1]));
                    c.xtensor_law([p = c.parameters()](const auto& shape, auto& engine) {
                      return xt::random::rand<double>(shape, p[0], p[1], engine);
                    });
                    c.numpy_law("rng.uniform(" + text_of(c[0]) + ", " + text_of(c[1]) + ", n)");
                  }});
  laws.push_back({"normal", {"mu", "sigma"}, {{0, 1}}, [](Contest& c) {
                    const auto ours = Normal{c[0], c[1]};
                    c.exact(cdf_of(bm::normal_distribution<>(c[0], c[1])));
                    c.retailsim(ours);
                    c.std_law(std::normal_distribution<>(c[0], c[1]));
                    c.boost_law(br::normal_distribution<>(c[0], c[1]));
                    c.xtensor_law([p = c.parameters()](const auto& shape, auto& engine) {
                      return xt::random::randn<double>(shape, p[0], p[1], engine);
                    });
                    c.numpy_law("rng.normal(" + text_of(c[0]) + ", " + text_of(c[1]) + ", n)");
                  }});
  laws.push_back({"log_normal", {"mu", "sigma"}, {{0, 1}}, [](Contest& c) {
                    const auto ours = LogNormal{c[0], c[1]};
                    c.exact(cdf_of(bm::lognormal_distribution<>(c[0], c[1])));
                    c.retailsim(ours);
                    c.std_law(std::lognormal_distribution<>(c[0], c[1]));
                    c.boost_law(br::lognormal_distribution<>(c[0], c[1]));
                    c.xtensor_law([p = c.parameters()](const auto& shape, auto& engine) {
                      return xt::random::lognormal<double>(shape, p[0], p[1], engine);
                    });
                    c.numpy_law("rng.lognormal(" + text_of(c[0]) + ", " + text_of(c[1]) + ", n)");
                  }});
  laws.push_back({"exponential", {"mean"}, {{1}}, [](Contest& c) {
                    const auto ours = Exponential{c[0]};
                    c.exact(cdf_of(bm::exponential_distribution<>(1 / c[0])));
                    c.retailsim(ours);
                    c.std_law(std::exponential_distribution<>(1 / c[0]));
                    c.boost_law(br::exponential_distribution<>(1 / c[0]));
                    c.xtensor_law([rate = 1 / c[0]](const auto& shape, auto& engine) {
                      return xt::random::exponential<double>(shape, rate, engine);
                    });
                    c.numpy_law("rng.exponential(" + text_of(c[0]) + ", n)");
                  }});
  laws.push_back({"weibull", {"shape", "scale"}, {{1.5, 1}}, [](Contest& c) {
                    const auto ours = Weibull{c[0], c[1]};
                    c.exact(cdf_of(bm::weibull_distribution<>(c[0], c[1])));
                    c.retailsim(ours);
                    c.std_law(std::weibull_distribution<>(c[0], c[1]));
                    c.boost_law(br::weibull_distribution<>(c[0], c[1]));
                    c.xtensor_law([p = c.parameters()](const auto& shape, auto& engine) {
                      return xt::random::weibull<double>(shape, p[0], p[1], engine);
                    });
                    c.numpy_law(text_of(c[1]) + " * rng.weibull(" + text_of(c[0]) + ", n)");
                  }});
  laws.push_back({"gamma", {"shape", "scale"}, {{2.5, 1}, {0.5, 1}}, [](Contest& c) {
                    const auto ours = Gamma{c[0], c[1]};
                    c.exact(cdf_of(bm::gamma_distribution<>(c[0], c[1])));
                    c.retailsim(ours);
                    c.std_law(std::gamma_distribution<>(c[0], c[1]));
                    c.boost_law(br::gamma_distribution<>(c[0], c[1]));
                    c.xtensor_law([p = c.parameters()](const auto& shape, auto& engine) {
                      return xt::random::gamma<double>(shape, p[0], p[1], engine);
                    });
                    c.numpy_law("rng.gamma(" + text_of(c[0]) + ", " + text_of(c[1]) + ", n)");
                  }});
  laws.push_back({"beta", {"a", "b"}, {{2, 5}}, [](Contest& c) {
                    const auto ours = Beta{c[0], c[1]};
                    c.exact(cdf_of(bm::beta_distribution<>(c[0], c[1])));
                    c.retailsim(ours);
                    c.boost_law(br::beta_distribution<>(c[0], c[1]));
                    c.numpy_law("rng.beta(" + text_of(c[0]) + ", " + text_of(c[1]) + ", n)");
                  }});
  laws.push_back({"pareto", {"x_min", "alpha"}, {{1, 2.5}}, [](Contest& c) {
                    const auto ours = Pareto{c[0], c[1]};
                    c.exact(cdf_of(bm::pareto_distribution<>(c[0], c[1])));
                    c.retailsim(ours);
                    c.numpy_law(text_of(c[0]) + " * (1 + rng.pareto(" + text_of(c[1]) + ", n))");
                  }});
  laws.push_back({"poisson", {"mean"}, {{0.7}, {4}, {30}}, [](Contest& c) {
                    const auto ours = Poisson{c[0]};
                    c.exact(cdf_of(bm::poisson_distribution<>(c[0])), true);
                    c.retailsim(ours);
                    c.std_law(std::poisson_distribution<std::int64_t>(c[0]));
                    c.boost_law(br::poisson_distribution<std::int64_t>(c[0]));
                    c.xtensor_law([mean = c[0]](const auto& shape, auto& engine) {
                      return xt::random::poisson<std::int64_t>(shape, mean, engine);
                    });
                    c.numpy_law("rng.poisson(" + text_of(c[0]) + ", n)");
                  }});
  laws.push_back({"geometric", {"p"}, {{0.2}}, [](Contest& c) {
                    const auto ours = Geometric{c[0]};
                    c.exact(cdf_of(bm::geometric_distribution<>(c[0])), true);
                    c.retailsim(ours);
                    c.std_law(std::geometric_distribution<std::int64_t>(c[0]));
                    c.boost_law(br::geometric_distribution<std::int64_t>(c[0]));
                    c.xtensor_law([p = c[0]](const auto& shape, auto& engine) {
                      return xt::random::geometric<std::int64_t>(shape, p, engine);
                    });
                    c.numpy_law("rng.geometric(" + text_of(c[0]) + ", n) - 1");
                  }});
  laws.push_back({"negative_binomial", {"r", "mean"}, {{3, 7}}, [](Contest& c) {
                    const auto ours = NegativeBinomial{c[0], c[1]};
                    const double p = c[0] / (c[0] + c[1]);
                    c.exact(cdf_of(bm::negative_binomial_distribution<>(c[0], p)), true);
                    c.retailsim(ours);
                    if (c[0] == std::floor(c[0])) {  // theirs know whole numbers of successes only
                      c.std_law(std::negative_binomial_distribution<std::int64_t>(whole<std::int64_t>(c[0]), p));
                      c.boost_law(br::negative_binomial_distribution<std::int64_t>(whole<std::int64_t>(c[0]), p));
                      c.xtensor_law([r = whole<std::int64_t>(c[0]), p](const auto& shape, auto& engine) {
                        return xt::random::negative_binomial<std::int64_t>(shape, r, p, engine);
                      });
                    }
                    c.numpy_law("rng.negative_binomial(" + text_of(c[0]) + ", " + text_of(p) + ", n)");
                  }});
  laws.push_back({"binomial", {"n", "p"}, {{10, 0.3}}, [](Contest& c) {
                    const auto trials = whole<std::int64_t>(c[0]);
                    const auto ours = Binomial{trials, c[1]};
                    c.exact(cdf_of(bm::binomial_distribution<>(c[0], c[1])), true);
                    c.retailsim(ours);
                    c.std_law(std::binomial_distribution<std::int64_t>(trials, c[1]));
                    c.boost_law(br::binomial_distribution<std::int64_t>(trials, c[1]));
                    c.xtensor_law([trials, p = c[1]](const auto& shape, auto& engine) {
                      return xt::random::binomial<std::int64_t>(shape, trials, p, engine);
                    });
                    c.numpy_law("rng.binomial(" + text_of(c[0]) + ", " + text_of(c[1]) + ", n)");
                  }});
  laws.push_back({"bernoulli", {"p"}, {{0.3}}, [](Contest& c) {
                    const auto ours = Bernoulli{c[0]};
                    c.exact([p = c[0]](double x) { return x < 0 ? 0 : x < 1 ? 1 - p : 1; }, true);
                    c.retailsim(ours);
                    c.std_law(std::bernoulli_distribution(c[0]));
                    c.boost_law(br::bernoulli_distribution<>(c[0]));
                    c.numpy_law("rng.random(n) < " + text_of(c[0]));
                  }});
  laws.push_back({"categorical", {"weight..."}, {{1, 2, 3, 4}}, [](Contest& c) {
                    const auto ours = Categorical{std::span<const double>(c.parameters())};
                    const Parameters& w = c.parameters();
                    c.exact(cdf_of_weights(0, w), true);
                    c.retailsim(ours);
                    c.std_law(std::discrete_distribution<std::int64_t>(w.begin(), w.end()));
                    c.boost_law(br::discrete_distribution<std::int64_t>(w.begin(), w.end()));
                    c.numpy_law("rng.choice(" + std::to_string(w.size()) + ", n, p=np.array(" + list_of(w) +
                                ") / sum(" + list_of(w) + "))");
                  }});
  laws.push_back({"zipf", {"n", "s"}, {{10'000, 1.1}}, [](Contest& c) {
                    const auto ours = Zipf{whole<std::uint32_t>(c[0]), c[1]};
                    const auto weights = zipf_weights(whole<std::size_t>(c[0]), c[1]);
                    c.exact(cdf_of_weights(1, weights), true);
                    c.retailsim(ours);
                    const auto shifted = [](auto law) {
                      return [law](auto& engine) mutable { return law(engine) + 1; };
                    };
                    c.std_law(shifted(std::discrete_distribution<std::int64_t>(weights.begin(), weights.end())));
                    c.boost_law(shifted(br::discrete_distribution<std::int64_t>(weights.begin(), weights.end())));
                    c.numpy_law("1 + rng.choice(" + text_of(c[0]) + ", n, p=(w := np.arange(1, " + text_of(c[0]) +
                                " + 1.0) ** -" + text_of(c[1]) + ") / w.sum())");
                  }});
  laws.push_back({"power_law", {"alpha"}, {{2.5}}, [](Contest& c) {
                    const auto ours = DiscretePowerLaw{c[0]};
                    // From K = 64 on by the sum of Euler and Maclaurin, right to 1e-12.
                    const auto above = [alpha = c[0]](double k) {
                      return std::pow(k, 1 - alpha) * (1 / (alpha - 1) + (0.5 + alpha / (12 * k)) / k);
                    };
                    const std::vector<double> head = zipf_weights(64, c[0]);
                    const double zeta = std::accumulate(head.begin(), head.end(), above(65));
                    const Cdf low = cdf_of_weights(1, head);
                    c.exact(
                        [=](double x) {
                          const double k = std::floor(x);
                          return k < 64 ? low(k) * (zeta - above(65)) / zeta : 1 - above(k + 1) / zeta;
                        },
                        true);
                    c.retailsim(ours);
                    c.numpy_law("rng.zipf(" + text_of(c[0]) + ", n)");
                  }});
  laws.push_back({"uniform_float", {"low", "high"}, {{0, 1}}, [](Contest& c) {
                    const auto ours = Uniform{c[0], c[1]};
                    c.exact(cdf_of(bm::uniform_distribution<>(c[0], c[1])));
                    c.retailsim(Floats<Uniform>{ours});
                    c.std_law(
                        std::uniform_real_distribution<float>(static_cast<float>(c[0]), static_cast<float>(c[1])));
                    c.numpy_law("np.float32(" + text_of(c[0]) + ") + np.float32(" + text_of(c[1] - c[0]) +
                                ") * rng.random(n, dtype=np.float32)");
                  }});
  laws.push_back({"normal_float", {"mu", "sigma"}, {{0, 1}}, [](Contest& c) {
                    const auto ours = Normal{c[0], c[1]};
                    c.exact(cdf_of(bm::normal_distribution<>(c[0], c[1])));
                    c.retailsim(Floats<Normal>{ours});
                    c.std_law(std::normal_distribution<float>(static_cast<float>(c[0]), static_cast<float>(c[1])));
                    c.numpy_law("np.float32(" + text_of(c[0]) + ") + np.float32(" + text_of(c[1]) +
                                ") * rng.standard_normal(n, dtype=np.float32)");
                  }});
  laws.push_back({"exponential_float", {"mean"}, {{1}}, [](Contest& c) {
                    const auto ours = Exponential{c[0]};
                    c.exact(cdf_of(bm::exponential_distribution<>(1 / c[0])));
                    c.retailsim(Floats<Exponential>{ours});
                    c.std_law(std::exponential_distribution<float>(static_cast<float>(1 / c[0])));
                    c.numpy_law("np.float32(" + text_of(c[0]) + ") * rng.standard_exponential(n, dtype=np.float32)");
                  }});
  // Laws with parameters for each element: here all equal, so that the law of the sample is known.
  laws.push_back({"gamma_each", {"shape", "scale"}, {{2.5, 1}, {0.5, 1}}, [](Contest& c) {
                    [[maybe_unused]] const Gamma checked{c[0], c[1]};
                    c.exact(cdf_of(bm::gamma_distribution<>(c[0], c[1])));
                    c.retailsim(each<double>(c.parameters(), [](const auto& columns) {
                      return GammaEach{columns[0], columns[1]};
                    }));
                    c.numpy_law("rng.gamma(np.full(n, " + text_of(c[0]) + "), np.full(n, " + text_of(c[1]) + "))");
                  }});
  laws.push_back(
      {"poisson_each", {"mean"}, {{0.7}, {4}, {30}}, [](Contest& c) {
         [[maybe_unused]] const Poisson checked{c[0]};
         c.exact(cdf_of(bm::poisson_distribution<>(c[0])), true);
         c.retailsim(each<std::int64_t>(c.parameters(), [](const auto& columns) { return PoissonEach{columns[0]}; }));
         c.numpy_law("rng.poisson(np.full(n, " + text_of(c[0]) + "))");
       }});
  laws.push_back({"beta_each", {"a", "b"}, {{2, 5}}, [](Contest& c) {
                    [[maybe_unused]] const Beta checked{c[0], c[1]};
                    c.exact(cdf_of(bm::beta_distribution<>(c[0], c[1])));
                    c.retailsim(each<double>(c.parameters(), [](const auto& columns) {
                      return BetaEach{columns[0], columns[1]};
                    }));
                    c.numpy_law("rng.beta(np.full(n, " + text_of(c[0]) + "), np.full(n, " + text_of(c[1]) + "))");
                  }});
  laws.push_back({"negative_binomial_each", {"r", "mean"}, {{3, 7}}, [](Contest& c) {
                    [[maybe_unused]] const NegativeBinomial checked{c[0], c[1]};
                    const double p = c[0] / (c[0] + c[1]);
                    c.exact(cdf_of(bm::negative_binomial_distribution<>(c[0], p)), true);
                    c.retailsim(each<std::int64_t>(c.parameters(), [](const auto& columns) {
                      return NegativeBinomialEach{columns[0], columns[1]};
                    }));
                    c.numpy_law("rng.negative_binomial(np.full(n, " + text_of(c[0]) + "), np.full(n, " + text_of(p) +
                                "))");
                  }});
  // Shares of rows of k: time is that of one share. They depend on each other, so no sample of them is judged.
  laws.push_back({"dirichlet", {"alpha..."}, {{1, 1, 1, 1, 1, 1, 1, 1}}, [](Contest& c) {
                    const Dirichlet ours{std::span<const double>(c.parameters())};
                    c.retailsim([ours, next = std::uint64_t{0}](std::span<double> out) mutable {
                      const std::size_t n_rows = out.size() / ours.size();
                      ours.fill(out.first(n_rows * ours.size()),
                                Draws{.seed = 2026, .purpose = user_purpose(0), .first_entity = next});
                      next += (n_rows + 15) / 16 * 16;
                    });
                    c.numpy_law("rng.dirichlet(" + list_of(c.parameters()) + ", n // " +
                                std::to_string(c.parameters().size()) + ")");
                  }});
  return laws;
}

}  // namespace retailsim::distributions
