#pragma once

#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string_view>

/// How programs end.
namespace retailsim::support {

inline constexpr int exit_ok = 0;
inline constexpr int exit_check_failed = 1;   ///< the data is not what the configuration implies; nothing was written
inline constexpr int exit_bad_input = 2;      ///< bad arguments or configuration, or output that cannot be written
inline constexpr int exit_interrupted = 130;  ///< Ctrl-C; `StopSignals::exit_status()` knows about other signals

/// Thrown where a stop that was asked for takes place.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// \throws Interrupted if a stop was asked for
inline void stop_if_asked(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Interrupted();
}

/// What `main` returns: the status of `body`, or `exit_bad_input` after one line `<program>: <what is wrong>` on
/// standard error if it throws (a line each where the message has several).
int run_program(std::string_view program, const std::function<int()>& body);

/// Gives descriptors 0 to 2 that are closed to /dev/null, or the next file that is opened would take what is printed.
/// What is printed to a closed standard output is an error then.
void fill_standard_descriptors();

/// Sends what was printed on its way. To be called before the output is committed: where nobody can read the summary,
/// as standard output is a closed pipe or a full disk, nothing is to look whole either.
/// \throws std::system_error
void flush_standard_output();

}  // namespace retailsim::support
