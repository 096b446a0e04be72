#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "support/number_text.hpp"

/// Numbers as the findings write them.
namespace retailsim::dynamics {

inline std::string count(std::int64_t n) { return support::grouped(n); }
inline std::string count(std::size_t n) { return support::grouped(static_cast<std::int64_t>(n)); }
inline std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }
inline std::string fixed(double value, int places = 2) { return fmt::format("{:.{}f}", value, places); }
inline std::string money(std::int64_t cents) { return fmt::format("{:.2f}", static_cast<double>(cents) / 100); }

/// A p-value: two significant digits, or that it is below one in a million.
inline std::string p_text(double p) { return p < 1e-6 ? "p < 0.000001" : fmt::format("p = {:.2g}", p); }

}  // namespace retailsim::dynamics
