#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/analytics/transactions.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/uniform_int.hpp>

/// Transactions for tests: small, unordered, with many ties.
namespace retailsim::testing {

struct SomeTransactions {
  std::size_t n = 5000;
  std::int64_t n_customers = 200, n_products = 40;
  Date first{2022, 11, 3};
  int n_days = 800;
  int seconds_apart = 3600;  ///< times are multiples of it
  std::uint64_t seed = 1;
};

inline Transactions some_transactions(const SomeTransactions& wanted = {}) {
  const auto draw = [&](std::uint16_t purpose, std::int64_t high) {
    std::vector<std::int64_t> values(wanted.n);
    Draws{.seed = wanted.seed, .purpose = user_purpose(purpose)}.fill(std::span(values), UniformInt{0, high - 1});
    return values;
  };
  auto customer = draw(0, wanted.n_customers), product = draw(1, wanted.n_products);
  // Products of a triangular popularity.
  const auto other = draw(2, wanted.n_products);
  auto at = draw(3, std::int64_t{wanted.n_days} * seconds_per_day / wanted.seconds_apart);
  const auto units = draw(4, 4), price = draw(5, 500);
  std::vector<std::int32_t> quantity;
  std::vector<std::int64_t> amount;
  for (std::size_t i = 0; i < wanted.n; ++i) {
    customer[i] = 1000 + 7 * customer[i];
    product[i] = 50 + std::min(product[i], other[i]);
    at[i] = (wanted.first.start() + at[i] * wanted.seconds_apart) * micros_per_second;
    quantity.push_back(static_cast<std::int32_t>(units[i] + 1));
    amount.push_back((units[i] + 1) * (price[i] + 1));
  }
  return make_transactions(encode_ids(std::span<const std::int64_t>(customer)),
                           encode_ids(std::span<const std::int64_t>(product)), at, quantity, amount);
}

}  // namespace retailsim::testing
