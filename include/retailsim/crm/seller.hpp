#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include <retailsim/crm/locale/email.hpp>
#include <retailsim/crm/locale/industry.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/crm/locale/person_text.hpp>
#include <retailsim/crm/locale/phone.hpp>
#include <retailsim/crm/sales_world.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim::crm {

/// Which people an address of `Draws` means: the index of their draws.
inline constexpr std::uint32_t contact_people = 0, seller_people = 1;

/// Who a seller is, whatever the book.
struct Seller {
  std::int64_t id = 0;  ///< from 1
  Person person;
  Place place;
  Phone phone;
  double skill = 0;  ///< standard normal
  std::uint8_t role = 0;
  Date hired;
  std::uint32_t expertise = 0;  ///< bit i: knows industry i

  bool knows(std::size_t industry) const { return (expertise >> industry & 1) != 0; }
};

/// Hired before the first day; the role goes with the years.
inline Seller draw_seller(const SalesWorld& world, std::int64_t id) {
  const auto entity = static_cast<std::uint64_t>(id);
  Seller seller;
  seller.id = id;
  seller.place = world.places.of_seller(id - 1);
  const Draws draws{.seed = world.config.seed, .first_entity = entity, .index = seller_people};
  seller.person = draw_person(seller.place.locale, draws);
  seller.phone = draw_phone(seller.place.locale, seller.place.city, draws);
  seller.skill = draws.of(Purpose::sales_person_skill).at(0, Normal());
  const Words words = draw_words(world.config.seed, Purpose::sales_person_traits, entity);
  const std::uint32_t days = words.below(1, static_cast<std::uint32_t>(world.config.sellers.hired_days));
  seller.hired = world.config.from - 1 - static_cast<int>(days);
  const std::uint32_t level = days / static_cast<std::uint32_t>(world.config.sellers.days_per_role) + words.below(0, 2);
  seller.role = static_cast<std::uint8_t>(level < seller_role_labels.size() ? level : seller_role_labels.size() - 1);
  // Industries in turn are taken with the chance that leaves the wanted number: all sets of that size are as likely.
  std::uint64_t bits = words.b;
  auto wanted = static_cast<std::uint32_t>(world.config.sellers.expertise);
  for (std::uint32_t i = 0; i < n_industries; ++i) {
    bits = bits * 6364136223846793005u + 1442695040888963407u;  // D. E. Knuth's constants, MMIX
    if (Words::scaled(static_cast<std::uint32_t>(bits >> 32), static_cast<std::uint32_t>(n_industries) - i) < wanted) {
      seller.expertise |= 1u << i;
      --wanted;
    }
  }
  return seller;
}

}  // namespace retailsim::crm
