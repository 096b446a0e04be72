#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/crm/labels.hpp>

namespace retailsim::crm {

/// A number for each size class.
struct BySize {
  double small = 0, medium = 0, enterprise = 0;

  double operator[](std::size_t size) const { return size == 0 ? small : size == 1 ? medium : enterprise; }
  static auto parameters() {
    using T = BySize;
    const Rule rule{.low = 0, .high = 1e9};
    return std::tuple{Parameter{"small", &T::small, "", rule}, Parameter{"medium", &T::medium, "", rule},
                      Parameter{"enterprise", &T::enterprise, "", rule}};
  }
};

/// \throws ParameterError unless there are `least` to `most` weights, not all 0
inline void check_weights(const std::vector<double>& weights, std::size_t least, std::size_t most,
                          const std::string& path) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  if (weights.size() >= least && weights.size() <= most && sum > 0) return;
  const std::string number =
      least == most ? std::to_string(most) : std::to_string(least) + " to " + std::to_string(most);
  throw ParameterError(path, number + " weights, not all 0",
                       std::to_string(weights.size()) + " that sum to " + retailsim::detail::number_text(sum));
}

/// A number for each open stage.
struct ByStage {
  double identified = 0, qualified = 0, proposal = 0, negotiation = 0;

  double operator[](std::size_t stage) const {
    return stage == 0 ? identified : stage == 1 ? qualified : stage == 2 ? proposal : negotiation;
  }
  static auto parameters() {
    using T = ByStage;
    const Rule rule{.low = -100, .high = 100};
    return std::tuple{Parameter{"identified", &T::identified, "", rule},
                      Parameter{"qualified", &T::qualified, "", rule}, Parameter{"proposal", &T::proposal, "", rule},
                      Parameter{"negotiation", &T::negotiation, "", rule}};
  }
};

/// Where opportunities come from, and how much better they are than others.
struct LeadSource {
  std::string name;
  double weight = 1;
  double quality = 0;  ///< added to the strength of its deals

  static auto parameters() {
    using T = LeadSource;
    return std::tuple{Parameter{"name", &T::name, "as it is written"},
                      Parameter{"weight", &T::weight, "how often, in proportion to the others", Rule::not_negative()},
                      Parameter{"quality", &T::quality, "added to the strength of its deals", Rule::between(-10, 10)}};
  }
};

/// Weights of the reasons of a loss in each stage: price, competitor, budget, missing feature, priorities. A loss by
/// time-out has its own reason, and nobody loses to a competitor where there is none.
struct LossReasonWeights {
  std::vector<double> identified{1, 1, 4, 2, 5}, qualified{2, 2, 3, 3, 3}, proposal{4, 4, 2, 2, 1},
      negotiation{5, 4, 2, 1, 1};

  const std::vector<double>& operator[](std::size_t stage) const {
    return stage == 0 ? identified : stage == 1 ? qualified : stage == 2 ? proposal : negotiation;
  }
  static auto parameters() {
    using T = LossReasonWeights;
    return std::tuple{Parameter{"identified", &T::identified, "", Rule::between(0, 1e9)},
                      Parameter{"qualified", &T::qualified, "", Rule::between(0, 1e9)},
                      Parameter{"proposal", &T::proposal, "", Rule::between(0, 1e9)},
                      Parameter{"negotiation", &T::negotiation, "", Rule::between(0, 1e9)}};
  }
  void check(const std::string& path) const {
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      const std::string at = path + '.' + stage_labels[stage];
      check_weights((*this)[stage], 5, 5, at);
      std::vector<double> others = (*this)[stage];
      others[static_cast<std::size_t>(LossReason::competitor)] = 0;
      double sum = 0;
      for (const double weight : others) sum += weight;
      if (!(sum > 0)) throw ParameterError(at, "weights of which another than the competitor's is > 0", "none");
    }
  }
};

/// How opportunities move: the hazards of the process in crm/deal_law.hpp, for each business day.
struct DealConfig {
  double interactions = 6;  ///< mean number over a deal's whole life
  ByStage advance{.identified = 0.080, .qualified = 0.050, .proposal = 0.045, .negotiation = 0.055};
  ByStage loss{.identified = 0.042, .qualified = 0.028, .proposal = 0.024, .negotiation = 0.022};
  BySize speed{.small = 1.5, .medium = 1.0, .enterprise = 0.6};
  double time_out = 0.003;
  double good_step = 0.12;
  double advance_slope = 0.35;
  double loss_slope = 0.45;
  ByStage good{.identified = -0.2, .qualified = 0.0, .proposal = 0.0, .negotiation = 0.2};
  double good_slope = 0.8;
  double quality = 0.8;
  double skill = 0.6;
  double fit = 0.5;
  std::vector<LeadSource> lead_sources{{"website", 0.28, -0.1},  {"referral", 0.16, 0.6}, {"event", 0.14, 0.1},
                                       {"cold call", 0.2, -0.4}, {"partner", 0.12, 0.3},  {"analyst", 0.1, 0.5}};

  std::vector<double> competitors{0.35, 0.3, 0.2, 0.1, 0.05};
  std::vector<std::string> competitor_names = crm::competitor_names;
  double expected_close_from = 0.7, expected_close_to = 1.5;
  LossReasonWeights loss_reasons{};

  static auto parameters() {
    using T = DealConfig;
    const Rule slope = Rule::between(0, 5);
    return std::tuple{
        Parameter{"interactions", &T::interactions, "mean number of interactions over a deal's whole life",
                  Rule::between(0.01, 200)},
        Parameter{"time_out", &T::time_out, "hazard of no decision at all, which is a loss, per business day",
                  Rule::between(1e-5, 10)},
        Parameter{"good_step", &T::good_step,
                  "each of the first 8 good interactions adds this to the factor of advances and divisor of losses",
                  slope},
        Parameter{"advance_slope", &T::advance_slope, "advances go with exp(slope * strength)", slope},
        Parameter{"loss_slope", &T::loss_slope, "losses go with exp(-slope * strength)", slope},
        Parameter{"good_slope", &T::good_slope, "log odds of a good interaction per unit of strength", slope},
        Parameter{"quality", &T::quality, "standard deviation of the deal's quality in its strength", slope},
        Parameter{"skill", &T::skill, "standard deviation of the seller's skill in it", slope},
        Parameter{"fit", &T::fit, "added to it where the company's industry is one the seller knows", slope},
        Parameter{"competitors", &T::competitors, "weights of 0, 1, 2, ... competitors for a deal",
                  Rule::between(0, 1e9)},
        Parameter{"competitor_names", &T::competitor_names, "who they are"},
        Parameter{"expected_close_from", &T::expected_close_from,
                  "an expected close lies this share of the mean time to a win after the stage began",
                  Rule::between(0, 10)},
        Parameter{"expected_close_to", &T::expected_close_to, "to this share, all as likely", Rule::between(0, 10)},
        Parameter{"advance", &T::advance, "hazard of the next stage, per business day"},
        Parameter{"loss", &T::loss, "hazard of a loss, per business day"},
        Parameter{"speed", &T::speed, "factor of both by size class"},
        Parameter{"good", &T::good, "log odds of a good interaction at strength 0"},
        Parameter{"loss_reasons", &T::loss_reasons,
                  "weights of price, competitor, budget, missing feature and priorities by the stage of the loss"},
        Parameter{"lead_sources", &T::lead_sources, "where opportunities come from"}};
  }

  void check(const std::string& path) const {
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      if (!(advance[stage] >= 1e-4)) {
        throw ParameterError(path + ".advance." + stage_labels[stage], ">= 0.0001",
                             retailsim::detail::number_text(advance[stage]));
      }
      if (!(loss[stage] >= 0)) {
        throw ParameterError(path + ".loss." + stage_labels[stage], ">= 0",
                             retailsim::detail::number_text(loss[stage]));
      }
    }
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      if (!(speed[size] >= 0.01 && speed[size] <= 100)) {
        throw ParameterError(path + ".speed." + size_labels[size], "in [0.01, 100]",
                             retailsim::detail::number_text(speed[size]));
      }
    }
    check_labels(competitor_names, path + ".competitor_names", {}, 250);
    if (competitors.size() > competitor_names.size() + 1) {
      throw ParameterError(path + ".competitors",
                           "at most one weight more than competitor_names, " + std::to_string(competitor_names.size()),
                           std::to_string(competitors.size()) + " weights", {path + ".competitor_names"});
    }
    check_weights(competitors, 1, 251, path + ".competitors");
    if (expected_close_to < expected_close_from) {
      throw ParameterError(path + ".expected_close_to",
                           "at least expected_close_from = " + retailsim::detail::number_text(expected_close_from),
                           retailsim::detail::number_text(expected_close_to), {path + ".expected_close_from"});
    }
    double sum = 0;
    for (const LeadSource& source : lead_sources) sum += source.weight;
    if (!(sum > 0)) throw ParameterError(path + ".lead_sources", "sources with weights that do not sum to 0", "0");
    check_labels(lead_sources, path + ".lead_sources", &LeadSource::name, 250);
  }
};

}  // namespace retailsim::crm
