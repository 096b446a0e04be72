// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/basket/grouped_choice.hpp>
#include <retailsim/basket/sku_choice.hpp>
#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/catalogue/sku_set.hpp>
#include <retailsim/check/rows.hpp>
#include <retailsim/check/sums.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/discrete_table.hpp>

namespace retailsim::check {

/// What a basket model says of its choice of SKUs; `choice` outlives the check.
struct ChoiceSetting {
  const SkuChoice* choice = nullptr;
  const GroupedChoice* grouped = nullptr;  ///< none: one table for all customers and lines
  std::vector<AffinityRule> affinity{};
  std::vector<CrossSellRule> cross_sell{};
};

/// Which SKUs lines are of. Each line draws from a table that its customer's group and the first line of its order
/// determine, among the SKUs launched by its day: given these, lines are independent with known probabilities. SKUs are
/// counted in classes that are alike to every row, lines in tables and stretches of days without a launch.
class ChoiceCheck {
 public:
  ChoiceCheck(ChoiceSetting setting, const Catalogue& catalogue, Date first, Date last)
      : setting_(std::move(setting)), catalogue_(&catalogue), first_(first) {
    const Labels& groups = catalogue.product_groups;
    for (std::size_t g = 0; groups.size() > 1 && g < groups.size(); ++g) {
      const SkuSet set{SkuLabel::product_group, groups[g]};
      std::vector<std::uint8_t> members(catalogue.n_skus());
      for (std::size_t i = 0; i < members.size(); ++i) members[i] = catalogue.product_group[i] == static_cast<int>(g);
      sets_.push_back({set.label, std::move(members)});
    }
    n_groups_ = sets_.size();
    if (catalogue.n_skus() >= 20) sets_.push_back({"top tenth of SKUs", top_tenth(catalogue)});
    first_affinity_ = sets_.size();
    for (const AffinityRule& rule : setting_.affinity) {
      sets_.push_back({rule.customers.text() + " buys " + rule.skus.text(), rule.skus.members(catalogue, "rule")});
    }
    first_cross_sell_ = sets_.size();
    for (const CrossSellRule& rule : setting_.cross_sell) {
      sets_.push_back({rule.from.text() + " brings " + rule.to.text(), rule.to.members(catalogue, "rule")});
    }
    classify();
    set_stretches(last);
    observed_.resize(setting_.choice->n_tables() * n_classes());
    n_lines_.resize(setting_.choice->n_tables() * n_stretches_);
  }

  std::size_t stretch(Date day) const { return stretch_of_day_[static_cast<std::size_t>(day - first_)]; }

  /// The lines of a sale, in their order: sku_ids[i] - first_sku_id is the index of line i's SKU.
  void add(std::size_t group, std::size_t stretch, std::span<const std::int64_t> sku_ids, std::int64_t first_sku_id) {
    std::size_t table = setting_.grouped ? setting_.grouped->table(group, 0) : 0;
    const auto first = static_cast<std::size_t>(sku_ids[0] - first_sku_id);
    ++n_lines_[table * n_stretches_ + stretch];
    ++observed_[table * n_classes() + class_of_sku_[first]];
    if (sku_ids.size() == 1) return;
    if (setting_.grouped) table += setting_.grouped->state_of(first);
    n_lines_[table * n_stretches_ + stretch] += static_cast<std::int64_t>(sku_ids.size()) - 1;
    std::int64_t* const row = observed_.data() + table * n_classes();
    for (std::size_t i = 1; i < sku_ids.size(); ++i) {
      ++row[class_of_sku_[static_cast<std::size_t>(sku_ids[i] - first_sku_id)]];
    }
  }

  void merge(const ChoiceCheck& other) {
    for (std::size_t i = 0; i < observed_.size(); ++i) observed_[i] += other.observed_[i];
    for (std::size_t i = 0; i < n_lines_.size(); ++i) n_lines_[i] += other.n_lines_[i];
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    std::vector<Sum> sums(sets_.size());
    for (std::size_t t = 0; t < setting_.choice->n_tables(); ++t) add_table(t, sums);
    for (std::size_t s = 0; s < first_affinity_; ++s) {
      if (sums[s].n > 0) rows.push_back(trials_row("lines", "share of " + sets_[s].name, sums[s], true));
    }
    for (std::size_t s = first_affinity_; s < sets_.size(); ++s) {
      const double ratio = s < first_cross_sell_ ? setting_.affinity[s - first_affinity_].odds_ratio
                                                 : setting_.cross_sell[s - first_cross_sell_].odds_ratio;
      if (sums[s].n > 0) rows.push_back(odds_row(sets_[s].name, sums[s], ratio));
    }
  }

 private:
  struct Set {
    std::string name;
    std::vector<std::uint8_t> members;  // of each SKU, then of each class
  };

  std::size_t n_classes() const { return n_classes_; }

  static std::vector<std::uint8_t> top_tenth(const Catalogue& catalogue) {
    std::vector<double> sorted = catalogue.popularity;
    const auto tenth = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 10 - 1);
    std::ranges::nth_element(sorted, tenth, std::ranges::greater{});
    std::vector<std::uint8_t> members(sorted.size());
    for (std::size_t i = 0; i < members.size(); ++i) members[i] = catalogue.popularity[i] >= *tenth;
    return members;
  }

  void classify() {
    std::map<std::string, std::uint16_t> numbers;
    class_of_sku_.resize(catalogue_->n_skus());
    std::string signature(sets_.size(), 0);
    for (std::size_t i = 0; i < class_of_sku_.size(); ++i) {
      for (std::size_t s = 0; s < sets_.size(); ++s) signature[s] = static_cast<char>(sets_[s].members[i]);
      class_of_sku_[i] = numbers.try_emplace(signature, static_cast<std::uint16_t>(numbers.size())).first->second;
    }
    n_classes_ = numbers.size();
    for (Set& set : sets_) set.members.assign(n_classes_, 0);
    for (const auto& [members, number] : numbers) {
      for (std::size_t s = 0; s < sets_.size(); ++s) sets_[s].members[number] = static_cast<std::uint8_t>(members[s]);
    }
  }

  /// Days between launches, and the SKUs in the order of the stretch that they come with.
  void set_stretches(Date last) {
    std::vector<Date> launches;
    for (std::size_t i = 0; i < class_of_sku_.size(); ++i) {
      const Date day = date_of(setting_.choice->launched_at(i));
      if (day > first_ && day < last) launches.push_back(day);
    }
    std::ranges::sort(launches);
    launches.erase(std::unique(launches.begin(), launches.end()), launches.end());
    n_stretches_ = launches.size() + 1;
    const auto stretch_at = [&](Date day) {
      return static_cast<std::size_t>(std::ranges::upper_bound(launches, day) - launches.begin());
    };
    for (Date day = first_; day < last; day = day + 1) {
      stretch_of_day_.push_back(static_cast<std::uint32_t>(stretch_at(day)));
    }
    skus_of_stretch_.resize(n_stretches_);
    for (std::size_t i = 0; i < class_of_sku_.size(); ++i) {
      const Date day = date_of(setting_.choice->launched_at(i));
      if (day < last) skus_of_stretch_[stretch_at(day)].push_back(static_cast<std::uint32_t>(i));
    }
  }

  bool concerns(std::size_t set, std::size_t table) const {
    if (set < first_affinity_) return true;
    const std::size_t n_states = setting_.grouped->n_states();
    if (set < first_cross_sell_) return setting_.grouped->groups().contains(set - first_affinity_, table / n_states);
    return setting_.grouped->is_prompted(table % n_states, set - first_cross_sell_);
  }

  void add_table(std::size_t t, std::vector<Sum>& sums) const {
    const std::int64_t* const lines = n_lines_.data() + t * n_stretches_;
    if (std::all_of(lines, lines + n_stretches_, [](std::int64_t n) { return n == 0; })) return;
    std::vector<double> weights(n_classes());
    double total = 0;
    for (std::size_t stretch = 0; stretch < n_stretches_; ++stretch) {
      for (const std::uint32_t i : skus_of_stretch_[stretch]) {
        const double share = setting_.choice->table_share(t, i);
        weights[class_of_sku_[i]] += share;
        total += share;
      }
      if (lines[stretch] == 0) continue;
      for (std::size_t s = 0; s < sets_.size(); ++s) {
        if (!concerns(s, t)) continue;
        double p = 0;
        for (std::size_t c = 0; c < n_classes(); ++c) p += sets_[s].members[c] ? weights[c] : 0;
        sums[s].add_trials(std::min(p / total, 1.0), 0, static_cast<double>(lines[stretch]));
      }
    }
    for (std::size_t s = 0; s < sets_.size(); ++s) {
      if (!concerns(s, t)) continue;
      for (std::size_t c = 0; c < n_classes(); ++c) {
        if (sets_[s].members[c]) sums[s].observed += static_cast<double>(observed_[t * n_classes() + c]);
      }
    }
  }

  /// The odds ratio that the lines show: one step of Newton's method from the true one, where the score of its
  /// logarithm is (observed - expected) and the information the variance. So its z is that of the count.
  static CheckRow odds_row(const std::string& name, const Sum& sum, double ratio) {
    CheckRow row = trials_row("lines", "odds ratio, " + name, sum, false);
    const double information = std::max(sum.variance, 1e-300);
    row.observed = ratio * (1 + (sum.observed - sum.expected) / information);
    row.expected = ratio;
    row.standard_error = ratio / std::sqrt(information);
    return row;
  }

  ChoiceSetting setting_;
  const Catalogue* catalogue_;
  Date first_;
  std::vector<Set> sets_;
  std::size_t n_groups_ = 0, first_affinity_ = 0, first_cross_sell_ = 0, n_classes_ = 0, n_stretches_ = 1;
  std::vector<std::uint16_t> class_of_sku_;
  std::vector<std::uint32_t> stretch_of_day_;
  std::vector<std::vector<std::uint32_t>> skus_of_stretch_;
  std::vector<std::int64_t> observed_, n_lines_;  // by table and class; by table and stretch
};

/// Lines of an order and units of a line against their laws.
class ShapeCheck {
 public:
  ShapeCheck(const DiscreteTable& sizes, const DiscreteTable& quantities)
      : size_law_(sizes), quantity_law_(quantities) {
    sizes_.counts.resize(static_cast<std::size_t>(sizes.last_value()) + 2);
    quantities_.counts.resize(static_cast<std::size_t>(quantities.last_value()) + 2);
  }

  void add_size(std::int32_t n_lines) { count(sizes_, n_lines); }
  void add_quantities(std::span<const std::int32_t> quantities) {
    for (const std::int32_t quantity : quantities) count(quantities_, quantity);
  }
  void merge(const ShapeCheck& other) {
    sizes_.merge(other.sizes_);
    quantities_.merge(other.quantities_);
  }
  void add_rows(std::vector<CheckRow>& rows) const {
    add_law_rows(rows, "baskets", "lines of an order", sizes_, probabilities(size_law_));
    add_law_rows(rows, "baskets", "units of a line", quantities_, probabilities(quantity_law_));
  }

 private:
  static void count(Histogram& histogram, std::int32_t value) {
    const std::size_t last = histogram.counts.size() - 1;
    ++histogram.counts[value < 0 ? last : std::min(static_cast<std::size_t>(value), last)];
  }
  static std::vector<double> probabilities(const DiscreteTable& law) {
    std::vector<double> p(static_cast<std::size_t>(law.last_value()) + 1);
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = law.pmf(static_cast<std::int64_t>(i));
    return p;
  }

  DiscreteTable size_law_, quantity_law_;
  Histogram sizes_, quantities_;
};

}  // namespace retailsim::check
