#pragma once

#include <cstdint>
#include <tuple>

#include <retailsim/crm/columns.hpp>

/// The tables of what happens between sellers and companies.
namespace retailsim::crm {

template <template <class> class Column>
struct OpportunityColumns {
  Column<std::int64_t> opportunity_id, company_id, sales_person_id;
  Column<std::int64_t> created;
  Column<std::int16_t> lead_source;
  Column<std::uint8_t> status;
  Column<std::int64_t> value;
  Column<std::uint8_t> currency;
  Column<double> probability;  ///< that it will be won, given stage, size class and good interactions so far
  Column<std::int32_t> expected_close;
  Column<std::int64_t> actual_close;  ///< null: open
  ListColumn<std::int16_t> competitors;
  Column<std::uint8_t> loss_reason;

  static auto fields() {
    using T = OpportunityColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"opportunity_id", &T::opportunity_id, integer, delta},
                      Field{"company_id", &T::company_id, integer, delta},
                      Field{"sales_person_id", &T::sales_person_id, integer, delta},
                      Field{"created", &T::created, timestamp, plain},
                      Field{"lead_source", &T::lead_source, label, dictionary},
                      Field{"status", &T::status, label, dictionary},
                      Field{"value", &T::value, money, plain},
                      Field{"currency", &T::currency, label, dictionary},
                      Field{"probability", &T::probability, real, dictionary},
                      Field{"expected_close", &T::expected_close, date, plain},
                      Field{"actual_close", &T::actual_close, timestamp, plain, no_time},
                      Field{"competitors", &T::competitors, label, dictionary},
                      Field{"loss_reason", &T::loss_reason, label, dictionary, 255}};
  }
};

template <template <class> class Column>
struct OpportunityLineColumns {
  Column<std::int64_t> opportunity_id;
  Column<std::int32_t> line_no;  ///< from 1
  Column<std::int64_t> product_id;
  Column<std::int32_t> quantity;
  Column<std::int64_t> list_price;
  Column<std::int32_t> discount_percent;  ///< by the product's tiers
  Column<std::int64_t> amount;            ///< quantity * list_price less the discount, rounded half up to the cent
  Column<std::int16_t> customisation;     ///< null: none

  static auto fields() {
    using T = OpportunityLineColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"opportunity_id", &T::opportunity_id, integer, delta},
                      Field{"line_no", &T::line_no, integer, dictionary},
                      Field{"product_id", &T::product_id, integer, dictionary},
                      Field{"quantity", &T::quantity, integer, dictionary},
                      Field{"list_price", &T::list_price, money, dictionary},
                      Field{"discount_percent", &T::discount_percent, integer, dictionary},
                      Field{"amount", &T::amount, money, plain},
                      Field{"customisation", &T::customisation, label, dictionary, no_label}};
  }
};

template <template <class> class Column>
struct OpportunityStageColumns {
  Column<std::int64_t> opportunity_id;
  Column<std::uint8_t> stage;
  Column<std::int64_t> entered;

  static auto fields() {
    using T = OpportunityStageColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"opportunity_id", &T::opportunity_id, integer, delta},
                      Field{"stage", &T::stage, label, dictionary}, Field{"entered", &T::entered, timestamp, plain}};
  }
};

template <template <class> class Column>
struct InteractionColumns {
  Column<std::int64_t> interaction_id, opportunity_id, contact_id, sales_person_id;
  Column<std::uint8_t> type;
  Column<std::int64_t> start_utc;
  Column<std::int64_t> start_local;       ///< in `time_zone`
  Column<std::int16_t> time_zone;         ///< of the seller
  Column<std::int32_t> duration_minutes;  ///< null: an e-mail, or nobody answered or came
  Column<std::uint8_t> outcome;
  Column<double> sentiment;  ///< in [-1, 1], in hundredths
  ListColumn<std::int16_t> topics;
  TextColumn notes, next_step;          ///< no next step: null
  Column<std::int32_t> next_step_date;  ///< null with it

  static auto fields() {
    using T = InteractionColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"interaction_id", &T::interaction_id, integer, delta},
                      Field{"opportunity_id", &T::opportunity_id, integer, delta},
                      Field{"contact_id", &T::contact_id, integer, delta},
                      Field{"sales_person_id", &T::sales_person_id, integer, delta},
                      Field{"type", &T::type, label, dictionary},
                      Field{"start_utc", &T::start_utc, timestamp, plain},
                      Field{"start_local", &T::start_local, timestamp, plain},
                      Field{"time_zone", &T::time_zone, label, dictionary},
                      Field{"duration_minutes", &T::duration_minutes, integer, dictionary, 0},
                      Field{"outcome", &T::outcome, label, dictionary},
                      Field{"sentiment", &T::sentiment, real, dictionary},
                      Field{"topics", &T::topics, label, dictionary},
                      Field{"notes", &T::notes, text, plain},
                      Field{"next_step", &T::next_step, text, plain, 0},
                      Field{"next_step_date", &T::next_step_date, date, plain, no_date}};
  }
};

/// What no real CRM has: the latent skill of each seller.
template <template <class> class Column>
struct SalesPersonTruthColumns {
  Column<std::int64_t> sales_person_id;
  Column<double> skill;  ///< standard normal

  static auto fields() {
    using T = SalesPersonTruthColumns;
    return std::tuple{Field{"sales_person_id", &T::sales_person_id, ColumnKind::integer, ColumnEncoding::delta},
                      Field{"skill", &T::skill, ColumnKind::real, ColumnEncoding::plain}};
  }
};

/// And of each opportunity.
template <template <class> class Column>
struct OpportunityTruthColumns {
  Column<std::int64_t> opportunity_id;
  Column<std::uint8_t> stage;              ///< the real one, where the status shows less
  Column<std::int32_t> good_interactions;  ///< so far
  Column<double> quality;                  ///< standard normal
  Column<std::uint8_t> industry_fit;       ///< whether the seller knows the company's industry
  Column<double> strength;                 ///< z of crm/deal_law.hpp
  Column<double> win_probability;          ///< given all of it

  static auto fields() {
    using T = OpportunityTruthColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"opportunity_id", &T::opportunity_id, integer, delta},
                      Field{"stage", &T::stage, label, dictionary},
                      Field{"good_interactions", &T::good_interactions, integer, dictionary},
                      Field{"quality", &T::quality, real, plain},
                      Field{"industry_fit", &T::industry_fit, boolean, plain},
                      Field{"strength", &T::strength, real, plain},
                      Field{"win_probability", &T::win_probability, real, plain}};
  }
};

/// What became of the opportunities that were open at `as_of` (and known then), by `to`.
template <template <class> class Column>
struct OutcomeColumns {
  Column<std::int64_t> opportunity_id;
  Column<std::uint8_t> outcome;    ///< won or lost; null: still open
  Column<std::int64_t> closed_at;  ///< null: still open

  static auto fields() {
    using T = OutcomeColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"opportunity_id", &T::opportunity_id, integer, delta},
                      Field{"outcome", &T::outcome, label, dictionary, 255},
                      Field{"closed_at", &T::closed_at, timestamp, plain, no_time}};
  }
};

}  // namespace retailsim::crm
