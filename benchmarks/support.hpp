#pragma once

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include <unistd.h>

/// What the benchmarks share.
namespace retailsim::measured {

inline double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}
inline double thread_seconds() { return seconds(CLOCK_THREAD_CPUTIME_ID); }
inline double process_seconds() { return seconds(CLOCK_PROCESS_CPUTIME_ID); }
inline double wall_seconds() { return seconds(CLOCK_MONOTONIC); }

/// A path of this process alone: RETAILSIM_BENCHMARK_DIR may name a folder, else it is on a RAM disk where there is
/// one, so that a slow disk is not what is measured.
inline std::filesystem::path out_path(const std::string& name) {
  const char* folder = std::getenv("RETAILSIM_BENCHMARK_DIR");
  if (folder == nullptr && std::filesystem::is_directory("/dev/shm")) folder = "/dev/shm";
  return (folder != nullptr ? std::filesystem::path(folder) : std::filesystem::temp_directory_path()) /
         ("retailsim-" + std::to_string(::getpid()) + '-' + name);
}

}  // namespace retailsim::measured
