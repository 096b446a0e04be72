#pragma once

#include <array>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/locale/name_texts.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/random/categorical.hpp>
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

/// Companies by pattern: half spell out both names with a dot. There is no census of them; these are assumptions.
inline constexpr std::array<double, 6> email_pattern_weights = {50, 20, 10, 10, 5, 5};

/// The pattern of each company: of the entities of `draws`.
inline void draw_email_patterns(const Draws& draws, std::span<EmailPattern> patterns) {
  static const Categorical law(email_pattern_weights);
  std::uint32_t places[Draws::chunk_size];
  draws.for_chunks(patterns.size(), [&](std::size_t begin, std::size_t n) {
    draws.part(begin, n).of(Purpose::company_email_pattern).fill(std::span(places, n), law);
    for (std::size_t i = 0; i < n; ++i) patterns[begin + i] = static_cast<EmailPattern>(places[i]);
  });
}
inline EmailPattern draw_email_pattern(const Draws& draws, std::size_t i = 0) {
  EmailPattern pattern;
  draw_email_patterns(draws.part(i, 1), {&pattern, 1});
  return pattern;
}

namespace emails {

/// Bytes that a local part takes at most where it is written: two names, what is between them, a number of 32 bits.
inline constexpr std::size_t room = 2 * NameTexts::room + 1 + 10;

/// Writes the names by the pattern; returns the end.
inline char* write_names(const NameTexts& texts, const Person& person, EmailPattern pattern, char* to) {
  const NameTexts::Text &given = texts.given_in_email(person), &family = texts.family_in_email(person);
  switch (pattern) {
    case EmailPattern::first_dot_last:
      to = given.write(to);
      *to++ = '.';
      return family.write(to);
    case EmailPattern::initial_last:
      *to++ = given.bytes[0];
      return family.write(to);
    case EmailPattern::initial_dot_last:
      *to++ = given.bytes[0];
      *to++ = '.';
      return family.write(to);
    case EmailPattern::first_last:
      to = given.write(to);
      return family.write(to);
    case EmailPattern::first_underscore_last:
      to = given.write(to);
      *to++ = '_';
      return family.write(to);
    case EmailPattern::last_dot_first:
      to = family.write(to);
      *to++ = '.';
      return given.write(to);
  }
  return to;
}

/// Writes what follows the names: the number where it is not 0, and the domain.
inline char* write_rest(std::uint32_t number, std::string_view domain, char* to) {
  if (number != 0) to = std::to_chars(to, to + 10, number).ptr;
  *to++ = '@';
  std::memcpy(to, domain.data(), domain.size());
  return to + domain.size();
}

}  // namespace emails

/// Appends `<names><number>@<domain>`; 0 is no number. Names have no digits, so two addresses of a domain are the same
/// only if both the names' letters and the numbers are: with a number of one's own, a seller's id say, an address is
/// unique without a look at any other.
inline void append_email(const Person& person, EmailPattern pattern, std::uint32_t number, std::string_view domain,
                         TextColumn& out) {
  char* const to = out.room(emails::room + 1 + domain.size());
  out.commit(emails::write_rest(number, domain, emails::write_names(NameTexts::all(), person, pattern, to)));
}

/// Appends the addresses of one company's people, unique within it: the first with its letters has no number, the next
/// ones 2, 3 and so on. Person i's follows from people 0 to i alone, so more people change nothing of it. Work grows
/// with the square of their number, which suits tens of contacts.
inline void append_emails(std::span<const Person> people, EmailPattern pattern, std::string_view domain,
                          TextColumn& out) {
  const NameTexts& texts = NameTexts::all();
  const std::size_t first_row = out.size();
  for (const Person& person : people) {
    char* const begin = out.room(emails::room + 1 + domain.size());
    char* const end = emails::write_names(texts, person, pattern, begin);
    const std::string_view names(begin, static_cast<std::size_t>(end - begin));
    std::uint32_t n_alike = 0;
    for (std::size_t row = first_row; row < out.size(); ++row) {
      const std::string_view other = out[row];
      const char next = other.size() > names.size() ? other[names.size()] : '\0';
      if ((next == '@' || (next >= '0' && next <= '9')) && other.starts_with(names)) ++n_alike;
    }
    out.commit(emails::write_rest(n_alike == 0 ? 0 : n_alike + 1, domain, end));
  }
}

}  // namespace retailsim::crm
