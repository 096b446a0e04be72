#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <retailsim/io/clean_table.hpp>

/// What a file is without defects (retailsim/io/clean_table.hpp), to JSON and back.
namespace retailsim::support {

inline constexpr std::array<std::string_view, 8> column_kinds{"integer", "money", "date",    "timestamp",
                                                              "label",   "real",  "boolean", "text"};
inline constexpr std::array<std::string_view, 4> column_encodings{"automatic", "delta", "dictionary", "plain"};

inline nlohmann::ordered_json clean_table_json(const CleanTable& table) {
  nlohmann::ordered_json text{{"name", table.name},
                              {"compression_level", table.compression_level},
                              {"money_as_double", table.money_as_double},
                              {"metadata", table.metadata},
                              {"block_column", table.block_column},
                              {"first_id", table.first_id},
                              {"ids_per_block", table.ids_per_block},
                              {"columns", nlohmann::ordered_json::array()}};
  for (const CleanColumn& column : table.columns) {
    nlohmann::ordered_json one{{"name", column.name},
                               {"kind", column_kinds[static_cast<std::size_t>(column.kind)]},
                               {"bits", column.storage},
                               {"encoding", column_encodings[static_cast<std::size_t>(column.encoding)]}};
    if (column.null_value) one["null_value"] = *column.null_value;
    if (!column.labels.empty()) one["labels"] = column.labels;
    text["columns"].push_back(std::move(one));
  }
  return text;
}

/// \throws nlohmann::json::exception where something is missing or of another type
inline CleanTable clean_table_of(const nlohmann::ordered_json& text) {
  const auto position = [](const auto& names, const std::string& name) {
    std::size_t i = 0;
    while (i + 1 < names.size() && names[i] != name) ++i;
    return i;
  };
  CleanTable table{.name = text.at("name")};
  table.compression_level = text.at("compression_level");
  table.money_as_double = text.at("money_as_double");
  table.metadata = text.at("metadata");
  table.block_column = text.at("block_column");
  table.first_id = text.at("first_id");
  table.ids_per_block = text.at("ids_per_block");
  for (const auto& one : text.at("columns")) {
    CleanColumn column{.name = one.at("name")};
    column.kind = static_cast<ColumnKind>(position(column_kinds, one.at("kind")));
    column.storage = one.at("bits");
    column.encoding = static_cast<ColumnEncoding>(position(column_encodings, one.at("encoding")));
    if (one.contains("null_value")) column.null_value = one["null_value"].get<std::int64_t>();
    if (one.contains("labels")) column.labels = one["labels"].get<Labels>();
    table.columns.push_back(std::move(column));
  }
  return table;
}

}  // namespace retailsim::support
