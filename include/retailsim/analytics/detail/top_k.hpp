#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace retailsim::detail {

/// The k largest of the sums that are > 0, the largest first, ties by the lower index: one pass over all, in which only
/// those that beat the k-th so far are touched.
template <class Sum>
void top_k(std::span<const Sum> sums, std::size_t k, std::vector<std::int32_t>& index,
           std::vector<std::int64_t>& value) {
  struct Entry {
    std::int64_t value;
    std::int32_t index;
  };
  const auto before = [](const Entry& a, const Entry& b) {
    return a.value != b.value ? a.value > b.value : a.index < b.index;
  };
  std::vector<Entry> heap;  // its front is the last of the best k
  std::int64_t bar = 0;     // to be beaten; a later index never beats an equal value
  for (std::size_t i = 0; i < sums.size() && k > 0; ++i) {
    const auto sum = static_cast<std::int64_t>(sums[i]);
    if (sum <= bar) continue;
    if (heap.size() == k) {
      std::pop_heap(heap.begin(), heap.end(), before);
      heap.pop_back();
    }
    heap.push_back({sum, static_cast<std::int32_t>(i)});
    std::push_heap(heap.begin(), heap.end(), before);
    if (heap.size() == k) bar = heap.front().value;
  }
  std::sort_heap(heap.begin(), heap.end(), before);
  index.clear();
  value.clear();
  for (const Entry& entry : heap) {
    index.push_back(entry.index);
    value.push_back(entry.value);
  }
}

}  // namespace retailsim::detail
