#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/io/stop_signals.hpp>

#include "support/config_reader.hpp"
#include "support/toml_document.hpp"

namespace retailsim::support {

/// A configuration that is part of the program: name and TOML text.
struct Preset {
  std::string_view name, text;
};

/// What a program is, for its help.
struct ProgramText {
  std::string name, about;
  std::string default_preset;
  std::string default_out{};  ///< folder; empty: --out must be given
  std::string example_set;    ///< KEY=VALUE that works with the default preset
  bool random_seed = false;   ///< --seed random makes one up and prints it
};

/// The options that all programs have.
struct CommonOptions {
  std::optional<std::filesystem::path> config;
  std::string preset;
  std::vector<std::string> sets;
  std::optional<std::uint64_t> seed;
  std::filesystem::path out;
  bool quiet = false, force = false;
  int threads = 1;
};

/// The command line of a program: --help, --version, --config or --preset, --print-config, --set, --seed, --out,
/// --force, --quiet, --threads, and what the program adds to `app()`.
///
///     CommandLine line({.name = "retailsim-mocker", .about = "Simulates a shop.", ...}, presets);
///     line.app().add_flag("--truth", truth, "...");
///     if (const auto status = line.parse(argc, argv)) return *status;
///     return line.run([&](const StopSignals& signals) {
///       line.read(config);
///       line.set(config.customers.count, customers, "customers.count", "--customers");
///       line.check(config);
///       ...
///     });
class CommandLine {
 public:
  /// \param presets  texts that outlive the object
  CommandLine(ProgramText program, std::vector<Preset> presets);

  CLI::App& app() { return app_; }
  const CommonOptions& options() const { return options_; }

  /// An option whose value is a day, `YYYY-MM-DD`.
  void add_date(const std::string& name, std::optional<Date>& to, const std::string& about);

  /// Nothing where the program is to go on, else its exit status: 0 after --help, --version or --print-config, 2 after
  /// one line on standard error that says what is wrong.
  std::optional<int> parse(int argc, const char* const* argv);

  /// What `main` returns: the status of `body`. What goes wrong is told in a line on standard error, a parameter with
  /// the option, or the file and line, that it comes from. Ctrl-C asks `body` to stop through its argument, from the
  /// very beginning; what it then throws, such as `Interrupted`, counts as the stop that was asked for.
  int run(const std::function<int(const StopSignals&)>& body) const;

  /// Fills the configuration: first from the preset (or the one that the file names by a key `preset`; a file without
  /// one starts from the defaults of `config`), then from the file of --config, then from each --set KEY=VALUE.
  /// \throws ConfigError, std::system_error
  template <Described Config>
  void read(Config& config) {
    documents_ = documents();
    fill_config(config, std::span<const TomlDocument>(documents_));
  }
  /// Gives the parameter `path` the value of an option, where that was given.
  template <class Value, class Given>
  void set(Value& parameter, const std::optional<Given>& given, const std::string& path, const std::string& option) {
    if (!given) return;
    parameter = *given;
    options_of_[path] = option;
  }
  /// The configuration is complete. \throws ConfigError with the place of the first bad value
  template <Described Config>
  void check(const Config& config) const {
    try {
      check_parameters(config);
    } catch (const ParameterError& error) {
      throw placed(error);
    }
  }
  /// The error after the option, or the file and line, that the parameter comes from.
  ConfigError placed(const ParameterError& error) const;

 private:
  std::vector<TomlDocument> documents() const;
  const Preset& preset(std::string_view name, const std::string& where) const;

  const std::string* option_of(const std::string& path) const;

  std::string program_;
  CLI::App app_;
  std::vector<Preset> presets_;
  CommonOptions options_;
  bool print_config_ = false;
  std::vector<TomlDocument> documents_;            // what `read` read
  std::map<std::string, std::string> options_of_;  // parameters that options give
};

}  // namespace retailsim::support
