// Needs nlohmann-json, Boost.Math, xtensor-blas and LAPACK.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <retailsim/forecast/any_model.hpp>
#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/btyd_forecast.hpp>
#include <retailsim/forecast/covariate_forecast.hpp>
#include <retailsim/forecast/lightgbm.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>
#include <retailsim/forecast/regression_forecast.hpp>
#include <retailsim/forecast/seasonal_forecast.hpp>
#include <retailsim/forecast/stacked_forecast.hpp>
#include <retailsim/io/whole_file.hpp>

/// Fitted models as JSON: parameters and what they were fitted to, never the data. A file is
///
///     {"checksum": "fnv1a-...", "content": {"format": "retailsim-model", "version": 1, "model": "bg-nbd",
///      "parameters": {"r": ..., "alpha": ..., "a": ..., "b": ...}, "training": {...}, ...}}
///
/// with numbers that read back to the bit. What is read is checked before it is used: size, form, version, checksum,
/// and every parameter by the model's own constructor.
namespace retailsim::forecast {

inline constexpr int model_file_version = 1;
inline constexpr std::uintmax_t largest_model_file = 64 << 20;

/// A model of one's own that can be saved: `save` gives what it learnt as a JSON object, `load` checks and takes it.
/// Written where the model is, `inline const bool registered = register_model<Model>();` makes it one of the models
/// that files hold and programs know by name: examples/decayed_rate.hpp.
template <class M>
concept SavedModel = PurchaseModel<M> && std::default_initializable<M> && requires(const M m, const nlohmann::json& j) {
  { m.save() } -> std::convertible_to<nlohmann::json>;
  { M::load(j) } -> std::same_as<M>;
};

namespace detail {

struct RegisteredModel {
  std::function<AnyModel()> make;
  std::function<nlohmann::json(const AnyModel&)> save;  ///< null for a model of another type
  std::function<AnyModel(const nlohmann::json&)> load;
};

inline std::map<std::string, RegisteredModel>& registered_models() {
  static std::map<std::string, RegisteredModel> models;
  return models;
}

}  // namespace detail

/// To be called before main only. \returns true
template <SavedModel M>
bool register_model() {
  detail::registered_models()[std::string(M().name())] = {
      [] { return AnyModel(M()); },
      [](const AnyModel& model) {
        const M* const mine = model.as<M>();
        return mine ? nlohmann::json(mine->save()) : nlohmann::json();
      },
      [](const nlohmann::json& json) { return AnyModel(M::load(json)); }};
  return true;
}

/// A registered model before its fit, or nothing.
inline std::optional<AnyModel> make_registered_model(const std::string& name) {
  const auto found = detail::registered_models().find(name);
  if (found == detail::registered_models().end()) return std::nullopt;
  return found->second.make();
}

namespace detail {

/// FNV-1a, 64 bits: finds damage, not fraud. Source: G. Fowler, L. C. Noll and K.-P. Vo, 1991.
inline std::string checksum(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  char hex[32];
  std::snprintf(hex, sizeof hex, "fnv1a-%016llx", static_cast<unsigned long long>(hash));
  return hex;
}

inline nlohmann::json to_json(const FitReport& report) {
  nlohmann::json json;
  for (std::size_t i = 0; i < report.names.size(); ++i) {
    json["parameters"][report.names[i]] = report.parameters[i];
    // JSON has no infinity: an unknown error is null.
    json["standard_errors"][report.names[i]] = report.standard_errors[i];
  }
  json["covariance"] = report.covariance;
  json["log_likelihood"] = report.log_likelihood;
  json["n_customers"] = report.n_customers;
  json["n_iterations"] = report.n_iterations;
  json["gradient"] = report.gradient;
  json["converged"] = report.converged;
  json["warnings"] = report.warnings;
  return json;
}

inline FitReport report_of(const nlohmann::json& json, const std::vector<std::string>& names) {
  FitReport report;
  report.names = names;
  for (const std::string& name : names) {
    report.parameters.push_back(json.at("parameters").at(name).get<double>());
    const nlohmann::json& error = json.at("standard_errors").at(name);
    report.standard_errors.push_back(error.is_null() ? std::numeric_limits<double>::infinity() : error.get<double>());
  }
  // Of the logarithms; a file without it, or with an infinite element, knows no law of the parameters.
  if (json.contains("covariance")) {
    for (const nlohmann::json& value : json.at("covariance"))
      report.covariance.push_back(value.is_null() ? std::numeric_limits<double>::infinity() : value.get<double>());
    if (report.covariance.size() != names.size() * names.size())
      throw std::invalid_argument("model_of_json: covariance must have " + std::to_string(names.size() * names.size()) +
                                  " elements, got " + std::to_string(report.covariance.size()));
  }
  report.log_likelihood = json.at("log_likelihood").get<double>();
  report.n_customers = json.at("n_customers").get<double>();
  report.n_iterations = json.at("n_iterations").get<int>();
  report.gradient = json.at("gradient").get<double>();
  report.converged = json.at("converged").get<bool>();
  report.warnings = json.at("warnings").get<std::vector<std::string>>();
  return report;
}

template <class Btyd>
Fitted<Btyd> btyd_of(const nlohmann::json& json) {
  if constexpr (std::is_same_v<Btyd, Nbd>) {
    FitReport report = report_of(json, {"r", "alpha"});
    return {Nbd(report.parameters[0], report.parameters[1]), std::move(report)};
  } else {
    FitReport report =
        report_of(json, std::is_same_v<Btyd, ParetoNbd> ? std::vector<std::string>{"r", "alpha", "s", "beta"}
                                                        : std::vector<std::string>{"r", "alpha", "a", "b"});
    const std::vector<double>& p = report.parameters;
    return {Btyd(p[0], p[1], p[2], p[3]), std::move(report)};
  }
}

template <class Btyd>
CovariateForecast<Btyd> covariate_forecast_of(const nlohmann::json& json) {
  using Model = CovariateModel<Btyd>;
  auto columns = json.at("columns").get<std::vector<std::string>>();
  FitReport report = report_of(json, Model::parameter_names(columns));
  const std::vector<double>& p = report.parameters;
  Model model({p[0], p[1], p[2], p[3]}, std::move(columns), {p.begin() + 4, p.end()});
  return {Fitted<Model>{std::move(model), std::move(report)}, json.at("unit_days").get<double>()};
}

/// The names of a regression's features.
inline std::vector<std::string> features_of(const nlohmann::json& json) {
  return json.at("features").get<std::vector<std::string>>();
}

inline nlohmann::json to_json(const HistogramBooster& booster) {
  nlohmann::json trees = nlohmann::json::array();
  for (const HistogramBooster::Tree& tree : booster.trees()) {
    nlohmann::json nodes = nlohmann::json::array();
    for (const HistogramBooster::Node& node : tree)
      nodes.push_back(node.feature < 0 ? nlohmann::json::array({node.value})
                                       : nlohmann::json::array({node.feature, node.threshold, node.left, node.right}));
    trees.push_back(std::move(nodes));
  }
  return {{"start", booster.start()}, {"n_features", booster.n_features()}, {"trees", std::move(trees)}};
}

inline HistogramBooster booster_of(const nlohmann::json& json) {
  std::vector<HistogramBooster::Tree> trees;
  for (const nlohmann::json& nodes : json.at("trees")) {
    HistogramBooster::Tree& tree = trees.emplace_back();
    for (const nlohmann::json& node : nodes) {
      if (node.size() == 1)
        tree.push_back({.value = node.at(0).get<double>()});
      else
        tree.push_back({.feature = node.at(0).get<int>(),
                        .left = node.at(2).get<int>(),
                        .right = node.at(3).get<int>(),
                        .threshold = node.at(1).get<double>()});
    }
  }
  return {json.at("start").get<double>(), json.at("n_features").get<std::size_t>(), std::move(trees)};
}

}  // namespace detail

/// A fitted model as JSON, with its name under "model".
/// \throws std::invalid_argument for a model of another kind than those of model_of_json, std::logic_error before a fit
inline nlohmann::json json_of_model(const AnyModel& model) {
  nlohmann::json json;
  bool known = false;
  const auto add_btyd = [&]<class Btyd>(std::type_identity<Btyd>) {
    if (const auto* plain = model.as<BtydForecast<Btyd>>()) {
      json = detail::to_json(plain->fitted().report);
      json["unit_days"] = plain->unit();
      known = true;
    } else if (const auto* seasonal = model.as<SeasonalForecast<Btyd>>()) {
      json = detail::to_json(seasonal->fitted().report);
      json["unit_days"] = 1;
      json["season"] = seasonal->profile().index;
      known = true;
    }
    if constexpr (!std::is_same_v<Btyd, Nbd>) {
      if (const auto* with = model.as<CovariateForecast<Btyd>>()) {
        json = detail::to_json(with->fitted().report);
        json["unit_days"] = with->unit();
        json["columns"] = with->fitted().model.columns();
        known = true;
      }
    }
  };
  add_btyd(std::type_identity<Nbd>{});
  add_btyd(std::type_identity<BgNbd>{});
  add_btyd(std::type_identity<MbgNbd>{});
  add_btyd(std::type_identity<ParetoNbd>{});
  if (const auto* regression = model.as<PoissonRegressionForecast>()) {
    json = {{"features", regression->feature_names()},
            {"coefficients", regression->model().coefficients()},
            {"dispersion", regression->model().dispersion()}};
    known = true;
  } else if (const auto* booster = model.as<BoosterForecast>()) {
    json = detail::to_json(booster->model());
    json["features"] = booster->feature_names();
    known = true;
  } else if (const auto* lightgbm = model.as<LightGbmForecast>()) {
    json = detail::to_json(lightgbm->model());
    json["features"] = lightgbm->feature_names();
    known = true;
  } else if (const auto* ensemble = model.as<StackedForecast>()) {
    json["weights"] = ensemble->weights();
    json["members"] = nlohmann::json::array();
    for (const AnyModel& member : ensemble->members()) json["members"].push_back(json_of_model(member));
    known = true;
  }
  for (const auto& [name, registered] : detail::registered_models()) {
    if (known) break;
    json = registered.save(model);
    known = !json.is_null();
  }
  if (!known) throw std::invalid_argument("json_of_model: " + model.name() + " cannot be saved");
  json["model"] = model.name();
  return json;
}

/// \throws std::invalid_argument for a model that is not known and parameters out of range, nlohmann::json::exception
///   for what is not there or of another type
inline AnyModel model_of_json(const nlohmann::json& json, int depth = 0) {
  if (depth > 2) throw std::invalid_argument("model_of_json: ensembles must not hold ensembles of ensembles");
  const std::string name = json.at("model").get<std::string>();
  const bool is_seasonal = json.contains("season");
  const auto btyd = [&]<class Btyd>(std::type_identity<Btyd>) -> AnyModel {
    Fitted<Btyd> fitted = detail::btyd_of<Btyd>(json);
    if (!is_seasonal) return BtydForecast<Btyd>(std::move(fitted), json.at("unit_days").get<double>());
    return SeasonalForecast<Btyd>(std::move(fitted), {json.at("season").get<std::array<double, 12>>()});
  };
  const std::string kind = is_seasonal && name.ends_with("-season") ? name.substr(0, name.size() - 7) : name;
  if (kind == Nbd::name) return btyd(std::type_identity<Nbd>{});
  if (kind == BgNbd::name) return btyd(std::type_identity<BgNbd>{});
  if (kind == MbgNbd::name) return btyd(std::type_identity<MbgNbd>{});
  if (kind == ParetoNbd::name) return btyd(std::type_identity<ParetoNbd>{});
  if (name == "glm" || name == "glm-nb") {
    auto coefficients = json.at("coefficients").get<std::vector<double>>();
    for (const double b : coefficients) retailsim::detail::finite(b, "model_of_json: coefficients (each)");
    const double dispersion =
        retailsim::detail::not_negative(json.at("dispersion").get<double>(), "model_of_json: dispersion");
    return PoissonRegressionForecast(CountRegression(std::move(coefficients), dispersion), detail::features_of(json));
  }
  if (name == "boost") return BoosterForecast(detail::booster_of(json), detail::features_of(json));
  if (name == "lightgbm") return LightGbmForecast(detail::booster_of(json), detail::features_of(json));
  if (name == CovariateBgNbd::model_name()) return detail::covariate_forecast_of<BgNbd>(json);
  if (name == CovariateMbgNbd::model_name()) return detail::covariate_forecast_of<MbgNbd>(json);
  if (name == CovariateParetoNbd::model_name()) return detail::covariate_forecast_of<ParetoNbd>(json);
  if (name == "ensemble") {
    std::vector<AnyModel> members;
    for (const nlohmann::json& member : json.at("members")) members.push_back(model_of_json(member, depth + 1));
    return StackedForecast(std::move(members), json.at("weights").get<std::vector<double>>());
  }
  const auto registered = detail::registered_models().find(name);
  if (registered != detail::registered_models().end()) return registered->second.load(json);
  throw std::invalid_argument("model_of_json: " + name + " is no model that can be loaded");
}

/// Writes content, with format, version and checksum added, as a whole file.
/// \throws as WholeFile
inline void write_model_file(const std::filesystem::path& path, nlohmann::json content, bool force = false) {
  content["format"] = "retailsim-model";
  content["version"] = model_file_version;
  const std::string body = content.dump();
  nlohmann::json whole{{"checksum", detail::checksum(body)}, {"content", nlohmann::json::parse(body)}};
  WholeFile file(path, force);
  file.write(whole.dump(1));
  file.write("\n");
  file.commit();
}

/// The content of a model file.
/// \throws std::invalid_argument "<path>: ..." if it cannot be read, is too large, no such file, of another version or
///   damaged
inline nlohmann::json read_model_file(const std::filesystem::path& path) {
  const auto fail = [&](const std::string& why) { throw std::invalid_argument(path.string() + ": " + why); };
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error) fail("cannot be read: " + error.message());
  if (size > largest_model_file) fail("is no model file: larger than 64 MiB");
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file && !file.eof()) fail("cannot be read");
  // Deeper than any model: what is nested more is not read at all.
  int depth = 0;
  const auto shallow = [&](int at, nlohmann::json::parse_event_t, nlohmann::json&) {
    depth = std::max(depth, at);
    return at <= 16;
  };
  nlohmann::json whole = nlohmann::json::parse(text, shallow, false);
  if (whole.is_discarded()) fail("is no model file: not JSON");
  if (depth > 16 || !whole.is_object() || !whole.contains("content") || !whole.contains("checksum") ||
      !whole["content"].is_object() || !whole["checksum"].is_string())
    fail("is no model file of retailsim");
  nlohmann::json& content = whole["content"];
  if (content.value("format", nlohmann::json()) != "retailsim-model") fail("is no model file of retailsim");
  if (content.value("version", nlohmann::json()) != model_file_version)
    fail("is of version " + content.value("version", nlohmann::json()).dump() + ", this program reads version " +
         std::to_string(model_file_version));
  if (whole["checksum"] != detail::checksum(content.dump())) fail("is damaged: its checksum does not fit its content");
  return std::move(content);
}

/// The model of a file's content. \throws std::invalid_argument "<path>: ..." for whatever is wrong with it
inline AnyModel load_model(const nlohmann::json& content, const std::filesystem::path& path) {
  try {
    return model_of_json(content);
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(path.string() + ": is no complete model: " + error.what());
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(path.string() + ": " + error.what());
  }
}

}  // namespace retailsim::forecast
