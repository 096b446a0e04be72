#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim::bench {

/// Counts the random words that whatever draws by this library's kernels takes, retries included.
class WordCounter {
 public:
  /// Runs `draw()` and returns how many words of 64 bits the kernels made for it; 0 where it does not draw by them. No
  /// other thread may draw meanwhile.
  template <class Draw>
  static std::uint64_t words_of(Draw&& draw) {
    const Restore restore{&detail::kernels()};
    counted() = {restore.kernels, 0};
    detail::Kernels counting = *restore.kernels;
    counting.philox_range = [](detail::BlockAddress at, std::uint64_t first, std::size_t n, std::uint64_t* a,
                               std::uint64_t* b) {
      counted().words += 2 * n;
      counted().kernels->philox_range(at, first, n, a, b);
    };
    counting.philox_list = [](detail::BlockAddress at, const std::uint64_t* entities, const std::uint32_t* indices,
                              std::size_t n, std::uint64_t* a, std::uint64_t* b) {
      counted().words += 2 * n;
      counted().kernels->philox_list(at, entities, indices, n, a, b);
    };
    counting.philox_dense = [](detail::BlockAddress at, std::uint64_t first, std::size_t n, std::uint64_t* words) {
      counted().words += n;
      counted().kernels->philox_dense(at, first, n, words);
    };
    detail::active_kernels.store(&counting);
    std::forward<Draw>(draw)();
    return counted().words;
  }

 private:
  struct Counted {
    const detail::Kernels* kernels = nullptr;
    std::uint64_t words = 0;
  };
  /// Kernels are plain functions, so what they count lies outside of them.
  static Counted& counted() {
    static Counted state;
    return state;
  }
  struct Restore {
    const detail::Kernels* kernels;
    ~Restore() { detail::active_kernels.store(kernels); }
  };
};

}  // namespace retailsim::bench
