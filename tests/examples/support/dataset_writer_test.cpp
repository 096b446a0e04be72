#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/io/csv_reader.hpp>
#include <retailsim/io/output_directory.hpp>

#include "support/dataset_writer.hpp"
#if RETAILSIM_WITH_PARQUET
#  include <retailsim/io/parquet_reader.hpp>
#endif

using namespace retailsim;
using namespace retailsim::support;

namespace {

// Customers 1 to n in order, three lines each; blocks of four customers.
struct Rows {
  CustomerColumns<VectorColumn> customers;
  LineColumns<VectorColumn> lines;
  TruthColumns<VectorColumn> truth;
  TraitLabels labels;
  Scenario scenario;

  Rows(std::int64_t first, std::int64_t end) {
    scenario.customers_per_block = 4;
    scenario.catalogue = Catalogue::plain(3);
    const auto n = static_cast<std::size_t>(end - first);
    for_each_column(customers, [&](const auto&, auto& column) { column.resize(n); });
    for_each_column(truth, [&](const auto&, auto& column) { column.resize(n); });
    for_each_column(lines, [&](const auto&, auto& column) { column.resize(3 * n); });
    for (std::size_t i = 0; i < n; ++i) {
      const std::int64_t id = first + static_cast<std::int64_t>(i) + 1;
      customers.customer_id[i] = truth.customer_id[i] = id;
      truth.first_order_at[i] = no_time;
      for (std::size_t k = 3 * i; k < 3 * i + 3; ++k) {
        lines.customer_id[k] = id;
        lines.order_id[k] = id << 18;
        lines.line_no[k] = static_cast<std::int32_t>(k - 3 * i + 1);
        lines.unit_price[k] = 1999;
        lines.amount[k] = -5;
      }
    }
  }
  // In batches of `size` lines; the customers come with the first.
  void send(DatasetWriter& writer, std::size_t size) const {
    for (std::size_t at = 0; at < lines.order_id.size(); at += size) {
      Batch batch;
      if (at == 0) {
        batch.customers = rows(customers, 0, customers.customer_id.size());
        batch.truth = rows(truth, 0, truth.customer_id.size());
      }
      batch.lines = rows(lines, at, std::min(size, lines.order_id.size() - at));
      writer(batch);
    }
  }
  void send_products(DatasetWriter& writer) const {
    const std::size_t n = scenario.catalogue.n_skus();
    ProductColumns<VectorColumn> products;
    for_each_column(products, [&](const auto&, auto& column) { column.resize(n); });
    products.name = scenario.catalogue.name;
    writer.products(rows(products, 0, n));
  }
};

}  // namespace

TEST_CASE("DatasetWriter: the tables as CSV, and the scenario beside them", "[support]") {
  const TemporaryDirectory folder;
  const Rows data(0, 10);
  OutputDirectory out(folder / "out");
  DatasetWriter writer(out, data.scenario, data.labels,
                       {.file = {.format = FileFormat::csv}, .truth = true, .scenario = "{\"seed\": 1}"});
  data.send_products(writer);
  data.send(writer, 7);
  writer.close();
  out.commit();
  const auto target = folder / "out";
  CHECK(file_text(target / "scenario.json") == "{\"seed\": 1}\n");
  CHECK(file_text(target / "products.csv")
            .starts_with("sku_id,product_group,name,brand,category_l1,category_l2,category_l3,price,cost,launched_on\n"
                         "0,all,SKU 1,all,all,all,all,0.00,0.00,1970-01-01\n"));
  CHECK(file_text(target / "customers.csv")
            .starts_with("customer_id,registered_at,birth_date,gender,country,city,channel,segment,loyalty_tier\n"
                         "1,1970-01-01 00:00:00,1970-01-01,unknown,unknown,unknown,unknown,all,none\n"));
  const std::string transactions = file_text(target / "transactions.csv");
  CHECK(transactions.starts_with(
      "order_id,line_no,customer_id,sku_id,ordered_at,kind,quantity,unit_price,discount,amount,"
      "refers_to_order_id,refers_to_line_no\n"
      "262144,1,1,0,1970-01-01 00:00:00,sale,0,19.99,0.00,-0.05,,\n"));
  CHECK(std::count(transactions.begin(), transactions.end(), '\n') == 31);
  CHECK(file_text(target / "truth.csv").find("\n10,0,,") != std::string::npos);
  const std::string customers = file_text(target / "customers.csv");
  CHECK(std::count(customers.begin(), customers.end(), '\n') == 11);
  std::int64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(target)) {
    bytes += static_cast<std::int64_t>(entry.file_size());
  }
  CHECK(writer.n_bytes() == bytes);
}

TEST_CASE("DatasetWriter: shards but the first have no header", "[support]") {
  const TemporaryDirectory folder;
  Rows data(4, 8);
  data.scenario.shard_index = 1;
  OutputDirectory out(folder / "out");
  DatasetWriter writer(out, data.scenario, data.labels, {.file = {.format = FileFormat::csv}});
  data.send(writer, 100);
  writer.close();
  out.commit();
  CHECK(file_text(folder / "out/customers.csv").starts_with("5,"));
  CHECK_FALSE(std::filesystem::exists(folder / "out/products.csv"));
}

#if RETAILSIM_WITH_PARQUET
TEST_CASE("DatasetWriter: row groups are customer blocks, whatever the batches", "[support]") {
  const TemporaryDirectory folder;
  const Rows data(0, 10);
  std::string first;
  for (const std::size_t size : {5, 12, 30}) {
    OutputDirectory out(folder / "out", {.force = true});
    DatasetWriter writer(out, data.scenario, data.labels, {.truth = true});
    data.send_products(writer);
    data.send(writer, size);
    writer.close();
    out.commit();
    const auto transactions = read_parquet(folder / "out/transactions.parquet");
    CHECK(transactions.group_rows == std::vector<std::int64_t>{12, 12, 6});
    CHECK(transactions.table.integers("customer_id") == data.lines.customer_id);
    CHECK(transactions.table.column("amount").kind == ColumnKind::money);
    CHECK(transactions.metadata.at("retailsim.customers_per_block") == "4");
    CHECK(read_parquet(folder / "out/customers.parquet").group_rows == std::vector<std::int64_t>{4, 4, 2});
    CHECK(read_parquet(folder / "out/truth.parquet").table.column("first_order_at").is_null ==
          std::vector<bool>(10, true));
    CHECK(read_parquet(folder / "out/products.parquet").table.columns.size() == 10);
    const std::string bytes = file_text(folder / "out/transactions.parquet");
    if (first.empty()) first = bytes;
    CHECK(bytes == first);
  }
}
#else
TEST_CASE("DatasetWriter: without Arrow, Parquet says what is missing", "[support]") {
  CHECK_THROWS_WITH(require_format(FileFormat::parquet), Catch::Matchers::EndsWith("and build it again"));
}
#endif

TEST_CASE("DatasetWriter: a run without rows leaves files with columns", "[support]") {
  const TemporaryDirectory folder;
  const Rows data(0, 0);
  OutputDirectory out(folder / "out");
  DatasetWriter writer(out, data.scenario, data.labels, {.file = {.format = FileFormat::csv}});
  writer.close();
  out.commit();
  CHECK(read_csv(folder / "out/customers.csv", {{"customer_id", ColumnKind::integer}}).table.n_rows == 0);
}
