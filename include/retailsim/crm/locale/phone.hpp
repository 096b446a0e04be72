#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::crm {

/// A number that nobody has: a block of numbers kept for fiction or not assigned, and a place in it.
struct Phone {
  const PhoneBlock* block = nullptr;
  std::uint32_t number = 0;  ///< the digits of the block's `#`, read as a number
};

/// How many numbers a block has: 10 to the count of its `#`.
constexpr std::uint32_t size_of(const PhoneBlock& block) {
  std::uint32_t size = 1;
  for (const char c : block.international) {
    if (c == '#') size *= 10;
  }
  return size;
}

namespace phones {

/// Where a form has `#`, the digits of the number; else the form's own characters, without blanks if `e164`.
inline char* write(std::string_view form, std::uint32_t number, bool e164, char* to) {
  std::uint32_t place = 1;
  for (const char c : form) {
    if (c == '#') place *= 10;
  }
  for (const char c : form) {
    if (c == '#') {
      place /= 10;
      *to++ = static_cast<char>('0' + number / place % 10);
    } else if (!e164 || c != ' ') {
      *to++ = c;
    }
  }
  return to;
}

/// Half the numbers of a word's owner are of the city's area where it has one, half are the country's (mobile).
inline Phone of_word(const Locale& locale, const City& city, std::uint64_t word) {
  const bool of_area = !city.phone.international.empty() && (locale.phones.empty() || (word >> 63) != 0);
  // 31 bits for the block, 32 for the number: n of 2^32 cells differ by less than a part in a thousand.
  const std::uint64_t which = (word >> 32 & 0x7FFFFFFF) * locale.phones.size() >> 31;
  const PhoneBlock& block = of_area ? city.phone : locale.phones[static_cast<std::size_t>(which)];
  return {&block, static_cast<std::uint32_t>((word & 0xFFFFFFFF) * size_of(block) >> 32)};
}

}  // namespace phones

/// Draws people's numbers: of the area of their city or of the country's mobile range, whatever fiction has there.
/// Numbers repeat: a country has some hundreds to some millions of them, see the data of its locale.
/// \param cities  places in the cities of locale locales_of[i]
inline void draw_phones(std::span<const std::uint8_t> locales_of, std::span<const std::uint32_t> cities,
                        const Draws& draws, std::span<Phone> out) {
  assert(locales_of.size() == out.size() && cities.size() == out.size());
  alignas(64) std::uint64_t words[Draws::chunk_size];
  draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
    draws.part(begin, n).of(Purpose::person_phone).words(std::span(words, n));
    for (std::size_t i = 0; i < n; ++i) {
      const Locale& locale = locales()[locales_of[begin + i]];
      out[begin + i] = phones::of_word(locale, locale.cities[cities[begin + i]], words[i]);
    }
  });
}

inline Phone draw_phone(std::uint8_t locale, std::uint32_t city, const Draws& draws, std::size_t i = 0) {
  Phone phone;
  draw_phones({&locale, 1}, {&city, 1}, draws.part(i, 1), {&phone, 1});
  return phone;
}

/// Appends each number in E.164: `+493023125042`.
inline void append_e164(std::span<const Phone> numbers, TextColumn& out) {
  for (const Phone& phone : numbers) {
    char* const to = out.room(phone.block->international.size());
    out.commit(phones::write(phone.block->international, phone.number, true, to));
  }
}
/// Appends each number as it is written in its country: `030 23125042`.
inline void append_national(std::span<const Phone> numbers, TextColumn& out) {
  for (const Phone& phone : numbers) {
    char* const to = out.room(phone.block->national.size());
    out.commit(phones::write(phone.block->national, phone.number, false, to));
  }
}

}  // namespace retailsim::crm
