// People of many countries who do not exist: names by their frequency, a company, an address and a telephone number
// that reach nobody. The same people every time, each drawn alone or in a block.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include <retailsim/crm/locale/company_name.hpp>
#include <retailsim/crm/locale/email.hpp>
#include <retailsim/crm/locale/locale_choice.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/crm/locale/person_text.hpp>
#include <retailsim/crm/locale/phone.hpp>

using namespace retailsim;

int main() {
  constexpr std::size_t n = 12;
  const Draws draws{.seed = 42, .first_entity = 1};  // people 1 to 12, one for each of companies 1 to 12
  const std::vector<std::string> ids = {"de_DE", "pl_PL", "pt_BR", "ja_JP"};

  std::vector<std::uint8_t> locales_of(n);
  std::vector<std::uint32_t> cities(n);
  std::vector<crm::Person> people(n);
  std::vector<crm::Phone> phones(n);
  crm::LocaleChoice(ids).draw(draws, locales_of);
  crm::draw_cities(locales_of, draws, cities);
  crm::draw_people(locales_of, draws, people);
  crm::draw_phones(locales_of, cities, draws, phones);

  const crm::CompanyNames names(draws.seed);
  TextColumn full_names, latin, companies, domains, emails, numbers;
  crm::append_full_names(people, full_names);
  crm::append_full_names(people, latin, crm::Script::latin);
  crm::append_e164(phones, numbers);
  for (std::size_t i = 0; i < n; ++i) {
    names.append_name(i + 1, locales_of[i], crm::Industry::logistics, companies);
    names.append_domain(i + 1, domains);
    crm::append_emails(std::span(people).subspan(i, 1), crm::draw_email_pattern(draws, i), domains[i], emails);
    std::cout << full_names[i] << " (" << latin[i] << "), " << companies[i] << ", "
              << crm::locales()[locales_of[i]].cities[cities[i]].name << "\n  " << emails[i] << "  " << numbers[i]
              << '\n';
  }

  assert(crm::draw_person(locales_of[7], draws, 7) == people[7]);
  for (std::size_t i = 0; i < n; ++i) {
    assert(emails[i].ends_with(".example"));
    assert(i == 0 || domains[i] != domains[i - 1]);
  }
}
