#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/draws.hpp>

#include "support/catch.hpp"
#include "support/statistics.hpp"

namespace retailsim::testing {

/// Puts back, at the end of a scope, the kernels that were in use at its beginning.
class KernelsGuard {
 public:
  KernelsGuard() : before_(&detail::kernels()) {}
  ~KernelsGuard() { detail::active_kernels.store(before_); }
  KernelsGuard(const KernelsGuard&) = delete;
  KernelsGuard& operator=(const KernelsGuard&) = delete;

 private:
  const detail::Kernels* before_;
};

inline std::vector<std::string> available_kernels() {
  std::vector<std::string> names{"scalar"};
  for (const char* name : {"avx2", "avx512", "neon"})
    if (detail::find_kernels(name)) names.push_back(name);
  return names;
}

template <class Law>
std::vector<typename Law::value_type> sample(const Law& law, std::size_t n, std::uint64_t seed = 7,
                                             Purpose purpose = Purpose::list_price) {
  std::vector<typename Law::value_type> values(n);
  Draws{.seed = seed, .purpose = purpose}.fill(values, law);
  return values;
}

/// A law's variate depends on its address alone: in bulk, in pieces, one by one, as a list, with shared words and with
/// every set of kernels.
template <class Value, class Law>
void check_addressing_of(const Law& law, Purpose purpose = Purpose::list_price) {
  constexpr std::size_t n = 1500;
  const Draws draws{.seed = 11, .purpose = purpose, .first_entity = 1005, .index = 3};
  std::vector<Value> whole(n), other(n);
  draws.fill(whole, law);

  for (const std::size_t piece : {1u, 7u, 16u, 333u, 1024u}) {
    for (std::size_t begin = 0; begin < n; begin += piece) {
      const std::size_t size = std::min(piece, n - begin);
      draws.part(begin, size).fill(std::span<Value>(other).subspan(begin, size), law);
    }
    CHECK(other == whole);
  }

  bool single = true;
  for (std::size_t i = 0; i < n; i += 13) single = single && draws.at<Value>(i, law) == whole[i];
  CHECK(single);

  std::vector<std::uint64_t> entities(n), shuffled(n);
  std::vector<std::uint32_t> indices(n, 3);
  for (std::size_t i = 0; i < n; ++i) {
    shuffled[i] = i * 7 % n;  // 7 and n share no factor
    entities[i] = 1005 + shuffled[i];
  }
  for (const bool with_indices : {false, true}) {
    Draws list{.seed = 11, .purpose = purpose, .index = with_indices ? 99u : 3u, .entities = entities};
    if (with_indices) list.indices = indices;
    list.fill(other, law);
    bool equal = true;
    for (std::size_t i = 0; i < n; ++i) equal = equal && other[i] == whole[shuffled[i]];
    CHECK(equal);
    CHECK(list.at<Value>(5, law) == whole[shuffled[5]]);
  }

  const KernelsGuard guard;
  for (const auto& name : available_kernels()) {
    detail::use_kernels(name);
    draws.fill(other, law);
    CHECK(other == whole);
  }
}

template <class Law>
void check_addressing(const Law& law, Purpose purpose = Purpose::list_price) {
  check_addressing_of<typename Law::value_type>(law, purpose);
}

/// Another seed, purpose, entity or index gives other numbers; not for laws of very few values.
template <class Law>
void check_seeds(const Law& law) {
  using Value = typename Law::value_type;
  const Draws draws{.seed = 11, .purpose = Purpose::list_price};
  const auto values = [&](const Draws& d) {
    std::vector<Value> result(64);
    d.fill(result, law);
    return result;
  };
  const auto first = values(draws);
  CHECK(values(draws) == first);
  CHECK(values(Draws{.seed = 12, .purpose = Purpose::list_price}) != first);
  CHECK(values(Draws{.seed = 11 + (std::uint64_t{1} << 32), .purpose = Purpose::list_price}) != first);
  CHECK(values(draws.of(Purpose::cost)) != first);
  CHECK(values(draws.at_index(1)) != first);
  CHECK(values(draws.part(std::size_t{1} << 33, 64)) != first);
}

}  // namespace retailsim::testing
