#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <retailsim/basket/class_tables.hpp>
#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/detail/positions.hpp>
#include <retailsim/random/alias_tables.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// SKUs drawn with weights from one of several tables, never one that is not launched yet: what basket models are made
/// of. In table t, SKU i has weight popularity_i * factor_ti; a line of an order at time s draws SKU i with probability
///
///     P(i | t, s) = w_ti / sum of w_tj over SKUs j launched by s.
///
/// The word of attempt 0 gives a SKU of the whole table; while that is not launched, the next attempt of the same
/// address gives another. So a line's SKU changes with neither the launches to come nor the order of work. A line that
/// has failed `n_attempts` times takes its SKU from the launched ones by cumulated weights: the law stays exact where
/// hardly anything is launched.
class SkuChoice {
 public:
  static constexpr std::size_t chunk_size = Draws::chunk_size;
  static constexpr std::uint16_t n_attempts = 24;

  SkuChoice() = default;

  /// Beyond so many cells of all tables (24 MB), classes are drawn first: see ClassTables. The law is the same.
  static constexpr std::size_t most_cells = std::size_t{1} << 20;

  /// \param factors  none: one table of factor 1
  /// \param opening  the first day on which something may be sold
  /// \param owner    the model, for the message
  /// \throws std::invalid_argument if a table has no SKU of positive weight launched by `opening`
  SkuChoice(const Catalogue& catalogue, const std::optional<ClassFactors>& factors, Date opening,
            const std::string& owner)
      : launched_at_(catalogue.n_skus()), opening_(opening.start()) {
    const std::size_t n = catalogue.n_skus(), n_tables = factors ? factors->n_tables() : 1;
    for (std::size_t i = 0; i < n; ++i) {
      launched_at_[i] = Date{catalogue.launched_on[i]}.start();
      if (catalogue.popularity[i] > 0) last_launch_ = std::max(last_launch_, launched_at_[i]);
    }
    if (n_tables > 1 && n_tables * n > most_cells) {
      tables_ = ClassTables(catalogue.popularity, *factors);
    } else {
      std::vector<double> weights(n_tables * n);
      for (std::size_t cell = 0; cell < weights.size(); ++cell) {
        weights[cell] = catalogue.popularity[cell % n] * (factors ? factors->factor(cell / n, cell % n) : 1.0);
      }
      tables_ = AliasTables(n, weights);
    }
    for (std::size_t t = 0; t < n_tables; ++t) {
      if (!(launched_share(t, opening.start(), {}) > 0)) {
        detail::invalid(owner + ": number of SKUs with popularity > 0 launched by " + to_string(opening),
                        "at least 1 for each group of customers", "0");
      }
    }
  }

  std::size_t n_tables() const {
    return std::visit([](const auto& tables) { return tables.n_tables(); }, tables_);
  }
  std::size_t n_skus() const { return launched_at_.size(); }
  /// Nothing of a SKU is sold before this time.
  Seconds launched_at(std::size_t sku_index) const { return launched_at_[sku_index]; }
  /// Share of the whole weight of table t, launched or not.
  double table_share(std::size_t t, std::size_t sku_index) const { return in_table(t, sku_index); }

  /// Writes the SKU of each line: attempt 0 first, further attempts where that one is not launched.
  /// \param skus    shape {n}, n <= chunk_size
  /// \param tables  table of each line; empty: table 0 for all
  /// \param words   of each line, attempt 0 of `draws`; 64 bits each
  /// \param first   position in `lines` of element 0 of `draws`
  /// \param places  which elements of `draws` these lines are; empty: element i is line i
  void choose(std::span<std::uint32_t> skus, std::span<const std::uint32_t> tables,
              std::span<const std::uint64_t> words, const LineBlock& lines, std::size_t first, const Draws& draws,
              std::span<const std::uint32_t> places = {}) const {
    assert(skus.size() <= chunk_size && words.size() == skus.size());
    assert(tables.empty() || tables.size() == skus.size());
    assert(places.empty() || places.size() == skus.size());
    static constexpr std::uint32_t table_0[chunk_size] = {};
    if (tables.empty()) tables = std::span<const std::uint32_t>(table_0, skus.size());
    fill(words, tables, skus);
    redraw_unlaunched(skus, tables, lines, first, draws, places);
  }

  /// Exact probability that a line of an order on `day` is of a SKU in the set, when it draws from table t.
  /// \param members  1 for each SKU in the set, shape {n_skus}
  double share(std::size_t t, std::span<const std::uint8_t> members, Date day) const {
    return launched_share(t, day.start(), members) / launched_share(t, day.start(), {});
  }

  /// The days on which the shares change, in order: launches of SKUs that some table can give.
  std::vector<Date> launch_days() const {
    std::vector<Date> days;
    for (std::size_t i = 0; i < n_skus(); ++i) {
      bool sold = false;
      for (std::size_t t = 0; t < n_tables() && !sold; ++t) sold = in_table(t, i) > 0;
      if (sold) days.push_back(date_of(launched_at_[i]));
    }
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

  /// Exact probability of one SKU on `day`, when a line draws from table t.
  double probability(std::size_t t, std::size_t sku_index, Date day) const {
    if (launched_at_[sku_index] > day.start()) return 0;
    return in_table(t, sku_index) / launched_share(t, day.start(), {});
  }

 private:
  void fill(std::span<const std::uint64_t> words, std::span<const std::uint32_t> tables,
            std::span<std::uint32_t> skus) const {
    std::visit([&](const auto& all) { all.fill(words, tables, skus); }, tables_);
  }

  double in_table(std::size_t t, std::size_t sku_index) const {
    return std::visit([&](const auto& tables) { return tables.probability(t, sku_index); }, tables_);
  }

  /// Sum, in order of SKUs, of the shares of those launched by a time; of those in the set, if there is one.
  double launched_share(std::size_t t, Seconds at, std::span<const std::uint8_t> members) const {
    double sum = 0;
    for (std::size_t i = 0; i < n_skus(); ++i) {
      if (launched_at_[i] <= at && (members.empty() || members[i])) sum += in_table(t, i);
    }
    return sum;
  }

  void redraw_unlaunched(std::span<std::uint32_t> skus, std::span<const std::uint32_t> tables, const LineBlock& lines,
                         std::size_t first, const Draws& draws, std::span<const std::uint32_t> places) const {
    const auto place = [&](std::size_t i) { return places.empty() ? i : places[i]; };
    const auto ordered_at = [&](std::size_t i) { return lines.orders->ordered_at[lines.order[first + place(i)]]; };
    if (last_launch_ <= opening_) return;
    std::uint8_t is_early[chunk_size];
    std::uint32_t failed[chunk_size + 1];
    const Seconds* const launched_at = launched_at_.data();
    if (places.empty()) {
      const std::uint32_t* const order = lines.order.data() + first;
      const Seconds* const at = lines.orders->ordered_at.data();
      for (std::size_t i = 0; i < skus.size(); ++i) is_early[i] = launched_at[skus[i]] > at[order[i]];
    } else {
      for (std::size_t i = 0; i < skus.size(); ++i) is_early[i] = launched_at[skus[i]] > ordered_at(i);
    }
    std::size_t n_failed =
        detail::positions_of(std::span<const std::uint8_t>(is_early, skus.size()), std::span(failed));
    std::uint64_t entities[chunk_size], words[chunk_size];
    std::uint32_t indices[chunk_size], failed_tables[chunk_size], redrawn[chunk_size];
    for (std::uint16_t attempt = 1; n_failed > 0; ++attempt) {
      for (std::size_t k = 0; k < n_failed; ++k) {
        entities[k] = draws.entity(place(failed[k]));
        indices[k] = draws.index_of(place(failed[k]));
        failed_tables[k] = tables[failed[k]];
      }
      const Draws again{.seed = draws.seed,
                        .purpose = draws.purpose,
                        .entities = std::span<const std::uint64_t>(entities, n_failed),
                        .indices = std::span<const std::uint32_t>(indices, n_failed)};
      again.words(std::span<std::uint64_t>(words, n_failed), attempt);
      if (attempt > n_attempts) {
        for (std::size_t k = 0; k < n_failed; ++k) {
          skus[failed[k]] = by_cumulated_weight(failed_tables[k], ordered_at(failed[k]), words[k]);
        }
        return;
      }
      fill(std::span<const std::uint64_t>(words, n_failed), std::span<const std::uint32_t>(failed_tables, n_failed),
           std::span<std::uint32_t>(redrawn, n_failed));
      std::size_t n_left = 0;
      for (std::size_t k = 0; k < n_failed; ++k) {
        const std::uint32_t i = failed[k];
        skus[i] = redrawn[k];
        failed[n_left] = i;
        n_left += launched_at_[redrawn[k]] > ordered_at(i);
      }
      n_failed = n_left;
    }
  }

  std::uint32_t by_cumulated_weight(std::size_t t, Seconds at, std::uint64_t word) const {
    // 53 bits of the word, so that the conversion is exact and the target stays below the sum.
    const double target = launched_share(t, at, {}) * (static_cast<double>(word >> 11) * 0x1p-53);
    double sum = 0;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < n_skus(); ++i) {
      const double share = in_table(t, i);
      if (launched_at_[i] > at || !(share > 0)) continue;
      last = static_cast<std::uint32_t>(i);
      sum += share;
      if (sum > target) break;
    }
    return last;
  }

  std::vector<Seconds> launched_at_;
  Seconds opening_ = std::numeric_limits<Seconds>::max();      // nothing is sold before
  Seconds last_launch_ = std::numeric_limits<Seconds>::min();  // of the SKUs that some table can give
  std::variant<AliasTables, ClassTables> tables_{AliasTables(1, std::array{1.0})};
};

}  // namespace retailsim
