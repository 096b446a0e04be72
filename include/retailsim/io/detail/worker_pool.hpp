#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace retailsim::detail {

/// Threads that share the tasks of one call at a time. The caller is one of them, so a pool of one has no thread.
class WorkerPool {
 public:
  explicit WorkerPool(int n_threads) {
    for (int i = 1; i < n_threads; ++i) threads_.emplace_back([this] { serve(); });
  }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  ~WorkerPool() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    begin_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  std::size_t size() const { return threads_.size() + 1; }

  /// Calls `task(i)` for i in [0, n), in any order and at once, and returns when all have ended. If some throw, the
  /// error of the lowest i is thrown, so that it does not depend on the threads.
  void run(std::size_t n, const std::function<void(std::size_t)>& task) {
    if (threads_.empty() || n < 2) {
      for (std::size_t i = 0; i < n; ++i) task(i);
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      task_ = &task;
      n_tasks_ = n;
      next_ = 0;
      n_busy_ = threads_.size();
      error_ = nullptr;
      ++round_;
    }
    begin_.notify_all();
    work();
    std::unique_lock lock(mutex_);
    end_.wait(lock, [this] { return n_busy_ == 0; });
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void serve() {
    for (std::size_t seen = 0;;) {
      {
        std::unique_lock lock(mutex_);
        begin_.wait(lock, [&] { return ended_ || round_ != seen; });
        if (ended_) return;
        seen = round_;
      }
      work();
      const std::lock_guard lock(mutex_);
      if (--n_busy_ == 0) end_.notify_one();
    }
  }

  void work() {
    for (std::size_t i; (i = next_.fetch_add(1)) < n_tasks_;) {
      try {
        (*task_)(i);
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!error_ || i < error_index_) {
          error_ = std::current_exception();
          error_index_ = i;
        }
      }
    }
  }

  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable begin_, end_;
  const std::function<void(std::size_t)>* task_ = nullptr;
  std::size_t n_tasks_ = 0, n_busy_ = 0, round_ = 0, error_index_ = 0;
  std::atomic<std::size_t> next_ = 0;
  std::exception_ptr error_;
  bool ended_ = false;
};

}  // namespace retailsim::detail
