#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/crm/book_companies.hpp>
#include <retailsim/crm/deal_run.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>
#include <retailsim/crm/seller.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim::crm {

/// An opportunity of a book that is known.
struct BookDeal {
  std::int64_t id = 0;
  std::uint32_t company = 0;  ///< place in the book's companies
  Words traits, rivals;
  double quality = 0, strength = 0;
  bool fit = false;
  std::int64_t value = 0;                     ///< cents
  std::uint32_t first_line = 0, n_lines = 0;  ///< among those of the book
};

/// A line of an opportunity.
struct DealLine {
  std::uint32_t product = 0;  ///< from 0
  std::int16_t customisation = no_label;
  std::int64_t quantity = 0, amount = 0;
};

/// What a seller has achieved so far.
struct Achievement {
  std::int64_t n_won = 0, n_lost = 0, won_value = 0;
  Seconds won_time = 0;  ///< from beginning to end, over all won deals
};

/// The opportunities of one book, with lines, stages and the bare interactions. Buffers are kept between books.
class BookDeals {
 public:
  const std::vector<BookDeal>& deals() const { return deals_; }
  std::span<const DealLine> lines(const BookDeal& deal) const {
    return std::span(lines_).subspan(deal.first_line, deal.n_lines);
  }
  /// Those that are known, in the order of their ids.
  const std::vector<DealInteraction>& interactions() const { return known_interactions_; }
  const Achievement& achievement() const { return achievement_; }

  /// Appends the rows; `rows.companies` ends with the companies of the book, whose `customer_since` becomes the first
  /// won deal of those who had not bought before.
  void make(const SalesWorld& world, const Seller& seller, const std::vector<BookCompany>& companies, bool truth,
            SalesRows& rows) {
    begin_deals(world, companies);
    draw_traits(world, seller, companies);
    make_lines(world, companies);
    achievement_ = {};
    known_interactions_.clear();
    const Seconds known = world.config.known_until();
    calendar_.reset((world.config.from - 2).start(), (world.days.date(world.opens.n_days()) + 3).start());
    std::int32_t* const customer_since =
        rows.companies.customer_since.data() + (rows.companies.customer_since.size() - companies.size());
    std::size_t n_known = 0;
    SharedHours hours = world.shared_hours(seller.place.zone, seller.place.zone);
    std::size_t zone = seller.place.zone;
    for (std::size_t i = 0; i < deals_.size(); ++i) {
      const BookCompany& company = companies[deals_[i].company];
      if (company.place.zone != zone) {
        zone = company.place.zone;
        hours = world.shared_hours(seller.place.zone, zone);
      }
      stages_.clear();
      interactions_.clear();
      run_.run(world, hours,
               {.id = deals_[i].id,
                .deal = static_cast<std::uint32_t>(n_known),
                .size = company.size,
                .strength = deals_[i].strength,
                .begins = begins_[i],
                .n_contacts = company.n_contacts,
                .main_contact = deals_[i].traits.below(1, company.n_contacts)},
               calendar_, stages_, interactions_);
      if (stages_.empty() || stages_.front().at >= known) continue;
      write(world, seller, company, deals_[i], known, truth, customer_since[deals_[i].company], rows);
      if (n_known != i) deals_[n_known] = deals_[i];
      ++n_known;
    }
    deals_.resize(n_known);
  }

 private:
  // Opportunities begin as a Poisson process in business time: opportunity k after a gap at (company, k).
  void begin_deals(const SalesWorld& world, const std::vector<BookCompany>& companies) {
    deals_.clear();
    begins_.clear();
    const auto end = static_cast<Ticks>(world.days.count_before(world.config.to)) * ticks_per_day;
    constexpr std::size_t batch = 8;
    std::array<std::uint64_t, batch> entities, words, unused;
    std::array<std::uint32_t, batch> indices;
    std::array<double, batch> gaps;
    for (std::uint32_t c = 0; c < companies.size(); ++c) {
      entities.fill(static_cast<std::uint64_t>(companies[c].id));
      const double ticks_per_gap = static_cast<double>(ticks_per_day) / world.opportunities_per_day[companies[c].size];
      Ticks at = 0;
      for (std::uint32_t k = 0; k < max_opportunities; ++k) {
        if (k % batch == 0) {
          for (std::uint32_t i = 0; i < batch; ++i) indices[i] = k + i;
          Draws{
              .seed = world.config.seed, .purpose = Purpose::opportunity_gap, .entities = entities, .indices = indices}
              .blocks(words, unused);
          Exponential(1).transform(words, gaps);
        }
        const double gap = gaps[k % batch] * ticks_per_gap;
        if (!(gap < static_cast<double>(end))) break;
        at += static_cast<Ticks>(gap);
        if (at >= end) break;
        BookDeal& deal = deals_.emplace_back();
        deal.id = companies[c].id << opportunity_bits | (k + 1);
        deal.company = c;
        begins_.push_back(at);
      }
    }
  }

  void draw_traits(const SalesWorld& world, const Seller& seller, const std::vector<BookCompany>& companies) {
    const DealConfig& config = world.config.deals;
    const std::size_t n = deals_.size();
    ids_.resize(n);
    for (std::size_t i = 0; i < n; ++i) ids_[i] = static_cast<std::uint64_t>(deals_[i].id);
    traits_.draw(world.config.seed, Purpose::opportunity_traits, ids_);
    rivals_.draw(world.config.seed, Purpose::opportunity_rivals, ids_);
    qualities_.resize(n);
    if (n > 0) {
      Draws{.seed = world.config.seed, .purpose = Purpose::opportunity_quality, .entities = ids_}.fill(
          std::span(qualities_), Normal());
    }
    for (std::size_t i = 0; i < n; ++i) {
      BookDeal& deal = deals_[i];
      deal.traits = traits_[i];
      deal.rivals = rivals_[i];
      deal.quality = qualities_[i];
      deal.fit = seller.knows(companies[deal.company].industry);
      const double lead = config.lead_sources[world.lead_sources(deal.traits.word(0))].quality;
      deal.strength = std::fma(config.quality, deal.quality, std::fma(config.skill, seller.skill, lead));
      if (deal.fit) deal.strength += config.fit;
    }
  }

  void make_lines(const SalesWorld& world, const std::vector<BookCompany>& companies) {
    line_ids_.clear();
    line_numbers_.clear();
    lines_.clear();
    for (std::size_t i = 0; i < deals_.size(); ++i) {
      deals_[i].first_line = static_cast<std::uint32_t>(line_ids_.size());
      deals_[i].n_lines =
          std::min(world.values.n_lines(deals_[i].traits.word(2)), static_cast<std::uint32_t>(world.products.size()));
      line_ids_.insert(line_ids_.end(), deals_[i].n_lines, ids_[i]);
      for (std::uint32_t line = 1; line <= deals_[i].n_lines; ++line) line_numbers_.push_back(line);
    }
    line_words_.draw(world.config.seed, Purpose::opportunity_line, line_ids_, line_numbers_);
    for (BookDeal& deal : deals_) {
      for (std::size_t at = deal.first_line; at < deal.first_line + deal.n_lines; ++at) {
        const Words words = line_words_[at];
        DealLine line{.product = other_product(words.word(0), world.products.size(), lines(deal.first_line, at))};
        const Product& product = world.products[line.product];
        line.quantity = world.values.quantity(words.word(1), companies[deal.company].size,
                                              static_cast<std::size_t>(product.category));
        line.amount = product.amount(line.quantity);
        if (words.word(2) < coin_threshold(world.config.products.customised)) {
          line.customisation = product.options[words.below(3, static_cast<std::uint32_t>(product.options.size()))];
        }
        deal.value += line.amount;
        lines_.push_back(line);
      }
    }
  }
  std::span<const DealLine> lines(std::size_t first, std::size_t end) const {
    return std::span(lines_).subspan(first, end - first);
  }

  // The product that the word chooses; one that an earlier line has gives way to the next in the list.
  static std::uint32_t other_product(std::uint32_t word, std::size_t n_products, std::span<const DealLine> earlier) {
    const auto n = static_cast<std::uint32_t>(n_products);
    std::uint32_t product = Words::scaled(word, n);
    while (std::ranges::find(earlier, product, &DealLine::product) != earlier.end()) product = (product + 1) % n;
    return product;
  }

  void write_lines(const SalesWorld& world, const BookDeal& deal, OpportunityLineColumns<VectorColumn>& to) const {
    std::int32_t number = 0;
    for (const DealLine& line : lines(deal)) {
      const Product& product = world.products[line.product];
      to.opportunity_id.push_back(deal.id);
      to.line_no.push_back(++number);
      to.product_id.push_back(std::int64_t{line.product} + 1);
      to.quantity.push_back(static_cast<std::int32_t>(line.quantity));
      to.list_price.push_back(product.price);
      to.discount_percent.push_back(product.discount(line.quantity));
      to.amount.push_back(line.amount);
      to.customisation.push_back(line.customisation);
    }
  }

  void write(const SalesWorld& world, const Seller& seller, const BookCompany& company, const BookDeal& deal,
             Seconds known, bool truth, std::int32_t& customer_since, SalesRows& rows) {
    StageEntry last = stages_.front(), last_open = last;
    for (const StageEntry& entry : stages_) {
      if (entry.at >= known) break;
      last = entry;
      if (entry.stage < Stage::won) last_open = entry;
      rows.opportunity_stages.opportunity_id.push_back(deal.id);
      rows.opportunity_stages.stage.push_back(static_cast<std::uint8_t>(entry.stage));
      rows.opportunity_stages.entered.push_back(entry.at * micros_per_second);
    }
    std::size_t n_good = 0;
    for (const DealInteraction& interaction : interactions_) {
      if (interaction.end() > known) break;
      known_interactions_.push_back(interaction);
      if (interaction.outcome == static_cast<std::uint8_t>(Outcome::positive)) ++n_good;
    }
    const bool closed = last.stage >= Stage::won;
    const auto stage = static_cast<std::size_t>(last_open.stage);
    OpportunityColumns<VectorColumn>& to = rows.opportunities;
    to.opportunity_id.push_back(deal.id);
    to.company_id.push_back(company.id);
    to.sales_person_id.push_back(seller.id);
    to.created.push_back(stages_.front().at * micros_per_second);
    to.lead_source.push_back(static_cast<std::int16_t>(world.lead_sources(deal.traits.word(0))));
    to.status.push_back(static_cast<std::uint8_t>(status_of(last.stage)));
    to.value.push_back(deal.value);
    to.currency.push_back(0);
    const double chance = world.outlook.probability(company.size, stage, n_good);
    to.probability.push_back(last.stage == Stage::won    ? 1.0
                             : last.stage == Stage::lost ? 0.0
                                                         : std::floor(std::fma(chance, 1e4, 0.5)) / 1e4);
    to.expected_close.push_back(expected_close(world, company.size, last_open, deal.traits.word(3)));
    to.actual_close.push_back(closed ? last.at * micros_per_second : no_time);
    const std::uint32_t n_rivals = add_competitors(world, deal.rivals, to.competitors);
    to.loss_reason.push_back(last.stage == Stage::lost ? loss_reason(world, last, stage, n_rivals, deal.rivals.word(3))
                                                       : no_loss_reason);
    if (last.stage == Stage::won) {
      ++achievement_.n_won;
      achievement_.won_value += deal.value;
      achievement_.won_time += last.at - stages_.front().at;
      const std::int32_t day = date_of(last.at).days;
      // A null of dates is the least of all numbers: the first won deal comes after what was before the first day.
      if (customer_since == no_date || (customer_since >= world.config.from.days && day < customer_since)) {
        customer_since = day;
      }
    }
    if (last.stage == Stage::lost) ++achievement_.n_lost;
    write_lines(world, deal, rows.opportunity_lines);
    if (truth) write_truth(world, company, deal, last.stage, n_good, rows.opportunities_truth);
    if (world.config.as_of && !closed) {
      const StageEntry& end = stages_.back();
      const bool ended = end.stage >= Stage::won;
      rows.outcomes.opportunity_id.push_back(deal.id);
      rows.outcomes.outcome.push_back(ended ? static_cast<std::uint8_t>(end.stage) : no_loss_reason);
      rows.outcomes.closed_at.push_back(ended ? end.at * micros_per_second : no_time);
    }
  }

  static void write_truth(const SalesWorld& world, const BookCompany& company, const BookDeal& deal, Stage stage,
                          std::size_t n_good, OpportunityTruthColumns<VectorColumn>& to) {
    to.opportunity_id.push_back(deal.id);
    to.stage.push_back(static_cast<std::uint8_t>(stage));
    to.good_interactions.push_back(static_cast<std::int32_t>(n_good));
    to.quality.push_back(deal.quality);
    to.industry_fit.push_back(deal.fit ? 1 : 0);
    to.strength.push_back(deal.strength);
    to.win_probability.push_back(
        stage == Stage::won ? 1.0
        : stage == Stage::lost
            ? 0.0
            : world.law.win_probabilities(
                  company.size,
                  world.law.factors(deal.strength))[DealLaw::state(static_cast<std::size_t>(stage), n_good)]);
  }

  // The mean time that deals of this stage and size class which are won still take, times a factor in thousandths, from
  // the day the stage was entered.
  static std::int32_t expected_close(const SalesWorld& world, std::size_t size, const StageEntry& stage,
                                     std::uint32_t word) {
    const double days = world.outlook.days_to_win(size, static_cast<std::size_t>(stage.stage)) * 7 / 5;
    const auto low = static_cast<std::uint32_t>(std::fma(world.config.deals.expected_close_from, 1000, 0.5));
    const auto high = static_cast<std::uint32_t>(std::fma(world.config.deals.expected_close_to, 1000, 0.5));
    const auto factor = static_cast<double>(low + Words::scaled(word, high - low + 1)) / 1000;
    return date_of(stage.at).days + 1 + static_cast<std::int32_t>(days * factor);
  }

  static std::uint32_t add_competitors(const SalesWorld& world, const Words& words, ListColumn<std::int16_t>& to) {
    const auto n_names = static_cast<std::uint32_t>(world.labels.competitors.size());
    const std::uint32_t n = world.n_competitors(words.word(0));
    if (n > 0) {
      const std::uint32_t step = n_names > 1 ? 1 + Words::scaled(words.word(2), n_names - 1) : 1;
      std::array<bool, 256> named{};
      std::uint32_t name = words.below(1, n_names);
      for (std::uint32_t i = 0; i < n; ++i) {
        while (named[name]) name = (name + 1) % n_names;  // where steps come round before all are named
        named[name] = true;
        to.push(static_cast<std::int16_t>(name));
        name = (name + step) % n_names;
      }
    }
    to.end_row();
    return n;
  }

  static std::uint8_t loss_reason(const SalesWorld& world, const StageEntry& loss, std::size_t stage,
                                  std::uint32_t n_rivals, std::uint32_t word) {
    if (loss.timed_out) return static_cast<std::uint8_t>(LossReason::no_decision);
    return static_cast<std::uint8_t>(world.loss_reasons[stage][n_rivals > 0 ? 1 : 0](word));
  }

  std::vector<BookDeal> deals_;
  std::vector<Ticks> begins_;
  std::vector<std::uint64_t> ids_, line_ids_;
  std::vector<std::uint32_t> line_numbers_;
  std::vector<double> qualities_;
  std::vector<DealLine> lines_;
  WordBlocks traits_, rivals_, line_words_;
  DealRun run_;
  Appointments calendar_;
  std::vector<StageEntry> stages_;
  std::vector<DealInteraction> interactions_, known_interactions_;
  Achievement achievement_;
};

}  // namespace retailsim::crm
