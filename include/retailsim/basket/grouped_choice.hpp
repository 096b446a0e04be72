#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/basket/customer_groups.hpp>
#include <retailsim/basket/sku_choice.hpp>
#include <retailsim/catalogue/sku_set.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Customers of a kind like some SKUs more (or less): the weights of these SKUs count `odds_ratio` times.
///
/// So the odds of a line being of these SKUs, against being of any SKU that no rule names, are exactly `odds_ratio`
/// times what they are without the rule; where no other rule of the customer names SKUs, these are the odds
/// P / (1 - P). The probability itself grows by less: see `GroupedChoice::probability_ratio`.
struct AffinityRule {
  CustomerSet customers;
  SkuSet skus;
  double odds_ratio = 1;  ///< finite and > 0
};

/// Orders whose first line is of some SKUs go on with others: in the order's other lines, the weights of `to` count
/// `odds_ratio` times. The odds of such a line being of `to` are then exactly `odds_ratio` times those of a line in an
/// order that began otherwise (where no other cross-sell rule applies).
struct CrossSellRule {
  SkuSet from, to;
  double odds_ratio = 1;  ///< finite and > 0
};

/// SKUs drawn by popularity * affinity * cross-sell, among those launched: one table of weights for each group of
/// customers and each *state* of an order, which is what its first SKU is to the cross-sell rules (0: nothing).
/// Source of odds ratios as the measure of association: G. U. Yule, On the Methods of Measuring Association, 1912.
class GroupedChoice {
 public:
  static constexpr std::size_t max_states = 32;

  GroupedChoice() = default;

  /// What can be said of the rules before there is a catalogue.
  /// \throws std::invalid_argument on a bad odds ratio or more than 64 cross-sell rules
  static void check(std::span<const AffinityRule> affinity, std::span<const CrossSellRule> cross_sell,
                    const std::string& owner) {
    for (std::size_t r = 0; r < affinity.size(); ++r) {
      detail::positive(affinity[r].odds_ratio, rule_name(owner, "affinity", r) + ": odds_ratio");
    }
    for (std::size_t r = 0; r < cross_sell.size(); ++r) {
      detail::positive(cross_sell[r].odds_ratio, rule_name(owner, "cross-sell", r) + ": odds_ratio");
    }
    detail::in_range<std::size_t>(cross_sell.size(), 0, 64, owner + ": number of cross-sell rules");
  }

  /// \param owner  the model, for the message
  /// \throws std::invalid_argument on an unknown label, too many groups or states, or a group without a SKU to buy on
  ///         the first day of registration
  GroupedChoice(const Setting& setting, std::span<const AffinityRule> affinity,
                std::span<const CrossSellRule> cross_sell, const std::string& owner)
      : affinity_(affinity.begin(), affinity.end()) {
    check(affinity, cross_sell, owner);
    const Catalogue& catalogue = setting.catalogue;
    std::vector<CustomerSet> sets;
    std::vector<std::vector<std::uint8_t>> liked, prompted;
    for (std::size_t r = 0; r < affinity.size(); ++r) {
      liked.push_back(affinity[r].skus.members(catalogue, rule_name(owner, "affinity", r) + ": skus"));
      sets.push_back(affinity[r].customers);
    }
    groups_ = CustomerGroups(sets, setting.labels, owner);
    std::vector<std::uint64_t> rules_of_sku(catalogue.n_skus());
    for (std::size_t r = 0; r < cross_sell.size(); ++r) {
      const std::string name = rule_name(owner, "cross-sell", r);
      prompted.push_back(cross_sell[r].to.members(catalogue, name + ": to"));
      const auto from = cross_sell[r].from.members(catalogue, name + ": from");
      for (std::size_t i = 0; i < from.size(); ++i) rules_of_sku[i] |= std::uint64_t{from[i]} << r;
    }
    std::map<std::uint64_t, std::size_t> number_of{{0, 0}};
    rules_of_state_.assign(1, 0);
    state_of_sku_.resize(catalogue.n_skus());
    for (std::size_t i = 0; i < rules_of_sku.size(); ++i) {
      const auto [found, is_new] = number_of.try_emplace(rules_of_sku[i], rules_of_state_.size());
      if (is_new) rules_of_state_.push_back(rules_of_sku[i]);
      state_of_sku_[i] = static_cast<std::uint8_t>(detail::in_range<std::size_t>(
          found->second, 0, max_states - 1, owner + ": combinations of cross-sell rules"));
    }
    n_states_ = rules_of_state_.size();

    // SKUs that every rule treats alike make a class.
    ClassFactors classes;
    classes.class_of_sku.resize(catalogue.n_skus());
    std::map<std::vector<bool>, std::uint32_t> class_numbers;
    std::vector<bool> named(affinity.size() + cross_sell.size());
    for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
      for (std::size_t r = 0; r < affinity.size(); ++r) named[r] = liked[r][i] != 0;
      for (std::size_t r = 0; r < cross_sell.size(); ++r) named[affinity.size() + r] = prompted[r][i] != 0;
      classes.class_of_sku[i] =
          class_numbers.try_emplace(named, static_cast<std::uint32_t>(class_numbers.size())).first->second;
    }
    classes.n_classes = class_numbers.size();
    const std::size_t n_tables = groups_.size() * n_states_;
    classes.factors.assign(n_tables * classes.n_classes, 1.0);
    for (std::size_t t = 0; t < n_tables; ++t) {
      for (const auto& [in_rule, number] : class_numbers) {
        double& factor = classes.factors[t * classes.n_classes + number];
        for (std::size_t r = 0; r < affinity.size(); ++r) {
          if (in_rule[r] && groups_.contains(r, t / n_states_)) factor *= affinity[r].odds_ratio;
        }
        for (std::size_t r = 0; r < cross_sell.size(); ++r) {
          if (in_rule[affinity.size() + r] && (rules_of_state_[t % n_states_] >> r & 1) != 0) {
            factor *= cross_sell[r].odds_ratio;
          }
        }
      }
    }
    choice_ = SkuChoice(catalogue, classes, setting.scenario.registered_from, owner);
  }

  /// Writes the SKU of each line; see `BasketModel`. Lines of one order lie together and all of them are here.
  void choose(std::span<std::uint32_t> skus, const LineBlock& lines, const Draws& line_draws) const {
    const Draws draws = line_draws.of(Purpose::line_sku);
    const auto n_states = static_cast<std::uint32_t>(n_states_);
    std::uint64_t buffer[SkuChoice::chunk_size], prompted_words[SkuChoice::chunk_size];
    std::uint32_t tables[SkuChoice::chunk_size], prompted_tables[SkuChoice::chunk_size];
    std::uint32_t prompted[SkuChoice::chunk_size], prompted_skus[SkuChoice::chunk_size];
    std::uint32_t state = 0;  // of the order that the last line belongs to: it may go on in the next chunk
    for (std::size_t begin = 0; begin < skus.size(); begin += SkuChoice::chunk_size) {
      const std::size_t n = std::min(SkuChoice::chunk_size, skus.size() - begin);
      const Draws part = draws.part(begin, n);
      const auto chosen = skus.subspan(begin, n);
      const std::span<const std::uint64_t> words = part.words_in(std::span<std::uint64_t>(buffer, n));
      write_tables(std::span<std::uint32_t>(tables, n), lines, begin);
      choice_.choose(chosen, std::span<const std::uint32_t>(tables, n), words, lines, begin, part);
      if (n_states == 1) continue;
      // The lines that the order's first one prompts: their words again, from the table of the order's state.
      std::size_t n_prompted = 0;
      const std::int32_t* const line_no = lines.line_no.data() + begin;
      for (std::size_t i = 0; i < n;) {
        if (line_no[i] == 1) state = state_of_sku_[chosen[i++]];
        const std::size_t others = i;
        while (i < n && line_no[i] != 1) ++i;
        if (state == 0) continue;
        for (std::size_t other = others; other < i; ++other) {
          tables[other] += state;
          prompted[n_prompted++] = static_cast<std::uint32_t>(other);
        }
      }
      for (std::size_t k = 0; k < n_prompted; ++k) {
        prompted_words[k] = words[prompted[k]];
        prompted_tables[k] = tables[prompted[k]];
      }
      choice_.choose(std::span<std::uint32_t>(prompted_skus, n_prompted),
                     std::span<const std::uint32_t>(prompted_tables, n_prompted),
                     std::span<const std::uint64_t>(prompted_words, n_prompted), lines, begin, part,
                     std::span<const std::uint32_t>(prompted, n_prompted));
      for (std::size_t k = 0; k < n_prompted; ++k) chosen[prompted[k]] = prompted_skus[k];
    }
  }

  const CustomerGroups& groups() const { return groups_; }
  const SkuChoice& choice() const { return choice_; }
  std::size_t n_states() const { return n_states_; }
  /// The state that an order is in after its first line, by that line's SKU.
  std::size_t state_of(std::size_t sku_index) const { return state_of_sku_[sku_index]; }
  /// Whether a cross-sell rule applies to the lines after the first in a state.
  bool is_prompted(std::size_t state, std::size_t rule) const { return rules_of_state_[state] >> rule & 1; }
  /// The table of `choice()` that a line draws from; state 0 for the first line of an order.
  std::size_t table(std::size_t group, std::size_t state) const { return group * n_states_ + state; }

  /// Exact probability that the first line of an order of a group's customer on `day` is of a SKU in the set (any line,
  /// where there are no cross-sell rules).
  /// \param members  1 for each SKU in the set, shape {n_skus}: `SkuSet::members`
  double share(std::size_t group, std::span<const std::uint8_t> members, Date day) const {
    return choice_.share(group * n_states_, members, day);
  }

  /// The same for each line after the first, given the state of the order.
  double share_after(std::size_t group, std::size_t state, std::span<const std::uint8_t> members, Date day) const {
    return choice_.share(group * n_states_ + state, members, day);
  }

  /// The same whatever the order's state.
  double share_after_any(std::size_t group, std::span<const std::uint8_t> members, Date day) const {
    std::vector<std::uint8_t> in_state(state_of_sku_.size());
    double sum = 0;
    for (std::size_t state = 0; state < n_states_; ++state) {
      for (std::size_t i = 0; i < in_state.size(); ++i) in_state[i] = state_of_sku_[i] == state;
      sum += share(group, in_state, day) * share_after(group, state, members, day);
    }
    return sum;
  }

  /// What an odds ratio does to the probability of a group's first line being of the rule's SKUs on `day`: with the
  /// rule P, without it P0 = P / (P + odds_ratio (1 - P)); returns P / P0 = P + odds_ratio (1 - P).
  /// \param members  of the rule's SKUs
  double probability_ratio(std::size_t rule, std::size_t group, std::span<const std::uint8_t> members, Date day) const {
    if (!groups_.contains(rule, group)) return 1;
    const double p = share(group, members, day);
    return p + affinity_[rule].odds_ratio * (1 - p);
  }

 private:
  static std::string rule_name(const std::string& owner, const char* kind, std::size_t r) {
    return owner + ": " + kind + " rule " + std::to_string(r + 1);
  }

  /// The table of each line, of an order in state 0.
  void write_tables(std::span<std::uint32_t> tables, const LineBlock& lines, std::size_t first) const {
    if (groups_.size() == 1) {
      std::ranges::fill(tables, 0u);
      return;
    }
    const OrderBlock& orders = *lines.orders;
    const std::span<const std::uint32_t> group_of = orders.customers->affinity_group;
    if (group_of.empty()) throw std::logic_error("BasketModel: choose_skus needs the customers' affinity groups");
    const auto n_states = static_cast<std::uint32_t>(n_states_);
    for (std::size_t i = 0; i < tables.size(); ++i) {
      tables[i] = group_of[orders.customer[lines.order[first + i]]] * n_states;
    }
  }

  std::vector<AffinityRule> affinity_;
  CustomerGroups groups_;
  SkuChoice choice_;
  std::vector<std::uint8_t> state_of_sku_;
  std::vector<std::uint64_t> rules_of_state_;  // bit r: cross-sell rule r applies
  std::size_t n_states_ = 1;
};

}  // namespace retailsim
