#pragma once

#include <concepts>
#include <type_traits>
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

template <class M>
concept AnyModel =
    PriceModel<M> || SeasonalityModel<M> || BasketModel<M> || ChurnModel<M> || Population<M> || ReturnModel<M>;

/// The first of the models that fits a slot, by value; the neutral model where none does.
template <class Neutral, class Fits, class... Rest>
auto pick(Fits fits, const Rest&... rest) {
  if constexpr (sizeof...(Rest) == 0) {
    static_assert(!std::is_void_v<Neutral>, "simulate_with: a price model and a basket model are needed");
    return Neutral{};
  } else {
    return [&]<class First, class... Others>(const First& first, const Others&... others) {
      if constexpr (Fits{}(std::type_identity<First>{})) {
        return first;
      } else {
        return pick<Neutral>(fits, others...);
      }
    }(rest...);
  }
}

}  // namespace detail

/// A simulation from models in any order: each goes into the slot whose concept it fits, and neutral models into the
/// others. A price model and a basket model are needed.
template <class... ModelsT>
  requires(detail::AnyModel<ModelsT> && ...)
auto simulate_with(const ModelsT&... models) {
  const auto n = [](auto fits) { return (0 + ... + int{fits(std::type_identity<ModelsT>{})}); };
  constexpr auto price = []<class M>(std::type_identity<M>) { return PriceModel<M>; };
  constexpr auto seasonality = []<class M>(std::type_identity<M>) { return SeasonalityModel<M>; };
  constexpr auto basket = []<class M>(std::type_identity<M>) { return BasketModel<M>; };
  constexpr auto churn = []<class M>(std::type_identity<M>) { return ChurnModel<M>; };
  constexpr auto population = []<class M>(std::type_identity<M>) { return Population<M>; };
  constexpr auto returns = []<class M>(std::type_identity<M>) { return ReturnModel<M>; };
  static_assert(
      n(price) <= 1 && n(seasonality) <= 1 && n(basket) <= 1 && n(churn) <= 1 && n(population) <= 1 && n(returns) <= 1,
      "simulate_with: two models for one slot");
  static_assert(n(price) == 1, "simulate_with: a price model is needed");
  static_assert(n(basket) == 1, "simulate_with: a basket model is needed");
  return Simulation(detail::pick<void>(price, models...), detail::pick<NoSeasonality>(seasonality, models...),
                    detail::pick<void>(basket, models...), detail::pick<NoChurn>(churn, models...),
                    detail::pick<ConstantRate>(population, models...), detail::pick<NoReturns>(returns, models...));
}

}  // namespace retailsim
