#include <cstdio>

#include <retailsim/core/xtensor.hpp>
#include <retailsim/version.hpp>

int main() {
  std::printf("consumer of retailsim %s\n", RETAILSIM_VERSION);
}
