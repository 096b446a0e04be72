#pragma once

/// Catch2 2.13 and 3 under one name: TEST_CASE, SECTION, CHECK, REQUIRE, CHECK_THROWS_AS, CHECK_THROWS_WITH, GENERATE, and
/// the type `Approx`, which version 3 moved into a namespace.
#if __has_include(<catch2/catch_all.hpp>)
#  include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#  include <catch2/catch.hpp>
#endif
