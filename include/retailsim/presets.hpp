#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/presets/apparel.hpp>
#include <retailsim/presets/beauty.hpp>
#include <retailsim/presets/classic.hpp>
#include <retailsim/presets/electronics.hpp>
#include <retailsim/presets/fmcg.hpp>
#include <retailsim/presets/home.hpp>
#include <retailsim/presets/retail_simulation.hpp>
#include <retailsim/presets/vantage.hpp>

/// Named shops: a `RetailConfig` each, all of one composition of models; `vantage` is a world of its own beside them.
///
///     RetailConfig config = presets::fmcg();
///     config.customers.count = 100'000;
///     Dataset data = simulation_of(config).run(scenario_of(config));
namespace retailsim::presets {

struct Preset {
  std::string_view name;
  RetailConfig (*config)();
};

/// All retail presets, in the order of the alphabet but for `classic`.
inline constexpr std::array<Preset, 6> all{{{"apparel", apparel},
                                            {"beauty", beauty},
                                            {"electronics", electronics},
                                            {"fmcg", fmcg},
                                            {"home", home},
                                            {"classic", classic}}};

/// \throws std::invalid_argument if there is no preset of that name
inline RetailConfig by_name(std::string_view name) {
  const auto found = std::ranges::find(all, name, &Preset::name);
  if (found == all.end()) {
    std::string names;
    for (const Preset& preset : all) names += (names.empty() ? "" : ", ") + std::string(preset.name);
    detail::invalid("presets: name", "one of " + names, std::string(name));
  }
  return found->config();
}

}  // namespace retailsim::presets
