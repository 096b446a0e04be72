#include "support/progress_bar.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>

#include "support/number_text.hpp"

namespace retailsim::support {
namespace {

int terminal_width() {
  struct ::winsize size = {};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string progress_line(double share, double count, std::string_view unit, double seconds, int width) {
  share = std::clamp(share, 0.0, 1.0);
  const double rate = seconds > 0 ? count / seconds : 0;
  std::string text =
      fmt::format(" {:3.0f} %  {} {}  {} {}/s", 100 * share, short_number(count), unit, short_number(rate), unit);
  if (share > 0.01 && share < 1) text += "  " + duration_text(seconds / share * (1 - share)) + " left";
  const int room = std::min(30, width - 1 - static_cast<int>(text.size()) - 2);
  if (room < 5) return text.substr(1, static_cast<std::size_t>(std::max(0, width - 1)));
  const auto done = static_cast<std::size_t>(share * room);
  std::string bar(static_cast<std::size_t>(room), ' ');
  std::fill_n(bar.begin(), done, '=');
  if (done < bar.size()) bar[done] = '>';
  return '[' + bar + ']' + text;
}

ProgressBar::ProgressBar(std::string_view unit, bool quiet)
    : unit_(unit), visible_(!quiet && ::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::show(double share, double count) {
  if (!visible_) return;
  const auto now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::fprintf(stderr, "\r%s\x1b[K", progress_line(share, count, unit_, seconds, terminal_width()).c_str());
  std::fflush(stderr);
}

}  // namespace retailsim::support
