#include <string>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/crm/save_parquet.hpp>
#include <retailsim/io/parquet_reader.hpp>

using namespace retailsim;
using namespace retailsim::crm;

TEST_CASE("save_parquet: a file for each table, the columns as they are", "[crm][parquet]") {
  const TemporaryDirectory folder;
  const SalesDataset data = crm::generate({.seed = 3, .companies = 40, .sales_people = 4});
  save_parquet(data, folder / "set");
  CHECK(std::filesystem::exists(folder / "set/contacts.parquet"));
  CHECK(!std::filesystem::exists(folder / "set/labels.parquet"));
  const std::string names[] = {"opportunity_id", "value", "loss_reason", "probability"};
  const auto deals = read_parquet(folder / "set/opportunities.parquet", names).table;
  REQUIRE(deals.n_rows == data.opportunities.value.size());
  std::size_t n_wrong = 0;
  for (std::size_t i = 0; i < deals.n_rows; ++i) {
    n_wrong += deals.integers("value")[i] != data.opportunities.value(i);
    n_wrong += deals.reals("probability")[i] != data.opportunities.probability(i);
    n_wrong += deals.column("loss_reason").is_null[i] != (data.opportunities.loss_reason(i) == no_loss_reason);
  }
  CHECK(n_wrong == 0);
  const std::string emails[] = {"email"};
  CHECK(read_parquet(folder / "set/contacts.parquet", emails).table.texts("email")[5] == data.contacts.email[5]);
  CHECK_THROWS_AS(save_parquet(data, folder / "set"), std::invalid_argument);
}
