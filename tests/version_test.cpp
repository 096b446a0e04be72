#include "support/catch.hpp"

#include <string>

#include <retailsim/version.hpp>

TEST_CASE("version.hpp: the text is made of the three numbers", "[version]") {
  CHECK(std::string(RETAILSIM_VERSION) == std::to_string(RETAILSIM_VERSION_MAJOR) + "." +
                                              std::to_string(RETAILSIM_VERSION_MINOR) + "." +
                                              std::to_string(RETAILSIM_VERSION_PATCH));
}
