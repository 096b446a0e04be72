#include "serve_service.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <retailsim/core/time.hpp>

#include "model_choice.hpp"

namespace retailsim::dynamics {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

/// What a client did wrong.
struct Refusal {
  int status;
  std::string message;
};
[[noreturn]] void refuse(int status, std::string message) { throw Refusal{status, std::move(message)}; }

enum class Endpoint { health, customer, predict, metrics, openapi, none };
constexpr std::array<std::string_view, 6> endpoint_names{
    "/health", "/customers/{id}/forecast", "/predict", "/metrics", "/openapi.json", "other"};

constexpr std::string_view customer_begin = "/customers/", customer_end = "/forecast";

Endpoint endpoint_of(std::string_view path) {
  if (path == "/health") return Endpoint::health;
  if (path == "/predict") return Endpoint::predict;
  if (path == "/metrics") return Endpoint::metrics;
  if (path == "/openapi.json") return Endpoint::openapi;
  if (path.starts_with(customer_begin) && path.ends_with(customer_end) &&
      path.size() > customer_begin.size() + customer_end.size())
    return Endpoint::customer;
  return Endpoint::none;
}

/// Takes as long for any text of a length as for the right one.
bool equal_in_constant_time(std::string_view given, std::string_view right) {
  volatile unsigned differs = given.size() != right.size();
  for (std::size_t i = 0; i < given.size(); ++i)
    differs = differs | static_cast<unsigned>(static_cast<unsigned char>(given[i]) ^
                                              static_cast<unsigned char>(right[i % right.size()]));
  return differs == 0;
}

// Ids and texts of clients may be no UTF-8.
std::string text_of(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::int32_t parse_day(const std::string& text, const std::string& what) {
  const auto date = text.size() == 10 ? parse_date(text) : std::nullopt;
  if (!date || date->days < 0 || date->days >= 47'482)
    refuse(422, what + " must be a day YYYY-MM-DD of the years 1970 to 2099, got " + text);
  return date->days;
}

std::int64_t parse_whole(const std::string& text, const std::string& what) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty())
    refuse(422, what + " must be a whole number, got " + text);
  return value;
}

ordered_json forecast_json(const std::string& id, const Outlook& outlook, std::size_t i) {
  ordered_json result;
  result["id"] = id;
  result["expected_purchases"] = outlook.expected[i];
  result["probability_alive"] = outlook.alive.empty() ? ordered_json() : ordered_json(outlook.alive[i]);
  result["interval_80"] = outlook.low.empty() || outlook.low[i] < 0
                              ? ordered_json()
                              : ordered_json{{"low", outlook.low[i]}, {"high", outlook.high[i]}};
  return result;
}

/// Beyond it an interval costs too much for a service.
constexpr double most_expected = 1000;

}  // namespace

void ServiceMetrics::replied(std::string_view endpoint, int status, double seconds) {
  const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds, seconds) - bounds.begin());
  const std::lock_guard lock(mutex_);
  ++n_replies_[{std::string(endpoint), status}];
  ++n_within_[bucket];
  seconds_ += seconds;
}

std::string ServiceMetrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string text =
      "# HELP retailsim_requests_total Replies by endpoint and status.\n# TYPE retailsim_requests_total counter\n";
  for (const auto& [key, n] : n_replies_)
    text += fmt::format("retailsim_requests_total{{endpoint=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, n);
  text +=
      "# HELP retailsim_request_seconds From a request's first byte to its reply.\n"
      "# TYPE retailsim_request_seconds histogram\n";
  std::int64_t n = 0;
  for (std::size_t i = 0; i < bounds.size(); ++i)
    text += fmt::format("retailsim_request_seconds_bucket{{le=\"{}\"}} {}\n", bounds[i], n += n_within_[i]);
  n += n_within_.back();
  text += fmt::format(
      "retailsim_request_seconds_bucket{{le=\"+Inf\"}} {}\nretailsim_request_seconds_sum {}\n"
      "retailsim_request_seconds_count {}\n",
      n, seconds_, n);
  text += fmt::format(
      "# HELP retailsim_predictions_total Customers forecast.\n# TYPE retailsim_predictions_total counter\n"
      "retailsim_predictions_total {}\n# HELP retailsim_connections Open connections.\n"
      "# TYPE retailsim_connections gauge\nretailsim_connections {}\n",
      n_predictions_.load(), n_open_.load());
  return text;
}

ForecastService::ForecastService(SavedModel saved, CustomerState state, std::string token)
    : saved_(std::move(saved)),
      state_(std::move(state)),
      token_(std::move(token)),
      model_name_(saved_.model.name()),
      unit_(unit_days(saved_.time_unit)) {
  if (!saved_.in_time && state_.rows.horizon != saved_.horizon)
    throw std::invalid_argument("--state must be of features for " + std::to_string(saved_.horizon) +
                                " days ahead, as the model is, got " + std::to_string(state_.rows.horizon));
  saved_.check_columns(state_.rows);
  outlook_of(saved_, state_.rows.part(0, 1));  // other features than the model's are told now
}

HttpReply ForecastService::error(int status, std::string_view message) {
  return {.status = status,
          .body = text_of({{"error", {{"status", status}, {"message", std::string(message)}}}}) + "\n"};
}

HttpReply ForecastService::admit(const HttpRequest& request) {
  const Endpoint endpoint = endpoint_of(request.path);
  if (!token_.empty() && endpoint != Endpoint::health) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view given = request.authorization;
    if (!given.starts_with(scheme) || !equal_in_constant_time(given.substr(scheme.size()), token_)) {
      HttpReply reply = error(401, "the request must have the header Authorization: Bearer and the right token");
      reply.headers.emplace_back("WWW-Authenticate", "Bearer");
      return reply;
    }
  }
  if (endpoint == Endpoint::none)
    return error(404, "there is no " + request.path +
                          "; there are /health, /customers/{id}/forecast, /predict, /metrics and /openapi.json");
  const bool posts = endpoint == Endpoint::predict;
  if (posts ? request.method != "POST" : request.method != "GET" && request.method != "HEAD") {
    HttpReply reply =
        error(405, request.path + (posts ? " must be called by POST, got " : " must be called by GET, got ") +
                       request.method);
    reply.headers.emplace_back("Allow", posts ? "POST" : "GET, HEAD");
    return reply;
  }
  return {};
}

HttpReply ForecastService::answer(const HttpRequest& request, std::chrono::steady_clock::time_point deadline) {
  try {
    const Endpoint endpoint = endpoint_of(request.path);
    for (const auto& [name, value] : request.query)
      if (endpoint != Endpoint::customer || (name != "days" && name != "as_of") || request.query.count(name) > 1)
        refuse(400, "the query must have days and as_of of a customer's forecast at most, each once, got " + name);
    switch (endpoint) {
      case Endpoint::health:
        return health();
      case Endpoint::customer:
        return forecast_of_customer(request);
      case Endpoint::predict:
        return predict(request, deadline);
      case Endpoint::metrics:
        return {.body = metrics_.text(), .type = "text/plain; version=0.0.4"};
      default:
        return {.body = openapi_text};
    }
  } catch (const Refusal& refusal) {
    return error(refusal.status, refusal.message);
  } catch (const std::invalid_argument& wrong) {
    return error(422, wrong.what());
  }
}

void ForecastService::replied(const HttpRequest& request, int status, double seconds) {
  const Endpoint endpoint = request.method.empty() ? Endpoint::none : endpoint_of(request.path);
  metrics_.replied(endpoint_names[static_cast<std::size_t>(endpoint)], status, seconds);
}

HttpReply ForecastService::health() const {
  return {.body = text_of({{"status", "ok"},
                           {"model", model_name_},
                           {"trained_until", to_string(Date(saved_.until))},
                           {"time_unit", saved_.time_unit},
                           {"horizon_days", saved_.in_time ? ordered_json() : ordered_json(saved_.horizon)},
                           {"features", saved_.own},
                           {"state_as_of", to_string(Date(state_.rows.origin))},
                           {"n_customers", state_.rows.size()}}) +
                  "\n"};
}

std::int32_t ForecastService::days_of(std::int64_t days) const {
  if (days < 1 || days > 36'500) refuse(422, "days must be in [1, 36500], got " + std::to_string(days));
  saved_.require_horizon(static_cast<std::int32_t>(days), "days");
  return static_cast<std::int32_t>(days);
}

HttpReply ForecastService::forecast_of_customer(const HttpRequest& request) {
  const std::string id =
      request.path.substr(customer_begin.size(), request.path.size() - customer_begin.size() - customer_end.size());
  const auto days = request.query.find("days"), as_of = request.query.find("as_of");
  const std::int32_t from = state_.rows.origin,
                     origin = as_of == request.query.end() ? from : parse_day(as_of->second, "as_of"),
                     horizon = days_of(days == request.query.end() ? saved_.in_time ? 30 : saved_.horizon
                                                                   : parse_whole(days->second, "days"));
  if (origin < from)
    refuse(422, "as_of must not be before the day of the state, " + to_string(Date(from)) + ", got " + as_of->second);
  if (origin != from && !saved_.in_time)
    refuse(422, "as_of must be the day of the state, " + to_string(Date(from)) + ", for a model of this kind, got " +
                    as_of->second);
  const auto code = state_.customers.find(id);
  if (!code) refuse(404, "there is no customer " + id);
  forecast::Snapshot row = advanced(state_.rows.part(static_cast<std::size_t>(*code), 1), origin);
  row.horizon = horizon;
  const Outlook outlook = outlook_of(saved_, row, most_expected);
  metrics_.predicted(1);
  ordered_json result = forecast_json(id, outlook, 0);
  result["model"] = model_name_;
  result["as_of"] = to_string(Date(origin));
  result["days"] = horizon;
  return {.body = text_of(result) + "\n"};
}

HttpReply ForecastService::predict(const HttpRequest& request, std::chrono::steady_clock::time_point deadline) {
  json body;
  try {
    body = json::parse(request.body);
  } catch (const json::parse_error& wrong) {
    refuse(400, "the body must be JSON, got a mistake at byte " + std::to_string(wrong.byte));
  } catch (const json::exception&) {
    refuse(400, "the body must be JSON, got a number that is too large");
  }
  if (saved_.mix && !saved_.in_time)
    refuse(422,
           model_name_ + " learnt from products and values too, which cannot be sent: it forecasts the state only");
  const auto only = [](const json& object, const std::string& what, std::initializer_list<std::string_view> known) {
    if (!object.is_object()) refuse(422, what + " must be an object");
    for (const auto& [key, value] : object.items())
      if (std::ranges::find(known, key) == known.end()) refuse(422, what + " must not have the key " + key);
  };
  only(body, "the body", {"customers", "days", "as_of"});
  const auto text = [](const json& object, const char* key, const std::string& what) {
    if (!object.at(key).is_string()) refuse(422, what + "." + key + " must be a text");
    return object.at(key).get<std::string>();
  };
  const auto whole = [](const json& value, const std::string& what) {
    if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > 1u << 31))
      refuse(422, what + " must be a whole number below 2^31");
    return value.get<std::int64_t>();
  };
  const auto real = [](const json& value, const std::string& what) {
    if (!value.is_number()) refuse(422, what + " must be a number");
    return value.get<double>();
  };
  const std::int32_t origin =
                         body.contains("as_of") ? parse_day(text(body, "as_of", "the body"), "as_of") : saved_.until,
                     horizon = days_of(body.contains("days") ? whole(body["days"], "days")
                                       : saved_.in_time      ? 30
                                                             : saved_.horizon);
  if (!body.contains("customers") || !body["customers"].is_array()) refuse(422, "customers must be an array");
  const json& customers = body["customers"];
  if (customers.empty()) refuse(422, "customers must hold a customer, got none");
  if (customers.size() > most_customers)
    refuse(413,
           "customers must be at most " + std::to_string(most_customers) + ", got " + std::to_string(customers.size()));

  // Of each customer the history, from days of purchases or as it is.
  constexpr double most_days = 1e6;
  std::vector<std::string> ids;
  std::vector<std::uint32_t> customer;
  std::vector<std::int32_t> day;
  std::vector<std::size_t> in_log;  // customers with days
  forecast::PurchaseHistory given;  // of the others
  std::vector<bool> has_days;
  std::vector<double> own;  // n x saved_.own.size()
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const std::string what = "customers[" + std::to_string(i) + "]";
    const json& one = customers[i];
    only(one, what, {"id", "purchases", "x", "t_x", "T", "features"});
    const json features = one.value("features", json::object());
    if (!features.is_object() || features.size() != saved_.own.size() ||
        !std::ranges::all_of(
            saved_.own, [&](const std::string& name) { return features.contains(name) && features[name].is_number(); }))
      refuse(422,
             what + ".features must be " +
                 (saved_.own.empty() ? "left out"
                                     : "an object of the numbers " + fmt::format("{}", fmt::join(saved_.own, ", "))));
    for (const std::string& name : saved_.own) own.push_back(features[name].get<double>());
    ids.push_back(one.contains("id") ? text(one, "id", what) : std::to_string(i));
    const bool days = one.contains("purchases"),
               statistics = one.contains("x") && one.contains("t_x") && one.contains("T");
    if (days == statistics || (days && (one.contains("x") || one.contains("t_x") || one.contains("T"))))
      refuse(422, what + " must have either purchases or x, t_x and T");
    has_days.push_back(days);
    if (days) {
      const json& purchases = one["purchases"];
      if (!purchases.is_array()) refuse(422, what + ".purchases must be an array");
      bool seen = false;
      for (const json& purchase : purchases) {
        if (!purchase.is_string()) refuse(422, what + ".purchases must be days YYYY-MM-DD");
        day.push_back(parse_day(purchase.get<std::string>(), what + ".purchases"));
        customer.push_back(static_cast<std::uint32_t>(in_log.size()));
        seen |= day.back() < origin;
      }
      if (!seen) refuse(422, what + ".purchases must hold a day before as_of, " + to_string(Date(origin)));
      in_log.push_back(i);
    } else {
      if (!saved_.in_time) refuse(422, what + " must have purchases, as " + model_name_ + " forecasts from them");
      const std::int64_t x = whole(one["x"], what + ".x");
      const double t_x = real(one["t_x"], what + ".t_x"), T = real(one["T"], what + ".T");
      if (x < 0) refuse(422, what + ".x must be >= 0, got " + std::to_string(x));
      if (!(T >= 0 && T * unit_ <= most_days))
        refuse(422,
               what + ".T must be in [0, " + fmt::format("{}", most_days / unit_) + "], got " + fmt::format("{}", T));
      if (!(t_x >= 0 && t_x <= T)) refuse(422, what + ".t_x must be in [0, T], got " + fmt::format("{}", t_x));
      if (x == 0 && t_x != 0) refuse(422, what + ".t_x must be 0 where x is 0, got " + fmt::format("{}", t_x));
      given.push_back(static_cast<std::int32_t>(x), t_x * unit_, T * unit_);
    }
  }
  const forecast::PurchaseLog log(customer, day, in_log.size(), saved_.collapse == "day");
  const forecast::Snapshot snapshot = log.snapshot(origin, horizon);

  ordered_json forecasts = ordered_json::array();
  constexpr std::size_t n_together = 256;  // between two looks at the clock
  for (std::size_t begin = 0, i_log = 0, i_given = 0; begin < ids.size(); begin += n_together) {
    if (std::chrono::steady_clock::now() >= deadline)
      refuse(503, "the forecasts took longer than the deadline: ask for fewer customers");
    const std::size_t end = std::min(ids.size(), begin + n_together);
    forecast::Snapshot part;
    part.origin = origin;
    part.horizon = horizon;
    part.names = snapshot.names;
    part.names.insert(part.names.end(), saved_.own.begin(), saved_.own.end());
    part.n_own = saved_.own.size();
    for (std::size_t i = begin; i < end; ++i) {
      const forecast::PurchaseHistory& from = has_days[i] ? snapshot.history : given;
      const std::size_t at = has_days[i] ? i_log++ : i_given++;
      part.customer.push_back(static_cast<std::uint32_t>(i));
      part.history.push_back(from.n_repeat_orders[at], from.age_at_last_order[at], from.age[at]);
      const std::size_t n = snapshot.names.size(), n_own = saved_.own.size();
      if (has_days[i])
        part.features.insert(part.features.end(), snapshot.features.begin() + static_cast<std::ptrdiff_t>(at * n),
                             snapshot.features.begin() + static_cast<std::ptrdiff_t>((at + 1) * n));
      else
        part.features.insert(part.features.end(), n, 0.0);  // models in time do not look at them
      part.features.insert(part.features.end(), own.begin() + static_cast<std::ptrdiff_t>(i * n_own),
                           own.begin() + static_cast<std::ptrdiff_t>((i + 1) * n_own));
    }
    const Outlook outlook = outlook_of(saved_, part, most_expected);
    for (std::size_t i = begin; i < end; ++i) forecasts.push_back(forecast_json(ids[i], outlook, i - begin));
  }
  metrics_.predicted(ids.size());
  return {.body = text_of({{"model", model_name_},
                           {"as_of", to_string(Date(origin))},
                           {"days", horizon},
                           {"forecasts", std::move(forecasts)}}) +
                  "\n"};
}

}  // namespace retailsim::dynamics
