#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <retailsim/bench/word_counter.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::bench {

/// A law of this library: `Draws::fill` draws it.
template <class Law>
concept LibraryLaw =
    requires { typename Law::value_type; } &&
    (
        requires(const Law law, std::span<const std::uint64_t> words, std::span<typename Law::value_type> out) {
          law.transform(words, out);
        } ||
        requires(const Law law, const Draws& draws, std::span<typename Law::value_type> out) { law.draw(draws, out); });

/// A law as std and Boost have them: drawn one by one from an engine.
template <class Law>
concept EngineLaw = requires(Law law, std::mt19937_64& engine) {
  { law(engine) } -> std::convertible_to<double>;
};

/// Writes a whole buffer at a time, of doubles, floats or integers.
template <class Law>
concept BulkLaw = std::invocable<Law&, std::span<double>> || std::invocable<Law&, std::span<float>> ||
                  std::invocable<Law&, std::span<std::int32_t>> || std::invocable<Law&, std::span<std::int64_t>> ||
                  std::invocable<Law&, std::span<std::uint64_t>>;

/// What a bulk law writes: the first of these types that it takes.
template <BulkLaw Law>
using BulkValue = std::conditional_t<
    std::invocable<Law&, std::span<double>>, double,
    std::conditional_t<std::invocable<Law&, std::span<float>>, float,
                       std::conditional_t<std::invocable<Law&, std::span<std::int32_t>>, std::int32_t,
                                          std::conditional_t<std::invocable<Law&, std::span<std::int64_t>>,
                                                             std::int64_t, std::uint64_t>>>>;

/// Gives one variate a call.
template <class Law>
concept PlainLaw = requires(Law law) {
  { law() } -> std::convertible_to<double>;
};

template <class Law>
concept AnyLaw = LibraryLaw<Law> || EngineLaw<Law> || BulkLaw<Law> || PlainLaw<Law>;

/// An engine of random words; Boost's are none of `std::uniform_random_bit_generator`, as their bounds are no
/// constants.
template <class E>
concept Engine = requires(E engine) {
  { engine() } -> std::same_as<typename E::result_type>;
  { E::max() } -> std::same_as<typename E::result_type>;
};

/// Counts what a law takes from its engine.
template <Engine Inner>
struct CountingEngine {
  using result_type = typename Inner::result_type;
  static constexpr result_type min() { return Inner::min(); }
  static constexpr result_type max() { return Inner::max(); }
  result_type operator()() {
    ++*n;
    return engine();
  }
  Inner engine{};
  std::shared_ptr<std::uint64_t> n = std::make_shared<std::uint64_t>(0);
  /// Of 64 bits, as an engine of 32 bits gives half a word.
  double words() const {
    return static_cast<double>(*n) * (max() > std::numeric_limits<std::uint32_t>::max() ? 1.0 : 0.5);
  }
};

/// A law of std's kind drawn from an engine of one's own: `drawn_by(MyEngine{}, std::gamma_distribution<>(2.5, 1))`.
template <Engine Inner, class Law>
struct DrawnBy {
  Inner engine;
  Law law;
  auto operator()() { return law(engine); }
  double words_per_variate() const {
    constexpr int n = 10'000;
    CountingEngine<Inner> counting;
    Law copy = law;
    for (int i = 0; i < n; ++i) copy(counting);
    return counting.words() / n;
  }
};
template <Engine Inner, class Law>
DrawnBy<Inner, Law> drawn_by(Inner engine, Law law) {
  return {std::move(engine), std::move(law)};
}

/// One way to draw variates of a law, whatever its kind, into a buffer of its own that is reused.
class Sampler {
 public:
  template <AnyLaw Law>
  explicit Sampler(Law law) {
    if constexpr (LibraryLaw<Law>) {
      using Value = typename Law::value_type;
      whole_ = std::is_integral_v<Value>;
      bind<Value>([law = std::move(law), next = std::uint64_t{0}](std::span<Value> out) mutable {
        Draws{.seed = 2026, .purpose = user_purpose(0), .first_entity = next}.fill(out, law);
        next += (out.size() + 15) / 16 * 16;
      });
    } else if constexpr (EngineLaw<Law>) {
      using Value = Stored<decltype(law(std::declval<std::mt19937_64&>()))>;
      whole_ = std::is_integral_v<Value>;
      if constexpr (requires(CountingEngine<std::mt19937_64>& counting) { law(counting); }) {
        words_per_variate_ = drawn_by(std::mt19937_64{}, law).words_per_variate();
      }
      bind<Value>([law, engine = std::mt19937_64{2026}](std::span<Value> out) mutable {
        for (Value& value : out) value = law(engine);
      });
    } else if constexpr (BulkLaw<Law>) {
      using Value = BulkValue<Law>;
      whole_ = std::is_integral_v<Value>;
      bind<Value>([law = std::move(law)](std::span<Value> out) mutable { law(out); });
    } else {
      using Value = Stored<decltype(law())>;
      whole_ = std::is_integral_v<Value>;
      if constexpr (requires { law.words_per_variate(); }) words_per_variate_ = law.words_per_variate();
      bind<Value>([law = std::move(law)](std::span<Value> out) mutable {
        for (Value& value : out) value = law();
      });
    }
  }

  /// Draws n variates into the buffer; only the first call of a size touches fresh memory.
  void fill(std::size_t n) { fill_(n); }
  /// The first n variates of the buffer.
  std::vector<double> values(std::size_t n) const { return values_(n); }
  void release() { release_(); }

  /// Whether the law's values are of an integral type.
  bool whole() const { return whole_; }
  /// Random words of 64 bits for each variate, retries included, where that can be known: counted at the engine, or at
  /// this library's kernels. Draws.
  std::optional<double> words_per_variate() {
    if (words_per_variate_) return words_per_variate_;
    constexpr std::size_t n = 65'536;
    const std::uint64_t words = WordCounter::words_of([this] { fill(n); });
    if (words == 0) return std::nullopt;
    return static_cast<double>(words) / static_cast<double>(n);
  }

 private:
  /// A vector of bool has no buffer to speak of.
  template <class T>
  using Stored = std::conditional_t<std::is_same_v<std::remove_cvref_t<T>, bool>, std::uint8_t, std::remove_cvref_t<T>>;

  template <class Value, class Fill>
  void bind(Fill fill) {
    auto buffer = std::make_shared<std::vector<Value>>();
    fill_ = [buffer, fill = std::move(fill)](std::size_t n) mutable {
      if (buffer->size() < n) buffer->resize(n);
      fill(std::span<Value>(buffer->data(), n));
    };
    values_ = [buffer](std::size_t n) {
      std::vector<double> values(n);
      std::transform(buffer->begin(), buffer->begin() + static_cast<std::ptrdiff_t>(n), values.begin(),
                     [](Value value) { return static_cast<double>(value); });
      return values;
    };
    release_ = [buffer] { *buffer = {}; };
  }

  bool whole_ = false;
  std::optional<double> words_per_variate_;
  std::function<void(std::size_t)> fill_;
  std::function<std::vector<double>(std::size_t)> values_;
  std::function<void()> release_;
};

}  // namespace retailsim::bench
