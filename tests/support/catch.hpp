#pragma once

/// Catch2 2.13 and 3 under one name: TEST_CASE, SECTION, CHECK, REQUIRE, CHECK_THROWS_AS, CHECK_THROWS_WITH, GENERATE,
/// the type `Approx`, which version 3 moved into a namespace, and `contains`, whose matcher it renamed.
#include <string>

#if __has_include(<catch2/catch_all.hpp>)
#  include <catch2/catch_all.hpp>
using Catch::Approx;
/// The matcher of `CHECK_THROWS_WITH(f(), contains("sigma must be"))`.
inline auto contains(const std::string& text) { return Catch::Matchers::ContainsSubstring(text); }
#else
#  include <catch2/catch.hpp>
/// The matcher of `CHECK_THROWS_WITH(f(), contains("sigma must be"))`.
inline auto contains(const std::string& text) { return Catch::Matchers::Contains(text); }
#endif
