#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "customer_state.hpp"
#include "saved_model.hpp"
#include "serve_http.hpp"

namespace retailsim::dynamics {

/// The document that GET /openapi.json gives: OpenAPI 3.1.
extern const char* const openapi_text;

/// How many replies of each kind there were, and how long they took, as Prometheus reads it.
class ServiceMetrics {
 public:
  void replied(std::string_view endpoint, int status, double seconds);
  void predicted(std::size_t n) { n_predictions_ += static_cast<std::int64_t>(n); }
  void connections(std::int64_t n_open) { n_open_ = n_open; }
  /// Text format 0.0.4.
  std::string text() const;

 private:
  static constexpr std::array<double, 9> bounds{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 1, 10};  ///< seconds
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::int64_t> n_replies_;
  std::array<std::int64_t, bounds.size() + 1> n_within_{};
  double seconds_ = 0;
  std::atomic<std::int64_t> n_predictions_ = 0, n_open_ = 0;
};

/// What the service answers: forecasts of one model for the customers of a state, and for histories that are sent.
class ForecastService final : public HttpHandler {
 public:
  /// \param token  that all but GET /health must bring as `Authorization: Bearer ...`; empty: none
  ForecastService(SavedModel saved, CustomerState state, std::string token);

  HttpReply admit(const HttpRequest& request) override;
  HttpReply answer(const HttpRequest& request, std::chrono::steady_clock::time_point deadline) override;
  HttpReply error(int status, std::string_view message) override;
  void replied(const HttpRequest& request, int status, double seconds) override;
  void connections(std::int64_t n_open) override { metrics_.connections(n_open); }

  static constexpr std::size_t most_customers = 10'000;  ///< of one POST /predict

 private:
  HttpReply health() const;
  HttpReply forecast_of_customer(const HttpRequest& request);
  HttpReply predict(const HttpRequest& request, std::chrono::steady_clock::time_point deadline);
  std::int32_t days_of(std::int64_t days) const;

  SavedModel saved_;
  CustomerState state_;
  std::string token_, model_name_;
  double unit_;
  ServiceMetrics metrics_;
};

}  // namespace retailsim::dynamics
