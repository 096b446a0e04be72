#include <cstddef>
#include <string>

#include "support/catch.hpp"

#include "support/number_text.hpp"
#include "support/progress_bar.hpp"

using namespace retailsim::support;

TEST_CASE("numbers as people read them", "[support]") {
  CHECK(short_number(0) == "0");
  CHECK(short_number(999) == "999");
  CHECK(short_number(1000) == "1.00 k");
  CHECK(short_number(12'345) == "12.3 k");
  CHECK(short_number(999'499) == "999 k");
  CHECK(short_number(999'600) == "1.00 M");
  CHECK(short_number(-1.5e9) == "-1.50 G");
  CHECK(short_number(0.25) == "0.25");
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(-1'234'567) == "-1,234,567");
  CHECK(grouped(-123) == "-123");
  CHECK(byte_text(512) == "512 B");
  CHECK(byte_text(12'345'678) == "12.3 MB");
  CHECK(duration_text(0.424) == "0.42 s");
  CHECK(duration_text(12.34) == "12.3 s");
  CHECK(duration_text(200.2) == "3 min 20 s");
  CHECK(duration_text(7500) == "2 h 5 min");
}

TEST_CASE("the progress line keeps to its width", "[support]") {
  CHECK(progress_line(0.5, 5e6, "rows", 2, 100) ==
        "[===============>              ]  50 %  5.00 M rows  2.50 M rows/s  2.00 s left");
  CHECK(progress_line(1, 1e7, "rows", 4, 100) == "[==============================] 100 %  10.0 M rows  2.50 M rows/s");
  CHECK(progress_line(0, 0, "rows", 0, 100).find("left") == std::string::npos);
  for (int width = 0; width < 120; ++width) {
    CHECK(progress_line(0.123, 123'456, "customers", 100, width).size() <= static_cast<std::size_t>(width));
  }
}
