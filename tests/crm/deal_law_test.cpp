#include <cmath>
#include <cstddef>

#include "support/catch.hpp"

#include <retailsim/crm/deal_law.hpp>

using namespace retailsim;
using namespace retailsim::crm;

namespace {

constexpr BySize even{1.0 / 3, 1.0 / 3, 1.0 / 3};

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
