#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <retailsim/crm/book_companies.hpp>
#include <retailsim/crm/book_deals.hpp>
#include <retailsim/crm/book_interactions.hpp>
#include <retailsim/crm/locale/email.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>
#include <retailsim/crm/seller.hpp>

namespace retailsim::crm {

/// Makes books: a seller, the companies that are theirs, and all that happens between them. A book follows from its
/// own companies alone, so books can be made in any order, and it is made whole, as the seller's calendar is one.
class BookMaker {
 public:
  /// Appends the rows of one book.
  /// \param company_ids  all companies of this seller, rising, and their places (see `Places`)
  void make(const SalesWorld& world, std::int64_t seller_id, std::span<const std::uint64_t> company_ids,
            std::span<const std::uint32_t> places, bool truth, SalesRows& rows) {
    const Seller seller = draw_seller(world, seller_id);
    companies_.make(world, seller_id, company_ids, places, rows);
    deals_.make(world, seller, companies_.companies(), truth, rows);
    interactions_.make(world, seller, companies_, deals_, rows);
    write_seller(world, seller, rows.sales_people);
    if (truth) {
      rows.sales_people_truth.sales_person_id.push_back(seller.id);
      rows.sales_people_truth.skill.push_back(seller.skill);
    }
  }

  /// Whole units of a thousand, in cents: the won value that half the sellers of such companies reach
  /// `median_attainment` of by the end of the window.
  ///
  /// A company of size class k brings won deals as a Poisson process: m_k = mean opportunities * share won within the
  /// window (`DealOutlook::wins`), each worth V_k. The book's won value has mean mu = sum m_k E[V_k] and, given the
  /// skill, variance sum m_k E[V_k^2]; skill adds its own. It is 0 with probability p, and else taken as log-normal
  /// with what these moments leave, whose quantile of (1/2 - p) / (1 - p) is the median. Where half the sellers win
  /// nothing no quota has that property; the quantile is then that of a tenth.
  static std::int64_t quota(const SalesWorld& world, const std::vector<BookCompany>& companies) {
    using retailsim::detail::portable_exp, retailsim::detail::portable_log, retailsim::detail::product;
    std::array<double, n_size_classes> count{};
    for (const BookCompany& company : companies) ++count[company.size];
    double wins = 0, mean = 0, variance = 0, skill = 0;
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      const double won = product(product(count[size], world.mean_opportunities(size)), world.outlook.wins(size));
      const double value = product(won, world.values.mean(size));
      wins += won;
      mean += value;
      variance = std::fma(won, world.values.mean_square(size), variance);
      skill = std::fma(value, world.outlook.skill_variance(size), skill);
    }
    constexpr double step = 100'000;  // cents
    if (!(mean > 0)) return static_cast<std::int64_t>(step);
    skill /= mean;
    // Of sellers one standard deviation above and below in skill.
    const double nothing = (portable_exp(-product(wins, 1 + std::sqrt(skill))) +
                            portable_exp(-product(wins, std::max(0.0, 1 - std::sqrt(skill))))) /
                           2;
    const double something = 1 - nothing;
    const double spread =
        product(1 + variance / product(mean, mean) + skill, something);  // E[X^2] / E[X]^2 where X > 0
    const double sigma = std::sqrt(portable_log(std::max(1.0, spread)));
    const double quantile = std::clamp((0.5 - nothing) / something, 0.1, 0.5);
    const double median = product(mean / something / std::sqrt(std::max(1.0, spread)),
                                  portable_exp(product(sigma, normal_quantile(quantile))));
    return static_cast<std::int64_t>(
        product(std::max(1.0, std::floor(median / world.config.sellers.median_attainment / step + 0.5)), step));
  }

 private:
  void write_seller(const SalesWorld& world, const Seller& seller, SalesPersonColumns<VectorColumn>& to) {
    to.sales_person_id.push_back(seller.id);
    to.given_name.append(given_name(seller.person));
    to.family_name.append(family_name(seller.person));
    append_full_names({&seller.person, 1}, to.name_latin, Script::latin);
    append_email(seller.person, EmailPattern::first_dot_last, static_cast<std::uint32_t>(seller.id),
                 world.config.sellers.domain, to.email);
    append_e164({&seller.phone, 1}, to.phone);
    to.role.push_back(seller.role);
    to.nationality.push_back(seller.person.locale);
    append_languages(seller.person, to.languages);
    to.time_zone.push_back(seller.place.zone);
    to.hire_date.push_back(seller.hired.days);
    const std::int64_t target = quota(world, companies_.companies());
    const Achievement& done = deals_.achievement();
    const auto ratio = [](std::int64_t a, std::int64_t b) { return static_cast<double>(a) / static_cast<double>(b); };
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    to.quota.push_back(target);
    to.quota_attainment.push_back(ratio(done.won_value, target));
    to.average_deal_size.push_back(done.n_won > 0 ? (done.won_value + done.n_won / 2) / done.n_won : no_money);
    to.win_rate.push_back(done.n_won + done.n_lost > 0 ? ratio(done.n_won, done.n_won + done.n_lost) : none);
    to.sales_cycle_days.push_back(done.n_won > 0 ? ratio(done.won_time, done.n_won * seconds_per_day) : none);
    add_territories(seller, to.territories);
    for (std::size_t industry = 0; industry < n_industries; ++industry) {
      if (seller.knows(industry)) to.expertise.push(static_cast<std::int16_t>(industry));
    }
    to.expertise.end_row();
  }

  // Of the standard normal law, for p from 0.1 to 0.5, to 5e-4. Source: M. Abramowitz and I. A. Stegun, Handbook of
  // Mathematical Functions, 1964, 26.2.23.
  static double normal_quantile(double p) {
    const double t = std::sqrt(-2 * retailsim::detail::portable_log(p));
    const double above = std::fma(std::fma(0.010328, t, 0.802853), t, 2.515517);
    const double below = std::fma(std::fma(std::fma(0.001308, t, 0.189269), t, 1.432788), t, 1.0);
    return above / below - t;
  }

  // The seller's own country, then the others of the book.
  void add_territories(const Seller& seller, ListColumn<std::int16_t>& to) const {
    std::vector<bool> there(locales().size(), false);
    for (const BookCompany& company : companies_.companies()) there[company.place.locale] = true;
    to.push(seller.place.locale);
    for (std::size_t country = 0; country < there.size(); ++country) {
      if (there[country] && country != seller.place.locale) to.push(static_cast<std::int16_t>(country));
    }
    to.end_row();
  }

  BookCompanies companies_;
  BookDeals deals_;
  BookInteractions interactions_;
};

}  // namespace retailsim::crm
