#include "support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include <retailsim/analytics/transactions_csv.hpp>

using namespace retailsim;

namespace {

// A file of its own that is gone with the object.
class File {
 public:
  explicit File(const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              ("retailsim-transactions-" + std::to_string(::getpid()) + ".csv")) {
    std::ofstream(path_) << text;
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string message_of(const std::string& text, const TransactionReadOptions& options = {}) {
  const File file(text);
  try {
    read_transactions_csv(file.path(), options);
  } catch (const std::invalid_argument& error) {
    std::string message = error.what();
    for (std::size_t at; (at = message.find(file.path().string())) != std::string::npos;) {
      message.replace(at, file.path().string().size(), "FILE");
    }
    return message;
  }
  return "read";
}

}  // namespace

TEST_CASE("read_transactions_csv: knows the headers of common data sets", "[analytics]") {
  for (const std::string header :
       {"order_id,customer_id,sku_id,ordered_at,quantity,unit_price",
        "Invoice,Customer ID,StockCode,InvoiceDate,Quantity,Price",
        "InvoiceNo,CustomerID,StockCode,InvoiceDate,Quantity,UnitPrice", "x,user_id,product_id,event_time,qty,price",
        "x,customer,product,date,units,price"}) {
    const File file(header + "\n1,7,85123A,2020-02-28 10:00:05,3,2.50\n2,5,9,2020-02-29 10:00,1,0.105\n");
    const TransactionFile read = read_transactions_csv(file.path());
    const Transactions& table = read.transactions;
    CAPTURE(header);
    CHECK(read.n_rows == 2);
    REQUIRE(table.size() == 2);
    CHECK(table.customers.text(table.customer[0]) == "7");
    CHECK(table.products.text(table.product[0]) == "85123A");
    CHECK(table.time(0) == Date(2020, 2, 28).start() + 36'005);
    CHECK(table.quantity[0] == 3);
    CHECK(table.amount == std::vector<std::int64_t>{750, 11});
  }
}

TEST_CASE("read_transactions_csv: columns by name, and an amount rather than quantity times price", "[analytics]") {
  const std::string text = "who;what;when;amount;price\na;b;2020-01-01;9.99;1\n";
  const TransactionColumns named{.customer = "who", .product = "what", .time = "when"};
  const File file(text);
  const auto read = read_transactions_csv(file.path(), {.columns = named, .separator = ';'});
  CHECK(read.transactions.amount == std::vector<std::int64_t>{999});
  CHECK(read.columns.amount == "amount");
  CHECK_FALSE(read.transactions.has_quantity());
  auto with_price = named;
  with_price.price = "price";
  CHECK(read_transactions_csv(file.path(), {.columns = with_price, .separator = ';'}).transactions.amount ==
        std::vector<std::int64_t>{100});
  CHECK(message_of(text, {.columns = {.customer = "whom"}, .separator = ';'}) ==
        "FILE: there is no column whom; the columns are who, what, when, amount, price");
  CHECK(message_of("a,b\n1,2\n") ==
        "FILE: which column is the customer is not clear from the header, name it with --customer-column; the columns "
        "are a, b");
}

TEST_CASE("read_transactions_csv: bad rows are counted by kind, with the first line, and stop the run", "[analytics]") {
  const std::string text =
      "customer,product,time,quantity,price\n"
      "1,a,2020-01-01,1,1.00\n"
      ",a,2020-01-01,1,1.00\n"
      "1,a,01/02/2020,1,1.00\n"
      "1,a,2020-01-01,many,1.00\n"
      "2,a,2020-01-01,x,1.00\n"
      "2,a,2020-01-01,1,free\n"
      "2,a,2020-01-01\n"
      "2,a,1515-01-01,1,1.00\n"
      "2,b,2020-01-02,-1,1.00\n";
  CHECK(message_of(text) ==
        "FILE: 1 row, in line 3: customer: no value\n"
        "FILE: 1 row, in line 4: time: not a time YYYY-MM-DD HH:MM:SS (\"01/02/2020\")\n"
        "FILE: 2 rows, first in line 5: quantity: not a whole number (\"many\")\n"
        "FILE: 1 row, in line 7: price: not an amount of money (\"free\")\n"
        "FILE: 1 row, in line 8: 5 fields expected, others found\n"
        "FILE: 1 row, in line 9: time: not in the years 1900 to 2035\n"
        "rows that cannot be read stop the run; leave them out with --skip-bad-rows");
  const File file(text);
  const TransactionFile read = read_transactions_csv(file.path(), {.skip_bad_rows = true});
  CHECK(read.n_bad_rows() == 7);
  CHECK(read.n_rows == 9);
  CHECK(read.n_returns == 1);
  CHECK(read.transactions.size() == 1);
  const auto kept = read_transactions_csv(file.path(), {.skip_bad_rows = true, .keep_returns = true});
  CHECK(kept.transactions.size() == 2);
  CHECK(kept.transactions.amount[1] == -100);
}

TEST_CASE("read_transactions_csv: files without a transaction", "[analytics]") {
  CHECK(message_of("") == "FILE: the file is empty");
  CHECK(message_of("customer,product,time\n") == "FILE: there is no transaction in it");
  CHECK(message_of("customer,product,time,quantity\n1,2,2020-01-01,-3\n") == "FILE: there is no transaction in it");
}

TEST_CASE("read_transactions_csv: times that say UTC", "[analytics]") {
  const File file("customer,product,time\n1,2,2019-10-01 00:00:07 UTC\n1,2,2019-10-01T00:00:08Z\n");
  const auto table = read_transactions_csv(file.path()).transactions;
  CHECK(table.at == std::vector<std::uint32_t>{7, 8});
  CHECK(message_of("customer,product,time\n1,2,2019-10-01 00:00:07+02:00\n").find("not a time") != std::string::npos);
}
