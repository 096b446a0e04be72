#include <signal.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include "support/command_line.hpp"
#include "support/exit_status.hpp"

using namespace retailsim;
using namespace retailsim::support;

namespace {

struct Settings {
  int customers = 1;
  int most = 1000;
  std::string label = "none";

  static auto parameters() {
    return std::tuple{Parameter{"customers", &Settings::customers, "", Rule::positive()},
                      Parameter{"most", &Settings::most, ""}, Parameter{"label", &Settings::label, ""}};
  }
  void check(const std::string&) const {
    if (customers > most) {
      throw ParameterError("customers", "<= most = " + std::to_string(most), std::to_string(customers), {"most"});
    }
  }
};

const std::vector<Preset> presets{{"small", "customers = 5\n"}, {"large", "customers = 500\nlabel = 'big'\n"}};

struct Parsed {
  CommandLine line{{.name = "program",
                    .about = "A program.",
                    .default_preset = "small",
                    .default_out = "data",
                    .example_set = "customers=7"},
                   presets};
  std::optional<Date> from;
  std::optional<int> customers, status;

  explicit Parsed(std::vector<const char*> arguments) {
    line.add_date("--from", from, "first day");
    line.app().add_option("--customers", customers, "");
    arguments.insert(arguments.begin(), "program");
    status = line.parse(static_cast<int>(arguments.size()), arguments.data());
  }
  Settings settings() {
    Settings settings;
    line.read(settings);
    line.set(settings.customers, customers, "customers", "--customers");
    line.check(settings);
    return settings;
  }
};

}  // namespace

TEST_CASE("CommandLine: the options that all programs have", "[support]") {
  const Parsed parsed({"--seed", "18446744073709551615", "--out", "x/y", "--quiet", "--force", "--threads", "3",
                       "--from", "2024-02-29"});
  CHECK(!parsed.status);
  const CommonOptions& options = parsed.line.options();
  CHECK(options.seed == UINT64_MAX);
  CHECK(options.out == "x/y");
  CHECK(options.quiet);
  CHECK(options.force);
  CHECK(options.threads == 3);
  CHECK(parsed.from == Date{2024, 2, 29});
  CHECK(Parsed({"--threads", "0"}).line.options().threads >= 1);
  CHECK(!Parsed({}).line.options().seed);
}

TEST_CASE("CommandLine: help and version end well, mistakes with status 2", "[support]") {
  CHECK(Parsed({"--help"}).status == exit_ok);
  CHECK(Parsed({"--version"}).status == exit_ok);
  CHECK(Parsed({"--print-config"}).status == exit_ok);
  for (const std::vector<const char*>& wrong : {std::vector<const char*>{"--sed", "1"},
                                                {"--seed", "-1"},
                                                {"--seed", "1.5"},
                                                {"--seed", ""},
                                                {"--seed"},
                                                {"--seed", "18446744073709551616"},
                                                {"--threads", "-1"},
                                                {"--from", "2023-02-29"},
                                                {"extra"},
                                                {"--preset", "small", "--config", "x.toml"},
                                                {"--print-config", "--preset", "smal"}}) {
    CAPTURE(wrong.front(), wrong.back());
    CHECK(Parsed(wrong).status == exit_bad_input);
  }
}

TEST_CASE("CommandLine: preset, then file, then --set", "[support]") {
  const TemporaryDirectory folder;
  const std::string path = (folder / "a.toml").string();
  CHECK(Parsed({}).settings().customers == 5);
  CHECK(Parsed({"--preset", "large"}).settings().label == "big");
  write_file(path, "label = 'mine'\n");
  CHECK(Parsed({"--config", path.c_str()}).settings().customers == 1);
  write_file(path, "preset = 'large'\nlabel = 'mine'\n");
  CHECK(Parsed({"--config", path.c_str()}).settings().customers == 500);
  CHECK(Parsed({"--config", path.c_str()}).settings().label == "mine");
  Parsed set({"--config", path.c_str(), "--set", "customers=7", "--set", "label=a b"});
  CHECK(set.settings().customers == 7);
  CHECK(set.settings().label == "a b");
}

TEST_CASE("CommandLine: mistakes in presets, files and --set say where", "[support]") {
  const TemporaryDirectory folder;
  const std::string path = (folder / "a.toml").string();
  CHECK_THROWS_WITH(Parsed({"--preset", "lrge"}).settings(),
                    "--preset: there is no preset \"lrge\"; did you mean \"large\"? Known are: small, large");
  CHECK_THROWS_WITH(Parsed({"--config", path.c_str()}).settings(),
                    "cannot open " + path + ": No such file or directory");
  write_file(path, "\npreset = 'tiny'\n");
  CHECK_THROWS_WITH(Parsed({"--config", path.c_str()}).settings(),
                    path + ":2:10: there is no preset \"tiny\"; known are: small, large");
  CHECK_THROWS_WITH(Parsed({"--set", "customers"}).settings(), "--set customers: must be KEY=VALUE");
  CHECK_THROWS_WITH(Parsed({"--set", "customers=0"}).settings(),
                    "--set customers=0: customers must be finite and > 0, got 0");
  CHECK_THROWS_WITH(Parsed({"--set", "customers=many"}).settings(),
                    "--set customers=many: customers must be a whole number, got \"many\"");
}

TEST_CASE("CommandLine: a mistake is told with the option, or the place in the last file, that made it", "[support]") {
  const TemporaryDirectory folder;
  const std::string path = (folder / "a.toml").string();
  write_file(path, "preset = 'large'\nlabel = 'x'\nmost = 400\n");
  CHECK_THROWS_WITH(Parsed({"--config", path.c_str()}).settings(),
                    path + ":3:8: customers must be <= most = 400, got 500");
  CHECK_THROWS_WITH(Parsed({"--set", "most=2"}).settings(), "--set most=2: customers must be <= most = 2, got 5");
  CHECK_THROWS_WITH(Parsed({"--config", path.c_str(), "--customers", "401"}).settings(),
                    "--customers: customers must be <= most = 400, got 401");
  CHECK_THROWS_WITH(Parsed({"--customers", "-3"}).settings(), "--customers: customers must be finite and > 0, got -3");
  CHECK(Parsed({"--config", path.c_str(), "--customers", "400"}).settings().customers == 400);  // puts the preset right

  // What is found wrong later is told the same way.
  Parsed late({"--customers", "8"});
  late.settings();
  CHECK(std::string(late.line.placed(ParameterError("customers", "odd", "8")).what()) ==
        "--customers: customers must be odd, got 8");
  CHECK(late.line.run([](const StopSignals&) -> int { throw ParameterError("customers", "odd", "8"); }) == 2);
}

TEST_CASE("CommandLine: a body that is stopped ends with the signal's status, whatever it throws", "[support]") {
  const Parsed parsed({});
  CHECK(parsed.line.run([](const StopSignals&) { return 7; }) == 7);
  const auto stopped = [](const StopSignals& signals) {
    ::raise(SIGTERM);
    while (!signals.stopped()) std::this_thread::yield();
  };
  CHECK(parsed.line.run([&](const StopSignals& signals) -> int {
    stopped(signals);
    stop_if_asked(signals.token());
    return 7;
  }) == 143);
  CHECK(parsed.line.run([&](const StopSignals& signals) -> int {
    stopped(signals);
    throw std::runtime_error("consequence");
  }) == 143);
}

TEST_CASE("run_program: what goes wrong becomes status 2", "[support]") {
  CHECK(run_program("program", [] { return exit_ok; }) == 0);
  CHECK(run_program("program", [] { return exit_check_failed; }) == 1);
  CHECK(run_program("program", []() -> int { throw std::runtime_error("one\ntwo"); }) == 2);
  CHECK(run_program("program", []() -> int { throw std::bad_alloc(); }) == 2);
}
