#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_views.hpp>
#include <retailsim/crm/sales_world.hpp>

namespace retailsim::crm {

/// The tables that a set has beside those it always has.
struct TableChoice {
  bool truth = false;   ///< `sales_people_truth` and `opportunities_truth`
  bool labels = false;  ///< what became of deals, where `as_of` is given

  bool has(std::string_view table) const {
    if (table.ends_with("_truth")) return truth;
    return table != "labels" || labels;
  }
};

/// A file for each table: a sink of `generate`. `File` has `write(const TableView&)` and `close()`.
template <class File>
class SalesFiles {
 public:
  /// Makes the file of a table from its name.
  using Open = std::function<std::unique_ptr<File>(const std::string& table)>;

  /// Opens all files and writes the products. The labels must outlive it.
  SalesFiles(const SalesLabels& labels, const ProductColumns<VectorColumn>& products, const TableChoice& tables,
             const Open& open)
      : labels_(labels) {
    const std::unique_ptr<File> file = open("products");
    file->write(view_of("products", products, labels_));
    file->close();
    SalesRows none;
    SalesRows::for_each(none, [&](const char* name, const auto& table) {
      files_.push_back(tables.has(name) ? open(name) : nullptr);
      if (files_.back()) files_.back()->write(view_of(name, table, labels_));
    });
  }

  template <template <class> class Column>
  void operator()(const SalesTables<Column>& rows) {
    std::size_t next = 0;
    SalesTables<Column>::for_each(rows, [&](const char* name, const auto& table) {
      const auto& file = files_[next++];
      if (file) file->write(view_of(name, table, labels_));
    });
  }

  void close() {
    for (const auto& file : files_) {
      if (file) file->close();
    }
  }

 private:
  const SalesLabels& labels_;
  std::vector<std::unique_ptr<File>> files_;
};

}  // namespace retailsim::crm
