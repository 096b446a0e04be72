// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/special_functions/erf.hpp>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/check/moments.hpp>
#include <retailsim/check/rows.hpp>
#include <retailsim/check/sums.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/price/category_price.hpp>
#include <retailsim/price/event_discount.hpp>
#include <retailsim/price/log_normal_price.hpp>
#include <retailsim/price/price_endings.hpp>
#include <retailsim/price/random_discount.hpp>

namespace retailsim::check {

/// What price models say of discounts: each line has that of the day, or with a probability its own if that is larger.
struct DiscountSetting {
  bool is_known = true;
  double probability = 0;
  std::int32_t points = 0;             ///< of a line's own discount, basis points
  std::vector<std::int32_t> of_day{};  ///< basis points; shape {days of the calendar}
};

// The chain of price models, from the outermost in. A model of another type is not known.
template <class Price>
void read_discounts(const Price&, Date, DiscountSetting& setting) {
  setting.is_known = false;
}
inline void read_discounts(const LogNormalPrice&, Date, DiscountSetting&) {}
inline void read_discounts(const CategoryPrice&, Date, DiscountSetting&) {}
template <class Inner>
void read_discounts(const PriceEndings<Inner>& price, Date first, DiscountSetting& setting) {
  read_discounts(price.inner(), first, setting);
}
template <class Inner>
void read_discounts(const EventDiscount<Inner>& price, Date first, DiscountSetting& setting) {
  for (std::size_t d = 0; d < setting.of_day.size(); ++d) {
    setting.of_day[d] = std::max(setting.of_day[d], price.basis_points(first + static_cast<int>(d)));
  }
  read_discounts(price.inner(), first, setting);
}
template <class Inner>
void read_discounts(const RandomDiscount<Inner>& price, Date first, DiscountSetting& setting) {
  if (setting.probability > 0) setting.is_known = false;  // two coins: more than one own discount
  setting.probability = price.parameters().probability;
  setting.points = price.parameters().basis_points;
  read_discounts(price.inner(), first, setting);
}

/// Discounts of lines: every one is the day's or the line's own, to the cent, and so many are their own.
class DiscountCheck {
 public:
  explicit DiscountCheck(DiscountSetting setting) : setting_(std::move(setting)) {}

  bool is_known() const { return setting_.is_known; }

  /// The lines of a sale on a day, counted from the calendar's first.
  void add(std::size_t day, std::span<const std::int32_t> quantities, std::span<const std::int64_t> unit_prices,
           std::span<const std::int64_t> discounts) {
    const std::int64_t day_points = setting_.of_day[day], own_points = setting_.points;
    const bool can_have_own = setting_.probability > 0 && own_points > day_points;
    n_lines_ += static_cast<std::int64_t>(discounts.size());
    if (day_points == 0) {
      // The usual day: a line is at full price, or has its own discount. No division but for the latter.
      for (std::size_t i = 0; i < discounts.size(); ++i) {
        const std::int64_t gross = unit_prices[i] * quantities[i];
        if (can_have_own) n_trials_ += shows(gross, own_points);
        if (discounts[i] == 0) continue;
        n_wrong_ += !can_have_own || discounts[i] != cents(gross, own_points);
        ++n_own_;
      }
      return;
    }
    for (std::size_t i = 0; i < discounts.size(); ++i) {
      const std::int64_t gross = unit_prices[i] * quantities[i];
      const std::int64_t of_day = cents(gross, day_points), own = can_have_own ? cents(gross, own_points) : of_day;
      n_wrong_ += discounts[i] != of_day && discounts[i] != own;
      // On lines of a few cents both may round to the same.
      n_trials_ += own != of_day;
      n_own_ += own != of_day && discounts[i] == own;
    }
  }

  void merge(const DiscountCheck& other) {
    n_lines_ += other.n_lines_;
    n_trials_ += other.n_trials_;
    n_own_ += other.n_own_;
    n_wrong_ += other.n_wrong_;
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    if (n_trials_ > 0) {
      rows.push_back(share_row("lines", "share with a discount of their own", n_trials_, setting_.probability, n_own_));
    }
    rows.push_back(identity_row("lines", "discounts of another size", n_lines_, n_wrong_));
  }

 private:
  static std::int64_t cents(std::int64_t gross, std::int64_t points) {
    return (gross / 10'000) * points + ((gross % 10'000) * points + 5000) / 10'000;
  }

  /// Whether a discount of so many points is a cent at least.
  static bool shows(std::int64_t gross, std::int64_t points) { return gross * points >= 5000; }

  DiscountSetting setting_;
  std::int64_t n_lines_ = 0, n_trials_ = 0, n_own_ = 0, n_wrong_ = 0;
};

/// A law as many equally likely values, endings and rounding to cents included.
struct PriceSample {
  std::vector<double> cents;

  static constexpr int n = 2048;
  static PriceSample log_normal(double mu, double sigma, double low, double high) {
    PriceSample sample;
    for (int j = 0; j < n; ++j) {
      const double normal = std::sqrt(2.0) * boost::math::erf_inv(2 * (j + 0.5) / n - 1, tail_policy);
      sample.cents.push_back(100 * std::clamp(std::exp(mu + sigma * normal), low, high));
    }
    return sample;
  }
  static PriceSample uniform(double low, double high) {
    PriceSample sample;
    for (int j = 0; j < n; ++j) sample.cents.push_back(100 * low - 0.5 + (100 * (high - low) + 1) * (j + 0.5) / n);
    return sample;
  }
};

// The law of the prices of the SKUs of a product group; empty where the model is not known.
template <class Price>
PriceSample price_sample(const Price&, const Catalogue&, std::size_t) {
  return {};
}
inline PriceSample price_sample(const LogNormalPrice& price, const Catalogue&, std::size_t) {
  const auto& p = price.parameters();
  return PriceSample::log_normal(p.mu, p.sigma, p.min, p.max);
}
inline PriceSample price_sample(const CategoryPrice& price, const Catalogue& catalogue, std::size_t group) {
  if (price.parameters().by != SkuLabel::product_group) return {};
  const PriceLaw* law = price.parameters().others ? &*price.parameters().others : nullptr;
  for (const auto& rule : price.parameters().rules) {
    if (rule.label == catalogue.product_groups[group]) law = &rule.law;
  }
  if (!law) return {};
  return law->is_log_normal() ? PriceSample::log_normal(law->mu(), law->sigma(), law->low(), law->high())
                              : PriceSample::uniform(law->low(), law->high());
}
template <class Inner>
PriceSample price_sample(const PriceEndings<Inner>& price, const Catalogue& catalogue, std::size_t group) {
  PriceSample plain = price_sample(price.inner(), catalogue, group), result;
  // Copies in proportion to the share, to a tenth of a per cent.
  const auto n_ending = static_cast<int>(std::lround(1000 * price.share()));
  for (std::size_t j = 0; j < plain.cents.size(); ++j) {
    const bool ends = static_cast<int>(j * 619 % 1000) < n_ending;
    result.cents.push_back(ends ? static_cast<double>(price.nearest(std::llround(plain.cents[j]))) : plain.cents[j]);
  }
  return result;
}
template <class Inner>
PriceSample price_sample(const EventDiscount<Inner>& price, const Catalogue& catalogue, std::size_t group) {
  return price_sample(price.inner(), catalogue, group);
}
template <class Inner>
PriceSample price_sample(const RandomDiscount<Inner>& price, const Catalogue& catalogue, std::size_t group) {
  return price_sample(price.inner(), catalogue, group);
}

/// Mean log list price, over all SKUs and by product group.
template <class Price>
void add_price_rows(std::vector<CheckRow>& rows, const Price& price, const Catalogue& catalogue,
                    std::span<const std::int64_t> prices) {
  Sum all;
  std::vector<CheckRow> by_group;
  for (std::size_t g = 0; g < catalogue.product_groups.size(); ++g) {
    std::vector<double> logs;
    for (const double cents : price_sample(price, catalogue, g).cents) {
      logs.push_back(std::log(std::max(1.0, std::floor(cents + 0.5)) / 100));
    }
    if (logs.empty()) return;
    const Moments law = Moments::discrete(logs, std::vector<double>(logs.size(), 1 / static_cast<double>(logs.size())));
    Sum group;
    for (std::size_t i = 0; i < prices.size(); ++i) {
      if (static_cast<std::size_t>(catalogue.product_group[i]) != g) continue;
      const double value = std::log(static_cast<double>(prices[i]) / 100);
      group.add(law, value);
    }
    all.merge(group);
    if (group.n > 0) by_group.push_back(mean_row("products", catalogue.product_groups[g], group));
  }
  rows.push_back(mean_row("products", "mean log price", all));
  if (by_group.size() > 1) rows.push_back(worst_of("mean log price", by_group));
}

}  // namespace retailsim::check
