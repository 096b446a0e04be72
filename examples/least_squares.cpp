// Columns go straight into linear algebra: what growth and which weekdays lie in three years of daily orders?
// xtensor-blas finds them by least squares, log(orders of day t) = a(weekday) + b t, and they are those that were asked
// for.
#include <cassert>
#include <cmath>
#include <iostream>

#include <retailsim/models.hpp>
#include <retailsim/simulation.hpp>

#include <xtensor-blas/xlinalg.hpp>

using namespace retailsim;

int main() {
  RetailCalendarParameters calendar;
  calendar.weekday = {0.8, 0.9, 1.0, 1.0, 1.1, 1.3, 0.9};
  calendar.growth_per_year = 0.15;
  const Scenario scenario{.seed = 11,
                          .n_customers = 20'000,
                          .registered_from = {2023, 1, 1},
                          .registered_to = {2023, 1, 2},
                          .from = {2023, 1, 2},
                          .to = {2026, 1, 1}};
  const Simulation simulation{LogNormalPrice{2.5, 0.8}, RetailCalendar{calendar}, IndependentBasket{}};
  const Dataset data = simulation.run(scenario);

  const auto n_days = static_cast<std::size_t>(scenario.to - scenario.from);
  xt::xtensor<double, 1> orders = xt::zeros<double>({n_days});
  for (const std::int64_t at : data.orders.ordered_at) {
    orders(static_cast<std::size_t>(date_of(at / micros_per_second) - scenario.from)) += 1;
  }
  xt::xtensor<double, 2> x = xt::zeros<double>({n_days, std::size_t{8}});
  for (std::size_t day = 0; day < n_days; ++day) {
    x(day, static_cast<std::size_t>((scenario.from + static_cast<int>(day)).weekday())) = 1;
    x(day, 7) = static_cast<double>(day) / days_per_year;
  }
  const auto [b, residuals, rank, singular_values] = xt::linalg::lstsq(x, xt::log(orders));

  const double growth = std::exp(b(7)) - 1;
  std::cout << "growth: " << growth << " a year\nSaturday to Monday: " << std::exp(b(5) - b(0)) << '\n';
  // log N of a Poisson count N has standard deviation 1 / sqrt(mean): five of that is wrong once in two million seeds.
  const double per_day = static_cast<double>(data.n_orders()) / static_cast<double>(n_days);
  const double years = static_cast<double>(n_days) / days_per_year;
  assert(std::abs(b(7) - std::log(1.15)) < 5 * std::sqrt(12 / (per_day * static_cast<double>(n_days))) / years);
  assert(std::abs(b(5) - b(0) - std::log(1.3 / 0.8)) <
         5 * std::sqrt(2 * 7 / (0.8 * per_day * static_cast<double>(n_days))));
}
