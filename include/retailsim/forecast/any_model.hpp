#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
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
  /// The model itself, null where it is of another type.
  template <class Model>
  const Model* as() const {
    const auto* holder = dynamic_cast<const Holder<Model>*>(self_.get());
    return holder ? &holder->model : nullptr;
  }

 private:
  struct Base {
    virtual ~Base() = default;
    virtual std::unique_ptr<Base> copy() const = 0;
    virtual std::string name() const = 0;
    virtual void fit(const PurchaseLog&, std::int32_t, std::int32_t) = 0;
    virtual void predict(const PurchaseLog&, const Snapshot&, std::span<double>) const = 0;
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
    Model model;
  };

  std::unique_ptr<Base> self_;
};
static_assert(PurchaseModel<AnyModel>);

}  // namespace retailsim::forecast
