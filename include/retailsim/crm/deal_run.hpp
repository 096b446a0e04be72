#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <retailsim/crm/appointments.hpp>
#include <retailsim/crm/business_time.hpp>
#include <retailsim/crm/deal_law.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>

namespace retailsim::crm {

/// One interaction, before it is told in words.
struct DealInteraction {
  std::int64_t id = 0;
  std::uint32_t deal = 0;     ///< place among the deals of the book
  std::uint32_t contact = 0;  ///< place among the contacts of the company
  std::uint8_t type = 0, outcome = 0, stage = 0;
  std::int32_t minutes = 0;  ///< 0: an e-mail
  Seconds start = 0;         ///< UTC

  Seconds end() const { return start + Seconds{minutes} * 60; }
};

/// A stage and when it was entered, UTC.
struct StageEntry {
  Stage stage{};
  Seconds at = 0;
  bool timed_out = false;  ///< of a loss
};

/// What a deal is when it begins.
struct DealStart {
  std::int64_t id = 0;
  std::uint32_t deal = 0;  ///< place among the deals of the book
  std::size_t size = 0;    ///< size class
  double strength = 0;
  Ticks begins = 0;
  std::uint32_t n_contacts = 1;
  std::uint32_t main_contact = 0;
};

/// Runs the process of crm/deal_law.hpp event by event, in the hours that seller and company share.
///
/// Event e of a deal takes the words at (deal, e): one for the gap, an exponential number of mean 1 over the hazards'
/// sum, one for what happens. Calls, meetings and demos go into the seller's calendar: where their time is taken, they
/// move to the next one that is free, so of two that clash the one of the later deal moves, as deals are run in the
/// order of their ids. The process stands still until the interaction has ended, so nothing comes before its cause.
class DealRun {
 public:
  /// Appends the stages and interactions of the deal that come to an end before `config.to`.
  void run(const SalesWorld& world, const SharedHours& hours, const DealStart& deal, Appointments& calendar,
           std::vector<StageEntry>& stages, std::vector<DealInteraction>& interactions) {
    const StrengthFactors factors = world.law.factors(deal.strength);
    std::array<std::uint64_t, n_open_stages> good_thresholds;
    for (std::size_t stage = 0; stage < n_open_stages; ++stage)
      good_thresholds[stage] = coin_threshold(factors.good[stage]);
    const Seconds until = world.config.to.start();
    Ticks now = deal.begins;
    Seconds at = 0;
    if (!hours.to_utc(now, at) || at >= until) return;
    stages.push_back({Stage::identified, at});
    std::size_t stage = 0, n_good = 0;
    std::int64_t n_interactions = 0;
    DealHazards hazards = world.law.hazards(deal.size, factors, stage, n_good);
    for (std::uint32_t event = 0;; ++event) {
      if (event % batch == 0) draw(world.config.seed, deal.id, event);
      const double total = hazards.advance + hazards.loss + hazards.time_out + hazards.interaction;
      now += 1 + static_cast<Ticks>(gaps_[event % batch] * (static_cast<double>(ticks_per_day) / total));
      if (!hours.to_utc(now, at) || at >= until) return;
      const double choice =
          retailsim::detail::product(static_cast<double>(choices_[event % batch] >> 11) * 0x1p-53, total);
      if (choice < hazards.interaction) {
        if (n_interactions == max_interactions) continue;  // ids have no room for more
        const Words words{details_a_[event % batch], details_b_[event % batch]};
        DealInteraction interaction{.id = deal.id << interaction_bits | ++n_interactions,
                                    .deal = deal.deal,
                                    .contact = contact_of(world, deal, words.word(3)),
                                    .type = static_cast<std::uint8_t>(world.types[stage](words.word(0))),
                                    .stage = static_cast<std::uint8_t>(stage),
                                    .start = at};
        const bool good = words.word(1) < good_thresholds[stage];
        interaction.outcome = static_cast<std::uint8_t>(good ? Outcome::positive : not_good(world, words));
        const std::int64_t day = arrange(world, hours, now / ticks_per_day, words.word(2), calendar, interaction);
        if (interaction.end() > until) return;
        interactions.push_back(interaction);
        now = hours.first_tick(day, interaction.end());
        if (good) ++n_good;
      } else if (choice < hazards.interaction + hazards.advance) {
        ++stage;
        stages.push_back({static_cast<Stage>(stage), at});
        if (stage == n_open_stages) return;
      } else {
        const bool timed_out = !(choice < hazards.interaction + hazards.advance + hazards.loss);
        stages.push_back({Stage::lost, at, timed_out});
        return;
      }
      hazards = world.law.hazards(deal.size, factors, stage, n_good);
    }
  }

 private:
  static constexpr std::uint32_t batch = 16;

  void draw(std::uint64_t seed, std::int64_t deal, std::uint32_t first_event) {
    entities_.fill(static_cast<std::uint64_t>(deal));
    for (std::uint32_t i = 0; i < batch; ++i) indices_[i] = first_event + i;
    const Draws draws{.seed = seed, .purpose = Purpose::deal_event, .entities = entities_, .indices = indices_};
    draws.blocks(words_, choices_);
    Exponential(1).transform(words_, gaps_);
    draws.of(Purpose::deal_interaction).blocks(details_a_, details_b_);
  }

  // The deal's own contact, or any: what is left of the word above the share chooses among all.
  static std::uint32_t contact_of(const SalesWorld& world, const DealStart& deal, std::uint32_t word) {
    const std::uint64_t share = coin_threshold(world.config.interactions.main_contact);
    if (word < share) return deal.main_contact;
    return static_cast<std::uint32_t>((word - share) * deal.n_contacts / ((std::uint64_t{1} << 32) - share));
  }

  static Outcome not_good(const SalesWorld& world, const Words& words) {
    // The coin's own word decides further: its low bits are as good as new.
    const double u = static_cast<double>(words.word(1) & 0xFFFF) * 0x1p-16;
    const InteractionConfig& config = world.config.interactions;
    return u < config.negative                        ? Outcome::negative
           : u < config.negative + config.no_response ? Outcome::no_response
                                                      : Outcome::neutral;
  }

  // Gives the interaction its time; returns its business day.
  static std::int64_t arrange(const SalesWorld& world, const SharedHours& hours, std::int64_t day, std::uint32_t word,
                              Appointments& calendar, DealInteraction& interaction) {
    if (interaction.type == static_cast<std::uint8_t>(InteractionType::email)) return day;
    const InteractionConfig& config = world.config.interactions;
    const bool call = interaction.type == static_cast<std::uint8_t>(InteractionType::call);
    const auto& lengths = call ? config.call_minutes
                          : interaction.type == static_cast<std::uint8_t>(InteractionType::meeting)
                              ? config.meeting_minutes
                              : config.demo_minutes;
    const std::int32_t minutes = lengths[Words::scaled(word, static_cast<std::uint32_t>(lengths.size()))];
    const Seconds step = call ? 300 : 900;
    for (std::int64_t d = day; d < std::min(day + SalesWorld::most_days_moved, hours.n_days()); ++d) {
      const UtcInterval shared = hours.hours(d);
      const Seconds from = d == day ? (interaction.start + step - 1) / step * step : shared.begin;
      if (const auto start = calendar.book(from, shared.end, Seconds{minutes} * 60, step)) {
        interaction.start = *start;
        interaction.minutes = minutes;
        return d;
      }
    }
    interaction.type = static_cast<std::uint8_t>(InteractionType::email);
    return day;
  }

  std::array<std::uint64_t, batch> entities_, words_, choices_, details_a_, details_b_;
  std::array<std::uint32_t, batch> indices_;
  std::array<double, batch> gaps_;
};

}  // namespace retailsim::crm
