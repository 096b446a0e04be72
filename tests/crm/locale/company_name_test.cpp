#include <retailsim/crm/locale/company_name.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::crm;

namespace {

/// A host name of RFC 1035, section 2.3.1: labels of letters, digits and inner hyphens that begin with a letter, at
/// most 63 each, small letters only here.
bool is_domain(std::string_view text) {
  if (text.size() > 253) return false;
  while (true) {
    const std::string_view label = text.substr(0, text.find('.'));
    if (label.empty() || label.size() > 63 || label.front() < 'a' || label.front() > 'z' || label.back() == '-')
      return false;
    for (const char c : label) {
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
    }
    if (label.size() == text.size()) return true;
    text.remove_prefix(label.size() + 1);
  }
}

std::string domain_of(const CompanyNames& names, std::uint64_t id) {
  TextColumn out;
  names.append_domain(id, out);
  return std::string(out[0]);
}

template <class List>
void check_syllables(const List& list, std::size_t least, std::size_t most) {
  std::set<std::string_view> seen;
  for (const std::string_view syllable : list) {
    CHECK(seen.insert(syllable).second);
    CHECK(syllable.size() >= least);
    CHECK(syllable.size() <= most);
  }
}

}  // namespace

TEST_CASE("syllables: a word can be taken apart in one way only", "[crm][locale]") {
  check_syllables(syllables::first, 2, 3);
  check_syllables(syllables::inner, 2, 2);
  check_syllables(syllables::last, 3, 3);
  for (const std::string_view a : syllables::first) {
    for (const std::string_view b : syllables::first) CHECK((a == b || !b.starts_with(a)));
  }
  const std::uint64_t n = syllables::first.size() * syllables::last.size(), inner = syllables::inner.size();
  CHECK(CompanyNames::max_id == n * inner * (1 + inner + inner * inner));
  CHECK(CompanyNames::max_id > 1'000'000'000);
}

TEST_CASE("CompanyNames: a million domains of any key are valid and different", "[crm][locale]") {
  for (const std::uint64_t seed : {1u, 42u, 4'000'000'000u}) {
    const CompanyNames names(seed);
    TextColumn out;
    for (std::uint64_t id = 1; id <= 1'000'000; ++id) names.append_domain(id, out);
    std::vector<std::string_view> all;
    long n_invalid = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
      all.push_back(out[i]);
      n_invalid += is_domain(out[i]) && out[i].ends_with(".example") ? 0 : 1;
    }
    CHECK(n_invalid == 0);
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  }
}

TEST_CASE("CompanyNames: different to the last id, across the lengths of words", "[crm][locale]") {
  const CompanyNames names(7);
  std::set<std::string> seen;
  const std::uint64_t shortest = syllables::first.size() * syllables::inner.size() * syllables::last.size();
  const std::uint64_t shorter = shortest * (1 + syllables::inner.size());
  for (const std::uint64_t end : {shortest, shorter, std::uint64_t{1'000'000'000}, CompanyNames::max_id}) {
    for (std::uint64_t id = end - 5'000; id <= std::min(end + 5'000, CompanyNames::max_id); ++id)
      REQUIRE(seen.insert(domain_of(names, id)).second);
  }
}

TEST_CASE("CompanyNames: another seed, other names", "[crm][locale]") {
  const CompanyNames a(1), b(2), again(1);
  int n_same = 0;
  for (std::uint64_t id = 1; id <= 1'000; ++id) {
    n_same += domain_of(a, id) == domain_of(b, id) ? 1 : 0;
    REQUIRE(domain_of(a, id) == domain_of(again, id));
  }
  CHECK(n_same <= 3);  // 0.001 expected
}

TEST_CASE("CompanyNames: no word is coarse", "[crm][locale]") {
  const CompanyNames names(3);
  const std::string_view coarse[] = {"arse", "nazi", "porn", "rape",  "fag", "nig",
                                     "puta", "merd", "pis",  "penis", "bum"};
  for (const std::uint64_t begin : {std::uint64_t{1}, std::uint64_t{1'000'000}, std::uint64_t{900'000'000}}) {
    for (std::uint64_t id = begin; id < begin + 100'000; ++id) {
      char text[32];
      const std::string_view word(text, static_cast<std::size_t>(names.write_word(id, text) - text));
      for (const std::string_view part : coarse) REQUIRE(word.find(part) == std::string_view::npos);
    }
  }
}

TEST_CASE("CompanyNames: word, industry and a legal form of the country", "[crm][locale]") {
  const CompanyNames names(42);
  for (std::size_t place = 0; place < locales().size(); ++place) {
    const Locale& locale = locales()[place];
    std::set<std::string_view> forms;
    for (std::uint64_t id = 1; id <= 2'000; ++id) {
      const auto industry = static_cast<Industry>(id % n_industries);
      TextColumn out;
      names.append_name(id, static_cast<std::uint8_t>(place), industry, out);
      names.append_name(id, static_cast<std::uint8_t>(place), industry, out, true);
      const LegalForm& form = names.legal_form(id, static_cast<std::uint8_t>(place));
      forms.insert(form.text);
      std::string word = domain_of(names, id);
      word.resize(word.size() - std::string_view(".example").size());
      word[0] = static_cast<char>(word[0] - 'a' + 'A');
      INFO(out[0]);
      if (locale.katakana_companies) {
        REQUIRE(out[0].starts_with(form.text));
        REQUIRE(out[0].ends_with(locale.industry_words[static_cast<std::size_t>(industry)]));
        REQUIRE(out[1] == word + ' ' + std::string(industry_names[static_cast<std::size_t>(industry)]) + ' ' +
                              std::string(form.latin));
      } else {
        REQUIRE(out[0] == word + ' ' + std::string(locale.industry_words[static_cast<std::size_t>(industry)]) + ' ' +
                              std::string(form.text));
        REQUIRE(out[1] == out[0]);
      }
    }
    CHECK(forms.size() == locale.legal_forms.size());
  }
}

TEST_CASE("katakana: syllables, clusters and ends of words", "[crm][locale]") {
  const auto katakana_of = [](std::string_view word) {
    char text[128];
    return std::string(text, katakana::write(word, text));
  };
  CHECK(katakana_of("tonbegrom") == "トンベグロム");
  CHECK(katakana_of("stalvinex") == "スタルヴィネクス");
  CHECK(katakana_of("drasifod") == "ドラシフォド");
  CHECK(katakana_of("aio") == "アイオ");
  for (const auto& list : {std::vector<std::string_view>(syllables::first.begin(), syllables::first.end()),
                           std::vector<std::string_view>(syllables::last.begin(), syllables::last.end())}) {
    for (const std::string_view syllable : list) {
      const std::string kana = katakana_of(syllable);
      REQUIRE(kana.size() <= katakana::most_bytes(syllable.size()));
      REQUIRE(std::none_of(kana.begin(), kana.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    }
  }
}
