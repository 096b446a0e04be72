#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include <retailsim/io/stop_signals.hpp>

namespace retailsim::dynamics {

/// A subcommand of the program. `run` gives the exit status once the command line was read; Ctrl-C asks it to stop, and
/// what it then throws counts as the stop that was asked for.
struct Command {
  CLI::App* app = nullptr;
  std::function<int(const StopSignals&)> run;
};

// Each adds its subcommand and the options of it; defined in the file of its name.
Command add_explore(CLI::App& program);
Command add_activity(CLI::App& program);
Command add_product(CLI::App& program);
Command add_top(CLI::App& program);
// With models of purchases only (RETAILSIM_WITH_FORECAST):
Command add_train(CLI::App& program);
Command add_evaluate(CLI::App& program);
Command add_predict(CLI::App& program);
// With cpp-httplib besides (RETAILSIM_WITH_HTTP):
Command add_serve(CLI::App& program);

}  // namespace retailsim::dynamics
