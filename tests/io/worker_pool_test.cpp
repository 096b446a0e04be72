#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/catch.hpp"

#include <retailsim/io/detail/worker_pool.hpp>

using namespace retailsim;

TEST_CASE("WorkerPool: every task runs once in every call", "[io]") {
  const int n_threads = GENERATE(1, 2, 5);
  detail::WorkerPool pool(n_threads);
  CHECK(pool.size() == static_cast<std::size_t>(n_threads));
  for (std::size_t round = 0; round < 300; ++round) {
    const std::size_t n = round % 23;
    std::vector<std::atomic<int>> counts(n);
    pool.run(n, [&](std::size_t i) { ++counts[i]; });
    std::size_t n_once = 0;
    for (const auto& count : counts) n_once += count == 1;
    REQUIRE(n_once == n);
  }
}

TEST_CASE("WorkerPool: the error of the lowest task is thrown, and the pool goes on", "[io]") {
  const int n_threads = GENERATE(1, 4);
  detail::WorkerPool pool(n_threads);
  for (int round = 0; round < 50; ++round) {
    const auto fail = [](std::size_t i) {
      if (i % 3 == 2) throw std::runtime_error("task " + std::to_string(i));
    };
    CHECK_THROWS_WITH(pool.run(20, fail), "task 2");
    std::atomic<int> n_done = 0;
    pool.run(10, [&](std::size_t) { ++n_done; });
    CHECK(n_done == 10);
  }
}
