#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include <retailsim/forecast/grouped_history.hpp>

/// Histories that no likelihood can learn from are refused before a fit.
namespace retailsim::forecast::detail {

inline void require_size(std::size_t size, std::size_t expected, const char* owner) {
  if (size != expected)
    throw std::invalid_argument(std::string(owner) + ": out must have " + std::to_string(expected) + " elements, got " +
                                std::to_string(size));
}

inline void require_repeat_orders(const GroupedHistory& history, const char* owner) {
  if (history.n_customers() == 0)
    throw std::invalid_argument(std::string(owner) + ": histories must hold a customer, got none");
  if (!(history.sum_x() > 0))
    throw std::invalid_argument(std::string(owner) +
                                ": histories must hold repeat orders, got none: no rate of orders can be told");
  if (!(history.sum_T() > 0))
    throw std::invalid_argument(std::string(owner) + ": ages must not all be 0: no rate of orders can be told");
}

/// Someone who ordered again and was silent afterwards, or came back from a chance to drop out.
inline void require_signs_of_dropout(const GroupedHistory& history, const char* owner) {
  for (std::size_t i = 0; i < history.size(); ++i)
    if (history.x()[i] >= 2 || (history.x()[i] == 1 && history.t_x()[i] < history.T()[i])) return;
  throw std::invalid_argument(std::string(owner) +
                              ": histories must show a silence after a repeat order or a second one, got none: the "
                              "likelihood is flat in the parameters of dropping out");
}

/// The data's time that is one unit of a likelihood's: then mean ages are 10 and searches start where parameters are.
inline double time_unit(const GroupedHistory& history) { return history.sum_T() / history.n_customers() / 10; }

}  // namespace retailsim::forecast::detail
