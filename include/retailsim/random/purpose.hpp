#pragma once

#include <cstdint>
#include <stdexcept>

namespace retailsim {

namespace detail {

/// Code of a purpose: block id, first 32-bit word of its slice and width in words (0: the block is its own).
constexpr std::uint32_t purpose_code(std::uint32_t block, std::uint32_t first_word = 0, std::uint32_t n_words = 0) {
  return block | first_word << 16 | n_words << 19;
}

}  // namespace detail

/// What a draw is for. Two purposes never share a word, so what one decides is independent of all others, and a new
/// purpose leaves the old draws of a seed as they are.
///
/// Bits 0-15 are the block id of the counter, bits 16-18 the first 32-bit word of the slice, bits 19-21 its width in
/// words. Small decisions about one entity share a block as slices of one or two words; width 0 is a *plain* purpose,
/// which owns its block. Numbers are grouped with room and never moved: rows drawn from a seed depend on them.
/// Blocks 0x8000 to 0xFFFF are the users' (see `user_purpose`).
enum class Purpose : std::uint32_t {
  // Customers: one block of 128 bits for each line, but for the plain ones.
  customer_registration = detail::purpose_code(0x0001, 0, 2),
  customer_first_order = detail::purpose_code(0x0001, 2, 1),  ///< does the customer ever buy
  customer_buy_and_go = detail::purpose_code(0x0001, 3, 1),
  customer_first_delay = detail::purpose_code(0x0002, 0, 2),
  customer_lifetime = detail::purpose_code(0x0002, 2, 2),
  customer_at_registration = detail::purpose_code(0x0003, 0, 1),
  customer_time_of_day = detail::purpose_code(0x0003, 1, 1),
  customer_dropout = detail::purpose_code(0x0003, 2, 2),
  customer_rate = detail::purpose_code(0x0008),
  customer_dropout_probability = detail::purpose_code(0x0009),
  customer_dropout_rate = detail::purpose_code(0x000A),
  customer_brands = detail::purpose_code(0x000B),  ///< own preference for each brand

  // Traits of customers.
  trait_gender = detail::purpose_code(0x0010, 0, 1),
  trait_channel = detail::purpose_code(0x0010, 1, 1),
  trait_segment = detail::purpose_code(0x0010, 2, 1),
  trait_loyalty = detail::purpose_code(0x0010, 3, 1),
  trait_birth_date = detail::purpose_code(0x0011, 0, 1),
  trait_country = detail::purpose_code(0x0011, 1, 1),
  trait_city = detail::purpose_code(0x0011, 2, 1),
  trait_home_shop = detail::purpose_code(0x0011, 3, 1),

  // Orders: entity = customer and stream (see engine/orders.hpp), index = number of the order in its stream.
  order_gap = detail::purpose_code(0x0020, 0, 2),
  order_basket_size = detail::purpose_code(0x0020, 2, 2),
  order_keep = detail::purpose_code(0x0021, 0, 1),
  order_shop = detail::purpose_code(0x0021, 1, 1),
  order_return_delay = detail::purpose_code(0x0021, 2, 2),
  order_gap_stage = detail::purpose_code(0x0028),  ///< further stages of Erlang gaps; attempt = stage

  // Order lines.
  line_sku = detail::purpose_code(0x0030, 0, 2),
  line_quantity = detail::purpose_code(0x0030, 2, 1),
  line_discount = detail::purpose_code(0x0030, 3, 1),
  line_return = detail::purpose_code(0x0031, 0, 1),
  line_exchange = detail::purpose_code(0x0031, 1, 1),
  line_return_units = detail::purpose_code(0x0031, 2, 1),
  line_cross_sell = detail::purpose_code(0x0031, 3, 1),
  line_brand = detail::purpose_code(0x0032, 0, 2),
  line_promotion = detail::purpose_code(0x0038),
  line_sku_retry = detail::purpose_code(0x0039),

  // SKUs.
  list_price = detail::purpose_code(0x0040),
  cost = detail::purpose_code(0x0041),
  popularity = detail::purpose_code(0x0042),
  launch_date = detail::purpose_code(0x0043),
  sku_category = detail::purpose_code(0x0044),
  sku_brand = detail::purpose_code(0x0045),
  sku_return_probability = detail::purpose_code(0x0046),
  sku_name = detail::purpose_code(0x0047),
  pairing = detail::purpose_code(0x0048),
  price_ending = detail::purpose_code(0x0049),

  // Days and campaigns.
  day_noise = detail::purpose_code(0x0060),
  marketing_spend = detail::purpose_code(0x0061),
  budget_bias = detail::purpose_code(0x0062),
  event = detail::purpose_code(0x0063),

  // The CRM's companies, sellers and products: entity = id.
  company_place = detail::purpose_code(0x0070),
  company_owner = detail::purpose_code(0x0071),
  company_traits = detail::purpose_code(0x0072),  ///< four words: size class, head count, industry, sub-industry
  company_past = detail::purpose_code(0x0073),    ///< four words: revenue, contacts, customer before, since when
  contact_traits = detail::purpose_code(0x0074),  ///< four words: seniority, role, channel
  sales_person_place = detail::purpose_code(0x0075),
  sales_person_skill = detail::purpose_code(0x0076),
  sales_person_traits = detail::purpose_code(0x0077),  ///< four words: role, hire date, expertise
  crm_product = detail::purpose_code(0x0078),          ///< index = which of its blocks of four words
  crm_product_name = detail::purpose_code(0x0079),     ///< keys of the bijection from ids to names

  // The CRM's opportunities: entity = company, opportunity or interaction, as said.
  opportunity_gap = detail::purpose_code(0x0080),      ///< of a company; index = number of the opportunity
  opportunity_quality = detail::purpose_code(0x0081),  ///< of an opportunity
  opportunity_traits = detail::purpose_code(0x0082),   ///< four words: source, contact, number of lines, expected close
  opportunity_rivals = detail::purpose_code(0x0083),   ///< four words: number, first and next competitor, loss reason
  opportunity_line = detail::purpose_code(0x0084),     ///< index = line; four words: product, quantity, customisation
  deal_event = detail::purpose_code(0x0085),           ///< index = event; two words of 64 bits: gap, what happens
  deal_interaction = detail::purpose_code(0x0086),     ///< index = event; four words: type, outcome, duration, contact
  interaction_traits = detail::purpose_code(0x0087),   ///< four words: sentiment, topics, next step, its date
  interaction_note = detail::purpose_code(0x0088),     ///< index = block of words; of an interaction

  // People, places and companies of the CRM: entity = the person's or company's id, index = of which table.
  person_given_name = detail::purpose_code(0x00A0, 0, 1),
  person_family_name = detail::purpose_code(0x00A0, 1, 1),
  person_gender = detail::purpose_code(0x00A0, 2, 1),
  person_first_language = detail::purpose_code(0x00A0, 3, 1),
  person_other_languages = detail::purpose_code(0x00A1, 0, 2),
  person_phone = detail::purpose_code(0x00A1, 2, 2),
  place_locale = detail::purpose_code(0x00A2, 0, 1),
  place_city = detail::purpose_code(0x00A2, 1, 1),
  company_legal_form = detail::purpose_code(0x00A2, 2, 1),
  company_email_pattern = detail::purpose_code(0x00A2, 3, 1),
  company_name = detail::purpose_code(0x00A8),  ///< keys of the bijection from ids to names

  // Forecasts: entity = customer, or row of a resample; index = number of the draw.
  forecast_count = detail::purpose_code(0x00C0),      ///< purchases to come
  forecast_bootstrap = detail::purpose_code(0x00C1),  ///< which customer a resample takes
  forecast_parameter = detail::purpose_code(0x00C2),  ///< a model's parameters; entity = parameter
};

/// A slice of a block of one's own: `n_words` is 1 (32 bits) or 2 (64 bits, first word 0 or 2).
/// \throws std::invalid_argument unless the slice fits
constexpr Purpose slice(std::uint16_t block, int first_word, int n_words) {
  const bool fits =
      (n_words == 1 && first_word >= 0 && first_word <= 3) || (n_words == 2 && (first_word == 0 || first_word == 2));
  if (!fits) throw std::invalid_argument("slice: must be one word of 0 to 3, or two words from 0 or 2");
  return static_cast<Purpose>(
      detail::purpose_code(block, static_cast<std::uint32_t>(first_word), static_cast<std::uint32_t>(n_words)));
}

/// The n-th plain purpose of users' own models, n in [0, 32767].
/// \throws std::invalid_argument if n is larger
constexpr Purpose user_purpose(std::uint16_t n) {
  if (n > 0x7FFF) throw std::invalid_argument("user_purpose: n must be in [0, 32767]");
  return static_cast<Purpose>(detail::purpose_code(0x8000u + n));
}

namespace detail {

constexpr std::uint16_t block_id(Purpose purpose) {
  return static_cast<std::uint16_t>(static_cast<std::uint32_t>(purpose) & 0xFFFF);
}
constexpr int first_word(Purpose purpose) { return static_cast<int>(static_cast<std::uint32_t>(purpose) >> 16 & 7); }
constexpr int width(Purpose purpose) { return static_cast<int>(static_cast<std::uint32_t>(purpose) >> 19 & 7); }
constexpr bool is_plain(Purpose purpose) { return width(purpose) == 0; }

}  // namespace detail

}  // namespace retailsim
