// What the presets say of who buys what, measured on the rows alone: each odds ratio against the one configured, with
// no latent state and no table of the library's. Given the margins of a two by two table (lines of these customers and
// of others, lines of these SKUs and of others) the count in its corner has Fisher's noncentral hypergeometric law,
// whose only parameter is the odds ratio. Lines are sorted into tables in which all else is equal: the other rules that
// speak of the customer or the order, and the time between two launches. Source: R. A. Fisher, The Logic of Inductive
// Inference, Journal of the Royal Statistical Society 98, 1935.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/presets.hpp>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

struct TwoByTwo {
  std::int64_t hits_with = 0, n_with = 0, hits_without = 0, n_without = 0;
};

struct MeanAndVariance {
  double mean = 0, variance = 0;
};

/// Of `hits_with` given the margins.
MeanAndVariance noncentral_hypergeometric(const TwoByTwo& t, double odds_ratio) {
  const std::int64_t hits = t.hits_with + t.hits_without;
  const std::int64_t low = std::max<std::int64_t>(0, hits - t.n_without), high = std::min(hits, t.n_with);
  const auto next_over_this = [&](std::int64_t k) {
    return static_cast<double>(t.n_with - k) * static_cast<double>(hits - k) * odds_ratio /
           (static_cast<double>(k + 1) * static_cast<double>(t.n_without - hits + k + 1));
  };
  std::int64_t mode = low, above = high;
  while (mode < above) {
    const std::int64_t middle = mode + (above - mode) / 2;
    if (next_over_this(middle) > 1) {
      mode = middle + 1;
    } else {
      above = middle;
    }
  }
  double sum = 1, first = 0, second = 0;  // moments about the mode
  const auto add = [&](std::int64_t k, double p) {
    const auto distance = static_cast<double>(k - mode);
    sum += p;
    first += p * distance;
    second += p * distance * distance;
  };
  double p = 1;
  for (std::int64_t k = mode; k < high && p > 1e-18; ++k) add(k + 1, p *= next_over_this(k));
  p = 1;
  for (std::int64_t k = mode; k > low && p > 1e-18; --k) add(k - 1, p /= next_over_this(k - 1));
  const double mean = first / sum;
  return {static_cast<double>(mode) + mean, second / sum - mean * mean};
}

/// Tables that share an odds ratio.
class Association {
 public:
  void add(std::uint64_t stratum, bool with, bool hit) {
    TwoByTwo& t = tables_[stratum];
    (with ? t.n_with : t.n_without) += 1;
    (with ? t.hits_with : t.hits_without) += hit;
  }

  /// Distance of all corners together from their expectation, in standard errors.
  double z(double odds_ratio) const {
    double distance = 0, variance = 0;
    for (const auto& [stratum, t] : tables_) {
      const MeanAndVariance law = noncentral_hypergeometric(t, odds_ratio);
      distance += static_cast<double>(t.hits_with) - law.mean;
      variance += law.variance;
    }
    return distance / std::sqrt(variance);
  }
  double variance(double odds_ratio) const {
    double sum = 0;
    for (const auto& [stratum, t] : tables_) sum += noncentral_hypergeometric(t, odds_ratio).variance;
    return sum;
  }

  /// Source: N. Mantel and W. Haenszel, Statistical Aspects of the Analysis of Data, 1959.
  double observed_odds_ratio() const {
    double up = 0, down = 0;
    for (const auto& [stratum, t] : tables_) {
      const auto n = static_cast<double>(t.n_with + t.n_without);
      up += static_cast<double>(t.hits_with) * static_cast<double>(t.n_without - t.hits_without) / n;
      down += static_cast<double>(t.hits_without) * static_cast<double>(t.n_with - t.hits_with) / n;
    }
    return up / down;
  }

  /// Share of hits with and without, the tables weighted alike, as the odds ratio and the margins imply them.
  std::pair<double, double> implied_shares(double odds_ratio) const {
    double with = 0, without = 0, weights = 0;
    for (const auto& [stratum, t] : tables_) {
      if (t.n_with == 0 || t.n_without == 0) continue;
      const auto n1 = static_cast<double>(t.n_with), n0 = static_cast<double>(t.n_without);
      const double mean = noncentral_hypergeometric(t, odds_ratio).mean, weight = n1 * n0 / (n1 + n0);
      with += weight * mean / n1;
      without += weight * (static_cast<double>(t.hits_with + t.hits_without) - mean) / n0;
      weights += weight;
    }
    return {with / weights, without / weights};
  }

 private:
  std::map<std::uint64_t, TwoByTwo> tables_;
};

/// The label of a customer's row, or whether their age at registration is in the rule's band.
bool is_of(const AffinityConfig& rule, const Dataset& data, std::size_t customer) {
  const auto& rows = data.customers;
  switch (rule.trait) {
    case Trait::gender:
      return data.labels.gender[rows.gender(customer)] == rule.value;
    case Trait::country:
      return data.labels.country[rows.country(customer)] == rule.value;
    case Trait::channel:
      return data.labels.channel[rows.channel(customer)] == rule.value;
    case Trait::segment:
      return data.labels.segment[rows.segment(customer)] == rule.value;
    case Trait::loyalty_tier:
      return data.labels.loyalty_tier[rows.loyalty_tier(customer)] == rule.value;
    case Trait::age:
      break;
  }
  const auto born = Date{rows.birth_date(customer)}.ymd();
  const auto now = date_of(rows.registered_at(customer) / micros_per_second).ymd();
  int age = static_cast<int>(now.year()) - static_cast<int>(born.year());
  if (now.month() < born.month() || (now.month() == born.month() && now.day() < born.day())) --age;
  return age >= rule.age_from && age < rule.age_to;
}

bool is_of(SkuLabel by, const std::string& label, const Dataset& data, std::size_t sku) {
  const auto& rows = data.products;
  const auto bears = [&](const Labels& labels, const auto& codes) {
    return labels[static_cast<std::size_t>(codes[sku])] == label;
  };
  switch (by) {
    case SkuLabel::product_group:
      return bears(data.product_groups, rows.product_group);
    case SkuLabel::brand:
      return bears(data.brands, rows.brand);
    case SkuLabel::category_l1:
      return bears(data.categories_l1, rows.category_l1);
    case SkuLabel::category_l2:
      return bears(data.categories_l2, rows.category_l2);
    case SkuLabel::category_l3:
      break;
  }
  return bears(data.categories_l3, rows.category_l3);
}

/// Bit r of element i: f(r, i).
template <class F>
std::vector<std::uint64_t> bits(std::size_t n, std::size_t n_rules, const F& f) {
  std::vector<std::uint64_t> result(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t r = 0; r < n_rules; ++r) result[i] |= std::uint64_t{f(r, i)} << r;
  }
  return result;
}

struct Measured {
  std::vector<Association> affinities, cross_sell;
};

Measured measure(const RetailConfig& config, const Dataset& data) {
  const auto& affinities = config.affinities;
  const auto& cross_sell = config.cross_sell;
  const std::size_t n_skus = data.products.sku_id.size();
  const auto customer_bits = bits(data.n_customers(), affinities.size(),
                                  [&](std::size_t r, std::size_t c) { return is_of(affinities[r], data, c); });
  const auto liked = bits(n_skus, affinities.size(), [&](std::size_t r, std::size_t i) {
    return is_of(affinities[r].by, affinities[r].label, data, i);
  });
  const auto prompting = bits(n_skus, cross_sell.size(), [&](std::size_t r, std::size_t i) {
    return is_of(cross_sell[r].by, cross_sell[r].from, data, i);
  });
  const auto prompted = bits(n_skus, cross_sell.size(), [&](std::size_t r, std::size_t i) {
    return is_of(cross_sell[r].by, cross_sell[r].to, data, i);
  });
  std::vector<std::int32_t> launches(data.products.launched_on.begin(), data.products.launched_on.end());
  std::ranges::sort(launches);
  launches.erase(std::unique(launches.begin(), launches.end()), launches.end());

  Measured measured{std::vector<Association>(affinities.size()), std::vector<Association>(cross_sell.size())};
  std::uint64_t state = 0;  // what the first SKU of the order is to the cross-sell rules
  const auto& lines = data.lines;
  for (std::size_t i = 0; i < data.n_lines(); ++i) {
    if (lines.kind(i) != static_cast<std::uint8_t>(Kind::sale)) continue;
    const auto customer = static_cast<std::size_t>(lines.customer_id(i) - data.customers.customer_id(0));
    const auto sku = static_cast<std::size_t>(lines.sku_id(i) - data.products.sku_id[0]);
    const std::int32_t day = date_of(lines.ordered_at(i) / micros_per_second).days;
    const auto stretch = static_cast<std::uint64_t>(std::ranges::upper_bound(launches, day) - launches.begin());
    const auto stratum = [&](std::uint64_t of_customer, std::uint64_t of_order) {
      return stretch << 32 | of_customer << 16 | of_order;
    };
    const std::uint64_t of_customer = customer_bits[customer];
    if (lines.line_no(i) == 1) {
      state = prompting[sku];
      for (std::size_t r = 0; r < affinities.size(); ++r) {
        const std::uint64_t bit = std::uint64_t{1} << r;
        measured.affinities[r].add(stratum(of_customer & ~bit, 0), of_customer & bit, liked[sku] & bit);
      }
    } else {
      for (std::size_t r = 0; r < cross_sell.size(); ++r) {
        const std::uint64_t bit = std::uint64_t{1} << r;
        measured.cross_sell[r].add(stratum(of_customer, state & ~bit), state & bit, prompted[sku] & bit);
      }
    }
  }
  return measured;
}

void print_and_check(const std::string& name, const Association& association, double odds_ratio) {
  const double z = association.z(odds_ratio);
  const auto [with, without] = association.implied_shares(odds_ratio);
  std::printf(
      "%s: odds ratio %g, observed %.3g (%+.1f standard errors); implied probability ratio %.3g (%.1f %% : %.1f %%)\n",
      name.c_str(), odds_ratio, association.observed_odds_ratio(), z, with / without, 100 * with, 100 * without);
  CAPTURE(name, odds_ratio, association.observed_odds_ratio(), z);
  CHECK(std::abs(z) < 5.5);                       // 26 looks and more: a right model fails one seed in a million
  CHECK(association.variance(odds_ratio) > 300);  // enough to tell an odds ratio a third off, at five standard errors
}

}  // namespace

TEST_CASE("noncentral hypergeometric law: small tables by hand", "[presets]") {
  // Two draws of each kind, two hits: weights of 0, 1, 2 hits with: 1, 4 w, w^2.
  const MeanAndVariance law =
      noncentral_hypergeometric({.hits_with = 0, .n_with = 2, .hits_without = 2, .n_without = 2}, 3);
  CHECK(law.mean == Approx((12 + 2 * 9) / 22.0));
  CHECK(law.variance == Approx((12 + 4 * 9) / 22.0 - law.mean * law.mean));
  CHECK(noncentral_hypergeometric({.hits_with = 5, .n_with = 5, .hits_without = 5, .n_without = 5}, 3).variance == 0);
}

TEST_CASE("presets: rows have the configured odds ratios of category and brand by gender, age and segment",
          "[presets][statistical]") {
  std::set<Trait> traits;
  std::set<SkuLabel> labels;
  for (const presets::Preset& preset : presets::all) {
    RetailConfig config = preset.config();
    config.seed = 20;
    config.customers.count = preset.name == "fmcg" ? 30'000 : 120'000;
    const Dataset data = simulation_of(config).run(scenario_of(config), {.threads = 2});
    const Measured measured = measure(config, data);
    for (std::size_t r = 0; r < config.affinities.size(); ++r) {
      const AffinityRule rule = config.affinities[r].rule();
      traits.insert(rule.customers.trait);
      labels.insert(rule.skus.by);
      print_and_check(std::string(preset.name) + ": " + rule.customers.text() + " buys " + rule.skus.text(),
                      measured.affinities[r], rule.odds_ratio);
    }
    for (std::size_t r = 0; r < config.cross_sell.size(); ++r) {
      const CrossSellRule rule = config.cross_sell[r].rule();
      print_and_check(std::string(preset.name) + ": " + rule.from.text() + " brings " + rule.to.text(),
                      measured.cross_sell[r], rule.odds_ratio);
    }
  }
  for (const Trait trait : {Trait::gender, Trait::age, Trait::segment}) CHECK(traits.contains(trait));
  for (const SkuLabel label : {SkuLabel::category_l1, SkuLabel::brand}) CHECK(labels.contains(label));
}
