#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#include <retailsim/forecast/model_file.hpp>

#include "forecast/worlds.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

namespace {

struct Folder {
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("retailsim-model-file-" + std::to_string(::getpid()));
};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}
void put(const std::filesystem::path& path, const std::string& text) { std::ofstream(path) << text; }

}  // namespace

TEST_CASE("Model files: every model comes back and predicts the same bits", "[forecast]") {
  const Folder folder;
  const test::World world =
      test::make_world({.n_customers = 1500, .seed = 3, .n_days = 900, .n_joining_days = 600, .season = 0.3});
  PurchaseLog log = world.log();
  CustomerColumns columns{.names = {"even"}, .values = {}};
  for (int i = 0; i < 1500; ++i) columns.values.push_back(i % 2 == 0);
  log.set_columns(columns);
  const std::int32_t origin = world.begin + 860;
  const Snapshot rows = log.snapshot(origin, 30);
  const HistogramBooster::Options few{.n_trees = 20};
  std::vector<AnyModel> models{BtydForecast<Nbd>{},
                               BtydForecast<BgNbd>({}, 7),
                               BtydForecast<MbgNbd>{},
                               BtydForecast<ParetoNbd>{},
                               SeasonalForecast<BgNbd>{},
                               PoissonRegressionForecast(3),
                               PoissonRegressionForecast(3, {.dispersion = -1}),
                               BoosterForecast(3, few),
                               CovariateForecast<BgNbd>({}, 7),
                               CovariateForecast<ParetoNbd>{},
                               StackedForecast({BtydForecast<BgNbd>{}, BoosterForecast(2, few)}, 1)};
  for (AnyModel& model : models) {
    INFO(model.name());
    model.fit(log, origin, 30);
    const std::filesystem::path path = folder.path / (model.name() + ".json");
    write_model_file(path, json_of_model(model));
    const AnyModel loaded = load_model(read_model_file(path), path);
    CHECK(loaded.name() == model.name());
    std::vector<double> before(rows.size()), after(rows.size());
    model.predict(log, rows, before);
    loaded.predict(log, rows, after);
    CHECK(before == after);
    REQUIRE(loaded.has_life() == model.has_life());
    if (model.has_life()) {
      // The law of the parameters is saved too.
      model.redrawn(7, 3).predict(log, rows, before);
      loaded.redrawn(7, 3).predict(log, rows, after);
      CHECK(before == after);
    } else {
      CHECK_THROWS_WITH(model.probability_alive(log, rows, before), contains("is no model of customers' lives"));
      // Rows without a feature that was learnt from are refused.
      const Snapshot plain = world.log().snapshot(origin, 30);
      CHECK_THROWS_WITH(loaded.predict(log, plain, after), contains("features must be those it learnt from"));
    }
    if (model.as<BtydForecast<BgNbd>>()) {
      CHECK(std::filesystem::file_size(path) < 10'000);
      CHECK(loaded.as<BtydForecast<BgNbd>>()->unit() == 7);
    }
  }
  CHECK_THROWS_WITH(json_of_model(TrailingMean(3)), contains("trailing-3 cannot be saved"));
}

TEST_CASE("Model files: damaged, foreign, newer and hostile ones are refused", "[forecast]") {
  const Folder folder;
  const auto path = folder.path / "model.json";
  const auto error = [&] {
    try {
      load_model(read_model_file(path), path);
    } catch (const std::invalid_argument& e) {
      return std::string(e.what());
    }
    return std::string("none");
  };
  nlohmann::json content{{"model", "bg-nbd"},
                         {"unit_days", 1},
                         {"parameters", {{"r", 0.2}, {"alpha", 4}, {"a", 0.8}, {"b", 2.4}}},
                         {"standard_errors", {{"r", 0.1}, {"alpha", nullptr}, {"a", 0.1}, {"b", 0.1}}},
                         {"log_likelihood", -1},
                         {"n_customers", 10},
                         {"n_iterations", 1},
                         {"gradient", 0},
                         {"converged", true},
                         {"warnings", nlohmann::json::array()}};
  write_model_file(path, content);
  CHECK(error() == "none");
  CHECK_THROWS_WITH(write_model_file(path, content), contains("exists"));

  std::string text = text_of(path);
  put(path, std::string(text).replace(text.find("0.2"), 3, "0.3"));
  CHECK(error().find("is damaged: its checksum does not fit") != std::string::npos);
  put(path, text.substr(0, text.size() / 2));
  CHECK(error().find("is no model file: not JSON") != std::string::npos);
  put(path, "");
  CHECK(error().find("is no model file") != std::string::npos);
  put(path, "{\"a\": 1}");
  CHECK(error().find("is no model file of retailsim") != std::string::npos);
  put(path, std::string(100'000, '['));
  CHECK(error().find("is no model file") != std::string::npos);
  put(path, std::string(5000, '[') + std::string(5000, ']'));
  CHECK(error().find("is no model file") != std::string::npos);
  std::filesystem::remove(path);
  CHECK(error().find("cannot be read") != std::string::npos);

  const auto wrong = [&](const char* key, nlohmann::json value) {
    nlohmann::json other = content;
    other[key] = std::move(value);
    write_model_file(path, other, true);
    return error();
  };
  CHECK(
      wrong("parameters", {{"r", -1}, {"alpha", 4}, {"a", 0.8}, {"b", 2.4}}).find("r must be finite and > 0, got -1") !=
      std::string::npos);
  CHECK(wrong("parameters", {{"r", 1}}).find("is no complete model") != std::string::npos);
  CHECK(wrong("model", "oracle").find("oracle is no model that can be loaded") != std::string::npos);
  CHECK(wrong("unit_days", 0).find("unit must be finite and > 0") != std::string::npos);
  // Another version.
  write_model_file(path, content, true);
  text = text_of(path);
  put(path, std::string(text).replace(text.find("\"version\": 1"), 12, "\"version\": 9"));
  CHECK(error().find("is of version 9, this program reads version 1") != std::string::npos);
}
