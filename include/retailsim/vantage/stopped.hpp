#pragma once

#include <stdexcept>
#include <stop_token>

namespace retailsim::vantage {

/// Thrown by `simulate` where its stop token asked it to end early.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("vantage: stopped before the year was finished") {}
};

/// \throws Stopped if a stop was asked for
inline void check_stop(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Stopped();
}

}  // namespace retailsim::vantage
