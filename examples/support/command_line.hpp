#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/time.hpp>

#include "support/config_reader.hpp"
#include "support/toml_document.hpp"

namespace retailsim::support {

/// A configuration that is part of the program: name and TOML text.
struct Preset {
  std::string_view name, text;
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
/// --force,
/// --quiet, --threads, and what the program adds to `app()`.
///
///     CommandLine line("retailsim-mocker", "Simulates a shop.", presets, "fmcg");
///     line.app().add_flag("--truth", truth, "...");
///     if (const auto status = line.parse(argc, argv)) return *status;
///     line.read(config);
class CommandLine {
 public:
  /// \param presets  texts that outlive the object; `default_preset` is the name of one of them
  CommandLine(std::string program, std::string about, std::vector<Preset> presets, std::string default_preset);

  CLI::App& app() { return app_; }
  const CommonOptions& options() const { return options_; }

  /// An option whose value is a day, `YYYY-MM-DD`.
  void add_date(const std::string& name, std::optional<Date>& to, const std::string& about);

  /// Nothing where the program is to go on, else its exit status: 0 after --help, --version or --print-config, 2 after
  /// one line on standard error that says what is wrong.
  std::optional<int> parse(int argc, const char* const* argv);

  /// Fills the configuration: first from the preset (or the one that the file names by a key `preset`; a file without
  /// one starts from the defaults of `config`), then from the file of --config, then from each --set KEY=VALUE.
  /// \throws ConfigError, std::system_error
  template <Described Config>
  void read(Config& config) const {
    const std::vector<TomlDocument> read = documents();
    read_config(config, std::span<const TomlDocument>(read));
  }

 private:
  std::vector<TomlDocument> documents() const;
  const Preset& preset(std::string_view name, const std::string& where) const;

  std::string program_;
  CLI::App app_;
  std::vector<Preset> presets_;
  CommonOptions options_;
  bool print_config_ = false;
};

}  // namespace retailsim::support
