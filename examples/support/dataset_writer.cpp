#include "support/dataset_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <retailsim/io/output_file.hpp>

namespace retailsim::support {

DatasetWriter::DatasetWriter(const OutputDirectory& out, const Scenario& scenario, const TraitLabels& labels,
                             DatasetOptions options)
    : out_(out),
      options_(std::move(options)),
      first_customer_id_(scenario.first_customer_id),
      customers_per_block_(scenario.customers_per_block),
      first_shard_(scenario.shard_index == 0),
      product_labels_{{"product_group", &scenario.catalogue.product_groups},
                      {"brand", &scenario.catalogue.brands},
                      {"category_l1", &scenario.catalogue.categories_l1},
                      {"category_l2", &scenario.catalogue.categories_l2},
                      {"category_l3", &scenario.catalogue.categories_l3}},
      customers_{.file = nullptr,
                 .viewer = TableViewer("customers", {{"gender", &labels.gender},
                                                     {"country", &labels.country},
                                                     {"city", &labels.city},
                                                     {"channel", &labels.channel},
                                                     {"segment", &labels.segment},
                                                     {"loyalty_tier", &labels.loyalty_tier}})},
      transactions_{.file = nullptr, .viewer = TableViewer("transactions", {{"kind", &kind_labels}})},
      truth_{.file = nullptr, .viewer = TableViewer("truth")} {
  const auto open = [&](const char* name) {
    return make_table_file(table_path(out_.file(""), name, options_.file.format), file_options(first_shard_));
  };
  customers_.file = open("customers");
  transactions_.file = open("transactions");
  // The columns are settled here, so that a run without rows, too, leaves files with columns.
  customers_.file->write(customers_.viewer.view(CustomerColumns<ConstColumn>{}));
  transactions_.file->write(transactions_.viewer.view(LineColumns<ConstColumn>{}));
  if (options_.truth) {
    truth_.file = open("truth");
    truth_.file->write(truth_.viewer.view(TruthColumns<ConstColumn>{}));
  }
  OutputFile scenario_file(out_.file("scenario.json"), 4096);
  scenario_file.write(options_.scenario);
  scenario_file.write("\n");
  n_bytes_ += scenario_file.size();
  scenario_file.close();
}

DatasetWriter::~DatasetWriter() = default;

TableFileOptions DatasetWriter::file_options(bool header) const {
  TableFileOptions options = options_.file;
  options.header = header;
  options.metadata.emplace_back("retailsim.scenario", options_.scenario);
  options.metadata.emplace_back("retailsim.customers_per_block", std::to_string(customers_per_block_));
  return options;
}

void DatasetWriter::products(const ProductColumns<ConstColumn>& products) {
  // How popular a SKU is and how often it comes back is what analyses are to find out.
  const TableViewer viewer("products", product_labels_, {"popularity", "return_probability"});
  const auto file = make_table_file(table_path(out_.file(""), "products", options_.file.format), file_options(true));
  file->write(viewer.view(products));
  file->close();
  n_bytes_ += file->n_bytes();
}

template <class Table>
void DatasetWriter::write(BlockFile& to, const Table& table) {
  const TableView view = to.viewer.view(table);
  const auto ids = table.customer_id;
  for (std::size_t first = 0; first < ids.size();) {
    const std::int64_t block = (ids[first] - first_customer_id_) / customers_per_block_;
    if (block != to.block) to.file->end_row_group();
    to.block = block;
    const std::int64_t next_block_id = first_customer_id_ + (block + 1) * customers_per_block_;
    const auto end = std::lower_bound(ids.begin() + static_cast<std::ptrdiff_t>(first), ids.end(), next_block_id);
    const auto n = static_cast<std::size_t>(end - ids.begin()) - first;
    to.file->write(n == view.n_rows ? view : rows(view, first, n));
    first += n;
  }
}

void DatasetWriter::operator()(const Batch& batch) {
  write(customers_, batch.customers);
  write(transactions_, batch.lines);
  if (options_.truth) write(truth_, batch.truth);
}

void DatasetWriter::close() {
  customers_.file->close();
  transactions_.file->close();
  if (options_.truth) truth_.file->close();
}

std::int64_t DatasetWriter::n_bytes() const {
  return n_bytes_ + customers_.file->n_bytes() + transactions_.file->n_bytes() +
         (options_.truth ? truth_.file->n_bytes() : 0);
}

}  // namespace retailsim::support
