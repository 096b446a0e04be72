#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/version.hpp>

#include "commands.hpp"
#include "support/exit_status.hpp"

using namespace retailsim;

namespace {

constexpr const char* name = "retailsim-dynamics";

int run(const dynamics::Command& command) {
  return support::run_program(name, [&] {
    const StopSignals signals;
    try {
      return command.run(signals);
    } catch (const std::exception&) {
      if (!signals.stopped()) throw;
      std::fprintf(stderr, "%s: interrupted; nothing was written\n", name);
      return signals.exit_status();
    }
  });
}

}  // namespace

int main(int argc, char** argv) {
  support::fill_standard_descriptors();

  CLI::App program("Who buys how often, and what sells when: from a file of customer, product and time to answers.",
                   name);
  program.set_version_flag("--version", std::string(name) + " " + std::to_string(RETAILSIM_VERSION_MAJOR) + "." +
                                            std::to_string(RETAILSIM_VERSION_MINOR) + "." +
                                            std::to_string(RETAILSIM_VERSION_PATCH));
  program.require_subcommand(1);
  std::vector<dynamics::Command> commands{dynamics::add_explore(program), dynamics::add_activity(program),
                                          dynamics::add_product(program), dynamics::add_top(program)};
#if RETAILSIM_WITH_FORECAST
  for (const auto add : {dynamics::add_train, dynamics::add_evaluate, dynamics::add_predict})
    commands.push_back(add(program));
#endif
#if RETAILSIM_WITH_HTTP
  commands.push_back(dynamics::add_serve(program));
#endif
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);  // --help, --version
    return support::run_program(name, [&]() -> int { throw std::invalid_argument(error.what()); });
  }
  for (const dynamics::Command& command : commands) {
    if (command.app->parsed()) return run(command);
  }
  return support::exit_bad_input;
}
