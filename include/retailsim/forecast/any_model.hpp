#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include <retailsim/forecast/concept.hpp>

namespace retailsim::forecast {

/// Any PurchaseModel by value: what ensembles and backtests hold several of.
class AnyModel {
 public:
  template <PurchaseModel Model>
    requires(!std::same_as<Model, AnyModel>)
  AnyModel(Model model) : self_(std::make_unique<Holder<Model>>(std::move(model))) {}
  AnyModel(const AnyModel& other) : self_(other.self_->copy()) {}
  AnyModel(AnyModel&&) noexcept = default;
  AnyModel& operator=(AnyModel other) noexcept {
    self_ = std::move(other.self_);
    return *this;
  }

  std::string name() const { return self_->name(); }
  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) { self_->fit(log, origin, horizon); }
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    self_->predict(log, rows, out);
  }

  /// Whether the model is a LifeModel; the calls of the concept below throw std::logic_error if not.
  bool has_life() const { return self_->has_life(); }
  void probability_alive(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    self_->probability_alive(log, rows, out);
  }
  void count_probabilities(const PurchaseLog& log, const Snapshot& rows, std::size_t n_counts,
                           std::span<double> out) const {
    self_->count_probabilities(log, rows, n_counts, out);
  }
  AnyModel redrawn(std::uint64_t seed, std::uint32_t index) const { return AnyModel(self_->redrawn(seed, index)); }

  /// The model itself, null where it is of another type.
  template <class Model>
  const Model* as() const {
    const auto* holder = dynamic_cast<const Holder<Model>*>(self_.get());
    return holder ? &holder->model : nullptr;
  }

 private:
  struct Base;
  explicit AnyModel(std::unique_ptr<Base> self) : self_(std::move(self)) {}

  struct Base {
    virtual ~Base() = default;
    virtual std::unique_ptr<Base> copy() const = 0;
    virtual std::string name() const = 0;
    virtual void fit(const PurchaseLog&, std::int32_t, std::int32_t) = 0;
    virtual void predict(const PurchaseLog&, const Snapshot&, std::span<double>) const = 0;
    virtual bool has_life() const = 0;
    virtual void probability_alive(const PurchaseLog&, const Snapshot&, std::span<double>) const = 0;
    virtual void count_probabilities(const PurchaseLog&, const Snapshot&, std::size_t, std::span<double>) const = 0;
    virtual std::unique_ptr<Base> redrawn(std::uint64_t, std::uint32_t) const = 0;
  };
  template <class Model>
  struct Holder final : Base {
    explicit Holder(Model m) : model(std::move(m)) {}
    std::unique_ptr<Base> copy() const override { return std::make_unique<Holder>(model); }
    std::string name() const override { return std::string(model.name()); }
    void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) override {
      model.fit(log, origin, horizon);
    }
    void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const override {
      model.predict(log, rows, out);
    }
    bool has_life() const override { return LifeModel<Model>; }
    void probability_alive(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const override {
      if constexpr (LifeModel<Model>)
        model.probability_alive(log, rows, out);
      else
        no_life();
    }
    void count_probabilities(const PurchaseLog& log, const Snapshot& rows, std::size_t n_counts,
                             std::span<double> out) const override {
      if constexpr (LifeModel<Model>)
        model.count_probabilities(log, rows, n_counts, out);
      else
        no_life();
    }
    std::unique_ptr<Base> redrawn(std::uint64_t seed, std::uint32_t index) const override {
      if constexpr (LifeModel<Model>)
        return std::make_unique<Holder>(model.redrawn(seed, index));
      else
        no_life();
    }
    [[noreturn]] void no_life() const { throw std::logic_error(name() + " is no model of customers' lives"); }
    Model model;
  };

  std::unique_ptr<Base> self_;
};
static_assert(PurchaseModel<AnyModel>);

}  // namespace retailsim::forecast
