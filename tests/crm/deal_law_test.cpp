#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/crm/deal_law.hpp>
#include <retailsim/crm/deal_outlook.hpp>

using namespace retailsim;
using namespace retailsim::crm;

namespace {

constexpr BySize even{1.0 / 3, 1.0 / 3, 1.0 / 3};

// What a deal of the law becomes, run here with std's generator: nothing of the library's simulation is used.
struct Life {
  std::vector<std::pair<double, std::size_t>> states{{0.0, 0}};  // since when, which
  double end = 0;
  bool won = false;
  int interactions = 0;
};
Life simulate(const DealLaw& law, std::size_t size, double strength, std::mt19937_64& random) {
  const StrengthFactors factors = law.factors(strength);
  std::exponential_distribution<double> exponential;
  std::uniform_real_distribution<double> uniform;
  Life life;
  for (std::size_t stage = 0, n_good = 0;;) {
    const DealHazards h = law.hazards(size, factors, stage, n_good);
    const double total = h.advance + h.loss + h.time_out + h.interaction;
    life.end += exponential(random) / total;
    const double u = uniform(random) * total;
    if (u < h.interaction) {
      ++life.interactions;
      if (uniform(random) < factors.good[stage]) ++n_good;
    } else if (u < h.interaction + h.advance) {
      if (++stage == n_open_stages) {
        life.won = true;
        return life;
      }
    } else {
      return life;
    }
    life.states.emplace_back(life.end, DealLaw::state(stage, n_good));
  }
}

}  // namespace

TEST_CASE("DealLaw: without effect of interactions the chance to win is a product over stages", "[crm]") {
  DealConfig config;
  config.good_step = 0;
  const DealLaw law(config, 0.25, even);
  for (std::size_t size = 0; size < n_size_classes; ++size) {
    const StrengthFactors f = law.factors(0.7);
    double expected = 1;
    for (std::size_t stage = n_open_stages; stage-- > 0;) {
      const double advance = config.advance[stage] * config.speed[size] * std::exp(0.7 * config.advance_slope);
      const double loss = config.loss[stage] * config.speed[size] * std::exp(-0.7 * config.loss_slope);
      expected *= advance / (advance + loss + config.time_out);
      for (std::size_t n = 0; n <= DealLaw::max_good; ++n) {
        CHECK(law.win_probabilities(size, f)[DealLaw::state(stage, n)] == Approx(expected).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("DealLaw: interactions have the mean number that is asked for", "[crm]") {
  for (const double mean : {0.5, 6.0, 40.0}) {
    DealConfig config;
    config.interactions = mean;
    const DealLaw law(config, 0.25, {.small = 0.5, .medium = 0.3, .enterprise = 0.2});
    double sum = 0, weights = 0;
    for (const DealLaw::Node& node : law.nodes()) {
      weights += node.weight;
      for (std::size_t size = 0; size < n_size_classes; ++size) {
        double days = 0;
        for (const double stay : law.mean_stays(size, law.factors(node.strength))) days += stay;
        sum += node.weight * (size == 0 ? 0.5 : size == 1 ? 0.3 : 0.2) * days * law.interaction_rate();
      }
    }
    CHECK(weights == Approx(1).epsilon(1e-12));
    CHECK(sum == Approx(mean).epsilon(1e-9));
  }
}

TEST_CASE("DealLaw: the nodes have the moments of the strength", "[crm]") {
  const DealConfig config;
  const DealLaw law(config, 0.25, even);
  double mean = 0, square = 0, expected = 0, spread = 0, total = 0;
  for (const DealLaw::Node& node : law.nodes()) {
    mean += node.weight * node.strength;
    square += node.weight * node.strength * node.strength;
  }
  for (const LeadSource& source : config.lead_sources) total += source.weight;
  for (const LeadSource& source : config.lead_sources) {
    expected += source.weight / total * source.quality;
    spread += source.weight / total * source.quality * source.quality;
  }
  spread += -expected * expected + config.fit * config.fit * 0.25 * 0.75 + config.quality * config.quality +
            config.skill * config.skill;
  expected += config.fit * 0.25;
  CHECK(mean == Approx(expected).epsilon(1e-6));
  CHECK(square - mean * mean == Approx(spread).epsilon(1e-5));
  // Without deviations the nodes are the components.
  DealConfig plain;
  plain.quality = plain.skill = 0;
  CHECK(DealLaw(plain, 0.25, even).nodes().size() == 2 * plain.lead_sources.size());
}

TEST_CASE("DealOutlook: shares won in time, and chances of what is found open, are those of simulated deals",
          "[crm][statistical]") {
  const DealConfig config;
  const double fit_share = 0.25, days = 60;
  const DealLaw law(config, fit_share, even);
  const DealOutlook outlook(law, days);
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  std::vector<double> weights;
  for (const LeadSource& source : config.lead_sources) weights.push_back(source.weight);
  std::discrete_distribution<std::size_t> source(weights.begin(), weights.end());
  constexpr int n = 300'000;
  constexpr std::size_t size = 1;
  std::vector<double> found(DealLaw::n_states), won(DealLaw::n_states);
  double won_in_time = 0, won_at_all = 0, cycle = 0, interactions = 0;
  for (int i = 0; i < n; ++i) {
    const double strength = config.lead_sources[source(random)].quality + config.quality * normal(random) +
                            config.skill * normal(random) + (uniform(random) < fit_share ? config.fit : 0);
    const double age = days * uniform(random);  // at the end of the window
    const Life life = simulate(law, size, strength, random);
    won_at_all += life.won;
    cycle += life.won ? life.end : 0;
    interactions += life.interactions;
    if (life.end <= age) {
      won_in_time += life.won;
      continue;
    }
    std::size_t state = 0;
    for (const auto& [since, which] : life.states) {
      if (since <= age) state = which;
    }
    ++found[state];
    won[state] += life.won;
  }
  const auto z = [](double count, double trials, double p) {
    return (count - trials * p) / std::sqrt(trials * p * (1 - p));
  };
  // 40 comparisons or so: 5.6 standard errors make one false alarm in a million of them all.
  CHECK(std::abs(z(won_in_time, n, outlook.wins(size))) < 5.6);
  CHECK(std::abs(z(won_at_all, n, outlook.win_rate(size))) < 5.6);
  CHECK(cycle / won_at_all == Approx(outlook.cycle(size)).epsilon(0.02));  // standard error 0.3 %
  for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
    for (std::size_t good = 0; good <= DealLaw::max_good; ++good) {
      const std::size_t state = DealLaw::state(stage, good);
      if (found[state] < 100) continue;
      CAPTURE(stage, good, found[state]);
      CHECK(std::abs(z(won[state], found[state], outlook.probability(size, stage, good))) < 5.6);
    }
  }
}

TEST_CASE("DealOutlook: chances grow with the stage and with good interactions", "[crm]") {
  const DealLaw law(DealConfig{}, 0.25, even);
  const DealOutlook outlook(law, 261);
  for (std::size_t size = 0; size < n_size_classes; ++size) {
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      for (std::size_t n = 0; n <= DealLaw::max_good; ++n) {
        const double p = outlook.probability(size, stage, n);
        CHECK((p > 0 && p < 1));
        if (n > 0) CHECK(p > outlook.probability(size, stage, n - 1));
        if (stage > 0) CHECK(p > outlook.probability(size, stage - 1, n));
      }
    }
  }
}
