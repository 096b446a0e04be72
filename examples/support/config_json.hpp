#pragma once

#include <string>
#include <type_traits>

#include <nlohmann/json.hpp>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>

/// A configuration (retailsim/config/parameter.hpp) as JSON, which goes beside the data.
namespace retailsim::support {

/// Every parameter that counts, in the order of the struct.
template <class T>
nlohmann::ordered_json config_json(const T& value) {
  if constexpr (std::is_same_v<T, Date>) {
    return to_string(value);
  } else if constexpr (NamedChoice<T>) {
    return name_of(value);
  } else if constexpr (Described<T>) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for_each_parameter(value, [&](const auto& parameter, const auto& member) {
      object[std::string(parameter.name)] = config_json(member);
    });
    return object;
  } else if constexpr (std::is_same_v<T, WeightedLabels>) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const auto& [label, weight] : value) object[label] = weight;
    return object;
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    return value;
  } else {
    nlohmann::ordered_json array = nlohmann::ordered_json::array();
    for (const auto& element : value) array.push_back(config_json(element));
    return array;
  }
}

}  // namespace retailsim::support
