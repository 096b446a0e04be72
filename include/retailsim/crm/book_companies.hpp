#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <retailsim/crm/locale/email.hpp>
#include <retailsim/crm/locale/labels.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/crm/locale/person_text.hpp>
#include <retailsim/crm/locale/phone.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>
#include <retailsim/crm/seller.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/detail/scalar_math.hpp>

namespace retailsim::crm {

/// Appends a row of the codes of the languages that a person speaks (`LanguageCodes`), the first language first.
inline void append_languages(const Person& person, ListColumn<std::int16_t>& to) {
  const LanguageCodes& codes = LanguageCodes::all();
  to.push(codes.code(person.locale, person.first_language));
  for (std::size_t l = 0; l < locales()[person.locale].languages.size(); ++l) {
    if (l != person.first_language && person.speaks(l)) to.push(codes.code(person.locale, l));
  }
  to.end_row();
}

/// A company of a book, as far as its deals ask.
struct BookCompany {
  std::int64_t id = 0;
  Place place;
  std::uint8_t size = 0;                            ///< `SizeClass`
  std::uint8_t industry = 0;                        ///< `Industry`
  std::uint32_t first_contact = 0, n_contacts = 0;  ///< in the book's contacts
};

/// The companies and contacts of one book: who they are, before anything happens. Buffers are kept between books.
class BookCompanies {
 public:
  const std::vector<BookCompany>& companies() const { return companies_; }
  const std::vector<Person>& people() const { return people_; }
  /// As it is written in the notes: the name in Latin letters.
  std::string_view contact_name(std::size_t contact) const { return contact_names_[contact]; }

  /// Appends the rows of these companies, whose ids rise, and their contacts. `customer_since` is what it was before
  /// the first day: null where the company had not bought.
  void make(const SalesWorld& world, std::int64_t seller_id, std::span<const std::uint64_t> ids,
            std::span<const std::uint32_t> places, SalesRows& rows) {
    const std::uint64_t seed = world.config.seed;
    traits_.draw(seed, Purpose::company_traits, ids);
    past_.draw(seed, Purpose::company_past, ids);
    companies_.clear();
    set_sizes(world, ids, places);
    domains_.clear();
    CompanyColumns<VectorColumn>& to = rows.companies;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const BookCompany& company = companies_[i];
      const auto industry = static_cast<Industry>(company.industry);
      to.company_id.push_back(company.id);
      world.names.append_name(ids[i], company.place.locale, industry, to.name);
      world.names.append_name(ids[i], company.place.locale, industry, to.name_latin, true);
      to.industry.push_back(company.industry);
      to.sub_industry.push_back(
          static_cast<std::int16_t>(company.industry * n_sub_industries + traits_[i].below(3, n_sub_industries)));
      to.size_class.push_back(company.size);
      const auto heads = static_cast<std::int32_t>(heads_[i]);
      to.head_count.push_back(heads);
      to.annual_revenue.push_back(revenue(world.config.company, heads, past_[i].word(0)));
      to.city.push_back(CityCodes::all().code(company.place.locale, company.place.city));
      to.country.push_back(company.place.locale);
      world.names.append_domain(ids[i], domains_);
      to.domain.append(domains_[i]);
      to.sales_person_id.push_back(seller_id);
      to.customer_since.push_back(customer_before(world, past_[i]));
    }
    make_contacts(world, rows.contacts);
  }

 private:
  // Head counts are log-uniform within the class.
  void set_sizes(const SalesWorld& world, std::span<const std::uint64_t> ids, std::span<const std::uint32_t> places) {
    const CompanyConfig& config = world.config.company;
    std::array<std::array<double, 2>, n_size_classes> logs;
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      const double lowest = config.head_count_from[size], past = config.head_count_to[size] + 1;
      logs[size] = {retailsim::detail::portable_log(lowest), retailsim::detail::portable_log(past / lowest)};
    }
    heads_.assign(ids.size(), 0.0);
    std::uint32_t first_contact = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const Words words = traits_[i];
      const std::uint32_t size = world.sizes(words.word(0));
      const double u = (static_cast<double>(words.word(1)) + 0.5) * 0x1p-32;
      heads_[i] = std::fma(u, logs[size][1], logs[size][0]);
      const std::uint32_t n_contacts = 1 + world.n_contacts[size](past_[i].word(1));
      companies_.push_back({.id = static_cast<std::int64_t>(ids[i]),
                            .place = world.places[places[i]],
                            .size = static_cast<std::uint8_t>(size),
                            .industry = static_cast<std::uint8_t>(world.industries(words.word(2))),
                            .first_contact = first_contact,
                            .n_contacts = n_contacts});
      first_contact += n_contacts;
    }
    retailsim::detail::kernels().exp_in_place(heads_.data(), heads_.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {  // what rounding carried past the class
      const std::size_t size = companies_[i].size;
      heads_[i] = std::clamp(heads_[i], config.head_count_from[size], config.head_count_to[size]);
    }
  }

  // The sum of two numbers, each over half the range: the middle is likelier than the ends.
  static std::int64_t revenue(const CompanyConfig& config, std::int32_t heads, std::uint32_t word) {
    const std::int64_t low = config.revenue_per_head_from / 1000, width = config.revenue_per_head_to / 1000 - low;
    const auto half = static_cast<std::uint32_t>(width / 2), other = static_cast<std::uint32_t>(width) - half;
    return heads * (low + Words::scaled(word << 16, half + 1) + Words::scaled(word & 0xFFFF0000, other + 1)) * 1000;
  }

  // A day before the first one; null where the company had not bought.
  static std::int32_t customer_before(const SalesWorld& world, const Words& words) {
    if (words.word(2) >= coin_threshold(world.config.company.customers_before)) return no_date;
    return world.config.from.days - 1 -
           static_cast<std::int32_t>(words.below(3, static_cast<std::uint32_t>(world.config.company.customer_days)));
  }

  void make_contacts(const SalesWorld& world, ContactColumns<VectorColumn>& to) {
    ids_.clear();
    locales_.clear();
    cities_.clear();
    for (const BookCompany& company : companies_) {
      for (std::uint32_t k = 1; k <= company.n_contacts; ++k) {
        ids_.push_back(static_cast<std::uint64_t>(company.id << contact_bits | k));
        locales_.push_back(company.place.locale);
        cities_.push_back(company.place.city);
      }
    }
    const std::size_t n = ids_.size();
    people_.resize(n);
    phones_.resize(n);
    if (n > 0) {
      const Draws draws{.seed = world.config.seed, .index = contact_people, .entities = ids_};
      draw_people(locales_, draws, people_);
      draw_phones(locales_, cities_, draws, phones_);
    }
    contact_traits_.draw(world.config.seed, Purpose::contact_traits, ids_);
    contact_names_.clear();
    append_full_names(people_, contact_names_, Script::latin);
    append_full_names(people_, to.name_latin, Script::latin);
    append_given_names(people_, to.given_name);
    append_family_names(people_, to.family_name);
    append_e164(phones_, to.phone);
    for (std::size_t c = 0; c < companies_.size(); ++c) {
      const BookCompany& company = companies_[c];
      const Draws of_company{.seed = world.config.seed, .first_entity = static_cast<std::uint64_t>(company.id)};
      append_emails(std::span(people_).subspan(company.first_contact, company.n_contacts),
                    draw_email_pattern(of_company), domains_[c], to.email);
      for (std::size_t i = company.first_contact; i < company.first_contact + company.n_contacts; ++i) {
        to.contact_id.push_back(static_cast<std::int64_t>(ids_[i]));
        to.company_id.push_back(company.id);
        std::uint32_t seniority = world.seniorities(contact_traits_[i].word(0));
        if (i == company.first_contact) seniority = std::max(seniority, 1u);  // who decides something
        to.seniority.push_back(static_cast<std::uint8_t>(seniority));
        to.role.push_back(static_cast<std::int16_t>(seniority * roles_per_seniority +
                                                    contact_traits_[i].below(1, roles_per_seniority)));
        to.nationality.push_back(people_[i].locale);
        append_languages(people_[i], to.languages);
        to.time_zone.push_back(company.place.zone);
        to.preferred_channel.push_back(static_cast<std::uint8_t>(world.channels(contact_traits_[i].word(2))));
      }
    }
  }

 private:
  std::vector<BookCompany> companies_;
  std::vector<double> heads_;
  std::vector<std::uint64_t> ids_;
  std::vector<std::uint8_t> locales_;
  std::vector<std::uint32_t> cities_;
  std::vector<Person> people_;
  std::vector<Phone> phones_;
  TextColumn domains_, contact_names_;
  WordBlocks traits_, past_, contact_traits_;
};

}  // namespace retailsim::crm
