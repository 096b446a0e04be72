// Needs nlohmann-json: link retailsim::json.
#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include <retailsim/crm/json/sales_json.hpp>
#include <retailsim/crm/sales_dataset.hpp>
#include <retailsim/crm/sales_views.hpp>
#include <retailsim/io/json/json_rows.hpp>
#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/output_file.hpp>
#include <retailsim/io/whole_file.hpp>

namespace retailsim::crm {

/// All rows of a table as a JSON array.
inline nlohmann::ordered_json json_array(const TableView& table) {
  JsonRows rows;
  rows.bind(table);
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  for (std::size_t row = 0; row < rows.size(); ++row) array.push_back(rows[row]);
  return array;
}

/// Writes the document `{products, companies: [{contacts, opportunities: [{lines, stages, interactions}]}],
/// sales_people}`, a company a line: a sink of `generate`. `File` has `write(std::string_view)`.
///
/// Memory is that of a batch: the sellers, who come with their companies and stand at the end, wait in an unnamed
/// temporary file.
template <class File>
class JsonDocument {
 public:
  /// Writes the products. File and labels must outlive it. \throws std::system_error
  JsonDocument(File& file, const SalesLabels& labels, const ProductColumns<VectorColumn>& products)
      : file_(file), json_(labels), sellers_(std::tmpfile(), &std::fclose) {
    if (!sellers_) retailsim::detail::io_error("cannot create", "a temporary file");
    file_.write("{\"products\":" + json_array(view_of("products", products, labels)).dump() + ",\n\"companies\":[");
  }

  template <template <class> class Column>
  void operator()(const SalesTables<Column>& rows) {
    json_.bind(rows);
    nlohmann::ordered_json object;
    while (json_.next_company(object)) {
      file_.write(std::exchange(first_company_, false) ? "\n" : ",\n");
      file_.write(object.dump());
    }
    while (json_.next_sales_person(object)) {
      const std::string text = (std::exchange(first_seller_, false) ? "\n" : ",\n") + object.dump();
      if (std::fwrite(text.data(), 1, text.size(), sellers_.get()) != text.size()) {
        retailsim::detail::io_error("cannot write", "a temporary file");
      }
    }
  }

  /// Writes the sellers and what closes the document.
  void finish() {
    file_.write("],\n\"sales_people\":[");
    if (std::fflush(sellers_.get()) != 0) retailsim::detail::io_error("cannot write", "a temporary file");
    std::rewind(sellers_.get());
    std::array<char, 65'536> buffer;
    for (std::size_t n; (n = std::fread(buffer.data(), 1, buffer.size(), sellers_.get())) > 0;) {
      file_.write({buffer.data(), n});
    }
    if (std::ferror(sellers_.get()) != 0) retailsim::detail::io_error("cannot read", "a temporary file");
    file_.write("]}\n");
  }

 private:
  File& file_;
  SalesJson json_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> sellers_;
  bool first_company_ = true, first_seller_ = true;
};

/// Writes `companies.ndjson`, one company a line with all that belongs to it, and `sales_people.ndjson`: a sink of
/// `generate`. `File` has `write(std::string_view)`.
template <class File>
class JsonLines {
 public:
  /// Files and labels must outlive it.
  JsonLines(File& companies, File& sales_people, const SalesLabels& labels)
      : companies_(companies), sales_people_(sales_people), json_(labels) {}

  template <template <class> class Column>
  void operator()(const SalesTables<Column>& rows) {
    json_.bind(rows);
    nlohmann::ordered_json object;
    while (json_.next_company(object)) companies_.write(object.dump() + '\n');
    while (json_.next_sales_person(object)) sales_people_.write(object.dump() + '\n');
  }

 private:
  File &companies_, &sales_people_;
  SalesJson json_;
};

/// A file of one table, one row a line. As `CsvFile`.
class JsonLinesFile {
 public:
  explicit JsonLinesFile(std::filesystem::path path) : file_(std::move(path)) {}
  void write(const TableView& table) {
    rows_.bind(table);
    for (std::size_t row = 0; row < rows_.size(); ++row) file_.write(rows_[row].dump() + '\n');
  }
  void close() { file_.close(); }

 private:
  OutputFile file_;
  JsonRows rows_{{"start_local"}};
};

/// Writes the set as one JSON document; see `JsonDocument`. The file appears when it is complete.
/// \throws std::invalid_argument if it exists and `force` is not given; std::system_error if it cannot be written
inline void save_json(const SalesDataset& data, const std::filesystem::path& path, bool force = false) {
  WholeFile file(path, force);
  JsonDocument<WholeFile> document(file, data.labels, data.products);
  document(static_cast<const SalesTables<XtensorColumn>&>(data));
  document.finish();
  file.commit();
}

/// Writes `products.ndjson`, `companies.ndjson` and `sales_people.ndjson` into a new folder; see `JsonLines`.
/// \throws std::invalid_argument if the folder exists and is not empty; std::system_error if it cannot be written
inline void save_ndjson(const SalesDataset& data, const std::filesystem::path& folder) {
  OutputDirectory out(folder);
  JsonLinesFile products(out.file("products.ndjson"));
  products.write(view_of("products", data.products, data.labels));
  products.close();
  OutputFile companies(out.file("companies.ndjson")), sales_people(out.file("sales_people.ndjson"));
  JsonLines<OutputFile> lines(companies, sales_people, data.labels);
  lines(static_cast<const SalesTables<XtensorColumn>&>(data));
  companies.close();
  sales_people.close();
  out.commit();
}

}  // namespace retailsim::crm
