#pragma once

#include <concepts>
#include <utility>

#include <retailsim/basket/independent_basket.hpp>
#include <retailsim/churn/no_churn.hpp>
#include <retailsim/engine/batch.hpp>
#include <retailsim/engine/dataset.hpp>
#include <retailsim/engine/options.hpp>
#include <retailsim/engine/runner.hpp>
#include <retailsim/engine/world.hpp>
#include <retailsim/population/constant_rate.hpp>
#include <retailsim/price/log_normal_price.hpp>
#include <retailsim/returns/no_returns.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>
#include <retailsim/version.hpp>

namespace retailsim {

/// A retail world composed of one model per slot; see `<slot>/concept.hpp` for what each decides.
///
///     Simulation simulation{LogNormalPrice{2.5, 0.8}, RetailCalendar{...}, IndependentBasket{...},
///     LifetimeChurn{...}}; Dataset data = simulation.run(scenario);                    // columns in memory
///     simulation.run(scenario, sink);                             // batch by batch, bounded memory
///     simulation.run(scenario.shard(3, 64), sink);                // a piece: the same rows as in the whole
///     simulation.run(scenario.customers(10'000'000, 100), sink);  // random access: costs a hundred customers
///
/// A row depends on the seed, the models, and what the scenario says shapes rows: not on threads, batches, shards, the
/// end date or the number of customers. A simulation is a value without state; runs can go on side by side.
///
/// Models stand in this order, and neutral ones in the slots left out at the end. The season, too, may be left out:
/// `Simulation{price, basket, churn}`.
template <class Price, class Seasonality, class Basket, class Churn = NoChurn, class People = ConstantRate,
          class Returns = NoReturns>
class Simulation {
 public:
  // The slots' concepts stand there: clang would say of a constraint here only that deduction failed, not for what.
  using ModelsType = Models<Price, Seasonality, Basket, Churn, People, Returns>;

  explicit Simulation(Price price, Seasonality seasonality, Basket basket, Churn churn = Churn{},
                      People population = People{}, Returns returns = Returns{})
      : models_{std::move(price), std::move(seasonality), std::move(basket),
                std::move(churn), std::move(population),  std::move(returns)} {}

  /// The same without a season.
  explicit Simulation(Price price, Basket basket, Churn churn = Churn{}, People population = People{},
                      Returns returns = Returns{})
    requires std::same_as<Seasonality, NoSeasonality>
      : Simulation(std::move(price), NoSeasonality{}, std::move(basket), std::move(churn), std::move(population),
                   std::move(returns)) {}

  /// Runs a scenario, or the piece of it that it names, and hands every batch of rows to the sink, in order of
  /// customers. The sink is called by one thread at a time; a batch's spans are valid during the call. A sink with a
  /// member `products(columns)` gets the catalogue first.
  /// \throws std::invalid_argument before the first row if scenario or options cannot be; what models or the sink throw
  template <BatchSink Sink>
  RunSummary run(const Scenario& scenario, Sink&& sink, const RunOptions& options = {}) const {
    const World<ModelsType> world(models_, scenario, options);
    return run_in(world, sink, options);
  }

  /// Runs a scenario into memory.
  Dataset run(const Scenario& scenario, const RunOptions& options = {}) const {
    const World<ModelsType> world(models_, scenario, options);
    engine::DatasetSink sink;
    run_in(world, sink, options);
    Dataset data = sink.finish();
    data.labels = world.labels;
    data.shops = world.shop_labels;
    const Catalogue& catalogue = world.scenario.catalogue;
    data.product_groups = catalogue.product_groups;
    data.brands = catalogue.brands;
    data.categories_l1 = catalogue.categories_l1;
    data.categories_l2 = catalogue.categories_l2;
    data.categories_l3 = catalogue.categories_l3;
    return data;
  }

  /// Scenario and models made ready and checked, for those who want calendar, prices or labels beside the rows. A
  /// scenario that is moved in leaves no second catalogue behind.
  World<ModelsType> world(Scenario scenario, const RunOptions& options = {}) const {
    return World<ModelsType>(models_, std::move(scenario), options);
  }

  /// The rows of a world made before, see `run(scenario, sink)`.
  template <BatchSink Sink>
  RunSummary run_in(const World<ModelsType>& world, Sink& sink, const RunOptions& options = {}) const {
    if constexpr (ProductSink<Sink>) {
      if (world.scenario.shard_index == 0) sink.products(world.products());
    }
    return engine::Runner<World<ModelsType>, Sink>(world, options, sink).run();
  }

  const ModelsType& models() const { return models_; }

 private:
  ModelsType models_;
};

/// A basket in the second place: the seasonality is left out, `NoSeasonality`.
template <class Price, BasketModel Basket, class Churn = NoChurn, class People = ConstantRate,
          class Returns = NoReturns>
Simulation(Price, Basket, Churn = {}, People = {}, Returns = {})
    -> Simulation<Price, NoSeasonality, Basket, Churn, People, Returns>;

namespace detail {

enum class Slot { price, seasonality, basket, churn, population, returns, none };

/// The slot that a model is for: no two slots have a function of one name. Whether it fits there, `Models` says.
template <class M>
constexpr Slot slot_of() {
  if constexpr (
      PriceModel<M> || requires { &M::list_prices; } || requires { &M::paid_prices; }) {
    return Slot::price;
  } else if constexpr (SeasonalityModel<M> || requires { &M::hour_weights; }) {
    return Slot::seasonality;
  } else if constexpr (
      BasketModel<M> || requires { &M::basket_sizes; } || requires { &M::choose_skus; } ||
      requires { &M::quantities; }) {
    return Slot::basket;
  } else if constexpr (ChurnModel<M> || requires { &M::lifecycles; }) {
    return Slot::churn;
  } else if constexpr (
      Population<M> || requires { &M::traits; } || requires { &M::rates; }) {
    return Slot::population;
  } else if constexpr (
      ReturnModel<M> || requires { &M::returns; } || requires { &M::delays; }) {
    return Slot::returns;
  } else {
    return Slot::none;
  }
}

/// The model for a slot, by value; the neutral model where there is none.
template <Slot slot, class Neutral, class First, class... Rest>
auto model_for(const First& first, const Rest&... rest) {
  if constexpr (slot_of<First>() == slot) {
    return first;
  } else if constexpr (sizeof...(Rest) > 0) {
    return model_for<slot, Neutral>(rest...);
  } else {
    return Neutral{};
  }
}
template <Slot slot, class... ModelsT>
inline constexpr int n_models_for = (0 + ... + int{slot_of<ModelsT>() == slot});

}  // namespace detail

/// A simulation from models in any order: each goes into the slot that its functions belong to, and neutral models into
/// the others. A price model and a basket model are needed.
template <class... ModelsT>
auto simulate_with(const ModelsT&... models) {
  using enum detail::Slot;
  static_assert(detail::n_models_for<none, ModelsT...> == 0, "simulate_with: a model has no function of any slot");
  static_assert(detail::n_models_for<price, ModelsT...> == 1, "simulate_with: one price model is needed");
  static_assert(detail::n_models_for<basket, ModelsT...> == 1, "simulate_with: one basket model is needed");
  static_assert(detail::n_models_for<seasonality, ModelsT...> <= 1 && detail::n_models_for<churn, ModelsT...> <= 1 &&
                    detail::n_models_for<population, ModelsT...> <= 1 && detail::n_models_for<returns, ModelsT...> <= 1,
                "simulate_with: two models for one slot");
  return Simulation(detail::model_for<price, void>(models...), detail::model_for<seasonality, NoSeasonality>(models...),
                    detail::model_for<basket, void>(models...), detail::model_for<churn, NoChurn>(models...),
                    detail::model_for<population, ConstantRate>(models...),
                    detail::model_for<returns, NoReturns>(models...));
}

}  // namespace retailsim
