// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/basket/basket_shape.hpp>
#include <retailsim/check/basket_check.hpp>
#include <retailsim/check/life_check.hpp>
#include <retailsim/check/order_check.hpp>
#include <retailsim/check/population_check.hpp>
#include <retailsim/check/price_check.hpp>
#include <retailsim/check/return_check.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/columns.hpp>
#include <retailsim/engine/batch.hpp>
#include <retailsim/returns/no_returns.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar_event.hpp>

/// What each model of a world says of itself, asked by the names of its functions: a model that lacks them, such as a
/// user's own, has no rows of that kind.
namespace retailsim::check {

template <class Churn>
std::optional<LifeSetting> life_setting(const Churn& churn) {
  if constexpr (requires {
                  { churn.share_never_buying() } -> std::convertible_to<double>;
                  { churn.share_at_registration() } -> std::convertible_to<double>;
                  { churn.share_delayed(1.0) } -> std::convertible_to<double>;
                  { churn.parameters().buy_and_go } -> std::convertible_to<double>;
                  { churn.parameters().lifetime } -> std::convertible_to<MonthsLaw>;
                }) {
    const auto& p = churn.parameters();
    return LifeSetting{.never_buys = churn.share_never_buying(),
                       .at_registration = churn.share_at_registration(),
                       .buy_and_go = p.buy_and_go,
                       .lifetime = p.lifetime,
                       .latest_months = std::min({p.lost_after_months, p.first_delay.longest(), p.lifetime.longest()}),
                       .delayed_within = [&churn](double months) { return churn.share_delayed(months); }};
  } else {
    return {};
  }
}

template <class Churn>
std::optional<Registration> registration_of(const Churn& churn) {
  if constexpr (requires {
                  { churn.registration() } -> std::convertible_to<Registration>;
                }) {
    return churn.registration();
  } else if constexpr (requires {
                         { churn.parameters().registration } -> std::convertible_to<Registration>;
                       }) {
    return churn.parameters().registration;
  } else {
    return {};
  }
}

/// Rates of the innermost model and the factors of the segments around it.
template <class Population>
std::optional<RateCheck> rate_check(const Population& population, std::size_t n_segments) {
  if constexpr (requires { rate_law(population); }) {
    return RateCheck(rate_law(population), std::vector<double>(n_segments, 1.0));
  } else if constexpr (requires {
                         population.planned_traits();
                         population.inner();
                       }) {
    auto plain = rate_check(population.inner(), n_segments);
    if (!plain) return {};
    std::vector<double> factors;
    for (std::size_t s = 0; s < n_segments; ++s) factors.push_back(population.planned_traits().rate_factor(s));
    return RateCheck(plain->law(), std::move(factors));
  } else if constexpr (requires { std::variant_size_v<std::remove_cvref_t<decltype(population.law())>>; }) {
    return std::visit([&](const auto& law) { return rate_check(law, n_segments); }, population.law());
  } else {
    return {};
  }
}

template <class Basket>
std::optional<ChoiceSetting> choice_setting(const Basket& basket) {
  if constexpr (requires {
                  { basket.choice() } -> std::same_as<const SkuChoice&>;
                }) {
    return ChoiceSetting{.choice = &basket.choice()};
  } else if constexpr (requires {
                         { basket.choice() } -> std::same_as<const GroupedChoice&>;
                       }) {
    ChoiceSetting setting{.choice = &basket.choice().choice(), .grouped = &basket.choice()};
    if constexpr (requires { basket.parameters().affinity; }) setting.affinity = basket.parameters().affinity;
    if constexpr (requires { basket.parameters().cross_sell; }) setting.cross_sell = basket.parameters().cross_sell;
    return setting;
  } else {
    return {};
  }
}

template <class Returns>
ReturnSetting return_setting(const Returns& returns, const Scenario& scenario) {
  ReturnSetting setting{.to = scenario.to.start(), .all_shown = scenario.shown_from() <= scenario.registered_from};
  if constexpr (requires {
                  returns.return_probability(std::size_t{0});
                  returns.exchange_probability(std::size_t{0});
                  { returns.parameters().delay } -> std::convertible_to<ReturnDelay>;
                }) {
    for (std::size_t i = 0; i < scenario.catalogue.n_skus(); ++i) {
      setting.of_sku.emplace_back(returns.return_probability(i), returns.exchange_probability(i));
    }
    setting.whole_line_share = returns.parameters().whole_line_share;
    setting.delay = &returns.parameters().delay;
  }
  return setting;
}

template <class Seasonality>
std::vector<CalendarEvent> events_of(const Seasonality& seasonality) {
  if constexpr (requires {
                  { seasonality.parameters().events } -> std::convertible_to<std::vector<CalendarEvent>>;
                }) {
    return seasonality.parameters().events;
  } else {
    return {};
  }
}

/// The checks of a world's parts, and how rows reach them.
template <class World>
class Parts {
 public:
  explicit Parts(const World& world)
      : world_(&world),
        events_(events_of(world.models.seasonality)),
        discounts_(discount_setting(world)),
        returns_(return_setting(world.models.returns, world.scenario)) {
    const auto life = life_setting(world.models.churn);
    if (life) life_.emplace(*life);
    orders_.emplace(OrderSetting{.calendar = &world.calendar,
                                 .from = world.scenario.shown_from().start(),
                                 .to = world.scenario.to.start(),
                                 .gap_shape = world.gap_shape,
                                 .buy_and_go = life ? life->buy_and_go : -1});
    if (const auto registration = registration_of(world.models.churn)) {
      registrations_.emplace(*registration, world.scenario.registered_from, world.scenario.registered_to,
                             world.calendar);
    }
    rates_ = rate_check(world.models.population, world.labels.segment.size());
    if constexpr (requires {
                    { world.models.population.planned_traits() } -> std::convertible_to<PlannedTraits>;
                  }) {
      traits_.emplace(world.models.population.planned_traits());
    }
    if constexpr (requires {
                    { world.models.basket.shape() } -> std::convertible_to<BasketShape>;
                  }) {
      shape_.emplace(world.models.basket.shape().sizes, world.models.basket.shape().quantities);
    }
    if (auto choice = choice_setting(world.models.basket)) {
      choice_.emplace(std::move(*choice), world.scenario.catalogue, world.calendar.first(), world.calendar.last());
    }
    for (const std::int32_t day : world.scenario.catalogue.launched_on) launched_on_.push_back(day);
  }

  /// \param examined  positions of the unit's customers that are looked at; valid until `end_unit`
  void begin_unit(const LatentCustomers& latent, std::span<const std::uint32_t> examined) {
    orders_->begin_unit(latent, examined);
    const CustomerBlock& block = latent.block;
    groups_.assign(block.affinity_group.begin(), block.affinity_group.end());
    groups_.resize(block.n);
    for (const std::uint32_t i : examined) {
      if (life_) {
        life_->add(block.registered_at[i], latent.first_order_at[i], latent.ends_at[i], latent.max_orders[i]);
      }
      if (registrations_) registrations_->add(block.registered_at[i]);
      if (rates_) rates_->add(block.orders_per_year[i], block.traits.segment[i]);
      if (traits_) traits_->add(block.traits, i);
    }
  }
  void end_unit() { orders_->end_unit(); }
  void begin_customer() {
    if constexpr (has_returns) returns_.begin_customer();
  }

  /// Rows of the customer at hand with whom a batch ends, before they are gone.
  void keep(const Batch& batch, std::size_t first_order, std::size_t first_line) {
    if constexpr (has_returns) {
      returns_.keep(batch.orders, first_order, batch.orders.order_id.size(), batch.lines, first_line);
    }
  }

  /// Order `o` of a batch, of an examined customer, whose lines begin at `first_line`.
  void add(std::size_t position, const Batch& batch, std::size_t o, std::size_t first_line) {
    const OrderColumns<ConstColumn>& orders = batch.orders;
    const auto n = static_cast<std::size_t>(orders.n_lines[o]);
    const auto of = [&](const auto& column) { return column.subspan(first_line, n); };
    const auto amounts = of(batch.lines.amount), sku_ids = of(batch.lines.sku_id),
               unit_prices = of(batch.lines.unit_price);
    const Seconds at = orders.ordered_at[o] / micros_per_second;
    std::int64_t total = 0;
    for (const std::int64_t amount : amounts) total += amount;
    ++n_orders_;
    n_wrong_orders_ += total != orders.amount[o] || batch.lines.order_id[first_line] != orders.order_id[o] ||
                       batch.lines.order_id[first_line + n - 1] != orders.order_id[o];
    if (orders.kind[o] != static_cast<std::uint8_t>(Kind::sale)) {
      if constexpr (has_returns) {
        returns_.add_return(orders, o, batch.lines, first_line);
      }
      return;
    }
    const std::int64_t id = orders.order_id[o];
    const int bits = world_->scenario.order_id.number_bits;
    orders_->add(position, at, static_cast<Stream>(id >> bits & 3),
                 static_cast<std::uint32_t>(id & ((std::int64_t{1} << bits) - 1)));
    const Date day = date_of(at);
    const auto day_index = static_cast<std::size_t>(day - world_->calendar.first());
    const std::int64_t first_sku_id = world_->scenario.first_sku_id;
    for (std::size_t i = 0; i < n; ++i) {
      const auto sku = static_cast<std::size_t>(sku_ids[i] - first_sku_id);
      n_wrong_lines_ +=
          launched_on_[sku] > day.days || (discounts_.is_known() && unit_prices[i] != world_->prices[sku]);
    }
    n_lines_ += static_cast<std::int64_t>(n);
    const auto quantities = of(batch.lines.quantity);
    if (shape_) {
      shape_->add_size(orders.n_lines[o]);
      shape_->add_quantities(quantities);
    }
    if (choice_) choice_->add(groups_[position], choice_->stretch(day), sku_ids, first_sku_id);
    if (discounts_.is_known()) discounts_.add(day_index, quantities, unit_prices, of(batch.lines.discount));
    if constexpr (has_returns) returns_.add_sale(at, sku_ids, first_sku_id);
  }

  void merge(const Parts& other) {
    const auto add_up = [](auto& to, const auto& from) {
      if (to) to->merge(*from);
    };
    add_up(orders_, other.orders_);
    add_up(life_, other.life_);
    add_up(registrations_, other.registrations_);
    add_up(rates_, other.rates_);
    add_up(traits_, other.traits_);
    add_up(shape_, other.shape_);
    add_up(choice_, other.choice_);
    discounts_.merge(other.discounts_);
    returns_.merge(other.returns_);
    n_orders_ += other.n_orders_;
    n_wrong_orders_ += other.n_wrong_orders_;
    n_lines_ += other.n_lines_;
    n_wrong_lines_ += other.n_wrong_lines_;
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    if (registrations_) registrations_->add_rows(rows);
    if (traits_) traits_->add_rows(rows);
    if (rates_) rates_->add_rows(rows);
    if (life_) life_->add_rows(rows);
    orders_->add_rows(rows, events_);
    if (shape_) shape_->add_rows(rows);
    if (choice_) choice_->add_rows(rows);
    if (discounts_.is_known()) discounts_.add_rows(rows);
    add_price_rows(rows, world_->models.price, world_->scenario.catalogue, world_->prices);
    if constexpr (has_returns) returns_.add_rows(rows);
    rows.push_back(identity_row("ledger", "orders that are not the sum of their lines", n_orders_, n_wrong_orders_));
    rows.push_back(identity_row("ledger", "lines before launch or not at list price", n_lines_, n_wrong_lines_));
  }

 private:
  static constexpr bool has_returns = !std::same_as<typename World::Types::Returns, NoReturns>;

  static DiscountSetting discount_setting(const World& world) {
    DiscountSetting setting;
    setting.of_day.resize(static_cast<std::size_t>(world.calendar.last() - world.calendar.first()));
    read_discounts(world.models.price, world.calendar.first(), setting);
    return setting;
  }

  const World* world_;
  std::vector<CalendarEvent> events_;
  std::vector<std::int32_t> launched_on_;
  std::vector<std::uint32_t> groups_;  // of the unit's customers
  std::optional<OrderCheck> orders_;
  std::optional<LifeCheck> life_;
  std::optional<RegistrationCheck> registrations_;
  std::optional<RateCheck> rates_;
  std::optional<TraitCheck> traits_;
  std::optional<ShapeCheck> shape_;
  std::optional<ChoiceCheck> choice_;
  DiscountCheck discounts_;
  ReturnCheck returns_;
  std::int64_t n_orders_ = 0, n_wrong_orders_ = 0, n_lines_ = 0, n_wrong_lines_ = 0;
};

}  // namespace retailsim::check
