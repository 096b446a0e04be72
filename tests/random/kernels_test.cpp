#include <retailsim/random/detail/dispatch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#if defined(__x86_64__)
#  include <immintrin.h>
#endif

#include <retailsim/random/detail/scalar_math.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

/// Distance in units of the last place of the exact value.
double ulps(double value, long double exact) {
  int exponent;
  std::frexp(static_cast<double>(exact), &exponent);
  return static_cast<double>(std::abs(static_cast<long double>(value) - exact) / std::ldexp(1.0L, exponent - 53));
}

std::vector<std::uint64_t> some_words(std::size_t n) {
  std::vector<std::uint64_t> words(n);
  Draws{.seed = 17, .purpose = Purpose::cost}.words(words);
  const std::uint64_t ends[]{0, ~std::uint64_t{0}, 0x8000000000000000, 0x7FFFFFFFFFFFFFFF, 0xFFF, 0xFFFFFFFF};
  for (std::size_t i = 0; i < n && i < 6; ++i) words[i] = ends[i];
  return words;
}

}  // namespace

TEST_CASE("log: within an ulp of the exact value, near 1 too", "[random]") {
  double worst = 0;
  const auto check = [&](double x) {
    worst = std::max(worst, ulps(detail::portable_log(x), std::log((long double)x)));
  };
  for (const std::uint64_t word : some_words(300'000)) {
    check((static_cast<double>(word >> 12) + 0.5) * 0x1p-52);  // uniform on (0, 1)
    check(std::ldexp(1 + static_cast<double>(word >> 12) * 0x1p-52, static_cast<int>(word % 2000) - 1000));
    check(1 + (static_cast<double>(word >> 11) * 0x1p-53 - 0.5) * 0x1p-20);
  }
  for (double x = 1 - 0x1p-53; x > 0.999; x = 1 - (1 - x) * 1.7) check(x);
  CHECK(detail::portable_log(1.0) == 0);
  CHECK(worst < 1.0);
}

TEST_CASE("exp: within an ulp of the exact value, and cut off at both ends", "[random]") {
  double worst = 0;
  for (const std::uint64_t word : some_words(300'000)) {
    const double u = static_cast<double>(word >> 11) * 0x1p-53;
    for (const double x : {(u - 0.5) * 1416, (u - 0.5) * 4, (u - 0.5) * 0x1p-10})
      worst = std::max(worst, ulps(detail::portable_exp(x), std::exp((long double)x)));
  }
  CHECK(worst < 1.1);
  CHECK(detail::portable_exp(0) == 1);
  CHECK(detail::portable_exp(-1e300) == std::numeric_limits<double>::min());
  CHECK(ulps(detail::portable_exp(-708), std::exp(-708.0L)) < 1.1);
  CHECK(detail::portable_exp(1e300) < std::numeric_limits<double>::infinity());
  CHECK(detail::portable_exp(709.7) == Approx(std::exp(709.7)));
}

TEST_CASE("sine and cosine of part of a quarter turn: within about an ulp", "[random]") {
  double worst_sine = 0, worst_cosine = 0;
  const long double quarter = 2 * std::atan(1.0L);
  for (const std::uint64_t word : some_words(300'000)) {
    const double t = static_cast<double>(word >> 12) * 0x1p-52 - 0.5;
    double sine, cosine;
    detail::isa_scalar::sin_cos_quarter(t, sine, cosine);
    if (t != 0) worst_sine = std::max(worst_sine, ulps(sine, std::sin(t * quarter)));
    worst_cosine = std::max(worst_cosine, ulps(cosine, std::cos(t * quarter)));
  }
  CHECK(worst_sine < 1.6);
  CHECK(worst_cosine < 1.1);
}

TEST_CASE("log1p, powers and careful sums", "[random]") {
  for (const double x : {-0.9999, -0.5, -1e-3, -1e-14, -1e-300, 1e-20, 1e-5, 3.0})
    CHECK(ulps(detail::portable_log1p(x), std::log1p((long double)x)) < 4);
  CHECK(detail::portable_pow(3, -1.5) == Approx(std::pow(3, -1.5)).epsilon(1e-15));
  CHECK(detail::portable_pow(7, 0) == 1);
  detail::CarefulSum sum;
  for (const double x : {1e16, 1.0, 1.0, -1e16}) sum.add(x);
  CHECK(sum.value() == 2);
}

TEST_CASE("kernels: every set gives the same bits at every length and writes no more", "[random]") {
  if (available_kernels().size() < 2) return;  // one set cannot differ from itself
  const detail::Kernels& scalar = *detail::find_kernels("scalar");
  const auto unit = [](std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; };
  detail::Pieces pieces;
  for (int i = 0; i <= detail::Pieces::degree; ++i)
    for (int piece = 0; piece < detail::Pieces::n_pieces; ++piece)
      pieces.coefficients[i][piece] = (piece - i * 0.37) / (1 + i);
  for (const auto& name : available_kernels()) {
    const detail::Kernels& kernels = *detail::find_kernels(name);
    for (std::size_t n = 0; n <= 67; ++n) {
      const std::size_t n_blocks = (n + 15) / 16 * 8;
      const auto words = some_words(n + 80), more = [&] {
        auto reversed = words;
        std::reverse(reversed.begin(), reversed.end());
        return reversed;
      }();
      std::vector<std::uint32_t> numbers(n);
      std::vector<std::uint8_t> flags(n);
      for (std::size_t i = 0; i < n; ++i) {
        numbers[i] = static_cast<std::uint32_t>(words[i] % 3);
        flags[i] = static_cast<std::uint8_t>(words[i] >> 20 & 1);
      }
      // Runs one kernel of both sets into guarded arrays of n elements and compares all bytes.
      const auto same = [&]<class T>(T, const auto& run) {
        std::vector<T> ours(n + 16, T(77)), reference(n + 16, T(77));
        run(kernels, ours.data());
        run(scalar, reference.data());
        bool untouched = true;
        for (std::size_t i = n; i < n + 16; ++i) untouched = untouched && ours[i] == T(77);
        return untouched && std::memcmp(ours.data(), reference.data(), ours.size() * sizeof(T)) == 0;
      };
      const detail::BlockAddress at{0x0123456789ABCDEF, 5, 0x00410003};
      const std::uint64_t entity = (std::uint64_t{3} << 32) - 16;
      std::vector<std::uint64_t> other(n + 16);
      const std::uint64_t word{};
      const double real{};
      const std::int64_t integer{};
      const std::uint32_t cell{};
      CHECK(same(word, [&](const auto& k, auto* out) { k.philox_range(at, entity, n, out, other.data()); }));
      CHECK(same(word, [&](const auto& k, auto* out) { k.philox_range(at, entity, n, other.data(), out); }));
      CHECK(same(word, [&](const auto& k, auto* out) {
        k.philox_list(at, words.data(), numbers.data(), n, out, other.data());
      }));
      CHECK(same(word,
                 [&](const auto& k, auto* out) { k.philox_list(at, words.data(), nullptr, n, other.data(), out); }));
      CHECK(same(word, [&](const auto& k, auto* out) { k.philox_dense(at, entity, n, out); }));
      CHECK(same(real, [&](const auto& k, auto* out) { k.uniform(words.data(), n, -2, 3, 0.99, out); }));
      for (const std::uint64_t span : {std::uint64_t{7}, std::uint64_t{0xFFFFFFFF}, std::uint64_t{1} << 45})
        CHECK(same(integer, [&](const auto& k, auto* out) { k.uniform_int(words.data(), n, -5, span, out); }));
      CHECK(same(real, [&](const auto& k, auto* out) { k.scaled_log(words.data(), n, -3.3, out); }));
      for (const double factor : {-0.4, -100.0, 300.0})
        CHECK(same(real, [&](const auto& k, auto* out) { k.power(words.data(), n, 3, factor, out); }));
      for (const double factor : {1.4, 0.01, 30.0})
        CHECK(same(real, [&](const auto& k, auto* out) { k.weibull(words.data(), n, 2, factor, out); }));
      for (const double factor : {-1.3, -1e13, -0.0})
        CHECK(same(integer, [&](const auto& k, auto* out) { k.floor_log(words.data(), n, factor, 1, out); }));
      CHECK(same(std::uint8_t{},
                 [&](const auto& k, auto* out) { k.bernoulli(words.data(), n, std::uint64_t{1} << 52, out); }));
      CHECK(same(std::uint8_t{},
                 [&](const auto& k, auto* out) { k.bernoulli(words.data(), n, std::uint64_t{1} << 53, out); }));
      for (const std::uint32_t threshold : {0u, 0x70000000u, static_cast<std::uint32_t>(words[n / 2]), ~0u}) {
        CHECK(same(std::uint8_t{}, [&](const auto& k, auto* out) {
          const bool equal = k.short_bernoulli(words.data(), n, threshold, out);
          for (std::size_t i = 0; i < n; ++i)
            if (static_cast<std::uint32_t>(words[i / 2] >> i % 2 * 32) == threshold) CHECK(equal);
        }));
      }
      REQUIRE(n_blocks <= words.size());
      CHECK(same(real, [&](const auto& k, auto* out) { k.normal_dense(words.data(), more.data(), n, 1, 2, out); }));
      CHECK(same(real, [&](const auto& k, auto* out) {
        k.normal_half(words.data(), more.data(), flags.data(), n, 1, 2, out);
      }));
      CHECK(same(word, [&](const auto& k, auto* out) { k.widen_halves(words.data(), n, out); }));
      CHECK(same(real, [&](const auto& k, auto* out) { k.short_normal_dense(words.data(), n, 1, 2, out); }));
      CHECK(
          same(real, [&](const auto& k, auto* out) { k.short_normal_half(words.data(), flags.data(), n, 1, 2, out); }));
      CHECK(same(float{}, [&](const auto& k, auto* out) {
        std::vector<double> values(n);
        for (std::size_t i = 0; i < n; ++i) values[i] = 10 * unit(words[i]) - 5;
        k.to_float(values.data(), n, -4, 4.5, out);
      }));
      CHECK(same(cell, [&](const auto& k, auto* out) {
        const std::uint64_t thresholds[3] = {0, std::uint64_t{1} << 52, std::uint64_t{1} << 53};
        std::vector<std::uint32_t> positions(n + 8);
        const std::size_t count = k.list_below(words.data(), numbers.data(), n, thresholds, positions.data());
        std::copy_n(positions.begin(), count, out);
        std::fill(out + count, out + n, static_cast<std::uint32_t>(count));
      }));
      CHECK(same(std::uint64_t{}, [&](const auto& k, auto* out) {
        std::vector<double> values(n, std::numeric_limits<double>::quiet_NaN());
        for (std::size_t i = 0; i < n; ++i)
          if (i % 7 != 3) values[i] = static_cast<double>(words[i] % 5);
        if (n > 0) out[0] = k.count_between(values.data(), n, 0, 3);
      }));
      std::vector<double> shapes(n), large(n), trials(n), shares(n), normals(n);
      for (std::size_t i = 0; i < n; ++i) {
        shapes[i] = 0.01 + 3 * unit(more[i]);
        normals[i] = 8 * unit(words[i]) - 4;
        large[i] = 10 + 90 * unit(more[i]);
        trials[i] = static_cast<double>(25 + more[i] % 100);
        shares[i] = 0.4 + 0.1 * unit(more[i]);
      }
      // Values and, apart, the positions of a try.
      const auto same_try = [&](auto value, const auto& run) {
        CHECK(same(cell, [&](const auto& k, auto* out) {
          std::vector<decltype(value)> values(n);
          std::vector<std::uint32_t> positions(n + 8);
          const std::size_t count = run(k, values.data(), positions.data());
          std::copy_n(positions.begin(), count, out);
          std::fill(out + count, out + n, static_cast<std::uint32_t>(count));
        }));
        CHECK(same(value, [&](const auto& k, auto* out) {
          std::vector<std::uint32_t> positions(n + 8);
          run(k, out, positions.data());
        }));
      };
      same_try(real, [&](const auto& k, double* out, auto* positions) {
        return k.gamma_first(normals.data(), words.data(), shapes.data(), n, out, positions);
      });
      same_try(real, [&](const auto& k, double* out, auto* positions) {
        return k.gamma_try(words.data(), more.data(), shapes.data(), n, out, positions);
      });
      same_try(integer, [&](const auto& k, std::int64_t* out, auto* positions) {
        return k.poisson_try(words.data(), more.data(), large.data(), n, out, positions);
      });
      same_try(integer, [&](const auto& k, std::int64_t* out, auto* positions) {
        return k.binomial_try(words.data(), more.data(), trials.data(), shares.data(), n, out, positions);
      });
      CHECK(same(real, [&](const auto& k, auto* out) {
        for (std::size_t i = 0; i < n; ++i) out[i] = 10 * unit(words[i]);
        k.gamma_boost(more.data(), shapes.data(), n, out);
      }));
      CHECK(same(integer, [&](const auto& k, auto* out) { k.poisson_small(words.data(), shapes.data(), n, out); }));
      CHECK(same(integer, [&](const auto& k, auto* out) {
        std::vector<double> few(n);
        for (std::size_t i = 0; i < n; ++i) few[i] = static_cast<double>(words[i] % 20);
        k.binomial_small(more.data(), few.data(), shares.data(), n, out);
      }));
      CHECK(same(integer, [&](const auto& k, auto* out) {
        k.negative_binomial_small(words.data(), shapes.data(), shares.data(), n, out);
      }));
      CHECK(same(std::uint8_t{},
                 [&](const auto& k, auto* out) { k.bernoulli_each(words.data(), shares.data(), n, out); }));
      for (int which = 0; which < 3; ++which) {
        CHECK(same(real, [&](const auto& k, auto* out) {
          for (std::size_t i = 0; i < n; ++i) out[i] = 3 * unit(words[i]);
          if (which == 0) k.scale_each(shapes.data(), n, out);
          if (which == 1) k.scale_and_add_each(shapes.data(), large.data(), n, out);
          if (which == 2) k.add_scaled(0.3, shapes.data(), n, out);
        }));
      }
      CHECK(same(real, [&](const auto& k, auto* out) { k.normal_quantile(words.data(), n, 1, 2, out); }));
      for (int which = 0; which < 4; ++which) {
        CHECK(same(real, [&](const auto& k, auto* out) {
          // The ends of the pieces, and normal numbers between.
          for (std::size_t i = 0; i < n; ++i)
            out[i] =
                i < 9 ? (static_cast<double>(i) - 4) / detail::Pieces::scale * 0.9999 : 17.1 * unit(words[i]) - 8.55;
          if (which == 0) k.cube_of_normal(pieces, 2, out, n);
          if (which == 1) k.cubes_of_normal(pieces, out, n);
          if (which == 2) k.exp_of_normal(pieces, 2, out, n);
          if (which == 3) k.logistic_of_normal(pieces, out, n);
        }));
      }
      CHECK(same(real, [&](const auto& k, auto* out) {
        for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<double>(words[i] >> 12) + 0.5;
        k.log_in_place(out, n);
      }));
      CHECK(same(real, [&](const auto& k, auto* out) {
        for (std::size_t i = 0; i < n; ++i) out[i] = (static_cast<double>(words[i] >> 12) * 0x1p-52 - 0.5) * 1600;
        k.exp_in_place(out, n);
      }));
      const std::vector<std::uint64_t> narrow{5ull << 32 | 1, 1, 0x80000000ull << 32, 2, 3, 4, 7ull << 60, 0, 1};
      const std::vector<std::uint64_t> wide{5, 1, ~0ull, 0, 1ull << 63, 2,     0, 2,          1ull << 62,
                                            1, 9, 0,     5, 1,          ~0ull, 0, 1ull << 63, 2};
      CHECK(same(cell, [&](const auto& k, auto* out) { k.alias_narrow(words.data(), n, narrow.data(), 9, 3, out); }));
      CHECK(same(integer,
                 [&](const auto& k, auto* out) { k.alias_narrow_64(words.data(), n, narrow.data(), 9, -3, out); }));
      CHECK(same(cell, [&](const auto& k, auto* out) { k.alias_wide(words.data(), n, wide.data(), 9, 3, out); }));
      CHECK(
          same(integer, [&](const auto& k, auto* out) { k.alias_wide_64(words.data(), n, wide.data(), 9, -3, out); }));
      CHECK(same(cell, [&](const auto& k, auto* out) {
        k.alias_narrow_tables(words.data(), numbers.data(), n, narrow.data(), 3, out);
      }));
      CHECK(same(cell, [&](const auto& k, auto* out) {
        k.alias_wide_tables(words.data(), numbers.data(), n, wide.data(), 3, out);
      }));
    }
  }
}

TEST_CASE("kernels: a set is known by name, and an unknown name is an error", "[random]") {
  CHECK(std::string(detail::find_kernels("scalar")->name) == "scalar");
  for (const char* name : {"avx2", "avx512", "neon"})
    if (const auto* kernels = detail::find_kernels(name)) CHECK(std::string(kernels->name) == name);
  CHECK_THROWS_WITH(detail::find_kernels("sse9"), "RETAILSIM_ISA: must be scalar, avx2, avx512 or neon, got sse9");
}

TEST_CASE("kernels: the environment chooses the set, and an unknown name is an error", "[random]") {
  const char* before = std::getenv("RETAILSIM_ISA");
  const std::string kept = before ? before : "";
  for (const auto& name : available_kernels()) {
    setenv("RETAILSIM_ISA", name.c_str(), 1);
    CHECK(std::string(detail::choose_kernels().name) == name);
  }
  setenv("RETAILSIM_ISA", "mmx", 1);
  CHECK_THROWS_AS(detail::choose_kernels(), std::invalid_argument);
  unsetenv("RETAILSIM_ISA");
  CHECK(std::string(detail::choose_kernels().name) == available_kernels().back());
  if (before) setenv("RETAILSIM_ISA", kept.c_str(), 1);
}

TEST_CASE("kernels: arithmetic other than that of the rows is noticed", "[random]") {
  const detail::Kernels& scalar = *detail::find_kernels("scalar");
  CHECK_NOTHROW(detail::check_arithmetic(scalar));
#if defined(__x86_64__)
  const unsigned before = _mm_getcsr();
  const auto message_with = [&](unsigned bits) -> std::string {
    _mm_setcsr(before | bits);
    std::string message = "none";
    try {
      detail::check_arithmetic(scalar);
    } catch (const std::runtime_error& error) {
      message = error.what();
    }
    _mm_setcsr(before);
    return message;
  };
  CHECK_THAT(message_with(0x8000), contains("subnormal"));     // flush to zero
  CHECK_THAT(message_with(0x0040), contains("subnormal"));     // subnormal operands are zeros
  for (const unsigned rounding : {0x2000u, 0x4000u, 0x6000u})  // down, up, towards zero
    CHECK_THAT(message_with(rounding), contains("rounding is not to nearest"));
#endif
  detail::Kernels wrong = scalar;
  wrong.scaled_log = [](const std::uint64_t*, std::size_t n, double, double* out) { std::fill_n(out, n, 1.0); };
  CHECK_THROWS_AS(detail::check_arithmetic(wrong), std::runtime_error);
}
