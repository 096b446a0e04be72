#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/demand.hpp>
#include <retailsim/vantage/discounts.hpp>
#include <retailsim/vantage/tables.hpp>

namespace retailsim::vantage {

/// Exact mean and mean square of what an order of the year comes to, by the configuration and the catalogue alone:
/// tolerances that come from here owe nothing to the orders that they judge.
///
/// Lines of one order are not independent: they share its day, and so the event's discount, and the other lines follow
/// the category of the first. Given these two they are.
class OrderLaw {
 public:
  struct Moments {
    double mean = 0, square = 0;
    double variance() const { return square - mean * mean; }
  };

  /// \param categories  what the products' codes mean
  OrderLaw(const Config& config, const Demand& demand, const Products& products, const Labels& categories)
      : lines_(shares(config.baskets.lines)),
        quantities_(shares(config.baskets.quantities)),
        first_(shares(products.sales_rank)) {
    const BasketConfig& baskets = config.baskets;
    for (std::size_t i = 0; i < first_.size(); ++i) {
      const std::string& category = categories[static_cast<std::size_t>(products.category[i])];
      prompts_.push_back(category == baskets.cross_sell_from);
      prompted_.push_back(first_[i] * (category == baskets.cross_sell_to ? baskets.cross_sell_odds_ratio : 1));
    }
    prompted_ = shares(prompted_);

    const DiscountConfig& d = config.discounts;
    const auto events = discount_events(config);
    const double in_event = demand.expected_where([&](Date day) {
      return std::ranges::any_of(events, [&](const DiscountEvent& event) { return event.event.contains(day); });
    }) / config.demand.orders;
    const std::int32_t of_event = basis_points(d.event_discount), by_chance = basis_points(d.random_discount);
    const double p = d.random_probability;
    days_ = {{in_event, {{of_event, 1 - p}, {std::max(of_event, by_chance), p}}},
             {1 - in_event, {{0, 1 - p}, {by_chance, p}}}};
  }

  /// Of the sum of f(sku_index, quantity, basis_points) over the lines of an order.
  template <class F>
  Moments sum_over_lines(const F& f) const {
    Moments sum;
    for (const Day& day : days_) {
      Moments plain, prompted;                   // of one line; the first line is always a plain one
      double prompting = 0, prompting_mean = 0;  // share of first SKUs that prompt, and their part of the mean
      for (std::size_t i = 0; i < first_.size(); ++i) {
        const Moments line = of_line(f, i, day);
        add(plain, line, first_[i]);
        add(prompted, line, prompted_[i]);
        if (prompts_[i]) {
          prompting += first_[i];
          prompting_mean += first_[i] * line.mean;
        }
      }
      Moments order;
      for (std::size_t k = 0; k < lines_.size(); ++k) {  // k other lines
        const auto others = static_cast<double>(k);
        const auto both = [&](double with, double without) { return prompting * with + (1 - prompting) * without; };
        add(order,
            {plain.mean + others * both(prompted.mean, plain.mean),
             plain.square + others * both(prompted.square, plain.square) +
                 2 * others * (prompting_mean * prompted.mean + (plain.mean - prompting_mean) * plain.mean) +
                 others * (others - 1) * both(prompted.mean * prompted.mean, plain.mean * plain.mean)},
            lines_[k]);
      }
      add(sum, order, day.share);
    }
    return sum;
  }

 private:
  struct Discount {
    std::int32_t basis_points = 0;
    double probability = 0;
  };
  /// A kind of day, its share of the orders, and the discount of each line for itself.
  struct Day {
    double share = 0;
    std::vector<Discount> discounts;
  };

  static std::vector<double> shares(std::vector<double> weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    for (double& weight : weights) weight /= sum;
    return weights;
  }
  static void add(Moments& sum, const Moments& part, double share) {
    sum.mean += share * part.mean;
    sum.square += share * part.square;
  }

  template <class F>
  Moments of_line(const F& f, std::size_t sku_index, const Day& day) const {
    Moments line;
    for (std::size_t k = 0; k < quantities_.size(); ++k) {
      for (const Discount& discount : day.discounts) {
        const double value = f(sku_index, static_cast<std::int64_t>(k + 1), discount.basis_points);
        add(line, {value, value * value}, quantities_[k] * discount.probability);
      }
    }
    return line;
  }

  std::vector<double> lines_, quantities_;  // shares of 1, 2, ...
  std::vector<double> first_, prompted_;    // shares of the SKUs among first lines, and among lines that are prompted
  std::vector<bool> prompts_;
  std::vector<Day> days_;
};

}  // namespace retailsim::vantage
