#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/analytics/transactions.hpp>
#include <retailsim/io/csv_reader.hpp>

namespace retailsim {

/// Which columns of a file are what; an empty name is to be found by `find_columns`.
struct TransactionColumns {
  std::string customer{}, product{}, time{};
  std::string quantity{};  ///< units; not needed
  std::string price{};     ///< of one unit; not needed
  std::string amount{};    ///< of the whole row; not needed, and taken rather than quantity times price
  std::string order{};     ///< number of the order; read only where it is named
};

struct TransactionReadOptions {
  TransactionColumns columns{};
  bool skip_bad_rows = false;  ///< leave them out; else any bad row is an error, after all have been counted
  bool keep_returns = false;   ///< rows of quantity < 0 are rows like others; else they are left out and counted
  bool needs_product = true;   ///< else a file without products is one of a single product, "all"
  char separator = ',';        ///< CSV only
  std::string time_format{};   ///< of texts and whole numbers, see `parse_time`; empty: `YYYY-MM-DD HH:MM:SS`
};

/// What was read from a file.
struct TransactionFile {
  Transactions transactions;
  TransactionColumns columns;     ///< those that were read
  std::vector<BadRows> bad_rows;  ///< that were left out, in the order of their first lines
  std::int64_t n_rows = 0;        ///< of the file
  std::int64_t n_returns = 0;     ///< rows of quantity < 0 that were left out

  std::int64_t n_bad_rows() const {
    std::int64_t n = 0;
    for (const BadRows& bad : bad_rows) n += bad.n;
    return n;
  }
};

namespace detail {

// Lower case, letters and digits alone: `Customer ID`, `customer_id` and `CustomerID` are one name.
inline std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte)) plain += static_cast<char>(std::tolower(byte));
  }
  return plain;
}

/// What the column of the customer is called, as plain names.
inline constexpr std::string_view customer_names[] = {"customerid", "customer",     "userid",   "user",
                                                      "clientid",   "householdkey", "memberid", "buyerid"};

inline std::string find_column(std::span<const std::string> header, std::span<const std::string_view> known) {
  for (const std::string_view name : known) {
    for (const std::string& column : header) {
      if (plain_name(column) == name) return column;
    }
  }
  return {};
}

}  // namespace detail

/// Completes the columns from a file's header. Known are the names of retailsim's own `transactions`, the UCI Online
/// Retail and Online Retail II sets, Kaggle's eCommerce behaviour and H&M sets, and plain ones such as `customer`,
/// `product`, `date`; case, blanks and underscores do not matter.
/// \param needs_product  whether a file without products is an error
/// \throws std::invalid_argument naming the file if a column that was named is not there, or customer, product or time
///   was not named and is not known
inline TransactionColumns find_columns(const std::filesystem::path& path, std::span<const std::string> header,
                                       TransactionColumns columns, bool needs_product = true) {
  using Names = std::vector<std::string_view>;
  struct Role {
    std::string TransactionColumns::*column;
    const char* what;
    bool needed;
    Names known;
  };
  const std::array<Role, 7> roles{
      Role{&TransactionColumns::customer, "customer", true,
           Names(std::begin(detail::customer_names), std::end(detail::customer_names))},
      Role{&TransactionColumns::product, "product", needs_product,
           Names{"skuid", "stockcode", "productid", "articleid", "itemid", "sku", "product", "article", "item"}},
      Role{&TransactionColumns::time, "time", true,
           Names{"orderedat", "invoicedate", "eventtime", "tdat", "timestamp", "datetime", "time", "orderdate",
                 "transactiondate", "purchasedate", "date"}},
      Role{&TransactionColumns::quantity, "quantity", false, Names{"quantity", "qty", "units"}},
      Role{&TransactionColumns::price, "price", false, Names{"unitprice", "price"}},
      Role{&TransactionColumns::amount, "amount", false, Names{"amount", "revenue", "linetotal"}},
      Role{&TransactionColumns::order, "order", false, Names{}}};
  std::string names;
  for (const std::string& name : header) names += (names.empty() ? "" : ", ") + name;
  const bool price_is_named = !columns.price.empty();
  for (const Role& role : roles) {
    std::string& name = columns.*role.column;
    if (!name.empty()) {
      if (std::ranges::find(header, name) != header.end()) continue;
      throw std::invalid_argument(path.string() + ": there is no column " + name + "; the columns are " + names);
    }
    // A price that was named is not to be overruled by an amount that was not.
    if (role.column == &TransactionColumns::amount && price_is_named) continue;
    name = detail::find_column(header, role.known);
    if (name.empty() && role.needed) {
      throw std::invalid_argument(path.string() + ": which column is the " + role.what +
                                  " is not clear from the header, name it with --" + role.what +
                                  "-column; the columns are " + names);
    }
  }
  return columns;
}

namespace detail {

/// Collects the rows of a file, good and bad.
class TransactionRows {
 public:
  TransactionRows(std::filesystem::path path, TransactionReadOptions options, TransactionColumns columns)
      : path_(std::move(path)), options_(std::move(options)), columns_(std::move(columns)) {}

  const TransactionColumns& columns() const { return columns_; }
  const std::string& time_format() const { return options_.time_format; }
  bool has_product() const { return !columns_.product.empty(); }
  bool has_order() const { return !columns_.order.empty(); }
  bool has_quantity() const { return !columns_.quantity.empty(); }
  bool has_amount() const { return !columns_.amount.empty(); }
  bool has_price() const { return !columns_.price.empty() && !has_amount(); }

  struct Values {
    std::int64_t at = 0;  ///< microseconds
    std::int64_t quantity = 1;
    std::int64_t price = 0;  ///< cents, of a unit or, where the file has amounts, of the row
  };

  template <class Customer, class Product>
  void add(const Customer& customer, const Product& product, const Values& values, std::int64_t line) {
    add(customer, product, std::string_view(), values, line);
  }
  template <class Customer, class Product, class Order>
  void add(const Customer& customer, const Product& product, const Order& order, const Values& values,
           std::int64_t line) {
    ++n_rows_;
    constexpr std::int64_t most_units = std::numeric_limits<std::int32_t>::max();
    if (values.quantity > most_units || values.quantity < -most_units) {
      return count_bad(columns_.quantity + ": beyond 2^31 units", std::to_string(values.quantity), line);
    }
    if (values.at < first_micros || values.at > last_micros) {
      return count_bad(columns_.time + ": not in the years 1900 to 2035", {}, line);
    }
    std::int64_t amount = values.price;
    if (has_price() && has_quantity() && __builtin_mul_overflow(values.quantity, values.price, &amount)) {
      return count_bad(columns_.price + ": quantity times price is too large", {}, line);
    }
    if (values.quantity < 0 && !options_.keep_returns) {
      ++n_returns_;
      return;
    }
    customer_.codes.push_back(customers_.add(customer));
    product_.codes.push_back(products_.add(product));
    if (has_order()) order_.push_back(orders_.add(order));
    at_.push_back(values.at);
    if (has_quantity()) quantity_.push_back(static_cast<std::int32_t>(values.quantity));
    if (has_amount() || has_price()) amount_.push_back(amount);
  }

  void add_bad(const std::string& reason, std::string_view value, std::int64_t line) {
    ++n_rows_;
    count_bad(reason, value, line);
  }

  /// \throws std::invalid_argument if there are bad rows that are not to be skipped, or no other rows
  TransactionFile finish(const std::string& place) {
    if (!options_.skip_bad_rows && !bad_rows_.empty()) {
      throw std::invalid_argument(bad_rows_text(path_, bad_rows_, place) +
                                  "\nrows that cannot be read stop the run; leave them out with --skip-bad-rows");
    }
    if (at_.empty()) throw std::invalid_argument(path_.string() + ": there is no transaction in it");
    customer_.ids = customers_.finish(customer_.codes);
    product_.ids = products_.finish(product_.codes);
    TransactionFile file;
    file.transactions =
        make_transactions(std::move(customer_), std::move(product_), at_, std::move(quantity_), std::move(amount_));
    file.transactions.order = std::move(order_);
    file.columns = columns_;
    file.bad_rows = std::move(bad_rows_);
    file.n_rows = n_rows_;
    file.n_returns = n_returns_;
    return file;
  }

 private:
  // A range that the columns of `Transactions` can hold, and beyond which dates are mistakes.
  static constexpr std::int64_t first_micros = Date{1900, 1, 1}.start() * micros_per_second;
  static constexpr std::int64_t last_micros = Date{2036, 1, 1}.start() * micros_per_second - 1;

  void count_bad(const std::string& reason, std::string_view value, std::int64_t line) {
    auto found = std::ranges::find(bad_rows_, reason, &BadRows::reason);
    if (found == bad_rows_.end()) {
      bad_rows_.push_back({.reason = reason, .n = 0, .first_line = line, .example = std::string(value)});
      found = bad_rows_.end() - 1;
    }
    ++found->n;
  }

  std::filesystem::path path_;
  TransactionReadOptions options_;
  TransactionColumns columns_;
  IdEncoder customers_, products_, orders_;
  IdColumn customer_, product_;
  std::vector<std::int32_t> order_;
  std::vector<std::int64_t> at_, amount_;
  std::vector<std::int32_t> quantity_;
  std::vector<BadRows> bad_rows_;
  std::int64_t n_rows_ = 0, n_returns_ = 0;
};

}  // namespace detail

}  // namespace retailsim
