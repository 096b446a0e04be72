#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim {

/// How an order id is put together: customer_id * 2^(2 + number_bits) + stream * 2^number_bits + number in the stream.
/// Ids stay below 2^53, so that they survive a trip through a double. A number that does not fit is an error.
struct OrderIdWidths {
  int number_bits = 16;
};

/// A customer has more orders than order ids have room for, which only the run can find out.
class OrderIdOverflow : public std::overflow_error {
 public:
  OrderIdOverflow(std::int64_t customer_id, int number_bits)
      : std::overflow_error("Scenario: order_id.number_bits must have room for the orders of customer " +
                            std::to_string(customer_id) + ", more than " + std::to_string(1LL << (number_bits - 1)) +
                            " in a stream, got " + std::to_string(number_bits)),
        customer_id_(customer_id) {}
  std::int64_t customer_id() const { return customer_id_; }

 private:
  std::int64_t customer_id_;
};

/// What is simulated, of which piece, and which part of it is shown. A value; every piece of it is a scenario too.
///
/// Only `seed`, `catalogue`, the registration range, `season_reference` and the models shape rows. The window and the
/// piece choose among rows: running to a later `to`, or more customers, adds rows and changes none.
struct Scenario {
  std::uint64_t seed = 1;
  std::int64_t n_customers = 10'000;
  Catalogue catalogue = Catalogue::plain(1000);

  Date registered_from{2023, 1, 1};  ///< customers register from this day on,
  Date registered_to{2024, 1, 1};    ///< and before this one
  Date from{2023, 1, 1};             ///< rows are shown from this day on,
  Date to{2024, 1, 1};               ///< and before this one: the end of the observation
  std::optional<Date> emit_from{};   ///< only rows from this day on: with rows up to it, all rows up to `to`
  std::optional<Date>
      season_reference{};  ///< the mean intensity of the 365 days from here is 1; default registered_from

  std::int64_t first_customer_id = 1;
  std::int64_t first_sku_id = 1;
  OrderIdWidths order_id{};
  std::int64_t customers_per_block = 1 << 14;  ///< unit of row groups and, where there are enough, of shards

  std::int64_t first_customer = 0;  ///< the piece to run: index of its first customer,
  std::int64_t n_in_piece = -1;     ///< and how many; -1: all from there on
  int shard_index = 0;              ///< shard 0 of all pieces carries products and headers

  /// The customers [first, first + n) alone: the same rows as in the whole.
  Scenario customers(std::int64_t first, std::int64_t n) const {
    detail::in_range<std::int64_t>(first, 0, n_customers - 1, "Scenario: first customer");
    detail::in_range<std::int64_t>(n, 1, n_customers - first, "Scenario: number of customers in the piece");
    Scenario piece = *this;
    piece.first_customer = first;
    piece.n_in_piece = n;
    return piece;
  }

  /// Piece `index` of `n_shards` pieces of about equal size that make up the whole: cut between customer blocks where
  /// there are at least as many blocks as shards, else between customers. A shard can be empty.
  Scenario shard(int index, int n_shards) const {
    detail::at_least(n_shards, 1, "Scenario: number of shards");
    detail::in_range(index, 0, n_shards - 1, "Scenario: shard index");
    const std::int64_t unit = n_customers / customers_per_block >= n_shards ? customers_per_block : std::int64_t{1};
    const std::int64_t n_units = (n_customers + unit - 1) / unit;
    const auto cut = [&](int i) {
      const std::int64_t quotient = n_units / n_shards, rest = n_units % n_shards;
      return std::min(n_customers, unit * (quotient * i + std::min<std::int64_t>(i, rest)));
    };
    Scenario piece = *this;
    piece.first_customer = cut(index);
    piece.n_in_piece = cut(index + 1) - cut(index);
    piece.shard_index = index;
    return piece;
  }

  std::int64_t end_customer() const { return n_in_piece < 0 ? n_customers : first_customer + n_in_piece; }
  Date shown_from() const { return emit_from ? std::max(*emit_from, from) : from; }
  Date season_from() const { return season_reference.value_or(registered_from); }

  /// \throws std::invalid_argument on any value that no run can have
  void check() const {
    using detail::at_least, detail::in_range, detail::require;
    at_least<std::int64_t>(n_customers, 1, "Scenario: n_customers");
    in_range(order_id.number_bits, 4, 24, "Scenario: order_id.number_bits");
    at_least<std::int64_t>(first_customer_id, 0, "Scenario: first_customer_id");
    at_least<std::int64_t>(first_sku_id, 0, "Scenario: first_sku_id");
    const std::int64_t most = std::int64_t{1} << (53 - 2 - order_id.number_bits);
    require(n_customers < most && first_customer_id < most - n_customers, n_customers, "Scenario: n_customers",
            "below " + std::to_string(most) + " together with first_customer_id (order ids stay below 2^53)");
    in_range<std::int64_t>(customers_per_block, 1, 1 << 24, "Scenario: customers_per_block");
    const auto after = [](Date later, Date earlier, const char* what, const char* rule) {
      if (later <= earlier) detail::invalid(what, rule + (" " + to_string(earlier)), to_string(later));
    };
    after(registered_to, registered_from, "Scenario: registered_to", "after registered_from");
    after(to, from, "Scenario: to", "after from");
    if (emit_from) after(to, *emit_from, "Scenario: to", "after emit_from");
    const auto in_calendar = [](Date day, const char* what) {
      if (day < Date{1900, 1, 1} || day > Date{2200, 1, 1}) {
        detail::invalid(what, "between 1900-01-01 and 2200-01-01", to_string(day));
      }
    };
    in_calendar(registered_from, "Scenario: registered_from");
    in_calendar(registered_to, "Scenario: registered_to");
    in_calendar(from, "Scenario: from");
    in_calendar(to, "Scenario: to");
    catalogue.check();
  }
};

}  // namespace retailsim
