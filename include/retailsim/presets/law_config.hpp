#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <retailsim/churn/months_law.hpp>
#include <retailsim/config/parameter.hpp>
#include <retailsim/random/discrete_table.hpp>
#include <retailsim/random/negative_binomial.hpp>

namespace retailsim {

/// The laws of a delay, and those of a lifetime, which may have no end.
enum class DelayLaw { uniform, exponential };
inline constexpr std::array<std::string_view, 2> delay_law_names{"uniform", "exponential"};
constexpr const auto& names_of(DelayLaw) { return delay_law_names; }
enum class LifetimeLaw { uniform, exponential, forever };
inline constexpr std::array<std::string_view, 3> lifetime_law_names{"uniform", "exponential", "forever"};
constexpr const auto& names_of(LifetimeLaw) { return lifetime_law_names; }

/// A stretch of a customer's life, in months of 30 days; see `MonthsLaw`.
template <NamedChoice Law>
struct MonthsConfig {
  Law law = Law::uniform;
  double low = 0, high = 3;
  double mean = 12;

  static auto parameters() {
    using C = MonthsConfig;
    constexpr auto uniform = [](const C& c) { return c.law == Law::uniform; };
    constexpr auto exponential = [](const C& c) { return c.law == Law::exponential; };
    return std::tuple{
        Parameter{
            "law", &C::law,
            has_end ? "uniform over (low, high], or exponential" : "uniform over (low, high], exponential, or forever"},
        Parameter{"low", &C::low, "months of 30 days", Rule::between(0, MonthsLaw::most_months), uniform},
        Parameter{"high", &C::high, "months of 30 days", Rule::between(1e-6, MonthsLaw::most_months), uniform},
        Parameter{"mean", &C::mean, "months of 30 days", Rule::between(1e-6, MonthsLaw::most_months), exponential}};
  }
  void check(const std::string& path) const {
    if (law == Law::uniform && high < low) {
      throw ParameterError(path + ".high", ">= low = " + detail::number_text(low), detail::number_text(high),
                           {path + ".low"});
    }
  }
  MonthsLaw made() const {
    if (law == Law::uniform) return MonthsLaw::uniform(low, high);
    if (law == Law::exponential) return MonthsLaw::exponential(mean);
    return MonthsLaw::forever();
  }

 private:
  static constexpr bool has_end = !requires { Law::forever; };
};
using DelayConfig = MonthsConfig<DelayLaw>;
using LifetimeConfig = MonthsConfig<LifetimeLaw>;

enum class CountLawName { uniform, shifted_negative_binomial, weights };
inline constexpr std::array<std::string_view, 3> count_law_names{"uniform", "shifted_negative_binomial", "weights"};
constexpr const auto& names_of(CountLawName) { return count_law_names; }

/// A count from 1 on: lines of an order, units of a line.
struct CountConfig {
  CountLawName law = CountLawName::uniform;
  int low = 1, high = 1;
  double r = 1, mean = 2;
  std::vector<double> weights{1};
  int most = 1000;

  static auto parameters() {
    using C = CountConfig;
    constexpr auto uniform = [](const C& c) { return c.law == CountLawName::uniform; };
    constexpr auto binomial = [](const C& c) { return c.law == CountLawName::shifted_negative_binomial; };
    constexpr auto listed = [](const C& c) { return c.law == CountLawName::weights; };
    return std::tuple{
        Parameter{"law", &C::law, "uniform, shifted_negative_binomial (1 + NBD), or weights of 1, 2, 3, ..."},
        Parameter{"low", &C::low, "smallest count", Rule::between(1, 1000), uniform},
        Parameter{"high", &C::high, "largest count", Rule::between(1, 1000), uniform},
        Parameter{"r", &C::r, "shape: the smaller, the more spread", Rule::between(0.01, 1000), binomial},
        Parameter{"mean", &C::mean, "mean count, the 1 included", Rule::between(1, 500), binomial},
        Parameter{"most", &C::most, "counts above it do not occur (the law is cut there)", Rule::between(1, 4096),
                  binomial},
        Parameter{"weights", &C::weights, "of the counts 1, 2, 3, ...; any scale", Rule::not_negative(), listed}};
  }
  void check(const std::string& path) const {
    if (law == CountLawName::uniform && high < low) {
      throw ParameterError(path + ".high", ">= low = " + std::to_string(low), std::to_string(high), {path + ".low"});
    }
    double sum = 0;
    for (const double weight : weights) sum += weight;
    if (law == CountLawName::weights && (weights.size() > 1000 || !(sum > 0))) {
      throw ParameterError(path + ".weights", "1 to 1000 weights that do not sum to 0",
                           std::to_string(weights.size()) + " that sum to " + detail::number_text(sum));
    }
  }
  DiscreteTable made() const {
    switch (law) {
      case CountLawName::uniform:
        return DiscreteTable(low, std::vector<double>(static_cast<std::size_t>(high - low + 1), 1.0));
      case CountLawName::shifted_negative_binomial: {
        const ShiftedNegativeBinomial whole(r, mean);
        std::vector<double> shares;
        for (std::int64_t k = 1; k <= most; ++k) shares.push_back(whole.pmf(k));
        while (shares.size() > 1 && shares.back() == 0) shares.pop_back();
        return DiscreteTable(1, shares);
      }
      case CountLawName::weights:
        break;
    }
    return DiscreteTable(1, weights);
  }
};

}  // namespace retailsim
