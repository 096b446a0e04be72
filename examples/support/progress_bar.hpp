#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace retailsim::support {

/// A line on standard error that shows how far a run has come, five times a second at most:
/// `[==========>         ]  52 %  12.3 M rows  4.56 M rows/s  3 s left`. Silent where standard error is no terminal, or
/// on request. Gone when it is destroyed. Not for several threads at once.
class ProgressBar {
 public:
  /// \param unit  what is counted, in the plural
  ProgressBar(std::string_view unit, bool quiet);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  /// \param share  of the work done, in [0, 1]
  /// \param count  of units done so far
  void show(double share, double count);

 private:
  using Clock = std::chrono::steady_clock;
  std::string unit_;
  bool visible_;
  bool drawn_ = false;
  Clock::time_point begin_ = Clock::now(), last_ = begin_;
};

/// The text of such a line, `width` columns at most.
std::string progress_line(double share, double count, std::string_view unit, double seconds, int width);

}  // namespace retailsim::support
