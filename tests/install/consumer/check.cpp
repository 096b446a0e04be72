// The component `check` must bring Boost's headers along.
#include <cstdio>

#include <retailsim/check/tail.hpp>

int main() {
  const double tail = retailsim::check::poisson_tail(4.0, 4);
  std::printf("the tail of 4 events where 4 are expected: %.3f\n", tail);
  return tail == 1.0 ? 0 : 1;
}
