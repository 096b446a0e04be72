#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

#include <retailsim/crm/notes.hpp>
#include <retailsim/crm/sales_dataset.hpp>

#include "worlds.hpp"

using namespace retailsim;
using namespace retailsim::crm;
using namespace retailsim::crm::test;

TEST_CASE("notes: fewer than 1 in 1,000 of a million repeat", "[crm]") {
  std::vector<std::size_t> hashes;
  generate(SalesWorld(config_of(65'000, 6500, 8)), [&](const SalesRows& rows) {
    for (std::size_t i = 0; i < rows.interactions.notes.size(); ++i) {
      hashes.push_back(std::hash<std::string_view>{}(rows.interactions.notes[i]));
    }
  });
  REQUIRE(hashes.size() >= 1'000'000);
  hashes.resize(1'000'000);
  std::ranges::sort(hashes);
  const auto repeats = hashes.end() - std::ranges::unique(hashes).begin();
  CHECK(repeats < 1000);
}

TEST_CASE("notes: every phrase's slots are known, every list is long enough", "[crm]") {
  const auto check = [](const phrases::Phrases& list, std::size_t least = 5) {
    CHECK(list.size() >= least);
    std::set<std::string_view> different(list.begin(), list.end());
    CHECK(different.size() == list.size());
    for (const std::string_view text : list) {
      for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        REQUIRE(at + 1 < text.size());
        CHECK(std::string_view("CGPOKTWNMDRS").find(text[at + 1]) != std::string_view::npos);
      }
    }
  };
  for (const auto* lists :
       {&phrases::openings, &phrases::unanswered, &phrases::outcomes, &phrases::closings, &phrases::next_steps}) {
    for (const auto& list : *lists) check(list);
  }
  for (const auto& topic : phrases::topics) {
    check(topic.any, 4);
    check(topic.good, 2);
    check(topic.bad, 2);
  }
  check(phrases::after_negative);
  check(phrases::after_silence);
}

TEST_CASE("notes: they name the deal's own people, products and competitors", "[crm]") {
  const SalesDataset data = crm::generate({.seed = 6, .companies = 400, .sales_people = 40});
  std::size_t with_contact = 0, wrong = 0;
  std::vector<std::string> products;
  for (std::size_t i = 0; i < data.products.name.size(); ++i) products.emplace_back(data.products.name[i]);
  for (std::size_t i = 0, deal = 0, line = 0; i < data.interactions.notes.size(); ++i) {
    while (data.opportunities.opportunity_id(deal) != data.interactions.opportunity_id(i)) ++deal;
    const std::string_view note = data.interactions.notes[i];
    // Each phrase of how it began names the contact, in full or by the given name, or the company.
    std::size_t contact = 0;
    contact = static_cast<std::size_t>(std::ranges::find(data.contacts.contact_id, data.interactions.contact_id(i)) -
                                       data.contacts.contact_id.begin());
    const std::string_view name = data.contacts.name_latin[contact];
    with_contact += note.find(name.substr(0, name.find(' '))) != std::string_view::npos;
    for (const std::string& competitor : competitor_names) {
      if (note.find(competitor) == std::string_view::npos) continue;
      const auto own = data.opportunities.competitors[deal];
      wrong += std::ranges::none_of(
          own, [&](std::int16_t code) { return competitor_names[static_cast<std::size_t>(code)] == competitor; });
    }
    // A product among the topics is one of the deal's lines.
    while (data.opportunity_lines.opportunity_id(line) != data.interactions.opportunity_id(i)) ++line;
    for (const std::int16_t topic : data.interactions.topics[i]) {
      if (topic < SalesLabels::n_plain_topics()) continue;
      bool found = false;
      for (std::size_t k = line; k < data.opportunity_lines.product_id.size() &&
                                 data.opportunity_lines.opportunity_id(k) == data.interactions.opportunity_id(i);
           ++k) {
        found = found || data.opportunity_lines.product_id(k) == topic - SalesLabels::n_plain_topics() + 1;
      }
      wrong += !found;
    }
    wrong += note.find('$') != std::string_view::npos || note.find("  ") != std::string_view::npos;
  }
  CHECK(wrong == 0);
  CHECK(static_cast<double>(with_contact) > 0.9 * static_cast<double>(data.interactions.notes.size()));
}

TEST_CASE("notes: their mood is that of the outcome", "[crm]") {
  const SalesDataset data = crm::generate({.seed = 7, .companies = 300, .sales_people = 30});
  for (std::size_t i = 0; i < data.interactions.outcome.size(); ++i) {
    const auto outcome = static_cast<Outcome>(data.interactions.outcome(i));
    const double sentiment = data.interactions.sentiment(i);
    if (outcome == Outcome::positive) CHECK(sentiment >= 0.15);
    if (outcome == Outcome::negative) CHECK(sentiment <= -0.15);
    const std::string_view note = data.interactions.notes[i];
    CHECK((note.find("Wants to go ahead.") == std::string_view::npos || outcome == Outcome::positive));
    CHECK((note.find("Difficult.") == std::string_view::npos || outcome == Outcome::negative));
    CHECK((note.find("no reply yet") == std::string_view::npos || outcome == Outcome::no_response));
  }
}

TEST_CASE("notes: every phrase is said where it belongs", "[crm]") {
  const SalesDataset data = crm::generate({.seed = 8, .companies = 1500, .sales_people = 150});
  // A phrase is known by its longest words without a slot. The rarest, of demos, have 30 chances or more.
  const auto known_by = [](std::string_view text) {
    std::string_view longest;
    for (;;) {
      const std::size_t at = text.find('$');
      if (const auto piece = text.substr(0, at); piece.size() > longest.size()) longest = piece;
      if (at == std::string_view::npos) return longest;
      text.remove_prefix(at + 2);
    }
  };
  const auto said = [&](const phrases::Phrases& list, auto&& where) {
    for (const std::string_view phrase : list) {
      bool found = false;
      for (std::size_t i = 0; i < data.interactions.notes.size() && !found; ++i) {
        found = where(i) && data.interactions.notes[i].find(known_by(phrase)) != std::string_view::npos;
      }
      CAPTURE(phrase);
      CHECK(found);
    }
  };
  const auto silent = static_cast<std::uint8_t>(Outcome::no_response);
  for (std::uint8_t kind = 0; kind < 4; ++kind) {
    const auto of_type = [&](std::size_t i) { return data.interactions.type(i) == kind; };
    said(phrases::openings[kind], [&](std::size_t i) { return of_type(i) && data.interactions.outcome(i) != silent; });
    said(phrases::unanswered[kind],
         [&](std::size_t i) { return of_type(i) && data.interactions.outcome(i) == silent; });
    const auto of_outcome = [&](std::size_t i) { return data.interactions.outcome(i) == kind; };
    said(phrases::outcomes[kind], of_outcome);
    said(phrases::closings[kind], of_outcome);
  }
  for (std::size_t topic = 0; topic < phrases::topics.size(); ++topic) {
    const auto of_topic = [&](std::size_t i) {
      const auto topics = data.interactions.topics[i];
      return std::ranges::find(topics, static_cast<std::int16_t>(topic)) != topics.end();
    };
    const auto outcome_of = [&](std::size_t i) { return static_cast<Outcome>(data.interactions.outcome(i)); };
    said(phrases::topics[topic].any, of_topic);
    said(phrases::topics[topic].good, [&](std::size_t i) { return of_topic(i) && outcome_of(i) == Outcome::positive; });
    said(phrases::topics[topic].bad, [&](std::size_t i) { return of_topic(i) && outcome_of(i) == Outcome::negative; });
    // And nowhere else.
    for (std::size_t i = 0; i < data.interactions.notes.size(); ++i) {
      const auto says = [&](const phrases::Phrases& list) {
        return std::ranges::any_of(list, [&](std::string_view phrase) {
          return data.interactions.notes[i].find(known_by(phrase)) != std::string_view::npos;
        });
      };
      if (outcome_of(i) != Outcome::positive && says(phrases::topics[topic].good)) FAIL(data.interactions.notes[i]);
      if (outcome_of(i) != Outcome::negative && says(phrases::topics[topic].bad)) FAIL(data.interactions.notes[i]);
    }
  }
}

TEST_CASE("notes: days are those of the next step, and nobody meets more people than a company has", "[crm]") {
  SalesConfig config = config_of(600, 60, 9);
  config.company.share = {.small = 1, .medium = 0, .enterprise = 0};
  const SalesDataset data = crm::generate(config);
  static constexpr std::string_view days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
  std::size_t n_days = 0, n_people = 0;
  for (std::size_t i = 0; i < data.interactions.notes.size(); ++i) {
    const std::string_view note = data.interactions.notes[i];
    for (std::size_t day = 0; day < 5; ++day) {
      if (note.find(days[day]) == std::string_view::npos) continue;
      ++n_days;
      REQUIRE(data.interactions.next_step_date(i) != no_date);
      Date next;
      next.days = data.interactions.next_step_date(i);
      CHECK(next.weekday() == static_cast<int>(day));
    }
    const std::int64_t company = company_of_opportunity(data.interactions.opportunity_id(i));
    const auto heads = data.companies.head_count(static_cast<std::size_t>(
        std::ranges::find(data.companies.company_id, company) - data.companies.company_id.begin()));
    for (const std::string_view what : {" people", " colleagues", " users"}) {
      const std::size_t at = note.find(what);
      if (at == std::string_view::npos) continue;
      std::size_t begin = at;
      while (begin > 0 && note[begin - 1] >= '0' && note[begin - 1] <= '9') --begin;
      int number = 0;
      if (std::from_chars(note.data() + begin, note.data() + at, number).ec != std::errc()) continue;
      ++n_people;
      CAPTURE(note, heads);
      CHECK(number < heads);
    }
    const bool no_length = data.interactions.type(i) == static_cast<std::uint8_t>(InteractionType::email) ||
                           data.interactions.outcome(i) == static_cast<std::uint8_t>(Outcome::no_response);
    CHECK((data.interactions.duration_minutes(i) == 0) == no_length);
  }
  CHECK(n_days > 1000);
  CHECK(n_people > 500);
}
