#include <cstdio>

#include <retailsim/core/xtensor.hpp>
#include <retailsim/version.hpp>

int main() {
  std::printf("consumer of retailsim %s with xtensor %d.%d.%d\n", RETAILSIM_VERSION, XTENSOR_VERSION_MAJOR,
              XTENSOR_VERSION_MINOR, XTENSOR_VERSION_PATCH);
}
