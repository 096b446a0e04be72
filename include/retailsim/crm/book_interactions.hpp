#pragma once

#include <algorithm>
#include <array>
#include <cmath>
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
    topics_.draw(world.config.seed, Purpose::interaction_traits, ids_, {}, 1);
    notes_a_.draw(world.config.seed, Purpose::interaction_note, ids_, {}, 0);
    notes_b_.draw(world.config.seed, Purpose::interaction_note, ids_, {}, 1);
    const TimeZone& zone = time_zones()[seller.place.zone];
    const std::size_t first_company = rows.companies.company_id.size() - companies.companies().size();
    const std::size_t first_deal = rows.opportunities.opportunity_id.size() - deals.deals().size();
    InteractionColumns<VectorColumn>& to = rows.interactions;
    const InteractionConfig& config = world.config.interactions;
    std::array<SentimentRange, 4> sentiments;
    for (std::size_t o = 0; o < 4; ++o)
      sentiments[o] = SentimentRange(config.sentiment_from[o], config.sentiment_to[o]);
    const auto days = static_cast<std::uint32_t>(config.next_step_days_to - config.next_step_days_from) + 1;
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
      // What nobody came to has no length, though its time was kept free.
      const bool is_silent = interaction.outcome == static_cast<std::uint8_t>(Outcome::no_response);
      to.duration_minutes.push_back(is_silent ? 0 : interaction.minutes);
      to.outcome.push_back(interaction.outcome);
      to.sentiment.push_back(sentiments[interaction.outcome](words.word(0)));
      NoteFacts facts{.type = static_cast<InteractionType>(interaction.type),
                      .outcome = static_cast<Outcome>(interaction.outcome),
                      .stage = interaction.stage,
                      .contact = companies.contact_name(contact),
                      .given_name = given_name(companies.people()[contact], Script::latin),
                      .company = first_word(rows.companies.name_latin[first_company + deal.company]),
                      .product = {},
                      .other_product = {},
                      .competitor = {},
                      .topic_name = {},
                      .heads = static_cast<std::uint32_t>(rows.companies.head_count[first_company + deal.company])};
      add_topics(world, deals.lines(deal), rows.opportunities.competitors[first_deal + interaction.deal], topics_[i],
                 words.word(1), facts, to.topics);
      const bool bad = facts.outcome == Outcome::negative || facts.outcome == Outcome::no_response;
      const bool planned = words.word(2) < coin_threshold(bad ? config.planned_after_bad : config.planned);
      if (planned) {
        const Date next = weekday_after(date_of(local), config.next_step_days_from + words.below(3, days));
        facts.next_day = weekday_names[static_cast<std::size_t>(next.weekday())];
        writer().append_next_step(facts, notes_b_[i].word(3), to.next_step);
        to.next_step_date.push_back(next.days);
      } else {
        to.next_step.append({});
        to.next_step_date.push_back(no_date);
      }
      writer().append_note(facts, notes_a_[i], notes_b_[i], to.notes);
    }
  }

 private:
  static constexpr std::array<std::string_view, 5> weekday_names{"Monday", "Tuesday", "Wednesday", "Thursday",
                                                                 "Friday"};

  static const NoteWriter& writer() {
    static const NoteWriter the_writer;
    return the_writer;
  }

  // In hundredths: the sum of two numbers, each over half the range, so that the middle is likelier than the ends.
  struct SentimentRange {
    std::int32_t low = 0;
    std::uint32_t half = 0, other = 0;

    SentimentRange() = default;
    SentimentRange(double from, double to) : low(hundredths(from)) {
      const auto width = static_cast<std::uint32_t>(hundredths(to) - low);
      half = width / 2;
      other = width - half;
    }
    static std::int32_t hundredths(double x) { return static_cast<std::int32_t>(std::floor(std::fma(x, 100, 0.5))); }
    double operator()(std::uint32_t word) const {
      const auto sum = Words::scaled(word & 0xFFFF0000, half + 1) + Words::scaled(word << 16, other + 1);
      return static_cast<double>(low + static_cast<std::int32_t>(sum)) / 100;
    }
  };

  static Date weekday_after(Date date, std::uint32_t days) {
    const Date then = date + static_cast<int>(days);
    return then + (then.weekday() < 5 ? 0 : 7 - then.weekday());
  }

  static std::string_view first_word(std::string_view name) { return name.substr(0, name.find(' ')); }

  // One or two things that belong to the stage, and often the product. Competitors are a topic only where there are
  // some; where not, it is the price.
  static void add_topics(const SalesWorld& world, std::span<const DealLine> lines,
                         std::span<const std::int16_t> competitors, const Words& words, std::uint32_t word,
                         NoteFacts& facts, ListColumn<std::int16_t>& to) {
    static const auto code = [](const char* name) {
      return static_cast<std::uint8_t>(std::ranges::find(topic_labels, name) - topic_labels.begin());
    };
    static const std::uint8_t competitor_topic = code("competitors"), price_topic = code("pricing");
    const std::vector<std::uint8_t>& of_stage = world.topics[facts.stage];
    const auto n = static_cast<std::uint32_t>(of_stage.size());
    const auto topic_at = [&](std::uint32_t place) {
      const std::uint8_t topic = of_stage[place % n];
      return topic == competitor_topic && competitors.empty() ? price_topic : topic;
    };
    const std::uint32_t first = words.below(0, n);
    facts.topic = topic_at(first);
    if (n > 1 && words.word(1) < coin_threshold(world.config.interactions.second_topic)) {
      const std::size_t second = topic_at(first + 1 + Words::scaled(word, n - 1));
      if (second != facts.topic) facts.second_topic = second;
    }
    facts.topic_name = world.labels.topics[facts.topic];
    to.push(static_cast<std::int16_t>(facts.topic));
    if (facts.second_topic != NoteFacts::no_topic) to.push(static_cast<std::int16_t>(facts.second_topic));
    const std::size_t line = words.below(2, static_cast<std::uint32_t>(lines.size()));
    if (words.word(3) < coin_threshold(world.config.interactions.product_topic)) {
      to.push(
          static_cast<std::int16_t>(SalesLabels::n_plain_topics() + static_cast<std::int16_t>(lines[line].product)));
    }
    to.end_row();
    facts.product = world.products[lines[line].product].name;
    // Where there is one line only, they may still come to want what stands next in the list.
    const std::size_t other =
        lines.size() > 1 ? lines[(line + 1) % lines.size()].product : (lines[line].product + 1) % world.products.size();
    facts.other_product = world.products[other].name;
    if (!competitors.empty()) {
      // The low half of the word: its high end chose the second topic.
      const std::uint32_t rival = Words::scaled(word << 16, static_cast<std::uint32_t>(competitors.size()));
      facts.competitor = world.labels.competitors[static_cast<std::size_t>(competitors[rival])];
    }
  }

  std::vector<std::uint64_t> ids_;
  WordBlocks traits_, topics_, notes_a_, notes_b_;
};

}  // namespace retailsim::crm
