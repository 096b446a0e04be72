#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim {

/// What customers can be told apart by.
enum class Trait : std::uint8_t { gender, country, channel, segment, loyalty_tier, age };

/// Customers who share a value of a trait: `CustomerSet{Trait::gender, "female"}`, `CustomerSet::ages(20, 30)`.
struct CustomerSet {
  Trait trait = Trait::gender;
  std::string value{};  ///< label; not for ages
  int age_from = 0;     ///< age at registration in completed years: from this one on,
  int age_to = 200;     ///< and below this one

  static CustomerSet ages(int from, int to) { return {Trait::age, {}, from, to}; }

  bool operator==(const CustomerSet&) const = default;
  std::string text() const {
    if (trait != Trait::age) return std::string(name(trait)) + " \"" + value + '"';
    return "age " + std::to_string(age_from) + " to " + std::to_string(age_to - 1);
  }

  static std::string_view name(Trait trait) {
    constexpr std::string_view names[] = {"gender", "country", "channel", "segment", "loyalty_tier", "age"};
    return names[static_cast<std::size_t>(trait)];
  }
};

/// Completed years between two days.
constexpr int years_between(Date earlier, Date later) {
  const auto a = earlier.ymd(), b = later.ymd();
  const bool before_birthday = std::pair{b.month(), b.day()} < std::pair{a.month(), a.day()};
  return static_cast<int>(b.year()) - static_cast<int>(a.year()) - (before_birthday ? 1 : 0);
}

/// Customers sorted into groups such that each of the given sets is a union of groups: one group for each combination
/// of the labels that occur in the sets (all other labels of a trait count as one) and of the age bands that the sets'
/// bounds cut. Without sets there is one group.
class CustomerGroups {
 public:
  static constexpr std::size_t max_size = 256;

  CustomerGroups() = default;

  /// \param owner  the model, for the message
  /// \throws std::invalid_argument on an unknown label, a band without ages, or more than `max_size` groups
  CustomerGroups(std::span<const CustomerSet> sets, const TraitLabels& labels, const std::string& owner)
      : sets_(sets.begin(), sets.end()) {
    for (const Trait trait : {Trait::gender, Trait::country, Trait::channel, Trait::segment, Trait::loyalty_tier}) {
      add_labels(trait, labels_of(labels, trait), owner);
    }
    add_ages(owner);
  }

  std::size_t size() const { return size_; }

  /// Writes the group of each customer, from 0; shape {customers.size()}. The customers have traits and registration.
  void write(std::span<std::uint32_t> groups, const CustomerBlock& customers) const {
    std::ranges::fill(groups, 0u);
    for (const Axis& axis : axes_) {
      if (axis.trait == Trait::age) {
        for (std::size_t c = 0; c < groups.size(); ++c) {
          const int age = years_between(Date{customers.traits.birth_date[c]}, date_of(customers.registered_at[c]));
          const auto band = std::ranges::upper_bound(axis.cuts, age) - axis.cuts.begin();
          groups[c] += static_cast<std::uint32_t>(band) * axis.stride;
        }
      } else {
        const std::span<const std::uint8_t> codes = codes_of(customers.traits, axis.trait);
        for (std::size_t c = 0; c < groups.size(); ++c) groups[c] += axis.step_of_code[codes[c]];
      }
    }
  }

  /// Whether the customers of a group are in the set of that number.
  bool contains(std::size_t set, std::size_t group) const {
    const CustomerSet& wanted = sets_[set];
    for (const Axis& axis : axes_) {
      if (axis.trait != wanted.trait) continue;
      const std::size_t digit = group / axis.stride % axis.n_digits();
      if (axis.trait != Trait::age) return axis.names[digit] == wanted.value;
      // A band lies wholly inside or outside of a set of ages: its lower bound tells which.
      return digit > 0 && axis.cuts[digit - 1] >= wanted.age_from && axis.cuts[digit - 1] < wanted.age_to;
    }
    return false;
  }

  /// `gender female, age 20 to 29`; `all` where there is one group.
  std::string text(std::size_t group) const {
    std::string result;
    for (const Axis& axis : axes_) {
      if (!result.empty()) result += ", ";
      result += std::string(CustomerSet::name(axis.trait)) + ' ' + axis.names[group / axis.stride % axis.n_digits()];
    }
    return result.empty() ? "all" : result;
  }

 private:
  /// One trait that occurs in the sets: a digit of the group's number.
  struct Axis {
    Trait trait{};
    std::uint32_t stride = 1;
    std::vector<std::string> names{};               ///< of each digit
    std::array<std::uint32_t, 256> step_of_code{};  ///< digit * stride, by code of the label
    std::vector<int> cuts{};                        ///< ages: digit d holds ages from cuts[d - 1] to below cuts[d]
    std::size_t n_digits() const { return names.size(); }
  };

  static const Labels& labels_of(const TraitLabels& labels, Trait trait) {
    const Labels* of[] = {&labels.gender, &labels.country, &labels.channel, &labels.segment, &labels.loyalty_tier};
    return *of[static_cast<std::size_t>(trait)];
  }
  static std::span<const std::uint8_t> codes_of(const Traits& traits, Trait trait) {
    const std::span<const std::uint8_t> of[] = {traits.gender, traits.country, traits.channel, traits.segment,
                                                traits.loyalty_tier};
    return of[static_cast<std::size_t>(trait)];
  }

  void add_labels(Trait trait, const Labels& labels, const std::string& owner) {
    Axis axis{.trait = trait, .stride = static_cast<std::uint32_t>(size_)};
    for (const CustomerSet& set : sets_) {
      if (set.trait != trait) continue;
      if (std::ranges::find(labels, set.value) == labels.end()) {
        detail::invalid(owner + ": " + std::string(CustomerSet::name(trait)), "one that the population has",
                        '"' + set.value + '"');
      }
      if (std::ranges::find(axis.names, set.value) == axis.names.end()) axis.names.push_back(set.value);
    }
    if (axis.names.empty()) return;
    const std::size_t n_named = axis.names.size();
    for (std::size_t code = 0; code < labels.size(); ++code) {
      const auto found =
          std::find(axis.names.begin(), axis.names.begin() + static_cast<std::ptrdiff_t>(n_named), labels[code]);
      const auto digit = static_cast<std::uint32_t>(found - axis.names.begin());
      if (digit == n_named && axis.names.size() == n_named) axis.names.emplace_back("other");
      axis.step_of_code[code] = digit * axis.stride;
    }
    add(std::move(axis), owner);
  }

  void add_ages(const std::string& owner) {
    Axis axis{.trait = Trait::age, .stride = static_cast<std::uint32_t>(size_)};
    for (const CustomerSet& set : sets_) {
      if (set.trait != Trait::age) continue;
      detail::in_range(set.age_from, 0, 199, owner + ": age_from");
      detail::in_range(set.age_to, set.age_from + 1, 200, owner + ": age_to");
      axis.cuts.push_back(set.age_from);
      axis.cuts.push_back(set.age_to);
    }
    if (axis.cuts.empty()) return;
    std::ranges::sort(axis.cuts);
    axis.cuts.erase(std::unique(axis.cuts.begin(), axis.cuts.end()), axis.cuts.end());
    axis.names.push_back("below " + std::to_string(axis.cuts.front()));
    for (std::size_t i = 1; i < axis.cuts.size(); ++i) {
      axis.names.push_back(std::to_string(axis.cuts[i - 1]) + " to " + std::to_string(axis.cuts[i] - 1));
    }
    axis.names.push_back(std::to_string(axis.cuts.back()) + " and more");
    add(std::move(axis), owner);
  }

  void add(Axis axis, const std::string& owner) {
    size_ *= axis.n_digits();
    detail::in_range<std::size_t>(size_, 1, max_size, owner + ": number of groups of customers that the rules make");
    axes_.push_back(std::move(axis));
  }

  std::vector<CustomerSet> sets_;
  std::vector<Axis> axes_;
  std::size_t size_ = 1;
};

}  // namespace retailsim
