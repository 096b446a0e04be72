#include <retailsim/crm/locale/email.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crm/locale/named_person.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::crm;
using testing::named_person;

namespace {

constexpr EmailPattern patterns[] = {EmailPattern::first_dot_last,        EmailPattern::initial_last,
                                     EmailPattern::initial_dot_last,      EmailPattern::first_last,
                                     EmailPattern::first_underscore_last, EmailPattern::last_dot_first};

/// A dot-atom of RFC 5322 of the characters used here: at most 64, no dot first, last or twice in a row.
bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (!fits || (c == '.' && text[i - 1] == '.')) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("append_email: the patterns, the number, and names of every script", "[crm][locale]") {
  const Person joerg = named_person("de_DE", false, "Jörg", "Müller");
  TextColumn out;
  for (const EmailPattern pattern : patterns) append_email(joerg, pattern, 0, "x.example", out);
  append_email(joerg, EmailPattern::first_dot_last, 17, "x.example", out);
  append_email(joerg, EmailPattern::initial_last, 4'294'967'295, "x.example", out);
  append_email(named_person("ja_JP", false, "健一", "佐藤"), EmailPattern::first_dot_last, 0, "x.example", out);
  append_email(named_person("hi_IN", true, "सुनीता", "डिसूज़ा"), EmailPattern::first_dot_last, 0, "x.example", out);
  append_email(named_person("pl_PL", true, "Małgorzata", "Wiśniewski"), EmailPattern::first_dot_last, 0, "x.example",
               out);
  append_email(named_person("nl_NL", false, "Gert-Jan", "van den Berg"), EmailPattern::first_dot_last, 0, "x.example",
               out);
  append_email(named_person("sv_SE", true, "Åsa", "Öberg"), EmailPattern::first_dot_last, 0, "x.example", out);
  const std::string_view wanted[] = {"joerg.mueller@x.example",
                                     "jmueller@x.example",
                                     "j.mueller@x.example",
                                     "joergmueller@x.example",
                                     "joerg_mueller@x.example",
                                     "mueller.joerg@x.example",
                                     "joerg.mueller17@x.example",
                                     "jmueller4294967295@x.example",
                                     "kenichi.sato@x.example",
                                     "sunita.dsouza@x.example",
                                     "malgorzata.wisniewska@x.example",
                                     "gert-jan.vandenberg@x.example",
                                     "asa.oberg@x.example"};
  REQUIRE(out.size() == std::size(wanted));
  for (std::size_t i = 0; i < out.size(); ++i) CHECK(out[i] == wanted[i]);
}

TEST_CASE("append_emails: people with the same letters get numbers", "[crm][locale]") {
  const std::vector<Person> people = {
      named_person("en_GB", true, "Susan", "Smith"),  named_person("en_GB", true, "Sarah", "Smith"),
      named_person("en_GB", false, "Paul", "Jones"),  named_person("en_GB", false, "Simon", "Smith"),
      named_person("en_GB", true, "Susan", "Smith"),  named_person("en_GB", true, "Paula", "Jones"),
      named_person("fr_FR", false, "André", "André"), named_person("it_IT", false, "Andrea", "Villa")};
  TextColumn out;
  out.append("ssmith@x.example");  // another company's row
  append_emails(people, EmailPattern::initial_last, "x.example", out);
  const std::string_view wanted[] = {"ssmith@x.example",  "ssmith2@x.example", "pjones@x.example", "ssmith3@x.example",
                                     "ssmith4@x.example", "pjones2@x.example", "aandre@x.example", "avilla@x.example"};
  REQUIRE(out.size() == 1 + std::size(wanted));
  for (std::size_t i = 0; i < std::size(wanted); ++i) CHECK(out[1 + i] == wanted[i]);

  TextColumn fewer;
  append_emails(std::span(people).first(5), EmailPattern::initial_last, "x.example", fewer);
  for (std::size_t i = 0; i < 5; ++i) CHECK(fewer[i] == wanted[i]);
}

TEST_CASE("append_emails: valid and unique within companies of any size, of any pattern", "[crm][locale]") {
  constexpr std::size_t n = 150;
  for (std::size_t company = 0; company < 120; ++company) {
    const std::vector<std::uint8_t> places(n, static_cast<std::uint8_t>(company % locales().size()));
    std::vector<Person> people(n);
    draw_people(places, {.seed = 21, .first_entity = 1 + company * n}, people);
    TextColumn out;
    append_emails(people, patterns[company % std::size(patterns)], "abc.example", out);
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < n; ++i) {
      INFO(out[i]);
      REQUIRE(out[i].ends_with("@abc.example"));
      REQUIRE(is_local_part(out[i].substr(0, out[i].find('@'))));
      REQUIRE(seen.insert(out[i]).second);
    }
  }
}

TEST_CASE("append_email: numbers of one's own make every address of a domain unique", "[crm][locale]") {
  constexpr std::size_t n = 100'000;
  std::vector<std::uint8_t> places(n);
  for (std::size_t i = 0; i < n; ++i) places[i] = static_cast<std::uint8_t>(i % locales().size());
  std::vector<Person> people(n);
  draw_people(places, {.seed = 22, .first_entity = 1}, people);
  TextColumn out;
  for (std::size_t i = 0; i < n; ++i)
    append_email(people[i], EmailPattern::initial_last, static_cast<std::uint32_t>(i + 1), "abc.example", out);
  std::vector<std::string_view> all;
  for (std::size_t i = 0; i < n; ++i) all.push_back(out[i]);
  std::sort(all.begin(), all.end());
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
}

TEST_CASE("draw_email_patterns: by their weights, one as in a block", "[crm][locale][statistical]") {
  constexpr std::size_t n = 100'000;
  const Draws draws{.seed = 23, .first_entity = 1};
  std::vector<EmailPattern> drawn(n);
  draw_email_patterns(draws, drawn);
  std::vector<double> counts(email_pattern_weights.size()), expected;
  for (const EmailPattern pattern : drawn) ++counts[static_cast<std::size_t>(pattern)];
  for (const double weight : email_pattern_weights) expected.push_back(weight / 100 * n);
  CHECK(testing::chi_square_counts_p_value(counts, expected) > testing::error_rate);
  for (std::size_t i = 0; i < 1'000; ++i) REQUIRE(draw_email_pattern(draws, i) == drawn[i]);
}
