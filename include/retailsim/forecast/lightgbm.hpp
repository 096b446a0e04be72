// Needs dlopen (POSIX). LightGBM itself is loaded at run time, where it is there; nothing of it is linked.
#pragma once

#include <dlfcn.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/histogram_booster.hpp>
#include <retailsim/forecast/regression_forecast.hpp>

namespace retailsim::forecast {

/// LightGBM's C library. It is looked for at the path of the environment variable RETAILSIM_LIGHTGBM, or else by its
/// name among the system's libraries; Python's wheel `lightgbm` holds one, lightgbm/lib/lib_lightgbm.so.
class LightGbmLibrary {
 public:
  /// The library, loaded once. \throws std::runtime_error if it is not there or lacks a function
  static const LightGbmLibrary& get() {
    static const LightGbmLibrary library;
    return library;
  }
  /// Whether get() would succeed, and if not why.
  static bool is_there(std::string* why = nullptr) {
    try {
      get();
      return true;
    } catch (const std::runtime_error& error) {
      if (why) *why = error.what();
      return false;
    }
  }

  // The functions of LightGBM/c_api.h that are needed, as versions 3 and 4 declare them. All give 0, or -1 and
  // last_error.
  using Handle = void*;
  const char* (*last_error)() = nullptr;
  int (*dataset_create)(const void* data, int type, std::int32_t n_rows, std::int32_t n_columns, int is_row_major,
                        const char* parameters, Handle reference, Handle* out) = nullptr;
  int (*dataset_set_field)(Handle, const char* name, const void* data, int n, int type) = nullptr;
  int (*dataset_free)(Handle) = nullptr;
  int (*booster_create)(Handle dataset, const char* parameters, Handle* out) = nullptr;
  int (*booster_free)(Handle) = nullptr;
  int (*booster_update)(Handle, int* is_finished) = nullptr;
  int (*booster_save)(Handle, int start, int n_iterations, int importance, std::int64_t size, std::int64_t* n_out,
                      char* out) = nullptr;

  /// \throws std::runtime_error "LightGBM: <what>: ..." unless `status` is 0
  void check(int status, const char* what) const {
    if (status != 0) throw std::runtime_error(std::string("LightGBM: ") + what + ": " + last_error());
  }

  static constexpr int float32 = 0, float64 = 1;

 private:
  LightGbmLibrary() {
    const char* const path = std::getenv("RETAILSIM_LIGHTGBM");
    const std::string name = path && *path ? path : "lib_lightgbm.so";
    void* const library = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library)
      throw std::runtime_error(
          "LightGBM: its library must be there (the wheel lightgbm holds lib_lightgbm.so; "
          "RETAILSIM_LIGHTGBM names it), got " +
          std::string(dlerror()));
    const auto find = [&]<class Function>(Function& function, const char* symbol) {
      function = reinterpret_cast<Function>(dlsym(library, symbol));
      if (!function) throw std::runtime_error("LightGBM: " + name + " must have " + symbol);
    };
    find(last_error, "LGBM_GetLastError");
    find(dataset_create, "LGBM_DatasetCreateFromMat");
    find(dataset_set_field, "LGBM_DatasetSetField");
    find(dataset_free, "LGBM_DatasetFree");
    find(booster_create, "LGBM_BoosterCreate");
    find(booster_free, "LGBM_BoosterFree");
    find(booster_update, "LGBM_BoosterUpdateOneIter");
    find(booster_save, "LGBM_BoosterSaveModelToString");
  }
};

namespace detail {

/// The trees of a model as LightGBM writes it, whose sum is the logarithm of the mean. Inner nodes come first, then
/// leaves, so that children come after their parents.
/// \throws std::runtime_error for what this does not know: categories, linear leaves
inline std::vector<HistogramBooster::Tree> trees_of_lightgbm(const std::string& text) {
  std::vector<HistogramBooster::Tree> trees;
  std::map<std::string, std::vector<double>> now;
  const auto finish = [&] {
    if (now.empty()) return;
    const auto of = [&](const char* key) -> const std::vector<double>& { return now[key]; };
    const std::size_t n_leaves = of("leaf_value").size(), n_inner = n_leaves - 1;
    for (const char* key : {"split_feature", "threshold", "left_child", "right_child", "decision_type"})
      if (n_leaves == 0 || (n_inner > 0 && of(key).size() != n_inner))
        throw std::runtime_error(std::string("LightGBM: a tree must have ") + key + " for each split");
    HistogramBooster::Tree& tree = trees.emplace_back(n_inner + n_leaves);
    const auto node = [&](double child) {
      return child >= 0 ? static_cast<int>(child) : static_cast<int>(n_inner) - 1 - static_cast<int>(child);
    };
    for (std::size_t i = 0; i < n_inner; ++i) {
      if (static_cast<int>(of("decision_type")[i]) & 1)
        throw std::runtime_error("LightGBM: a split must be of numbers, got one of categories");
      tree[i] = {.feature = static_cast<int>(of("split_feature")[i]),
                 .left = node(of("left_child")[i]),
                 .right = node(of("right_child")[i]),
                 .threshold = of("threshold")[i]};
    }
    for (std::size_t i = 0; i < n_leaves; ++i) tree[n_inner + i].value = of("leaf_value")[i];
    now.clear();
  };
  bool in_tree = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find('=');
    if (line.starts_with("Tree=") || line.starts_with("end of trees")) {
      finish();
      in_tree = line.starts_with("Tree=");
    } else if (in_tree && equals != std::string::npos) {
      std::vector<double>& values = now[line.substr(0, equals)];
      const char* at = line.c_str() + equals + 1;
      for (char* end = nullptr;; at = end) {
        const double value = std::strtod(at, &end);
        if (end == at) break;
        values.push_back(value);
      }
    }
  }
  finish();
  return trees;
}

}  // namespace detail

/// Trees for counts that LightGBM grows, Poisson loss, with the options of HistogramBooster. They are taken over as
/// trees of ours: forecasts and model files need no library.
/// \param features  n x n_features, row-major, finite
/// \param counts    n, >= 0, not all 0
/// \param text      if given, gets the model as LightGBM writes it
/// \throws std::runtime_error without the library, or as it fails
inline HistogramBooster grow_with_lightgbm(std::span<const double> features, std::size_t n_features,
                                           std::span<const double> counts, const HistogramBooster::Options& options,
                                           std::string* text = nullptr) {
  const LightGbmLibrary& library = LightGbmLibrary::get();
  const std::size_t n = counts.size();
  if (features.size() != n * n_features || n == 0)
    throw std::invalid_argument("grow_with_lightgbm: features must be " + std::to_string(n) + " rows of " +
                                std::to_string(n_features) + ", got " + std::to_string(features.size()) + " values");
  for (const double f : features) retailsim::detail::finite(f, "grow_with_lightgbm: features (each)");
  const std::string parameters =
      "objective=poisson verbosity=-1 deterministic=true force_row_wise=true num_leaves=" +
      std::to_string(options.n_leaves) + " max_bin=" + std::to_string(options.n_bins) +
      " learning_rate=" + retailsim::detail::number_text(options.learning_rate) +
      " lambda_l2=" + retailsim::detail::number_text(options.l2) +
      " poisson_max_delta_step=" + retailsim::detail::number_text(std::max(options.max_delta_step, 1e-10)) +
      " min_sum_hessian_in_leaf=" + retailsim::detail::number_text(options.smallest_hessian) +
      " min_data_in_leaf=" + std::to_string(options.smallest_leaf) +
      " num_threads=" + std::to_string(options.n_threads);
  LightGbmLibrary::Handle data = nullptr, booster = nullptr;
  library.check(library.dataset_create(features.data(), LightGbmLibrary::float64, static_cast<std::int32_t>(n),
                                       static_cast<std::int32_t>(n_features), 1, parameters.c_str(), nullptr, &data),
                "making a data set");
  const std::unique_ptr<void, int (*)(void*)> data_owner(data, library.dataset_free);
  const std::vector<float> labels(counts.begin(), counts.end());
  library.check(library.dataset_set_field(data, "label", labels.data(), static_cast<int>(n), LightGbmLibrary::float32),
                "setting the counts");
  library.check(library.booster_create(data, parameters.c_str(), &booster), "making a booster");
  const std::unique_ptr<void, int (*)(void*)> booster_owner(booster, library.booster_free);
  int finished = 0;
  for (int i = 0; i < options.n_trees && finished == 0; ++i)
    library.check(library.booster_update(booster, &finished), "growing a tree");
  std::int64_t size = 0;
  library.check(library.booster_save(booster, 0, -1, 0, 0, &size, nullptr), "saving the trees");
  std::string written(static_cast<std::size_t>(size), '\0');
  library.check(library.booster_save(booster, 0, -1, 0, size, &size, written.data()), "saving the trees");
  HistogramBooster result(0, n_features, detail::trees_of_lightgbm(written));
  if (text) *text = std::move(written);
  return result;
}

/// LightGBM's regression of the count of the next horizon on features, learnt at earlier origins.
class LightGbmForecast {
 public:
  explicit LightGbmForecast(int n_origins = 6, HistogramBooster::Options options = {})
      : n_origins_(retailsim::detail::at_least(n_origins, 1, "LightGbmForecast: n_origins")), options_(options) {}
  /// Trees that were grown before.
  LightGbmForecast(HistogramBooster model, std::vector<std::string> names)
      : n_origins_(1), names_(std::move(names)), model_(std::move(model)) {
    if (model_->n_features() != names_.size())
      throw std::invalid_argument("LightGbmForecast: trees must be of " + std::to_string(names_.size()) +
                                  " features, got " + std::to_string(model_->n_features()));
  }
  std::string name() const { return "lightgbm"; }

  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    const Examples examples = earlier_examples(log, origin, horizon, n_origins_);
    names_ = examples.names;
    model_ = grow_with_lightgbm(examples.features, names_.size(), examples.counts, options_);
  }
  void predict(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    if (!model_) throw std::logic_error("LightGbmForecast: predict needs a fit");
    detail::require_features(rows, names_, name());
    model_->predict(rows.features, out);
  }
  const HistogramBooster& model() const { return model_.value(); }
  const std::vector<std::string>& feature_names() const { return names_; }

 private:
  int n_origins_;
  HistogramBooster::Options options_;
  std::vector<std::string> names_;
  std::optional<HistogramBooster> model_;
};
static_assert(PurchaseModel<LightGbmForecast>);

}  // namespace retailsim::forecast
