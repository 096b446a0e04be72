#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/analytics/time_format.hpp>
#include <retailsim/analytics/transaction_columns.hpp>
#include <retailsim/io/csv_records.hpp>
#include <retailsim/io/detail/parse.hpp>

namespace retailsim {

namespace detail {

class TransactionCsv {
 public:
  TransactionCsv(const std::filesystem::path& path, const TransactionReadOptions& options)
      : records_(path, options.separator), rows_(path, options, columns(options)) {
    const TransactionColumns& names = rows_.columns();
    customer_ = position(names.customer);
    if (rows_.has_product()) product_ = position(names.product);
    if (rows_.has_order()) order_ = position(names.order);
    time_ = position(names.time);
    if (rows_.has_quantity()) quantity_ = position(names.quantity);
    if (rows_.has_amount()) price_ = position(names.amount);
    if (rows_.has_price()) price_ = position(names.price);
  }

  TransactionFile read() {
    while (records_.next()) {
      const auto fields = records_.fields();
      if (records_.malformed()) {
        rows_.add_bad("text after a closing quote", {}, records_.line());
      } else if (fields.size() != header_.size()) {
        rows_.add_bad(std::to_string(header_.size()) + " fields expected, others found", {}, records_.line());
      } else {
        add(fields);
      }
    }
    return rows_.finish("line");
  }

 private:
  TransactionColumns columns(const TransactionReadOptions& options) {
    if (!records_.next()) throw std::invalid_argument(records_.path().string() + ": the file is empty");
    for (const std::string_view field : records_.fields()) header_.emplace_back(trimmed(field));
    return find_columns(records_.path(), header_, options.columns, options.needs_product);
  }
  std::size_t position(const std::string& name) const {
    return static_cast<std::size_t>(std::ranges::find(header_, name) - header_.begin());
  }

  void add(std::span<const std::string_view> fields) {
    const TransactionColumns& names = rows_.columns();
    const auto bad = [&](const std::string& column, const char* reason, std::string_view value) {
      rows_.add_bad(column + ": " + (trimmed(value).empty() ? "no value" : reason), trimmed(value), records_.line());
    };
    const std::string_view customer = trimmed(fields[customer_]),
                           product = product_ ? trimmed(fields[*product_]) : std::string_view("all"),
                           order = order_ ? trimmed(fields[*order_]) : std::string_view();
    if (customer.empty()) return bad(names.customer, "", customer);
    if (product.empty()) return bad(names.product, "", product);
    if (order_ && order.empty()) return bad(names.order, "", order);
    TransactionRows::Values values;
    const auto at = time(fields[time_]);
    if (!at) return bad(names.time, ("not a time " + time_format_text(rows_.time_format())).c_str(), fields[time_]);
    values.at = *at;
    if (quantity_) {
      const auto quantity = parse_integer(fields[*quantity_]);
      if (!quantity) return bad(names.quantity, "not a whole number", fields[*quantity_]);
      values.quantity = *quantity;
    }
    if (price_) {
      const auto price = parse_fixed(fields[*price_], 2);
      if (!price) {
        return bad(rows_.has_amount() ? names.amount : names.price, "not an amount of money", fields[*price_]);
      }
      values.price = *price;
    }
    rows_.add(customer, product, order, values, records_.line());
  }

  // Local time; that a file says it is UTC makes no difference as long as all its rows do.
  std::optional<std::int64_t> time(std::string_view text) const {
    text = trimmed(text);
    if (!rows_.time_format().empty()) return parse_time(text, rows_.time_format());
    if (text.ends_with(" UTC")) text.remove_suffix(4);
    if (text.ends_with('Z')) text.remove_suffix(1);
    return parse_timestamp(text);
  }

  CsvRecords records_;
  std::vector<std::string> header_;
  TransactionRows rows_;
  std::size_t customer_ = 0, time_ = 0;
  std::optional<std::size_t> product_, order_, quantity_, price_;
};

}  // namespace detail

/// Reads transactions from a CSV file with a header. Times are `YYYY-MM-DD`, with or without a time of day, or of the
/// format named; ids are numbers or texts.
/// \throws std::invalid_argument naming the file if its columns are not clear, no row can be read, or rows cannot be
///   read and are not to be skipped (one line per reason, with the first line); std::system_error if it cannot be read
inline TransactionFile read_transactions_csv(const std::filesystem::path& path,
                                             const TransactionReadOptions& options = {}) {
  return detail::TransactionCsv(path, options).read();
}

}  // namespace retailsim
