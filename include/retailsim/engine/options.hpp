#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include <retailsim/core/time.hpp>

namespace retailsim {

/// How far a run has come.
struct Progress {
  std::int64_t customers = 0;    ///< simulated and delivered
  std::int64_t n_customers = 0;  ///< of so many
  std::int64_t lines = 0;        ///< delivered
};

/// How a run is carried out. Nothing here changes a row; only how rows are cut into batches, and what is asked for.
struct RunOptions {
  int threads = 1;  ///< 0: as many as the machine has
  /// Runs `worker` about `n` times at once and returns when all are done; default: threads of its own.
  std::function<void(int n, const std::function<void()>& worker)> executor{};
  std::int64_t customers_per_unit = 2048;  ///< worked on together, at most; fewer where these buy more than a batch
  std::size_t lines_per_batch = 65'536;    ///< a batch has at most so many, unless a single order has more
  bool truth = false;                      ///< fill the truth table
  std::optional<Date> outlook{};           ///< date of the truth table's expectations; default: the scenario's `to`
  std::function<void(const Progress&)> progress{};  ///< called after each batch, one call at a time
  std::stop_token stop{};                           ///< looked at between units
};

/// What a run made.
struct RunSummary {
  std::int64_t customers = 0, orders = 0, lines = 0;  ///< rows delivered
  bool stopped = false;                               ///< the stop token ended it early
};

}  // namespace retailsim
