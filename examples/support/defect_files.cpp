#include "support/defect_files.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <span>
#include <utility>

#include <fmt/format.h>

#include <retailsim/io/defects.hpp>
#include <retailsim/io/output_file.hpp>
#include <retailsim/version.hpp>

#include "support/clean_table_json.hpp"
#include "support/config_error.hpp"
#include "support/config_json.hpp"
#include "support/config_reader.hpp"
#include "support/number_text.hpp"

namespace retailsim::support {

struct DefectFiles::Ledger {
  DefectLedger file;
};

struct DirtyTable::Pass {
  DefectPass pass;
  TableFile& file;
  void rows(const TableView& view) { file.write(view); }
  void row(const RowFields& fields) { file.write_row(fields); }
};

DirtyTable::DirtyTable(std::unique_ptr<TableFile> file, DefectFiles& files, TableRules rules, CleanTable clean)
    : file_(std::move(file)), files_(files), clean_(std::move(clean)) {
  const bool typed = files.described_.back().parquet;
  pass_.reset(new Pass{{files.plan(), files.seed_, std::move(rules), typed}, *file_});
}
DirtyTable::~DirtyTable() = default;

void DirtyTable::write(const TableView& view) {
  if (clean_.columns.empty()) clean_.columns = clean_columns(view);
  pass_->pass.write(view, *pass_);
}
void DirtyTable::refer_to(std::span<const std::int64_t> key) { pass_->pass.refer_to(key); }
void DirtyTable::end_block() { pass_->pass.end_block(*pass_, files_.ledger_->file); }

DefectFiles::DefectFiles(const OutputDirectory& out, DefectPlan plan, std::uint64_t seed, std::string program)
    : out_(out),
      plan_(std::move(plan)),
      seed_(seed),
      program_(std::move(program)),
      ledger_(new Ledger{DefectLedger(out.file("defects.csv"))}) {}
DefectFiles::~DefectFiles() = default;

DirtyTable& DefectFiles::add(std::string table, const std::string& file_name, TableFileOptions options,
                             TableRules rules, CleanTable clean) {
  rules.table = table;
  clean.name = std::move(table);
  clean.compression_level = options.compression_level;
  clean.money_as_double = options.money_as_double;
  for (const auto& [key, value] : options.metadata) clean.metadata.push_back(key);
  described_.push_back({file_name, options.format == FileFormat::parquet, options.header});
  options.loose = true;
  return tables_.emplace_back(make_table_file(out_.file(file_name), options), *this, std::move(rules),
                              std::move(clean));
}

void DefectFiles::close() {
  using Json = nlohmann::ordered_json;
  ledger_->file.close();
  Json text{{"program", program_},
            {"version", RETAILSIM_VERSION},
            {"seed", seed_},
            {"plan", config_json(plan_)},
            {"tables", Json::array()}};
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    Json table = clean_table_json(tables_[i].clean_);
    table["file"] = described_[i].file;
    table["header"] = described_[i].header;
    text["tables"].push_back(std::move(table));
  }
  OutputFile file(out_.file("defects.json"), 4096);
  file.write(text.dump(2) + "\n");
  file.close();
  n_bytes_ = ledger_->file.n_bytes() + file.size();
}

std::string DefectFiles::summary() const {
  std::string text = fmt::format("{} defects, {} of them visible, in defects.csv\n", grouped(ledger_->file.n_defects()),
                                 grouped(ledger_->file.n_visible()));
  std::string left_out;
  for (const DirtyTable& table : tables_) {
    std::string kinds;
    for (const DefectKind kind : table.pass_->pass.left_out()) {
      kinds += (kinds.empty() ? "" : ", ") + std::string(name_of(kind));
    }
    if (!kinds.empty()) left_out += (left_out.empty() ? "" : "; ") + table.clean_.name + ": " + kinds;
  }
  if (!left_out.empty()) text += "left out, as no column takes them: " + left_out + '\n';
  return text;
}

void add_defects_option(CLI::App& app, std::optional<std::string>& to) {
  app.add_option(
         "--defects", to,
         "spoil the files on purpose, and write beside them defects.csv, which says what was done where: a share "
         "of rows such as 0.005 for each kind of defect, or a TOML file with one for each "
         "(`retailsim-defects plan` prints one)")
      ->type_name("RATE|FILE");
}

DefectPlan read_defect_plan(const std::string& text, const std::vector<std::string_view>& tables) {
  double rate = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
  if (error == std::errc{} && end == text.data() + text.size()) {
    if (!(rate >= 0 && rate <= 1.0 / n_defect_kinds)) {
      throw ConfigError("--defects",
                        "must be a file, or a share of rows for each of the 12 kinds from 0 to 1/12, got " + text);
    }
    return DefectPlan::all(rate);
  }
  std::vector<TomlDocument> documents;
  documents.push_back(TomlDocument::file(text));
  DefectPlan plan;
  try {
    fill_config(plan, std::span<const TomlDocument>(documents));
    check_parameters(plan);
    for (std::size_t i = 0; i < plan.tables.size(); ++i) {
      if (std::ranges::find(tables, plan.tables[i]) != tables.end()) continue;
      throw ConfigError(documents[0].where("tables[" + std::to_string(i) + "]"),
                        "there is no table \"" + plan.tables[i] + '"' + did_you_mean(plan.tables[i], tables));
    }
  } catch (const ParameterError& problem) {
    throw ConfigError(place_of(problem, documents), problem.what());
  }
  return plan;
}

}  // namespace retailsim::support
