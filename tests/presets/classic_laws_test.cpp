// What the configuration of `classic` promises, measured on the rows alone against values worked out here by hand: no
// latent state, and no formula of the library.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <retailsim/presets.hpp>

#include "support/catch.hpp"
#include "support/simulated.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::test;
using namespace retailsim::testing;

namespace {

constexpr double day = 86'400e6;  // in microseconds

double share_p_value(double count, double n, double p) {
  return normal_p_value((count - n * p) / std::sqrt(n * p * (1 - p)));
}

/// The probability, for each promise, that rows of a right classic are at least this far off.
std::map<std::string, double> p_values(const RetailConfig& config) {
  const Scenario scenario = scenario_of(config);
  const Rows rows = simulated(simulation_of(config), scenario);
  const auto end = static_cast<double>(Date{2023, 4, 1}.start() * micros_per_second);
  const auto begin = static_cast<double>(Date{2020, 1, 1}.start() * micros_per_second);
  std::map<std::string, double> p;

  struct Customer {
    double registered_at;
    std::vector<double> orders;
  };
  std::vector<Customer> customers;
  std::unordered_map<std::int64_t, std::size_t> position;
  std::vector<double> per_day(1186), genders(4);
  bool ages_fit = true;
  for (const CustomerRow& row : rows.customers) {
    position[row.customer_id] = customers.size();
    const auto at = static_cast<double>(row.registered_at);
    customers.push_back({at, {}});
    ++per_day.at(static_cast<std::size_t>((at - begin) / day));
    ++genders.at(row.gender);
    const Date born{row.birth_date};
    ages_fit = ages_fit && born <= Date{2003, 4, 1} && born > Date{1962, 4, 1};
  }
  const auto n_customers = static_cast<double>(customers.size());
  p["registered uniformly by day"] = chi_square_counts_p_value(per_day, std::vector<double>(1186, n_customers / 1186));
  const std::vector<double> wanted_genders{n_customers * 2 / 9, n_customers * 4 / 9, n_customers * 2 / 9,
                                           n_customers / 9};
  p["genders"] = chi_square_counts_p_value(genders, wanted_genders);
  p["aged 20 to 60 at the end"] = ages_fit;

  std::vector<double> sizes(5), groups(7), wanted_groups(7, 0.0);
  double n_sales = 0, n_old_lines = 0, n_old_returned = 0, n_old_exchanged = 0;
  bool one_each = true, in_thirty_days = true;
  std::unordered_map<std::int64_t, double> sold_at;
  for (const OrderRow& order : rows.orders) {
    if (order.kind != 0) continue;
    customers[position.at(order.customer_id)].orders.push_back(static_cast<double>(order.ordered_at));
    sold_at[order.order_id] = static_cast<double>(order.ordered_at);
    ++sizes.at(static_cast<std::size_t>(order.n_lines - 1));
  }
  for (const LineRow& line : rows.lines) {
    const auto at = static_cast<double>(line.ordered_at);
    if (line.kind == 0) {
      ++n_sales;
      one_each = one_each && line.quantity == 1;
      const auto sku = static_cast<std::size_t>(line.sku_id - 1);
      ++groups.at(static_cast<std::size_t>(scenario.catalogue.product_group[sku]));
      n_old_lines += at + 30 * day < end;
    } else if (line.quantity < 0) {
      const double sold = sold_at.at(line.refers_to_order_id);
      in_thirty_days = in_thirty_days && at > sold && at <= sold + 30 * day;
      const bool old = sold + 30 * day < end;
      n_old_returned += old && line.kind == 1;
      n_old_exchanged += old && line.kind == 2;
    }
  }
  const std::vector<double> even(5, static_cast<double>(sold_at.size()) / 5);
  p["1 to 5 lines alike"] = chi_square_counts_p_value(sizes, even);
  p["quantity 1"] = one_each;
  for (std::size_t g = 0; g < 7; ++g) wanted_groups[g] = n_sales * (g < 6 ? 100.0 : 10.0) / 610;
  p["six groups of weight 100, gifts of 10"] = chi_square_counts_p_value(groups, wanted_groups);
  p["returned .05"] = share_p_value(n_old_returned, n_old_lines, 0.05);
  p["exchanged .05"] = share_p_value(n_old_exchanged, n_old_lines, 0.05);
  p["back within 30 days"] = in_thirty_days;

  double n_settled = 0, n_never = 0, n_at_once = 0, n_whole = 0, n_once = 0, n_repeats = 0;
  std::vector<double> delays;
  bool none_late = true;
  for (Customer& customer : customers) {
    std::ranges::sort(customer.orders);
    const std::vector<double>& orders = customer.orders;
    const bool at_once = !orders.empty() && orders.front() == customer.registered_at;
    none_late = none_late && (orders.empty() || orders.back() < customer.registered_at + 900 * day);
    none_late = none_late && (orders.empty() || orders.front() <= customer.registered_at + 90 * day);
    if (customer.registered_at + 90 * day < end) {  // the first order cannot lie beyond the end
      ++n_settled;
      n_never += orders.empty();
      n_at_once += at_once;
      if (!orders.empty() && !at_once) delays.push_back((orders.front() - customer.registered_at) / (90 * day));
    }
    if (customer.registered_at + 900 * day < end && at_once) {  // the whole life is seen
      ++n_whole;
      n_once += orders.size() == 1;
      n_repeats += static_cast<double>(orders.size() - 1);
    }
  }
  p["never buys .10"] = share_p_value(n_never, n_settled, 0.1);
  p["buys at registration .60 of the others"] = share_p_value(n_at_once, n_settled, 0.9 * 0.6);
  p["delays uniform over three months"] =
      kolmogorov_smirnov_p_value(delays, [](double x) { return std::clamp(x, 0.0, 1.0); });
  p["nothing after the lifetime, no first order after three months"] = none_late;

  // Rate r = 3 to 10 a year alike, lifetime L uniform over (180, 900] days, of which the first order begins the first:
  // P(one order) = b + (1 - b) E exp(-r L / 365), and repeats have mean (1 - b) E(r) E(L) / 365, b = .5.
  double once = 0;
  for (int r = 3; r <= 10; ++r) {
    const double a = r / 365.0;
    once += (std::exp(-180 * a) - std::exp(-900 * a)) / (720 * a) / 8;
  }
  p["buy and go .50"] = share_p_value(n_once, n_whole, 0.5 + 0.5 * once);
  const double mean = 6.5 * 540 / 365, square = 47.5 * (540.0 * 540 + 720.0 * 720 / 12) / (365.0 * 365);
  const double variance = 0.5 * (square + mean) - 0.25 * mean * mean;
  p["orders at rates 3 to 10 over 6 to 30 months"] =
      normal_p_value((n_repeats - n_whole * mean / 2) / std::sqrt(n_whole * variance));
  return p;
}

RetailConfig many() {
  RetailConfig config = presets::classic();
  config.customers.count = 60'000;
  config.seed = 11;
  return config;
}

}  // namespace

TEST_CASE("classic: the rows keep what the configuration promises", "[presets][statistical]") {
  const auto p = p_values(many());
  CHECK(p.size() == 15);
  for (const auto& [promise, value] : p) {
    CAPTURE(promise, value);
    CHECK(value > error_rate);
  }
}

TEST_CASE("classic: a configuration that is off breaks the promise it is about", "[presets][statistical]") {
  const std::vector<std::pair<std::string, std::function<void(RetailConfig&)>>> wrong{
      {"never buys .10", [](auto& c) { c.life.never_buys = 0.11; }},
      {"buys at registration .60 of the others", [](auto& c) { c.life.at_registration = 0.62; }},
      {"delays uniform over three months", [](auto& c) { c.life.first_delay.high = 2.9; }},
      {"buy and go .50", [](auto& c) { c.life.buy_and_go = 0.55; }},
      {"orders at rates 3 to 10 over 6 to 30 months", [](auto& c) { c.frequency.high = 11; }},
      {"nothing after the lifetime, no first order after three months", [](auto& c) { c.life.lifetime.high = 31; }},
      {"1 to 5 lines alike",
       [](auto& c) {
         c.baskets.size = {.law = CountLawName::weights, .weights = {1.05, 1, 1, 1, 1}};
       }},
      {"six groups of weight 100, gifts of 10", [](auto& c) { c.catalogue.groups[0].weight = 102; }},
      {"exchanged .05", [](auto& c) { c.returns.exchange_probability = 0.052; }},
      {"back within 30 days", [](auto& c) { c.returns.delay_max_days = 40; }},
      {"genders", [](auto& c) { c.customers.gender[0].weight = 0.22; }},
      {"aged 20 to 60 at the end", [](auto& c) { c.customers.ages[0].high = 61; }},
  };
  for (const auto& [promise, change] : wrong) {
    CAPTURE(promise);
    RetailConfig config = many();
    change(config);
    CHECK(p_values(config).at(promise) < error_rate);
  }
}
