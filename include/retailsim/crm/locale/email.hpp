#pragma once

#include <array>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/locale/ascii_fold.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/crm/locale/person_text.hpp>
#include <retailsim/random/alias_table.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::crm {

/// How a company builds the local part of its people's addresses, here of Anna Schmidt.
enum class EmailPattern : std::uint8_t {
  first_dot_last,         ///< anna.schmidt
  initial_last,           ///< aschmidt
  initial_dot_last,       ///< a.schmidt
  first_last,             ///< annaschmidt
  first_underscore_last,  ///< anna_schmidt
  last_dot_first,         ///< schmidt.anna
};

/// Companies by pattern: half spell out both names. No census of them exists; these are assumptions.
inline constexpr std::array<double, 6> email_pattern_weights = {50, 20, 10, 10, 5, 5};

/// The pattern of each company, at the entities of `draws`.
inline EmailPattern draw_email_pattern(const Draws& draws, std::size_t i = 0) {
  static const AliasTable table(email_pattern_weights);
  std::uint64_t word;
  draws.part(i, 1).of(Purpose::company_email_pattern).words({&word, 1});
  return static_cast<EmailPattern>(table.lookup(word));
}

namespace emails {

/// A name's letters in an address, at a constant size: copied whole, then cut by the position of what follows.
struct Slug {
  char bytes[31] = {};
  std::uint8_t size = 0;
};

inline Slug slug_of(std::string_view latin, Umlauts umlauts) {
  const std::string form = email_form(latin, umlauts);
  Slug slug;
  slug.size = static_cast<std::uint8_t>(form.size() < sizeof slug.bytes ? form.size() : sizeof slug.bytes);
  std::memcpy(slug.bytes, form.data(), slug.size);
  return slug;
}

/// The slugs of all names: of given names list 2 * locale + female, of family names likewise.
struct Slugs {
  std::vector<Slug> given, family;

  Slugs() : given(2 * locales().size() * locale_tables::name_cells), family(given.size()) {
    for (std::size_t list = 0; list < 2 * locales().size(); ++list) {
      const Locale& locale = locales()[list / 2];
      const bool female = list % 2 == 1;
      const Umlauts umlauts = locale.umlauts_as_two ? Umlauts::pair : Umlauts::plain;
      const auto given_names = locale.given_names(female);
      for (std::size_t i = 0; i < given_names.size(); ++i) {
        given[list * locale_tables::name_cells + i] = slug_of(given_names[i].in_latin(), umlauts);
      }
      for (std::size_t i = 0; i < locale.family_names.size(); ++i) {
        const Name& name = locale.family_names[i];
        family[list * locale_tables::name_cells + i] =
            slug_of(name.latin.empty() && female ? name.of_woman() : name.in_latin(), umlauts);
      }
    }
  }

  static const Slugs& all() {
    static const Slugs slugs;
    return slugs;
  }
  static std::size_t list_of(const Person& person) {
    return (2u * person.locale + (person.female ? 1 : 0)) * locale_tables::name_cells;
  }
  const Slug& given_of(const Person& person) const { return given[list_of(person) + person.given_name]; }
  const Slug& family_of(const Person& person) const { return family[list_of(person) + person.family_name]; }
};

inline char* write(const Slug& slug, char* to) {
  std::memcpy(to, slug.bytes, sizeof slug.bytes);
  return to + slug.size;
}

/// Local part without a number.
inline char* write_local_part(const Slugs& slugs, const Person& person, EmailPattern pattern, char* to) {
  const Slug &given = slugs.given_of(person), &family = slugs.family_of(person);
  switch (pattern) {
    case EmailPattern::first_dot_last:
      to = write(given, to);
      *to++ = '.';
      return write(family, to);
    case EmailPattern::initial_last:
      *to++ = given.bytes[0];
      return write(family, to);
    case EmailPattern::initial_dot_last:
      *to++ = given.bytes[0];
      *to++ = '.';
      return write(family, to);
    case EmailPattern::first_last:
      to = write(given, to);
      return write(family, to);
    case EmailPattern::first_underscore_last:
      to = write(given, to);
      *to++ = '_';
      return write(family, to);
    case EmailPattern::last_dot_first:
      to = write(family, to);
      *to++ = '.';
      return write(given, to);
  }
  return to;
}

}  // namespace emails

/// Bytes that a local part takes at most: two names, what is between them and a number.
inline constexpr std::size_t longest_local_part = 2 * sizeof(emails::Slug) + 1 + 10;

/// Appends `<local part>@<domain>`: the names by the pattern, then `number` in digits where it is not 0. Names have no
/// digits, so two people of one domain have the same address only if both their names' letters and numbers agree: with
/// a number of one's own (a contact's within the company, a seller's id) an address is unique, whatever the names.
inline void append_email(const Person& person, EmailPattern pattern, std::uint32_t number, std::string_view domain,
                         TextColumn& out) {
  char* to =
      emails::write_local_part(emails::Slugs::all(), person, pattern, out.room(longest_local_part + 1 + domain.size()));
  if (number != 0) to = std::to_chars(to, to + 10, number).ptr;
  *to++ = '@';
  std::memcpy(to, domain.data(), domain.size());
  out.commit(to + domain.size());
}

/// The numbers that make the addresses of a company's people unique and leave most of them without: 0 for the first
/// with its letters, 2, 3 and so on for the next ones. numbers[i] follows from people 0 to i alone, so more people
/// change nothing of it; work grows with the square of their number, which suits tens of contacts.
inline void email_numbers(std::span<const Person> people, EmailPattern pattern, std::span<std::uint32_t> numbers) {
  assert(people.size() == numbers.size());
  const emails::Slugs& slugs = emails::Slugs::all();
  constexpr std::size_t room = longest_local_part + sizeof(emails::Slug);
  const auto same = [&](const Person& a, const Person& b) {
    char text_a[room], text_b[room];
    const std::string_view of_a(text_a, emails::write_local_part(slugs, a, pattern, text_a));
    const std::string_view of_b(text_b, emails::write_local_part(slugs, b, pattern, text_b));
    return of_a == of_b;
  };
  for (std::size_t i = 0; i < people.size(); ++i) {
    std::uint32_t count = 0;
    for (std::size_t k = 0; k < i; ++k) count += same(people[k], people[i]) ? 1 : 0;
    numbers[i] = count == 0 ? 0 : count + 1;
  }
}

}  // namespace retailsim::crm
