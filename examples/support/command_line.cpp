#include "support/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <random>
#include <thread>
#include <utility>

#include <retailsim/version.hpp>

#include "support/config_error.hpp"
#include "support/config_text.hpp"
#include "support/exit_status.hpp"

namespace retailsim::support {
namespace {

std::uint64_t seed_of(const std::string& text, bool random_allowed) {
  if (random_allowed && text == "random") {
    std::random_device source;
    const std::uint64_t seed = std::uint64_t{source()} << 32 | source();
    std::printf("--seed %llu\n", static_cast<unsigned long long>(seed));
    return seed;
  }
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
    throw CLI::ValidationError("--seed", "must be a whole number from 0 to 18446744073709551615, got " + text);
  }
  return seed;
}

int threads_of(const std::string& text) {
  int threads = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
  if (error != std::errc{} || end != text.data() + text.size() || threads < 0 || threads > 1024) {
    throw CLI::ValidationError("--threads", "must be a whole number from 0 to 1024, got " + text);
  }
  return threads > 0 ? threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

// An option may come with its own words for what is wrong; CLI11 puts the name before some of them only.
std::string first_line(std::string text) {
  const auto end = text.find('\n');
  return end == std::string::npos ? text : text.substr(0, end);
}

}  // namespace

CommandLine::CommandLine(ProgramText program, std::vector<Preset> presets)
    : program_(std::move(program.name)), app_(std::move(program.about), program_), presets_(std::move(presets)) {
  options_.preset = std::move(program.default_preset);
  options_.out = program.default_out;
  app_.set_version_flag("--version", program_ + " " RETAILSIM_VERSION);
  app_.get_formatter()->column_width(34);
  app_.add_option("--config", options_.config,
                  "TOML file with the parameters to use, or to change in a preset it names")
      ->type_name("FILE");
  std::string names;
  for (const Preset& preset : presets_) {
    if (!names.empty()) names += ", ";
    names += preset.name;
  }
  app_.add_option("--preset", options_.preset, "parameters that come with the program: " + names)
      ->type_name("NAME")
      ->capture_default_str();
  app_.add_flag("--print-config", print_config_, "print the preset, with comments, to start a file of one's own");
  app_.add_option("--set", options_.sets, "change one parameter, such as " + program.example_set + "; can be repeated")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  app_.add_option_function<std::string>(
          "--seed",
          [this, random = program.random_seed](const std::string& text) { options_.seed = seed_of(text, random); },
          program.random_seed ? "another seed, another world; random: one that is made up and printed"
                              : "another seed, another world")
      ->type_name("N");
  std::string out = "folder to make; all files appear in it at once when they are complete; ";
  out += program.default_out.empty() ? "must be given" : "if not given: " + program.default_out;
  app_.add_option("--out", options_.out, out)->type_name("DIR");
  app_.add_flag("--force", options_.force, "replace an earlier output in that folder");
  app_.add_flag("--quiet", options_.quiet, "print errors only");
  app_.add_option_function<std::string>(
          "--threads", [this](const std::string& text) { options_.threads = threads_of(text); },
          "threads to use, 1 if not given; 0: as many as the machine has; the rows are the same")
      ->type_name("N");
}

void CommandLine::add_date(const std::string& name, std::optional<Date>& to, const std::string& about) {
  app_.add_option_function<std::string>(
          name,
          [name, &to](const std::string& text) {
            to = parse_date(text);
            if (!to) throw CLI::ValidationError(name, "must be a day YYYY-MM-DD, got " + text);
          },
          about)
      ->type_name("DATE");
}

int CommandLine::run(const std::function<int(const StopSignals&)>& body) const {
  fill_standard_descriptors();
  return run_program(program_, [&] {
    const StopSignals signals;
    try {
      return body(signals);
    } catch (const std::exception& error) {
      if (signals.stopped()) {
        std::fprintf(stderr, "%s: interrupted; nothing was written\n", program_.c_str());
        return signals.exit_status();
      }
      if (const auto* parameter = dynamic_cast<const ParameterError*>(&error)) throw placed(*parameter);
      throw;
    }
  });
}

const std::string* CommandLine::option_of(const std::string& path) const {
  for (const auto& [parameter, option] : options_of_) {
    const bool inside = parameter.starts_with(path) && parameter.size() > path.size() &&
                        (parameter[path.size()] == '.' || parameter[path.size()] == '[');
    if (parameter == path || inside) return &option;
  }
  return nullptr;
}

ConfigError CommandLine::placed(const ParameterError& error) const {
  const std::string* option = option_of(error.path());
  for (const std::string& other : error.others()) option = option != nullptr ? option : option_of(other);
  return {option != nullptr ? *option : place_of(error, documents_), error.what()};
}

std::optional<int> CommandLine::parse(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
    if (options_.config && app_.count("--preset") > 0) {
      throw CLI::ValidationError("--preset", "stands beside --config, whose file may name one: give one of the two");
    }
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      return run_program(program_, [&] { return app_.exit(error); });
    }
    std::fprintf(stderr, "%s: %s (--help lists the options)\n", program_.c_str(), first_line(error.what()).c_str());
    return exit_bad_input;
  }
  if (print_config_) {
    return run_program(program_, [&] {
      const std::string_view text = preset(options_.preset, "--preset").text;
      std::fwrite(text.data(), 1, text.size(), stdout);
      return exit_ok;
    });
  }
  return std::nullopt;
}

const Preset& CommandLine::preset(std::string_view name, const std::string& where) const {
  std::vector<std::string_view> names;
  for (const Preset& preset : presets_) {
    if (preset.name == name) return preset;
    names.push_back(preset.name);
  }
  throw ConfigError(where, "there is no preset \"" + std::string(name) + "\"" + did_you_mean(name, names));
}

std::vector<TomlDocument> CommandLine::documents() const {
  std::vector<TomlDocument> documents;
  const auto add_preset = [&](std::string_view name, const std::string& where) {
    const Preset& found = preset(name, where);
    documents.emplace_back(found.text, "preset " + std::string(found.name));
  };
  if (options_.config) {
    TomlDocument file = TomlDocument::file(*options_.config);
    const std::string where = file.where("preset");
    if (const auto name = file.take_text("preset")) add_preset(*name, where);
    documents.push_back(std::move(file));
  } else {
    add_preset(options_.preset, "--preset");
  }
  for (const std::string& set : options_.sets) {
    const auto equals = set.find('=');
    if (equals == std::string::npos || equals == 0) throw ConfigError("--set " + set, "must be KEY=VALUE");
    try {
      documents.emplace_back(set, "--set " + set, true);
    } catch (const ConfigError&) {
      // A shell takes the quotes away from a text, so what is no TOML value is tried as one.
      std::string text = set.substr(0, equals + 1) + quoted_text(set.substr(equals + 1));
      documents.emplace_back(text, "--set " + set, true);
    }
  }
  return documents;
}

}  // namespace retailsim::support
