#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <retailsim/crm/deal_config.hpp>
#include <retailsim/random/detail/scalar_math.hpp>

namespace retailsim::crm {

/// What a deal's strength z makes of its hazards.
struct StrengthFactors {
  double advance = 1, loss = 1;
  std::array<double, n_open_stages> good{};  ///< probability that an interaction is a good one
};

/// Hazards of a deal in one state, per business day.
struct DealHazards {
  double advance = 0, loss = 0, time_out = 0, interaction = 0;
  double good = 0;  ///< probability that an interaction changes the state: 0 where no more good ones count

  /// Of leaving the state.
  double out() const { return std::fma(interaction, good, advance + loss + time_out); }
};

/// How an opportunity moves: a Markov process in business time on the states (stage, good interactions so far).
///
/// With strength z = lead source + quality Q + skill S + fit F (Q, S standard normal, F a coin), size class k, stage g
/// and n = min(good interactions so far, 8), the hazards are
///
///     next stage   advance_g * speed_k * exp( a z) * (1 + b n)      from negotiation: won
///     loss         loss_g    * speed_k * exp(-l z) / (1 + b n)      lost
///     time-out     constant                                         lost
///     interaction  constant; a good one with log odds good_g + c z
///
/// Nothing looks ahead: outcomes depend on z and the stage, and change the future through n alone. The rate of
/// interactions is what makes their mean number over a deal's life `DealConfig::interactions`, over all strengths and
/// size classes. Hazards are constant between events, so what follows from them is exact: see `win_probabilities` and
/// `DealOutlook`.
/// Source: J. R. Norris, Markov Chains, 1997, chapters 2 and 3.
class DealLaw {
 public:
  static constexpr std::size_t max_good = 8;
  static constexpr std::size_t n_states = n_open_stages * (max_good + 1);
  using States = std::array<double, n_states>;
  static constexpr std::size_t state(std::size_t stage, std::size_t n_good) {
    return stage * (max_good + 1) + std::min(n_good, max_good);
  }

  /// A strength and its probability: the law of z by the trapezoidal rule, which is exact to 1e-12 for mixtures of
  /// normal laws on this grid.
  struct Node {
    double strength, weight;
  };

  /// \param fit_share    probability that a company's industry is one the seller knows
  /// \param size_shares  of opportunities, by size class; sum 1
  DealLaw(const DealConfig& config, double fit_share, const BySize& size_shares) : config_(config) {
    make_nodes(fit_share);
    for (std::size_t n = 0; n <= max_good; ++n) {
      good_factors_[n] = std::fma(config.good_step, static_cast<double>(n), 1.0);
    }
    set_interaction_rate(size_shares);
  }

  const DealConfig& config() const { return config_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  double interaction_rate() const { return interaction_rate_; }
  /// Mean strengths of the components of z, by lead source and fit, and their probabilities.
  const std::vector<Node>& components() const { return components_; }

  StrengthFactors factors(double strength) const {
    using retailsim::detail::portable_exp;
    StrengthFactors f;
    f.advance = portable_exp(config_.advance_slope * strength);
    f.loss = portable_exp(-config_.loss_slope * strength);
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      f.good[stage] = 1.0 / (1.0 + portable_exp(-std::fma(config_.good_slope, strength, config_.good[stage])));
    }
    return f;
  }

  DealHazards hazards(std::size_t size, const StrengthFactors& f, std::size_t stage, std::size_t n_good) const {
    using retailsim::detail::product;
    const double factor = good_factors_[std::min(n_good, max_good)];
    DealHazards h;
    h.advance = product(product(product(config_.advance[stage], config_.speed[size]), f.advance), factor);
    h.loss = product(product(config_.loss[stage], config_.speed[size]), f.loss) / factor;
    h.time_out = config_.time_out;
    h.interaction = interaction_rate_;
    h.good = n_good < max_good ? f.good[stage] : 0.0;
    return h;
  }

  /// P(won | state) of a deal whose latents are known: h(g, n) = (advance * h(g + 1, n) + good * h(g, n + 1)) / out,
  /// where advance from negotiation is won.
  States win_probabilities(std::size_t size, const StrengthFactors& f) const {
    States h{};
    for (std::size_t stage = n_open_stages; stage-- > 0;) {
      for (std::size_t n = max_good + 1; n-- > 0;) {
        const DealHazards rates = hazards(size, f, stage, n);
        const double next = stage + 1 < n_open_stages ? h[state(stage + 1, n)] : 1.0;
        const double good = n < max_good ? h[state(stage, n + 1)] : 0.0;
        h[state(stage, n)] =
            std::fma(rates.advance, next, retailsim::detail::product(rates.interaction * rates.good, good)) /
            rates.out();
      }
    }
    return h;
  }

  /// Mean business days spent in each state over the whole life of a deal.
  States mean_stays(std::size_t size, const StrengthFactors& f) const {
    States stay{};
    double entered[n_states] = {1.0};  // probability that the state is ever reached
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      for (std::size_t n = 0; n <= max_good; ++n) {
        const std::size_t x = state(stage, n);
        const DealHazards rates = hazards(size, f, stage, n);
        stay[x] = entered[x] / rates.out();
        if (stage + 1 < n_open_stages) {
          double& next = entered[state(stage + 1, n)];
          next = std::fma(stay[x], rates.advance, next);
        }
        if (n < max_good) {
          double& next = entered[state(stage, n + 1)];
          next = std::fma(stay[x], rates.interaction * rates.good, next);
        }
      }
    }
    return stay;
  }

  /// Standard deviations of quality and skill together in the strength.
  double sigma() const {
    return std::sqrt(
        std::fma(config_.quality, config_.quality, retailsim::detail::product(config_.skill, config_.skill)));
  }
  /// Distance of the nodes; 0 where they are the components themselves.
  double spacing() const { return sigma() / 2; }

  /// Probabilities of the nodes where the strength is a component's mean plus `shift` plus a normal number of this
  /// standard deviation.
  std::vector<double> weights(double shift, double deviation) const {
    using retailsim::detail::portable_exp;
    using retailsim::detail::product;
    std::vector<double> result(nodes_.size());
    double sum = 0;
    const double scale = std::max(deviation, spacing());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (const Node& component : components_) {
        const double u = (nodes_[i].strength - component.strength - shift) / scale;
        result[i] = std::fma(component.weight, portable_exp(product(product(u, u), -0.5)), result[i]);
      }
      sum += result[i];
    }
    for (double& weight : result) weight /= sum;
    return result;
  }

 private:
  void make_nodes(double fit_share) {
    double total = 0;
    for (const LeadSource& source : config_.lead_sources) total += source.weight;
    for (const LeadSource& source : config_.lead_sources) {
      const double share = source.weight / total;
      components_.push_back({source.quality, share * (1 - fit_share)});
      components_.push_back({source.quality + config_.fit, share * fit_share});
    }
    if (!(spacing() > 0)) {
      nodes_ = components_;
      return;
    }
    double low = components_[0].strength, high = low;
    for (const Node& component : components_) {
      low = std::min(low, component.strength);
      high = std::max(high, component.strength);
    }
    constexpr double reach = 5.5;  // standard deviations: 4e-8 of the law lie beyond
    low = std::fma(-reach, sigma(), low);
    high = std::fma(reach, sigma(), high);
    for (int i = 0;; ++i) {
      const double strength = std::fma(static_cast<double>(i), spacing(), low);
      if (strength > high) break;
      nodes_.push_back({strength, 0});
    }
    const std::vector<double> shares = weights(0, sigma());
    for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].weight = shares[i];
  }

  // Bisection of the mean number of interactions, which grows with their rate.
  void set_interaction_rate(const BySize& size_shares) {
    double low = 1e-6, high = 1e3;
    for (int step = 0; step < 60; ++step) {
      interaction_rate_ = std::sqrt(low * high);
      (mean_interactions(size_shares) < config_.interactions ? low : high) = interaction_rate_;
    }
  }
  double mean_interactions(const BySize& size_shares) const {
    double mean = 0;
    for (const Node& node : nodes_) {
      if (node.weight < 1e-9) continue;
      const StrengthFactors f = factors(node.strength);
      for (std::size_t size = 0; size < n_size_classes; ++size) {
        double days = 0;
        for (const double stay : mean_stays(size, f)) days += stay;
        mean = std::fma(node.weight * size_shares[size], days * interaction_rate_, mean);
      }
    }
    return mean;
  }

  DealConfig config_;
  std::vector<Node> nodes_, components_;
  std::array<double, max_good + 1> good_factors_{};
  double interaction_rate_ = 1;
};

}  // namespace retailsim::crm
