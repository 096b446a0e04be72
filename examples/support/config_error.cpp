#include "support/config_error.hpp"

#include <algorithm>
#include <cstddef>

namespace retailsim::support {
namespace {

// Optimal string alignment distance.
// Source: L. Boytsov, Indexing Methods for Approximate Dictionary Searching, 2011, section 2.2.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

std::string_view most_like(std::string_view word, const std::vector<std::string_view>& names) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto name : names) {
    if (const std::size_t d = distance(word, name); d < least) {
      best = name;
      least = d;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& names) {
  std::string text;
  if (const auto best = most_like(word, names); !best.empty()) text += "; did you mean \"" + std::string(best) + "\"?";
  text += text.empty() ? "; known are: " : " Known are: ";
  for (const auto name : names) {
    if (name.data() != names.front().data()) text += ", ";
    text += name;
  }
  return text;
}

}  // namespace retailsim::support
