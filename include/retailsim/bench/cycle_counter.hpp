#pragma once

#include <cstdint>
#include <optional>

#if defined(__linux__)
#  include <linux/perf_event.h>
#  include <sys/ioctl.h>
#  include <sys/syscall.h>
#  include <unistd.h>
#endif

namespace retailsim::bench {

/// Processor cycles of this thread in user code, where the machine counts them and lets us read: virtual machines often
/// do not.
class CycleCounter {
 public:
#if defined(__linux__)
  CycleCounter() {
    perf_event_attr event{};
    event.type = PERF_TYPE_HARDWARE;
    event.size = sizeof event;
    event.config = PERF_COUNT_HW_CPU_CYCLES;
    event.disabled = 1;
    event.exclude_kernel = 1;
    file_ = static_cast<int>(syscall(SYS_perf_event_open, &event, 0, -1, -1, 0));
  }
  ~CycleCounter() {
    if (file_ >= 0) close(file_);
  }
  CycleCounter(const CycleCounter&) = delete;
  CycleCounter& operator=(const CycleCounter&) = delete;

  /// Cycles that `work` takes.
  template <class Work>
  std::optional<double> count(Work&& work) {
    if (file_ < 0) return std::nullopt;
    ioctl(file_, PERF_EVENT_IOC_RESET, 0);
    ioctl(file_, PERF_EVENT_IOC_ENABLE, 0);
    work();
    ioctl(file_, PERF_EVENT_IOC_DISABLE, 0);
    std::uint64_t cycles = 0;
    if (read(file_, &cycles, sizeof cycles) != sizeof cycles || cycles == 0) return std::nullopt;
    return static_cast<double>(cycles);
  }

 private:
  int file_ = -1;
#else
  template <class Work>
  std::optional<double> count(Work&&) {
    return std::nullopt;
  }
#endif
};

}  // namespace retailsim::bench
