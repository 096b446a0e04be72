// Needs Arrow C++ with Parquet: link retailsim::parquet.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <retailsim/analytics/time_format.hpp>
#include <retailsim/analytics/transaction_columns.hpp>
#include <retailsim/io/detail/parse.hpp>
#include <retailsim/io/parquet_reader.hpp>

namespace retailsim {

namespace detail {

inline std::vector<std::string> parquet_header(const std::filesystem::path& path) {
  try {
    auto file = arrow::io::ReadableFile::Open(path.string());
    if (!file.ok()) throw std::invalid_argument(path.string() + ": " + file.status().message());
    auto reader = parquet::arrow::OpenFile(*file, arrow::default_memory_pool());
    if (!reader.ok()) throw std::invalid_argument(path.string() + ": " + reader.status().message());
    std::shared_ptr<arrow::Schema> schema;
    const arrow::Status status = (*reader)->GetSchema(&schema);
    if (!status.ok()) throw std::invalid_argument(path.string() + ": " + status.message());
    return schema->field_names();
  } catch (const parquet::ParquetException& error) {
    throw std::invalid_argument(path.string() + ": " + error.what());
  }
}

class TransactionParquet {
 public:
  TransactionParquet(const std::filesystem::path& path, const TransactionReadOptions& options)
      : rows_(path, options, find_columns(path, parquet_header(path), options.columns, options.needs_product)) {
    const TransactionColumns& names = rows_.columns();
    std::vector<std::string> wanted{names.customer, names.time};
    if (rows_.has_product()) wanted.push_back(names.product);
    if (rows_.has_order()) wanted.push_back(names.order);
    if (rows_.has_quantity()) wanted.push_back(names.quantity);
    if (rows_.has_amount()) wanted.push_back(names.amount);
    if (rows_.has_price()) wanted.push_back(names.price);
    table_ = read_parquet(path, wanted).table;
  }

  TransactionFile read() {
    const TransactionColumns& names = rows_.columns();
    const OwnedColumn &customer = table_.column(names.customer), &time = table_.column(names.time);
    const OwnedColumn* const product = rows_.has_product() ? &table_.column(names.product) : nullptr;
    const OwnedColumn* const order = rows_.has_order() ? &table_.column(names.order) : nullptr;
    const std::string not_a_time = "not a time " + time_format_text(rows_.time_format());
    const OwnedColumn* const quantity = rows_.has_quantity() ? &table_.column(names.quantity) : nullptr;
    const OwnedColumn* const price = rows_.has_amount()  ? &table_.column(names.amount)
                                     : rows_.has_price() ? &table_.column(names.price)
                                                         : nullptr;
    for (std::size_t i = 0; i < table_.n_rows; ++i) {
      const auto line = static_cast<std::int64_t>(i) + 1;
      const auto bad = [&](const OwnedColumn& column, const char* reason) {
        rows_.add_bad(column.name + ": " + (missing(column, i) ? "no value" : reason), text_of(column, i), line);
      };
      if (missing(customer, i)) {
        bad(customer, "");
        continue;
      }
      const OwnedColumn* const id = product != nullptr && missing(*product, i) ? product
                                    : order != nullptr && missing(*order, i)   ? order
                                                                               : nullptr;
      if (id != nullptr) {
        bad(*id, "");
        continue;
      }
      TransactionRows::Values values;
      const auto at = missing(time, i) ? std::nullopt : micros(time, i);
      if (!at) {
        bad(time, not_a_time.c_str());
        continue;
      }
      values.at = *at;
      if (quantity != nullptr) {
        const auto units = missing(*quantity, i) ? std::nullopt : whole(*quantity, i);
        if (!units) {
          bad(*quantity, "not a whole number");
          continue;
        }
        values.quantity = *units;
      }
      if (price != nullptr) {
        const auto money = missing(*price, i) ? std::nullopt : cents(*price, i);
        if (!money) {
          bad(*price, "not an amount of money");
          continue;
        }
        values.price = *money;
      }
      with_id(customer, i, [&](auto customer_id) {
        with_id(product, i, [&](auto product_id) {
          with_id(order, i, [&](auto order_id) { rows_.add(customer_id, product_id, order_id, values, line); });
        });
      });
    }
    return rows_.finish("row");
  }

 private:
  using Integers = std::vector<std::int64_t>;
  using Reals = std::vector<double>;
  using Texts = std::vector<std::string>;

  static bool missing(const OwnedColumn& column, std::size_t i) {
    if (!column.is_null.empty() && column.is_null[i]) return true;
    if (const auto* reals = std::get_if<Reals>(&column.values)) return std::isnan((*reals)[i]);
    if (const auto* texts = std::get_if<Texts>(&column.values)) return trimmed((*texts)[i]).empty();
    return false;
  }
  static std::optional<std::int64_t> rounded(double value) {
    if (!(std::abs(value) < 9e18)) return std::nullopt;
    return static_cast<std::int64_t>(std::round(value));  // half away from zero, as parse_fixed
  }
  static std::optional<std::int64_t> whole(const OwnedColumn& column, std::size_t i) {
    if (const auto* integers = std::get_if<Integers>(&column.values)) return (*integers)[i];
    if (const auto* texts = std::get_if<Texts>(&column.values)) return parse_integer((*texts)[i]);
    const double value = std::get<Reals>(column.values)[i];
    return value == std::floor(value) ? rounded(value) : std::nullopt;
  }
  static std::optional<std::int64_t> cents(const OwnedColumn& column, std::size_t i) {
    if (const auto* texts = std::get_if<Texts>(&column.values)) return parse_fixed((*texts)[i], 2);
    if (const auto* reals = std::get_if<Reals>(&column.values)) return rounded(100 * (*reals)[i]);
    const std::int64_t value = std::get<Integers>(column.values)[i];
    if (column.kind == ColumnKind::money) return value;
    std::int64_t result = 0;
    if (__builtin_mul_overflow(value, std::int64_t{100}, &result)) return std::nullopt;
    return result;
  }
  std::optional<std::int64_t> micros(const OwnedColumn& column, std::size_t i) const {
    const std::string& format = rows_.time_format();
    if (const auto* texts = std::get_if<Texts>(&column.values))
      return format.empty() ? parse_timestamp((*texts)[i]) : parse_time(trimmed((*texts)[i]), format);
    const auto* integers = std::get_if<Integers>(&column.values);
    if (integers == nullptr) return std::nullopt;
    if (column.kind == ColumnKind::timestamp) return (*integers)[i];
    if (column.kind == ColumnKind::integer && !format.empty())
      return parse_time(std::to_string((*integers)[i]), format);
    if (column.kind != ColumnKind::date) return std::nullopt;
    return (*integers)[i] * seconds_per_day * micros_per_second;
  }
  static std::string text_of(const OwnedColumn& column, std::size_t i) {
    if (missing(column, i)) return {};
    if (const auto* texts = std::get_if<Texts>(&column.values)) return (*texts)[i];
    if (const auto* reals = std::get_if<Reals>(&column.values)) return number_text((*reals)[i]);
    return std::to_string(std::get<Integers>(column.values)[i]);
  }

  // Calls f with an id as text or number; numbers with gaps come as reals.
  template <class F>
  static void with_id(const OwnedColumn& column, std::size_t i, F&& f) {
    if (const auto* texts = std::get_if<Texts>(&column.values)) return f(std::string_view((*texts)[i]));
    if (const auto* integers = std::get_if<Integers>(&column.values)) return f((*integers)[i]);
    const double value = std::get<Reals>(column.values)[i];
    if (value == std::floor(value) && std::abs(value) < 0x1p53) return f(static_cast<std::int64_t>(value));
    f(std::string_view(number_text(value)));
  }
  template <class F>
  static void with_id(const OwnedColumn* column, std::size_t i, F&& f) {
    if (column == nullptr) return f(std::string_view("all"));
    with_id(*column, i, f);
  }

  TransactionRows rows_;
  OwnedTable table_;
};

}  // namespace detail

/// Reads transactions from a Parquet file; times are timestamps, dates, or texts `YYYY-MM-DD HH:MM:SS`, prices decimals
/// or reals in currency units, ids numbers or texts.
/// \throws std::invalid_argument as `read_transactions_csv`, with row numbers from 1
inline TransactionFile read_transactions_parquet(const std::filesystem::path& path,
                                                 const TransactionReadOptions& options = {}) {
  return detail::TransactionParquet(path, options).read();
}

}  // namespace retailsim
