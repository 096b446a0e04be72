#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/locale/data/syllables.hpp>
#include <retailsim/crm/locale/industry.hpp>
#include <retailsim/crm/locale/katakana.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/random/alias_tables.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/keyed_bijection.hpp>

namespace retailsim::crm {

/// Names and web domains of companies: a coined word, a word of the industry and the country's legal form:
/// `Travenio Logistik GmbH`, `travenio.example`.
///
/// The word is a keyed bijection of the company's id, so no two companies of a seed have the same word, domain or Latin
/// name, and that without a look at any other. The first 1.2 million ids have words of seven or eight letters, the next
/// 52 million have two letters more, the rest to `max_id` four. Domains end in .example, which nobody can register (D.
/// Eastlake and A. Panitz, RFC 2606, 1999). Words are made of syllables and mean nobody; where a real company has one
/// for a name, that is chance.
class CompanyNames {
 public:
  static constexpr std::uint64_t max_id = 2'246'538'294;
  static constexpr std::size_t longest_word = 12;  ///< letters

  explicit CompanyNames(std::uint64_t seed)
      : seed_(seed),
        words_{KeyedBijection(n_words(1), key(seed)), KeyedBijection(n_words(2), key(seed)),
               KeyedBijection(n_words(3), key(seed))} {}

  /// Writes the coined word in small letters to `to`, which has room for `longest_word`; returns its end.
  /// \param company_id  from 1 to max_id
  char* write_word(std::uint64_t company_id, char* to) const {
    assert(company_id >= 1 && company_id <= max_id);
    std::uint64_t i = company_id - 1;
    std::size_t n_inner = 1;
    for (; i >= n_words(n_inner); ++n_inner) i -= n_words(n_inner);
    std::uint64_t word = words_[n_inner - 1](i);
    to = append(syllables::first[take(word, syllables::first.size())], to);
    for (std::size_t k = 0; k < n_inner; ++k) to = append(syllables::inner[take(word, syllables::inner.size())], to);
    return append(syllables::last[static_cast<std::size_t>(word)], to);
  }

  /// Appends the web domain, `travenio.example`: small ASCII letters.
  void append_domain(std::uint64_t company_id, TextColumn& out) const {
    constexpr std::string_view zone = ".example";
    char* const to = write_word(company_id, out.room(longest_word + zone.size()));
    out.commit(append(zone, to));
  }

  /// Appends the name: word, the locale's word of the industry and legal form: `Travenio Logistik GmbH`. In Japan it
  /// is form, word in katakana and industry; katakana has one letter for l and r, so there only the Latin name tells
  /// all companies apart.
  /// \param locale  place in `locales()`
  /// \param latin  Latin letters where the country's companies have another script
  void append_name(std::uint64_t company_id, std::uint8_t locale, Industry industry, TextColumn& out,
                   bool latin = false) const {
    const Locale& in = locales()[locale];
    const LegalForm& form = legal_form(company_id, locale);
    char word[longest_word];
    const std::string_view letters(word, static_cast<std::size_t>(write_word(company_id, word) - word));
    if (in.katakana_companies && !latin) {
      const std::string_view trade = in.industry_words[static_cast<std::size_t>(industry)];
      char* const to = out.room(form.text.size() + katakana::most_bytes(letters.size()) + trade.size());
      out.commit(append(trade, katakana::write(letters, append(form.text, to))));
      return;
    }
    const std::string_view trade = in.katakana_companies ? industry_names[static_cast<std::size_t>(industry)]
                                                         : in.industry_words[static_cast<std::size_t>(industry)];
    const std::string_view legal = form.latin.empty() ? form.text : form.latin;
    char* const begin = out.room(letters.size() + trade.size() + legal.size() + 2);
    char* to = append(letters, begin);
    *begin = static_cast<char>(*begin - 'a' + 'A');
    *to++ = ' ';
    to = append(trade, to);
    *to++ = ' ';
    out.commit(append(legal, to));
  }

  /// One of the country's forms, by their weights.
  const LegalForm& legal_form(std::uint64_t company_id, std::uint8_t locale) const {
    const Draws draws{.seed = seed_, .purpose = Purpose::company_legal_form, .first_entity = company_id};
    std::uint64_t word;
    draws.words({&word, 1});
    return locales()[locale].legal_forms[legal_forms().lookup(word, locale)];
  }

 private:
  static const AliasTables& legal_forms() {
    constexpr std::size_t cells = 8;
    static const AliasTables all = locale_tables::tables(cells, locales().size(), [](std::size_t table, auto weights) {
      locale_tables::copy_weights(locales()[table].legal_forms, weights);
    });
    return all;
  }

  /// word modulo n, which leaves the quotient in word.
  static std::size_t take(std::uint64_t& word, std::size_t n) {
    const std::uint64_t digit = word % n;
    word /= n;
    return static_cast<std::size_t>(digit);
  }
  static char* append(std::string_view text, char* to) {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
  }

  /// Words of so many inner syllables.
  static constexpr std::uint64_t n_words(std::size_t n_inner) {
    std::uint64_t n = syllables::first.size() * syllables::last.size();
    for (std::size_t k = 0; k < n_inner; ++k) n *= syllables::inner.size();
    return n;
  }
  static Draws key(std::uint64_t seed) { return {.seed = seed, .purpose = Purpose::company_name}; }

  std::uint64_t seed_;
  std::array<KeyedBijection, 3> words_;
};

}  // namespace retailsim::crm
