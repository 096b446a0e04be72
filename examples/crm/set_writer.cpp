#include "set_writer.hpp"

#include <utility>
#include <vector>

#include <retailsim/crm/json/save_json.hpp>
#include <retailsim/crm/sales_files.hpp>
#include <retailsim/io/json/json_lists.hpp>
#include <retailsim/io/output_file.hpp>

#include "support/table_file.hpp"

using namespace retailsim;

namespace {

/// A table's CSV or Parquet file. CSV has no lists, so they go as JSON text; a row group of Parquet ends after some
/// megabytes, which bounds the memory of the writer.
class OneTable {
 public:
  OneTable(const std::filesystem::path& path, const support::TableFileOptions& options, std::int64_t& n_bytes)
      : file_(support::make_table_file(path, options)),
        lists_as_texts_(options.format == support::FileFormat::csv),
        n_bytes_(n_bytes) {}

  void write(const TableView& table) {
    constexpr std::int64_t rows_per_group = std::int64_t{1} << 16;
    file_->write(lists_as_texts_ ? lists_.as_texts(table) : table);
    if (file_->n_rows() - rows_at_cut_ >= rows_per_group) {
      file_->end_row_group();
      rows_at_cut_ = file_->n_rows();
    }
  }
  void close() {
    file_->close();
    n_bytes_ += file_->n_bytes();
  }

 private:
  std::unique_ptr<support::TableFile> file_;
  JsonLists lists_;
  bool lists_as_texts_;
  std::int64_t& n_bytes_;
  std::int64_t rows_at_cut_ = 0;
};

class TableSetWriter : public SetWriter {
 public:
  TableSetWriter(const support::TableFileOptions& options, const crm::SalesWorld& world, const crm::TableChoice& tables,
                 const PathOf& path_of)
      : files_(world.labels, world.products.columns(), tables, [&](const std::string& name) {
          const char* ending = options.format == support::FileFormat::csv ? ".csv" : ".parquet";
          return std::make_unique<OneTable>(path_of(name + ending), options, n_bytes_);
        }) {}
  void write(const crm::SalesRows& rows) override { files_(rows); }
  void close() override { files_.close(); }
  std::int64_t n_bytes() const override { return n_bytes_; }

 private:
  std::int64_t n_bytes_ = 0;
  crm::SalesFiles<OneTable> files_;
};

/// The tables that have no place in the JSON of companies.
class SideFiles {
 public:
  SideFiles(const crm::SalesLabels& labels, const crm::TableChoice& tables, const PathOf& path_of)
      : labels_(labels), tables_(tables) {
    for (const std::string name : {"sales_people_truth", "opportunities_truth", "labels"}) {
      if (tables.has(name)) files_.push_back(std::make_unique<crm::JsonLinesFile>(path_of(name + ".ndjson")));
    }
  }
  void write(const crm::SalesRows& rows) {
    std::size_t next = 0;
    if (tables_.truth) {
      files_[next++]->write(crm::view_of("sales_people_truth", rows.sales_people_truth, labels_));
      files_[next++]->write(crm::view_of("opportunities_truth", rows.opportunities_truth, labels_));
    }
    if (tables_.labels) files_[next++]->write(crm::view_of("labels", rows.outcomes, labels_));
  }
  void close() {
    for (const auto& file : files_) file->close();
  }

 private:
  const crm::SalesLabels& labels_;
  crm::TableChoice tables_;
  std::vector<std::unique_ptr<crm::JsonLinesFile>> files_;
};

class JsonSetWriter : public SetWriter {
 public:
  JsonSetWriter(const crm::SalesWorld& world, const crm::TableChoice& tables, const PathOf& path_of)
      : file_(path_of("crm.json")),
        document_(file_, world.labels, world.products.columns()),
        side_(world.labels, tables, path_of) {}
  void write(const crm::SalesRows& rows) override {
    document_(rows);
    side_.write(rows);
  }
  void close() override {
    document_.finish();
    file_.close();
    side_.close();
  }
  std::int64_t n_bytes() const override { return file_.size(); }

 private:
  OutputFile file_;
  crm::JsonDocument<OutputFile> document_;
  SideFiles side_;
};

class LinesSetWriter : public SetWriter {
 public:
  LinesSetWriter(const crm::SalesWorld& world, const crm::TableChoice& tables, const PathOf& path_of)
      : companies_(path_of("companies.ndjson")),
        sales_people_(path_of("sales_people.ndjson")),
        lines_(companies_, sales_people_, world.labels),
        side_(world.labels, tables, path_of) {
    crm::JsonLinesFile products(path_of("products.ndjson"));
    products.write(crm::view_of("products", world.products.columns(), world.labels));
    products.close();
  }
  void write(const crm::SalesRows& rows) override {
    lines_(rows);
    side_.write(rows);
  }
  void close() override {
    companies_.close();
    sales_people_.close();
    side_.close();
  }
  std::int64_t n_bytes() const override { return companies_.size() + sales_people_.size(); }

 private:
  OutputFile companies_, sales_people_;
  crm::JsonLines<OutputFile> lines_;
  SideFiles side_;
};

}  // namespace

void require_format(SetFormat format) {
  if (format == SetFormat::parquet) support::require_format(support::FileFormat::parquet);
}

std::unique_ptr<SetWriter> make_set_writer(SetFormat format, const crm::SalesWorld& world, bool truth, int threads,
                                           const std::string& scenario, const PathOf& path_of) {
  const crm::TableChoice tables{.truth = truth, .labels = world.config.as_of.has_value()};
  switch (format) {
    case SetFormat::json:
      return std::make_unique<JsonSetWriter>(world, tables, path_of);
    case SetFormat::ndjson:
      return std::make_unique<LinesSetWriter>(world, tables, path_of);
    case SetFormat::csv:
      return std::make_unique<TableSetWriter>(
          support::TableFileOptions{.format = support::FileFormat::csv, .threads = threads}, world, tables, path_of);
    case SetFormat::parquet:
      break;
  }
  return std::make_unique<TableSetWriter>(
      support::TableFileOptions{
          .format = support::FileFormat::parquet, .threads = threads, .metadata = {{"scenario", scenario}}},
      world, tables, path_of);
}
