#include "support/config_reader.hpp"

#include <algorithm>
#include <utility>

namespace retailsim::support {
namespace {

struct Found {
  bool whole = false;        // the document has the parameter itself
  std::size_t document = 0;  // the last that has as much of its path as any, or the list it stands in
  std::size_t matched = 0;
  std::string where{};
};

Found find(const std::string& path, std::span<const TomlDocument> documents) {
  Found found;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    TomlDocument::Place place = documents[d].locate(path);
    // A document that names a list replaces all of it, whatever the documents before had there.
    const bool replaces = place.matched >= path.find('[');
    if (d > 0 && place.matched < found.matched && !replaces) continue;
    found = {.whole = place.matched == path.size(),
             .document = d,
             .matched = place.matched,
             .where = std::move(place.where)};
  }
  return found;
}

}  // namespace

std::string place_of(const ParameterError& error, std::span<const TomlDocument> documents) {
  Found best = find(error.path(), documents);
  for (const std::string& other : error.others()) {
    Found found = find(other, documents);
    if (found.whole && (!best.whole || found.document > best.document)) best = std::move(found);
  }
  return best.where;
}

}  // namespace retailsim::support
