#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/io/clean_table.hpp>
#include <retailsim/io/defect_plan.hpp>
#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/table_rules.hpp>

#include "support/table_file.hpp"

namespace CLI {
class App;
}

/// What `--defects` does in the programs: tables that go through a `DefectPass`, their ledger, and the way back.
namespace retailsim::support {

/// A table on its way to a file that holds defects.
class DirtyTable {
 public:
  DirtyTable(std::unique_ptr<TableFile> file, class DefectFiles& files, TableRules rules, CleanTable clean);
  ~DirtyTable();

  /// \throws std::system_error, std::invalid_argument
  void write(const TableView& view);
  /// As of `DefectPass`.
  void refer_to(std::span<const std::int64_t> key);
  void end_block();
  /// The file itself, for the end of its row groups.
  TableFile& file() { return *file_; }

 private:
  friend class DefectFiles;
  struct Pass;
  std::unique_ptr<TableFile> file_;
  DefectFiles& files_;
  CleanTable clean_;
  std::unique_ptr<Pass> pass_;
};

/// An output folder with defects: the dirty tables, the ledger `defects.csv`, and `defects.json`, which has the plan
/// and what `retailsim-defects undo` needs to know of the clean files.
class DefectFiles {
 public:
  /// \param seed  of the scenario
  DefectFiles(const OutputDirectory& out, DefectPlan plan, std::uint64_t seed, std::string program);
  ~DefectFiles();

  const DefectPlan& plan() const { return plan_; }
  /// A file of the folder whose rows get defects; `options` are those of the clean file.
  DirtyTable& add(std::string table, const std::string& file_name, TableFileOptions options, TableRules rules,
                  CleanTable clean = {});
  /// Completes ledger and description. The tables' files are the caller's to close.
  void close();

  std::int64_t n_bytes() const { return n_bytes_; }
  /// For people: how many defects there are and how many can be seen, and, in a line of its own where there are any,
  /// which kinds were left out as no column takes them.
  std::string summary() const;

 private:
  friend class DirtyTable;
  const OutputDirectory& out_;
  DefectPlan plan_;
  std::uint64_t seed_;
  std::string program_;
  std::deque<DirtyTable> tables_;
  struct Described {
    std::string file;
    bool parquet, header;
  };
  std::vector<Described> described_;
  struct Ledger;
  std::unique_ptr<Ledger> ledger_;
  std::int64_t n_bytes_ = 0;
};

/// The option `--defects`, whose text goes to `to`.
void add_defects_option(CLI::App& app, std::optional<std::string>& to);

/// The plan that the text of `--defects` means: a number, the rate of every kind, or a TOML file of a `DefectPlan`.
/// \param tables  that the program has
/// \throws ConfigError with the option, or the place in the file
DefectPlan read_defect_plan(const std::string& text, const std::vector<std::string_view>& tables);

}  // namespace retailsim::support
