#pragma once

#include <algorithm>
#include <bit>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <retailsim/engine/batch.hpp>
#include <retailsim/engine/options.hpp>
#include <retailsim/engine/unit.hpp>

namespace retailsim::engine {

/// Simulates the piece of a scenario unit by unit on any number of threads and hands the rows to the sink in order of
/// customers, one call at a time. Each thread holds one unit of about a batch of lines, and many threads hold less
/// each, about four batches together: memory grows neither with the length of the run nor with what customers buy.
template <class World, BatchSink Sink>
class Runner {
 public:
  Runner(const World& world, const RunOptions& options, Sink& sink)
      : world_(world), options_(options), sink_(sink), next_(world.scenario.first_customer), delivered_(next_) {}

  /// \throws whatever a model or the sink throws; no batch is delivered after that
  RunSummary run() {
    int threads = options_.threads > 0 ? options_.threads : static_cast<int>(std::thread::hardware_concurrency());
    const std::int64_t per_unit = options_.customers_per_unit;
    const std::int64_t n_units = (end_ - next_ + per_unit - 1) / per_unit;
    threads = static_cast<int>(std::clamp<std::int64_t>(n_units, 1, std::max(threads, 1)));
    lines_per_unit_ = 4 * static_cast<double>(options_.lines_per_batch) / std::max(threads, 4);
    const std::function<void()> worker = [this] { work(); };
    if (threads == 1 && !options_.executor) {
      worker();
    } else if (options_.executor) {
      options_.executor(threads, worker);
    } else {
      std::vector<std::jthread> pool;
      for (int i = 1; i < threads; ++i) pool.emplace_back(worker);
      worker();
    }
    if (failure_) std::rethrow_exception(failure_);
    summary_.stopped = delivered_ < end_;
    return summary_;
  }

 private:
  void work() {
    std::unique_ptr<Workspace> workspace = world_.workspaces.take();
    for (;;) {
      std::int64_t first, last;
      {
        const std::lock_guard lock(mutex_);
        if (failure_ || options_.stop.stop_requested() || next_ >= end_) break;
        first = next_;
        // Units are cut at multiples of their size, wherever the piece begins.
        last = next_ = std::min(end_, (first / unit_size_ + 1) * unit_size_);
      }
      try {
        const LatentCustomers latent =
            simulate_unit(world_, first, static_cast<std::size_t>(last - first), options_.truth, *workspace);
        std::unique_lock lock(mutex_);
        turn_.wait(lock, [&] { return failure_ || delivered_ == first; });
        if (failure_) break;
        lock.unlock();  // it is this unit's turn until delivered_ moves on
        deliver(workspace->rows, latent, last, options_.lines_per_batch, sink_);
        lock.lock();
        count(workspace->rows, last);
        lock.unlock();
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
      }
      turn_.notify_all();
    }
    world_.workspaces.give_back(std::move(workspace));
  }

  void count(const UnitRows& rows, std::int64_t last) {
    summary_.customers += static_cast<std::int64_t>(rows.n_customers);
    summary_.orders += static_cast<std::int64_t>(rows.n_orders);
    summary_.lines += static_cast<std::int64_t>(rows.n_lines);
    const auto customers = static_cast<double>(last - delivered_), lines = static_cast<double>(rows.n_lines);
    delivered_ = last;
    // As many customers as would have bought the lines of a unit, but never suddenly many: the last ones may have
    // bought little by chance.
    const double most = static_cast<double>(std::min(options_.customers_per_unit, 2 * unit_size_));
    unit_size_ = static_cast<std::int64_t>(
        std::bit_floor(static_cast<std::uint64_t>(std::clamp(customers * lines_per_unit_ / (lines + 1), 1.0, most))));
    if (options_.progress) {
      options_.progress({last - world_.scenario.first_customer, end_ - world_.scenario.first_customer, summary_.lines});
    }
  }

  const World& world_;
  const RunOptions& options_;
  Sink& sink_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::int64_t next_, delivered_;
  std::int64_t unit_size_ = 1;  ///< customers, a power of two
  double lines_per_unit_ = 0;
  const std::int64_t end_ = world_.scenario.end_customer();
  std::exception_ptr failure_;
  RunSummary summary_;
};

}  // namespace retailsim::engine
