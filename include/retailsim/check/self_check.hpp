// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/check/check_row.hpp>
#include <retailsim/check/expectations.hpp>
#include <retailsim/check/ledger_check.hpp>
#include <retailsim/engine/batch.hpp>
#include <retailsim/engine/world.hpp>

namespace retailsim {

struct SelfCheckOptions {
  /// Customers that the statistical rows look at, about (as many to twice as many): every 2nd, 4th, ... run of 64
  /// neighbours by index. More find smaller errors and take more time. Default: all below 2,000 customers, then 1,000
  /// or an eighth of them at least, 20,000 to 40,000 of very many. Ledger rows look at every line. All of it takes one
  /// to two milliseconds and some nanoseconds a line: below 5 % of the time of a run that writes its rows, but for
  /// small ones (README, "Measured").
  std::optional<std::int64_t> n_examined{};
  double error_rate = 1e-6;  ///< chance that a right run has a row outside, over all rows together
};

/// Compares what a run makes with what its models imply, row by row, in one pass while it streams: a sink, or part of
/// one.
///
///     const auto world = simulation.world(scenario);
///     SelfCheck check(world);
///     simulation.run_in(world, check);        // or check(batch) from a sink of one's own
///     const CheckReport report = check.finish();
///
/// Expectations are exact, and conditional on what is known of each customer and on the calendar as drawn: the end of
/// the window, launches, and shocks that all customers share bias nothing. Which rows there are depends on the models:
/// one that says nothing of its law has none. Checks of pieces of one scenario add up by `merge`.
///
/// Not for several threads at once; the engine calls sinks one at a time.
template <class World>
class SelfCheck {
 public:
  /// \param world  outlives this
  explicit SelfCheck(const World& world, const SelfCheckOptions& options = {})
      : world_(&world), options_(options), parts_(world), ledger_(world.scenario) {
    const std::int64_t n = world.scenario.n_customers;
    const std::int64_t wanted =
        options.n_examined.value_or(std::min<std::int64_t>(20'000, std::max<std::int64_t>(1000, n / 8)));
    detail::at_least<std::int64_t>(wanted, 1, "SelfCheckOptions: n_examined");
    detail::require(options.error_rate > 0 && options.error_rate < 1, options.error_rate,
                    "SelfCheckOptions: error_rate", "in (0, 1)");
    every_ =
        static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(n / wanted, 1))));
  }

  void operator()(const Batch& batch) {
    if (batch.latent.block.n > 0) begin_unit(batch);
    ledger_.add(batch.lines, batch.orders);
    add_examined(batch);
    if (batch.end_customer > 0) parts_.end_unit();
  }

  /// Adds what another check of the same scenario, of other customers, has seen.
  void merge(const SelfCheck& other) {
    parts_.merge(other.parts_);
    ledger_.merge(other.ledger_);
    n_customers_ += other.n_customers_;
    n_examined_ += other.n_examined_;
    n_wrong_customers_ += other.n_wrong_customers_;
  }

  /// The rows with their verdicts.
  CheckReport finish() const {
    CheckReport report{
        .rows = {}, .n_customers = n_customers_, .n_examined = n_examined_, .error_rate = options_.error_rate};
    parts_.add_rows(report.rows);
    report.rows.push_back(
        check::identity_row("ledger", "customers missing or too many", n_customers_, n_wrong_customers_));
    ledger_.add_rows(report.rows);
    report.judge();
    return report;
  }

 private:
  static constexpr int log_run = 6;  // neighbours are looked at together: rows of others are stepped over in one go

  bool is_examined(std::int64_t index) const { return ((index >> log_run) & (every_ - 1)) == 0; }

  void begin_unit(const Batch& batch) {
    const CustomerBlock& block = batch.latent.block;
    unit_ = block.first;
    const Seconds from = world_->scenario.emit_from ? world_->scenario.emit_from->start() : -never;
    const Seconds to = world_->scenario.to.start();
    std::int64_t n_shown = 0;
    for (const Seconds at : block.registered_at) n_shown += at < to && at >= from;
    n_wrong_customers_ += std::abs(n_shown - static_cast<std::int64_t>(batch.customers.customer_id.size()));
    n_customers_ += static_cast<std::int64_t>(block.n);
    examined_.clear();
    const auto n = static_cast<std::int64_t>(block.n);
    for (std::int64_t i = 0; i < n;) {
      const std::int64_t run_end = std::min(n, ((((block.first + i) >> log_run) + 1) << log_run) - block.first);
      if (is_examined(block.first + i)) {
        for (; i < run_end; ++i) examined_.push_back(static_cast<std::uint32_t>(i));
      }
      i = run_end;
    }
    n_examined_ += static_cast<std::int64_t>(examined_.size());
    parts_.begin_unit(batch.latent, examined_);
    customer_ = -1;
  }

  /// Steps from one run of examined neighbours to the next; orders and lines are sorted by customer.
  void add_examined(const Batch& batch) {
    const auto& customers = batch.orders.customer_id;
    std::size_t order = 0, line = 0, first_order = 0, first_line = 0;  // the latter two of the customer at hand
    bool last_is_examined = false;
    while (order < customers.size()) {
      const std::int64_t index = customers[order] - world_->scenario.first_customer_id;
      const std::int64_t run = index >> log_run;
      last_is_examined = (run & (every_ - 1)) == 0;
      if (!last_is_examined) {
        const std::int64_t next_run = (run | (every_ - 1)) + 1;
        const std::int64_t next = world_->scenario.first_customer_id + (next_run << log_run);
        order = first_from(customers, order, next);
        line = first_from(batch.lines.customer_id, line, next);
        continue;
      }
      if (index != customer_) {
        customer_ = index;
        first_order = order;
        first_line = line;
        parts_.begin_customer();
      }
      parts_.add(static_cast<std::size_t>(index - unit_), batch, order, line);
      line += static_cast<std::size_t>(batch.orders.n_lines[order]);
      ++order;
    }
    if (last_is_examined && batch.end_customer == 0) parts_.keep(batch, first_order, first_line);
  }

  static std::size_t first_from(std::span<const std::int64_t> ids, std::size_t begin, std::int64_t id) {
    return static_cast<std::size_t>(std::ranges::lower_bound(ids.subspan(begin), id) - ids.begin());
  }

  const World* world_;
  SelfCheckOptions options_;
  std::int64_t every_ = 1;
  check::Parts<World> parts_;
  check::LedgerCheck ledger_;
  std::vector<std::uint32_t> examined_;  // positions in the unit
  std::int64_t unit_ = 0, customer_ = -1;
  std::int64_t n_customers_ = 0, n_examined_ = 0, n_wrong_customers_ = 0;
};

}  // namespace retailsim
