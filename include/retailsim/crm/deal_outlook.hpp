#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <retailsim/crm/deal_law.hpp>

namespace retailsim::crm {

/// What can be said of deals whose strength is not seen, after T business days in which they began evenly.
///
/// Let p_z(x, a) be the probability that a deal of strength z is in state x at age a, and o_z(x) its integral over ages
/// 0 to T: the share of open deals found in x at the end. With w the law of z and h_z(x) the chance to win,
///
///     P(won | x) = sum_z w_z o_z(x) h_z(x) / sum_z w_z o_z(x)
///
/// is exact for a deal that is found in x. p is computed by uniformisation, which has no error of discretisation.
/// Source: A. Jensen, Markoff Chains as an Aid in the Study of Markoff Processes, 1953.
class DealOutlook {
 public:
  /// \param business_days  T > 0
  DealOutlook(const DealLaw& law, double business_days) : business_days_(business_days) {
    using retailsim::detail::product;
    std::vector<double> better = law.weights(law.config().skill, law.config().quality);
    std::vector<double> worse = law.weights(-law.config().skill, law.config().quality);
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      DealLaw::States open{}, to_be_won{}, stays{}, winning_stays{}, winning_days{};
      double better_wins = 0, worse_wins = 0, won = 0, cycle = 0;
      for (std::size_t i = 0; i < law.nodes().size(); ++i) {
        const DealLaw::Node& node = law.nodes()[i];
        if (std::max({node.weight, better[i], worse[i]}) < 1e-9) continue;
        const StrengthFactors f = law.factors(node.strength);
        const DealLaw::States h = law.win_probabilities(size, f), days = winning_times(law, size, f, h);
        const DealLaw::States stay = law.mean_stays(size, f);
        const Occupancy occupancy = occupied(law, size, f);
        for (std::size_t x = 0; x < DealLaw::n_states; ++x) {
          const double weight = product(node.weight, occupancy.open[x]);
          open[x] += weight;
          to_be_won[x] = std::fma(weight, h[x], to_be_won[x]);
          stays[x] = std::fma(node.weight, stay[x], stays[x]);
          winning_stays[x] = std::fma(node.weight * stay[x], h[x], winning_stays[x]);
          winning_days[x] = std::fma(node.weight * stay[x], days[x], winning_days[x]);
        }
        wins_[size] = std::fma(node.weight, occupancy.won / business_days, wins_[size]);
        better_wins = std::fma(better[i], occupancy.won, better_wins);
        worse_wins = std::fma(worse[i], occupancy.won, worse_wins);
        won = std::fma(node.weight, h[0], won);
        cycle = std::fma(node.weight, days[0], cycle);
      }
      win_rates_[size] = won;
      cycles_[size] = cycle / won;
      const double spread = (better_wins - worse_wins) / (better_wins + worse_wins);
      skill_variances_[size] = spread * spread;
      for (std::size_t x = 0; x < DealLaw::n_states; ++x) {
        // A state that no deal has reached yet shows what holds in the long run.
        probabilities_[size][x] = open[x] > 1e-12 ? to_be_won[x] / open[x] : winning_stays[x] / stays[x];
      }
      for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
        double days = 0, weight = 0;
        for (std::size_t n = 0; n <= DealLaw::max_good; ++n) {
          days += winning_days[DealLaw::state(stage, n)];
          weight += winning_stays[DealLaw::state(stage, n)];
        }
        days_to_win_[size][stage] = days / weight;
      }
    }
  }

  /// P(won | stage, size class, good interactions so far).
  double probability(std::size_t size, std::size_t stage, std::size_t n_good) const {
    return probabilities_[size][DealLaw::state(stage, n_good)];
  }
  /// Share of the deals that began in the T days that are won by their end.
  double wins(std::size_t size) const { return wins_[size]; }
  /// Variance over sellers of that share, in relation to its square: that of one standard deviation of skill either
  /// way.
  double skill_variance(std::size_t size) const { return skill_variances_[size]; }
  /// Share of all deals that are won in the end.
  double win_rate(std::size_t size) const { return win_rates_[size]; }
  /// Mean business days from the beginning of a deal that is won to its end.
  double cycle(std::size_t size) const { return cycles_[size]; }
  /// Mean business days left of a deal in this stage that will be won.
  double days_to_win(std::size_t size, std::size_t stage) const { return days_to_win_[size][stage]; }

 private:
  struct Occupancy {
    DealLaw::States open{};
    double won = 0;
  };

  // Of deals in each state: chance to win times mean days to it.
  static DealLaw::States winning_times(const DealLaw& law, std::size_t size, const StrengthFactors& f,
                                       const DealLaw::States& h) {
    DealLaw::States days{};
    for (std::size_t stage = n_open_stages; stage-- > 0;) {
      for (std::size_t n = DealLaw::max_good + 1; n-- > 0;) {
        const DealHazards rates = law.hazards(size, f, stage, n);
        double sum = h[DealLaw::state(stage, n)];
        if (stage + 1 < n_open_stages) sum = std::fma(rates.advance, days[DealLaw::state(stage + 1, n)], sum);
        if (n < DealLaw::max_good) {
          sum = std::fma(rates.interaction * rates.good, days[DealLaw::state(stage, n + 1)], sum);
        }
        days[DealLaw::state(stage, n)] = sum / rates.out();
      }
    }
    return days;
  }

  // Time spent in each state, and as won, up to age T.
  Occupancy occupied(const DealLaw& law, std::size_t size, const StrengthFactors& f) const {
    using retailsim::detail::product;
    constexpr double jumps = 8;  // mean number of a step
    constexpr int most_jumps = 44;
    std::array<double, most_jumps> at{}, after{};  // P(number = k), P(number > k)
    at[0] = retailsim::detail::portable_exp(-jumps);
    for (int k = 1; k < most_jumps; ++k) at[k] = product(at[k - 1], jumps / k);
    for (int k = most_jumps - 1; k-- > 0;) after[k] = after[k + 1] + at[k + 1];

    std::array<DealHazards, DealLaw::n_states> rates;
    double fastest = 0;
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      for (std::size_t n = 0; n <= DealLaw::max_good; ++n) {
        DealHazards& r = rates[DealLaw::state(stage, n)];
        r = law.hazards(size, f, stage, n);
        fastest = std::max(fastest, r.out());
      }
    }
    const double steps = std::max(1.0, std::ceil(business_days_ * fastest / jumps));
    const double step = business_days_ / steps, uniform = jumps / step;

    Occupancy total;
    std::array<double, DealLaw::n_states + 1> now{}, next{}, v{};  // the last one is won
    now[0] = 1;
    for (double i = 0; i < steps; ++i) {
      v = now;
      now.fill(0);
      for (int k = 0; k < most_jumps; ++k) {
        for (std::size_t x = 0; x <= DealLaw::n_states; ++x) {
          double& spent = x < DealLaw::n_states ? total.open[x] : total.won;
          spent = std::fma(v[x], after[k] / uniform, spent);
          now[x] = std::fma(v[x], at[k], now[x]);
        }
        if (k + 1 == most_jumps) break;
        next.fill(0);
        next[DealLaw::n_states] = v[DealLaw::n_states];
        for (std::size_t x = 0; x < DealLaw::n_states; ++x) {
          const double share = v[x] / uniform;
          const std::size_t n = x % (DealLaw::max_good + 1), ahead = x + DealLaw::max_good + 1;
          next[x] = std::fma(-share, rates[x].out(), next[x] + v[x]);
          double& advanced = next[ahead < DealLaw::n_states ? ahead : DealLaw::n_states];
          advanced = std::fma(share, rates[x].advance, advanced);
          if (n < DealLaw::max_good) {
            next[x + 1] = std::fma(share, rates[x].interaction * rates[x].good, next[x + 1]);
          }
        }
        v = next;
      }
      double open = 0;
      for (std::size_t x = 0; x < DealLaw::n_states; ++x) open += now[x];
      if (open < 1e-12) {  // nothing moves any more
        total.won = std::fma(product(step, steps - i - 1), now[DealLaw::n_states], total.won);
        break;
      }
    }
    return total;
  }

  double business_days_;
  std::array<DealLaw::States, n_size_classes> probabilities_{};
  std::array<std::array<double, n_open_stages>, n_size_classes> days_to_win_{};
  std::array<double, n_size_classes> wins_{}, win_rates_{}, cycles_{}, skill_variances_{};
};

}  // namespace retailsim::crm
