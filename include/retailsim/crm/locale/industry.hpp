#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace retailsim::crm {

/// What a company does. Each locale has a word of each industry for its companies' names.
enum class Industry : std::uint8_t {
  software,
  manufacturing,
  logistics,
  retail,
  healthcare,
  finance,
  energy,
  construction,
  food,
  consulting,
  education,
  media,
  telecommunications,
  agriculture,
  automotive,
  hospitality,
};

inline constexpr std::size_t n_industries = 16;

inline constexpr std::array<std::string_view, n_industries> industry_names = {
    "Software",   "Manufacturing", "Logistics",          "Retail",      "Healthcare",
    "Finance",    "Energy",        "Construction",       "Food",        "Consulting",
    "Education",  "Media",         "Telecommunications", "Agriculture", "Automotive",
    "Hospitality"};

}  // namespace retailsim::crm
