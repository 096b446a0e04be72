#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <thread>
#include <vector>

#include <retailsim/io/detail/worker_pool.hpp>

namespace retailsim::forecast::detail {

using retailsim::detail::WorkerPool;

inline int thread_count(int wanted) {
  return wanted > 0 ? wanted : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

/// Rows that one call of a kernel works on: its buffers stay in the first-level cache.
inline constexpr std::size_t chunk_size = 512;
/// Rows whose sums are one term: sums do not depend on the number of threads.
inline constexpr std::size_t block_size = 8 * chunk_size;

/// No more threads than there are blocks of rows: one row costs no thread.
inline int thread_count(int wanted, std::size_t n_rows) {
  return static_cast<int>(std::clamp<std::size_t>((n_rows + block_size - 1) / block_size, 1,
                                                  static_cast<std::size_t>(thread_count(wanted))));
}

/// Calls body(begin, n) for chunks of [0, n_rows), on all threads.
template <class Body>
void for_chunks(WorkerPool& pool, std::size_t n_rows, Body&& body) {
  const std::size_t n_blocks = (n_rows + block_size - 1) / block_size;
  pool.run(n_blocks, [&](std::size_t block) {
    const std::size_t end = std::min(n_rows, (block + 1) * block_size);
    for (std::size_t begin = block * block_size; begin < end; begin += chunk_size)
      body(begin, std::min(chunk_size, end - begin));
  });
}

/// Adds up what body(begin, n, sums) adds to `n_sums` sums for each chunk of rows.
template <class Body>
std::vector<double> sum_chunks(WorkerPool& pool, std::size_t n_rows, std::size_t n_sums, Body&& body) {
  const std::size_t n_blocks = (n_rows + block_size - 1) / block_size;
  std::vector<double> parts(n_blocks * n_sums, 0.0), sums(n_sums, 0.0);
  for_chunks(pool, n_rows, [&](std::size_t begin, std::size_t n) {
    body(begin, n, std::span(parts).subspan(begin / block_size * n_sums, n_sums));
  });
  for (std::size_t block = 0; block < n_blocks; ++block)
    for (std::size_t k = 0; k < n_sums; ++k) sums[k] += parts[block * n_sums + k];
  return sums;
}

}  // namespace retailsim::forecast::detail
