#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <retailsim/crm/sales_dataset.hpp>
#include <retailsim/crm/sales_views.hpp>
#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/json/json_lists.hpp>

#include "support/temporary_directory.hpp"

/// Worlds, and rows of theirs as comparable texts, for the tests of crm/.
namespace retailsim::crm::test {

/// All rows of all tables as lines of CSV, sorted within each table.
using Texts = std::map<std::string, std::vector<std::string>>;

template <template <class> class Column>
Texts texts_of(const SalesTables<Column>& rows, const SalesLabels& labels) {
  const TemporaryDirectory folder;
  Texts texts;
  SalesTables<Column>::for_each(rows, [&](const char* name, const auto& table) {
    JsonLists lists;
    CsvWriter writer(folder / name, {.header = false});
    writer.write(lists.as_texts(view_of(name, table, labels)));
    writer.close();
    const std::string text = file_text(folder / name);
    std::vector<std::string>& lines = texts[name];
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    std::ranges::sort(lines);
  });
  return texts;
}

inline Texts texts_of(const SalesWorld& world, const GenerateOptions& options = {}) {
  SalesRows rows;
  generate(
      world, [&](const SalesRows& batch) { append(rows, batch); }, options);
  return texts_of(rows, world.labels);
}

/// Whether every line of `part` is one of `whole`.
inline bool holds_all(const std::vector<std::string>& whole, const std::vector<std::string>& part) {
  return std::ranges::includes(whole, part);
}

inline SalesConfig config_of(std::int64_t companies, std::int64_t sellers, std::uint64_t seed = 42) {
  SalesConfig config;
  config.seed = seed;
  config.companies = companies;
  config.sales_people = sellers;
  return config;
}

}  // namespace retailsim::crm::test
