#pragma once

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <stdexcept>
#include <stop_token>
#include <system_error>
#include <thread>

namespace retailsim {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM ask to stop through a `std::stop_token` instead of ending the process,
/// and a closed pipe is an error of the write instead of a signal. A second Ctrl-C ends the process at once.
///
///     StopSignals signals;
///     simulation.run(scenario, sink, {.stop = signals.token()});
///     if (signals.stopped()) return signals.exit_status();   // 130 for Ctrl-C; nothing was committed
///
/// One at a time in a process. \throws std::logic_error if there is one already, std::system_error
class StopSignals {
 public:
  StopSignals() {
    if (in_use_.exchange(true)) throw std::logic_error("StopSignals: there must be one at a time");
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
      in_use_ = false;
      throw std::system_error(errno, std::generic_category(), "StopSignals: cannot make a pipe");
    }
    read_end_ = ends[0];
    write_end_ = ends[1];
    received_ = 0;
    struct ::sigaction action = {}, ignore = {};
    action.sa_handler = handle;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one is not ours any more
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &action, &old_interrupt_);
    ::sigaction(SIGTERM, &action, &old_terminate_);
    ::sigaction(SIGPIPE, &ignore, &old_pipe_);
    // A stop source is not safe in a signal handler, so the handler only writes a byte, and this thread waits for it.
    listener_ = std::thread([this] { listen(); });
  }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals() {
    ::sigaction(SIGINT, &old_interrupt_, nullptr);
    ::sigaction(SIGTERM, &old_terminate_, nullptr);
    ::sigaction(SIGPIPE, &old_pipe_, nullptr);
    send('q');
    listener_.join();
    ::close(read_end_);
    ::close(write_end_.exchange(-1));
    in_use_ = false;
  }

  std::stop_token token() const { return source_.get_token(); }
  bool stopped() const { return source_.stop_requested(); }
  /// 128 + the signal's number, as shells have it: 130 for Ctrl-C, 143 for SIGTERM; 0 if there was none.
  int exit_status() const { return received_ == 0 ? 0 : 128 + received_; }

 private:
  // What a handler may touch: lock-free atomics and write().
  inline static std::atomic<bool> in_use_ = false;
  inline static std::atomic<int> write_end_ = -1;
  inline static std::atomic<int> received_ = 0;
  static_assert(std::atomic<int>::is_always_lock_free);

  static void send(char what) { [[maybe_unused]] const auto done = ::write(write_end_, &what, 1); }
  static void handle(int number) {
    const int kept = errno;
    received_ = number;
    send('s');
    errno = kept;
  }

  void listen() {
    ::fcntl(read_end_, F_SETFL, 0);  // the reader waits, the handler never does
    for (char what = 0;;) {
      const auto done = ::read(read_end_, &what, 1);
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0 || what == 'q') return;
      source_.request_stop();
    }
  }

  std::stop_source source_;
  int read_end_ = -1;
  struct ::sigaction old_interrupt_ = {}, old_terminate_ = {}, old_pipe_ = {};
  std::thread listener_;
};

}  // namespace retailsim
