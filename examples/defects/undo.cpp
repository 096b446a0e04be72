#include "undo.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>

#include <nlohmann/json.hpp>

#include <retailsim/io/csv_records.hpp>
#include <retailsim/io/output_file.hpp>
#include <retailsim/io/undo_defects.hpp>
#if RETAILSIM_WITH_PARQUET
#  include <retailsim/io/undo_defects_parquet.hpp>
#endif

#include "support/clean_table_json.hpp"

using namespace retailsim;
using Json = nlohmann::ordered_json;

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) detail::io_error("cannot open", path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  OutputFile file(path, 4096);
  file.write(text);
  file.close();
}

void undo_table(const std::filesystem::path& dirty, const Json& table, const OutputDirectory& clean) {
  const std::string name = table.at("file");
  const CleanTable columns = support::clean_table_of(table);
  if (name.ends_with(".parquet")) {
#if RETAILSIM_WITH_PARQUET
    undo_defects_parquet(dirty / name, dirty / "defects.csv", columns, clean.file(name));
    return;
#else
    throw std::invalid_argument(name + ": this program was built without Parquet");
#endif
  }
  RowFields names;
  for (const CleanColumn& column : columns.columns) names.emplace_back(column.name);
  undo_defects_csv(dirty / name, dirty / "defects.csv", columns.name, clean.file(name), table.at("header"), names);
}

// vantage counts its files' rows and bytes in scenario.json.
std::string recounted(const std::string& text, const std::set<std::string>& undone, const OutputDirectory& clean) {
  Json scenario = Json::parse(text);
  if (!scenario.contains("files")) return text;
  for (Json& file : scenario["files"]) {
    const std::string name = file.at("name");
    if (!undone.contains(name)) continue;
    CsvRecords records(clean.file(name));
    std::int64_t n = -1;  // the header
    while (records.next()) ++n;
    file["rows"] = n;
    file["bytes"] = std::filesystem::file_size(clean.file(name));
  }
  return scenario.dump(2) + "\n";
}

}  // namespace

int undo_folder(const std::filesystem::path& dirty, const OutputDirectory& clean) {
  const auto description = dirty / "defects.json";
  try {
    const Json text = Json::parse(text_of(description));
    std::set<std::string> undone;
    for (const Json& table : text.at("tables")) {
      undo_table(dirty, table, clean);
      undone.insert(table.at("file"));
    }
    int n_files = static_cast<int>(undone.size());
    for (const auto& entry : std::filesystem::directory_iterator(dirty)) {
      const std::string name = entry.path().filename().string();
      if (undone.contains(name) || name == "defects.csv" || name == "defects.json" || !entry.is_regular_file())
        continue;
      if (name == "scenario.json") {
        write_file(clean.file(name), recounted(text_of(entry.path()), undone, clean));
      } else {
        std::filesystem::copy_file(entry.path(), clean.file(name));
      }
      ++n_files;
    }
    return n_files;
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(description.string() + ": is not as --defects writes it: " + error.what());
  }
}
