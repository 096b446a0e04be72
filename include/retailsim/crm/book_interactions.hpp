#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <retailsim/crm/book_companies.hpp>
#include <retailsim/crm/book_deals.hpp>
#include <retailsim/crm/notes.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>
#include <retailsim/crm/seller.hpp>

namespace retailsim::crm {

/// Tells the interactions of a book: time in the seller's zone, sentiment, topics, notes, next step. Buffers are kept
/// between books.
class BookInteractions {
 public:
  /// Appends the rows; `rows.companies` and `rows.opportunities` end with those of the book.
  void make(const SalesWorld& world, const Seller& seller, const BookCompanies& companies, const BookDeals& deals,
            SalesRows& rows) {
    const std::vector<DealInteraction>& all = deals.interactions();
    ids_.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) ids_[i] = static_cast<std::uint64_t>(all[i].id);
    traits_.draw(world.config.seed, Purpose::interaction_traits, ids_);
    notes_a_.draw(world.config.seed, Purpose::interaction_note, ids_, {}, 0);
    notes_b_.draw(world.config.seed, Purpose::interaction_note, ids_, {}, 1);
    const TimeZone& zone = time_zones()[seller.place.zone];
    const std::size_t first_company = rows.companies.company_id.size() - companies.companies().size();
    const std::size_t first_deal = rows.opportunities.opportunity_id.size() - deals.deals().size();
    InteractionColumns<VectorColumn>& to = rows.interactions;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const DealInteraction& interaction = all[i];
      const BookDeal& deal = deals.deals()[interaction.deal];
      const BookCompany& company = companies.companies()[deal.company];
      const std::size_t contact = company.first_contact + interaction.contact;
      const Words words = traits_[i];
      to.interaction_id.push_back(interaction.id);
      to.opportunity_id.push_back(deal.id);
      to.contact_id.push_back(company.id << contact_bits | (interaction.contact + 1));
      to.sales_person_id.push_back(seller.id);
      to.type.push_back(interaction.type);
      to.start_utc.push_back(interaction.start * micros_per_second);
      const Seconds local = utc_to_local(zone, interaction.start);
      to.start_local.push_back(local * micros_per_second);
      to.time_zone.push_back(seller.place.zone);
      to.duration_minutes.push_back(interaction.minutes);
      to.outcome.push_back(interaction.outcome);
      to.sentiment.push_back(sentiment(interaction.outcome, words.word(0)));
      NoteFacts facts{.type = static_cast<InteractionType>(interaction.type),
                      .outcome = static_cast<Outcome>(interaction.outcome),
                      .stage = interaction.stage,
                      .contact = companies.contact_name(contact),
                      .given_name = given_name(companies.people()[contact], Script::latin),
                      .company = first_word(rows.companies.name_latin[first_company + deal.company]),
                      .product = {},
                      .other_product = {},
                      .competitor = {},
                      .topic_name = {}};
      add_topics(world, deals.lines(deal), rows.opportunities.competitors[first_deal + interaction.deal], words.word(1),
                 facts, to.topics);
      writer().append_note(facts, notes_a_[i], notes_b_[i], to.notes);
      const InteractionConfig& config = world.config.interactions;
      const bool bad = facts.outcome == Outcome::negative || facts.outcome == Outcome::no_response;
      const bool planned = words.word(2) < coin_threshold(bad ? config.planned_after_bad : config.planned);
      if (planned) {
        writer().append_next_step(facts, notes_b_[i].word(3), to.next_step);
      } else {
        to.next_step.append({});
      }
      to.next_step_date.push_back(planned ? weekday_after(date_of(local), 1 + words.below(3, 14)).days : no_date);
    }
  }

 private:
  static const NoteWriter& writer() {
    static const NoteWriter the_writer;
    return the_writer;
  }

  // In hundredths, the middle of each outcome's range likelier than its ends: positive 0.15 to 0.95, neutral -0.25 to
  // 0.35, negative -0.95 to -0.15, no response -0.3 to 0.1.
  static double sentiment(std::uint8_t outcome, std::uint32_t word) {
    constexpr std::array<std::int32_t, 4> low{15, -25, -95, -30};
    constexpr std::array<std::uint32_t, 4> half{40, 30, 40, 20};
    const auto sum = Words::scaled(word & 0xFFFF0000, half[outcome] + 1) + Words::scaled(word << 16, half[outcome] + 1);
    return static_cast<double>(low[outcome] + static_cast<std::int32_t>(sum)) / 100;
  }

  static Date weekday_after(Date date, std::uint32_t days) {
    const Date then = date + static_cast<int>(days);
    return then + (then.weekday() < 5 ? 0 : 7 - then.weekday());
  }

  static std::string_view first_word(std::string_view name) { return name.substr(0, name.find(' ')); }

  // One or two things that belong to the stage, and in two of three cases the product. Competitors are a topic only
  // where there are some.
  static void add_topics(const SalesWorld& world, std::span<const DealLine> lines,
                         std::span<const std::int16_t> competitors, std::uint32_t word, NoteFacts& facts,
                         ListColumn<std::int16_t>& to) {
    static constexpr std::array<std::array<std::uint8_t, 6>, n_open_stages> of_stage{
        {{0, 4, 13, 15, 1, 3}, {0, 1, 2, 3, 5, 6}, {8, 6, 7, 11, 14, 5}, {9, 10, 8, 11, 12, 14}}};
    constexpr std::uint8_t competitor_topic = 14, price_topic = 8;
    const auto topic_at = [&](std::uint32_t place) {
      const std::uint8_t topic = of_stage[facts.stage][place % 6];
      return topic == competitor_topic && competitors.empty() ? price_topic : topic;
    };
    const std::uint32_t first = Words::scaled(word, 6);
    facts.topic = topic_at(first);
    const std::size_t second = topic_at(first + 1 + (word >> 8) % 5);
    if ((word & 1) != 0 && second != facts.topic) facts.second_topic = second;
    facts.topic_name = world.labels.topics[facts.topic];
    to.push(static_cast<std::int16_t>(facts.topic));
    if (facts.second_topic != NoteFacts::no_topic) to.push(static_cast<std::int16_t>(facts.second_topic));
    const std::size_t line = (word >> 1 & 0xFF) % lines.size();
    if ((word >> 16 & 0xFF) < 170) {
      to.push(static_cast<std::int16_t>(SalesLabels::n_plain_topics + static_cast<std::int16_t>(lines[line].product)));
    }
    to.end_row();
    facts.product = world.products[lines[line].product].name;
    // Where there is one line only, they may still come to want what stands next in the list.
    const std::size_t other =
        lines.size() > 1 ? lines[(line + 1) % lines.size()].product : (lines[line].product + 1) % world.products.size();
    facts.other_product = world.products[other].name;
    if (!competitors.empty()) {
      facts.competitor = competitor_labels[static_cast<std::size_t>(competitors[(word >> 24) % competitors.size()])];
    }
  }

  std::vector<std::uint64_t> ids_;
  WordBlocks traits_, notes_a_, notes_b_;
};

}  // namespace retailsim::crm
