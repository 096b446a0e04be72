#include <array>
#include <stdexcept>

#include "support/catch.hpp"

#include <retailsim/crm/words.hpp>

using namespace retailsim;
using namespace retailsim::crm;

TEST_CASE("ShortChoice: shares are those of the weights, what has none is never chosen", "[crm]") {
  const std::array weights{0.0, 3.0, 1.0, 0.0};
  const ShortChoice choice(weights);
  CHECK(choice(0) == 1);
  CHECK(choice(0xBFFFFFFF) == 1);
  CHECK(choice(0xC0000000) == 2);
  CHECK(choice(0xFFFFFFFF) == 2);
  CHECK(choice.share(1) == 0.75);
  CHECK_THROWS_AS(ShortChoice(std::array{0.0, 0.0}), std::invalid_argument);
}
