#include <dlfcn.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <retailsim/forecast/lightgbm.hpp>
#include <retailsim/forecast/scores.hpp>

#include "forecast/worlds.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

namespace {

bool lightgbm_is_there() {
#ifdef RETAILSIM_LIGHTGBM
  ::setenv("RETAILSIM_LIGHTGBM", RETAILSIM_LIGHTGBM, 0);
#endif
  std::string why;
  if (LightGbmLibrary::is_there(&why)) return true;
  WARN("skipped: " << why);
  return false;
}

/// What LightGBM itself forecasts with trees it wrote.
std::vector<double> forecast_of_library(const std::string& text, const std::vector<double>& features, std::size_t n) {
  void* const library = dlopen(std::getenv("RETAILSIM_LIGHTGBM"), RTLD_NOW);
  REQUIRE(library);
  const auto load =
      reinterpret_cast<int (*)(const char*, int*, void**)>(dlsym(library, "LGBM_BoosterLoadModelFromString"));
  const auto predict =
      reinterpret_cast<int (*)(void*, const void*, int, std::int32_t, std::int32_t, int, int, int, int, const char*,
                               std::int64_t*, double*)>(dlsym(library, "LGBM_BoosterPredictForMat"));
  const auto free_booster = reinterpret_cast<int (*)(void*)>(dlsym(library, "LGBM_BoosterFree"));
  int n_iterations = 0;
  void* booster = nullptr;
  REQUIRE(load(text.c_str(), &n_iterations, &booster) == 0);
  std::vector<double> out(n);
  std::int64_t n_out = 0;
  REQUIRE(predict(booster, features.data(), 1, static_cast<std::int32_t>(n),
                  static_cast<std::int32_t>(features.size() / n), 1, 0, 0, -1, "", &n_out, out.data()) == 0);
  free_booster(booster);
  return out;
}

double deviance(const std::vector<double>& forecast, const std::vector<double>& counts) {
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) sum += poisson_deviance(counts[i], forecast[i]);
  return sum / static_cast<double>(counts.size());
}

}  // namespace

TEST_CASE("LightGbm: the trees taken over forecast what LightGBM's do", "[forecast]") {
  if (!lightgbm_is_there()) return;
  const test::World world =
      test::make_world({.n_customers = 4000, .seed = 31, .n_days = 500, .n_joining_days = 300, .lives = true});
  const PurchaseLog log = world.log();
  const Examples examples = earlier_examples(log, world.begin + 440, 30, 3);
  std::string text;
  const HistogramBooster ours = grow_with_lightgbm(examples.features, examples.names.size(), examples.counts,
                                                   {.n_trees = 40, .n_threads = 1}, &text);
  CHECK(ours.trees().size() == 40);
  const Snapshot rows = log.snapshot(world.begin + 440, 30);
  std::vector<double> forecast(rows.size());
  ours.predict(rows.features, forecast);
  const std::vector<double> theirs = forecast_of_library(text, rows.features, rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) REQUIRE(forecast[i] == Approx(theirs[i]).epsilon(1e-12));
}

// The built-in booster against LightGBM with the same options on the same rows: deviance of a month that neither has
// seen, 8,000 customers of world C.
TEST_CASE("HistogramBooster: within 1 % of LightGBM's deviance", "[forecast][statistical]") {
  if (!lightgbm_is_there()) return;
  const test::World world = test::make_world(
      {.n_customers = 8000, .seed = 22, .n_days = 700, .n_joining_days = 500, .season = 0.35, .lives = true});
  const PurchaseLog log = world.log();
  const std::int32_t origin = world.begin + 660;
  const HistogramBooster::Options trees{.n_trees = 100, .learning_rate = 0.08, .n_threads = 1};
  BoosterForecast ours(3, trees);
  LightGbmForecast theirs(3, trees);
  const Snapshot rows = log.snapshot(origin, 30);
  const std::vector<double> counts = log.counts(rows.customer, origin, origin + 30);
  std::vector<double> a(rows.size()), b(rows.size());
  ours.fit(log, origin, 30);
  ours.predict(log, rows, a);
  theirs.fit(log, origin, 30);
  theirs.predict(log, rows, b);
  INFO("ours " << deviance(a, counts) << ", LightGBM's " << deviance(b, counts));
  CHECK(deviance(a, counts) <= 1.01 * deviance(b, counts));
}

TEST_CASE("LightGbm: a text of trees is read, and what is not known is refused", "[forecast]") {
  const std::string head = "tree\nversion=v4\n\n";
  const std::string tree =
      "Tree=0\nnum_leaves=3\nsplit_feature=1 0\nthreshold=0.5 -1e-3\ndecision_type=2 2\nleft_child=1 -1\n"
      "right_child=-2 -3\nleaf_value=0.1 0.2 0.3\nshrinkage=1\n\n";
  const HistogramBooster booster(
      0, 2, detail::trees_of_lightgbm(head + tree + "Tree=1\nnum_leaves=1\nleaf_value=1\n\nend of trees\n"));
  REQUIRE(booster.trees().size() == 2);
  const std::vector<double> features{-1, 0, 1, 0, -1, 1};  // left left, left right, right
  std::vector<double> out(3);
  booster.predict(features, out);
  CHECK(out[0] == Approx(std::exp(1.1)));
  CHECK(out[1] == Approx(std::exp(1.3)));
  CHECK(out[2] == Approx(std::exp(1.2)));
  std::string other = head + tree;
  other.replace(other.find("=2 2"), 4, "=2 1");
  CHECK_THROWS_WITH(detail::trees_of_lightgbm(other), contains("a split must be of numbers, got one of categories"));
  other = head + tree;
  other.replace(other.find("=0.5 -1e-3"), 10, "=0.5");
  CHECK_THROWS_WITH(detail::trees_of_lightgbm(other), contains("a tree must have threshold for each split"));
}
