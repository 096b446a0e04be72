#pragma once

#include <algorithm>
#include <condition_variable>
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
/// customers, one call at a time. Each thread holds one unit: memory does not grow with the length of the run.
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
    delivered_ = last;
    // A unit holds about a batch of lines however much customers buy, so memory does not grow with what they buy.
    if (rows.n_lines > options_.lines_per_batch) {
      unit_size_ = std::max<std::int64_t>(1, unit_size_ / 2);
    } else if (2 * rows.n_lines < options_.lines_per_batch) {
      unit_size_ = std::min(options_.customers_per_unit, 2 * unit_size_);
    }
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
  std::int64_t unit_size_ =
      std::min<std::int64_t>(options_.customers_per_unit, 64);  ///< grows or shrinks with the rows
  const std::int64_t end_ = world_.scenario.end_customer();
  std::exception_ptr failure_;
  RunSummary summary_;
};

}  // namespace retailsim::engine
