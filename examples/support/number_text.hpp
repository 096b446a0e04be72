#pragma once

#include <cstdint>
#include <string>

/// Numbers as people read them.
namespace retailsim::support {

/// Three digits and a unit: `999`, `1.23 k`, `45.6 M`, `7.89 G`.
std::string short_number(double value);
/// All digits in groups of three: `1,234,567`.
std::string grouped(std::int64_t value);
/// `512 B`, `1.23 kB`, `45.6 MB`, in powers of 1000.
std::string byte_text(double bytes);
/// `0.42 s`, `12.3 s`, `3 min 20 s`, `2 h 5 min`.
std::string duration_text(double seconds);

}  // namespace retailsim::support
