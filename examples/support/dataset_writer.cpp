#include "support/dataset_writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

#include <retailsim/io/clean_table.hpp>
#include <retailsim/io/output_file.hpp>

#include "support/retail_rules.hpp"

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
      customers_{.own = nullptr,
                 .viewer = TableViewer("customers", {{"gender", &labels.gender},
                                                     {"country", &labels.country},
                                                     {"city", &labels.city},
                                                     {"channel", &labels.channel},
                                                     {"segment", &labels.segment},
                                                     {"loyalty_tier", &labels.loyalty_tier}})},
      transactions_{.own = nullptr, .viewer = TableViewer("transactions", {{"kind", &kind_labels}})},
      truth_{.own = nullptr, .viewer = TableViewer("truth")} {
  open(customers_, "customers", customer_rules(labels));
  open(transactions_, "transactions", transaction_rules(scenario));
  // The columns are settled here, so that a run without rows, too, leaves files with columns.
  const auto settle = [](BlockFile& to, const auto& none) {
    to.dirty != nullptr ? to.dirty->write(to.viewer.view(none)) : to.own->write(to.viewer.view(none));
  };
  settle(customers_, CustomerColumns<ConstColumn>{});
  settle(transactions_, LineColumns<ConstColumn>{});
  if (options_.truth) {
    truth_.own = make_table_file(table_path(out_.file(""), "truth", options_.file.format), file_options(first_shard_));
    settle(truth_, TruthColumns<ConstColumn>{});
  }
  OutputFile scenario_file(out_.file("scenario.json"), 4096);
  scenario_file.write(options_.scenario);
  scenario_file.write("\n");
  n_bytes_ += scenario_file.size();
  scenario_file.close();
}

void DatasetWriter::open(BlockFile& to, const char* name, TableRules rules) {
  if (options_.defects == nullptr) {
    to.own = make_table_file(table_path(out_.file(""), name, options_.file.format), file_options(first_shard_));
    return;
  }
  const auto columns = clean_columns(name == std::string_view("customers") ? to.viewer.view(CustomerColumns<ConstColumn>{})
                                                                           : to.viewer.view(LineColumns<ConstColumn>{}));
  CleanTable clean{.name = name, .first_id = first_customer_id_, .ids_per_block = customers_per_block_};
  while (columns.at(clean.block_column).name != "customer_id") ++clean.block_column;
  to.dirty = &options_.defects->add(name, table_path("", name, options_.file.format).string(), file_options(first_shard_),
                                    std::move(rules), std::move(clean));
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
  if (options_.defects != nullptr) {
    products_ = &options_.defects->add("products", table_path("", "products", options_.file.format).string(),
                                       file_options(true), product_rules());
    return products_->write(viewer.view(products));
  }
  const auto file = make_table_file(table_path(out_.file(""), "products", options_.file.format), file_options(true));
  file->write(viewer.view(products));
  file->close();
  n_bytes_ += file->n_bytes();
}

template <class Table>
void DatasetWriter::write(BlockFile& to, const Table& table) {
  const TableView view = to.viewer.view(table);
  for (std::size_t first = 0; first < table.customer_id.size();) {
    const std::int64_t block = block_of(table.customer_id[first]);
    if (block != to.block) to.own->end_row_group();
    to.block = block;
    const std::size_t n = rows_of_block(table.customer_id.subspan(first), block);
    to.own->write(n == view.n_rows ? view : rows(view, first, n));
    first += n;
  }
}

std::size_t DatasetWriter::rows_of_block(std::span<const std::int64_t> ids, std::int64_t block) const {
  const std::int64_t next_block_id = first_customer_id_ + (block + 1) * customers_per_block_;
  return static_cast<std::size_t>(std::lower_bound(ids.begin(), ids.end(), next_block_id) - ids.begin());
}

void DatasetWriter::operator()(const Batch& batch) {
  if (options_.defects != nullptr) {
    write_dirty(batch);
  } else {
    write(customers_, batch.customers);
    write(transactions_, batch.lines);
  }
  if (options_.truth) write(truth_, batch.truth);
}

// Block by block, so that the ledger has all of one before the next, however the rows are cut into batches.
void DatasetWriter::write_dirty(const Batch& batch) {
  const TableView customers = customers_.viewer.view(batch.customers), lines = transactions_.viewer.view(batch.lines);
  std::span<const std::int64_t> customer_ids = batch.customers.customer_id, line_ids = batch.lines.customer_id;
  while (!customer_ids.empty() || !line_ids.empty()) {
    const std::int64_t block = std::min(customer_ids.empty() ? std::numeric_limits<std::int64_t>::max() : block_of(customer_ids[0]),
                                        line_ids.empty() ? std::numeric_limits<std::int64_t>::max() : block_of(line_ids[0]));
    if (block != customers_.block) end_block();
    customers_.block = block;
    const auto write_part = [&](DirtyTable& to, const TableView& view, std::span<const std::int64_t>& ids) {
      const std::size_t n = rows_of_block(ids, block), first = view.n_rows - ids.size();
      if (n > 0) to.write(rows(view, first, n));
      ids = ids.subspan(n);
    };
    write_part(*customers_.dirty, customers, customer_ids);
    const std::size_t first_line = lines.n_rows - line_ids.size();
    write_part(*transactions_.dirty, lines, line_ids);
    refer_to_others(rows(batch.lines, first_line, lines.n_rows - line_ids.size() - first_line));
  }
}

void DatasetWriter::refer_to_others(const LineColumns<ConstColumn>& lines) {
  for (std::size_t i = 0; i < lines.customer_id.size(); ++i) {
    customers_.dirty->refer_to(lines.customer_id.subspan(i, 1));
    if (products_ != nullptr) products_->refer_to(lines.sku_id.subspan(i, 1));
    if (lines.refers_to_order_id[i] == 0) continue;
    transactions_.dirty->refer_to(std::array{lines.refers_to_order_id[i], std::int64_t{lines.refers_to_line_no[i]}});
  }
}

void DatasetWriter::end_block() {
  for (BlockFile* to : {&customers_, &transactions_}) {
    to->dirty->end_block();
    to->file().end_row_group();
  }
}

void DatasetWriter::close() {
  if (options_.defects != nullptr) {
    end_block();
    if (products_ != nullptr) {
      products_->end_block();
      products_->file().close();
      n_bytes_ += products_->file().n_bytes();
    }
    options_.defects->close();
    n_bytes_ += options_.defects->n_bytes();
  }
  customers_.file().close();
  transactions_.file().close();
  if (options_.truth) truth_.file().close();
}

std::int64_t DatasetWriter::n_bytes() const {
  return n_bytes_ + customers_.file().n_bytes() + transactions_.file().n_bytes() +
         (options_.truth ? truth_.file().n_bytes() : 0);
}

}  // namespace retailsim::support
