// Undoes what `--defects` of the other programs did, and prints the plan it follows.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/stop_signals.hpp>
#include <retailsim/version.hpp>

#include "embedded_presets.hpp"
#include "support/exit_status.hpp"
#include "undo.hpp"

using namespace retailsim;

namespace {

constexpr const char* name = "retailsim-defects";

struct Undo {
  std::filesystem::path dirty, out;
  bool force = false;
};

int undo(const Undo& options) {
  const StopSignals signals;
  OutputDirectory out(options.out, {.force = options.force});
  const int n_files = undo_folder(options.dirty, out);
  if (signals.stopped()) {
    std::fprintf(stderr, "%s: interrupted; nothing was written\n", name);
    return signals.exit_status();
  }
  fmt::print("{} clean files in {}\n", n_files, out.target().string());
  support::flush_standard_output();
  out.commit();
  return support::exit_ok;
}

int plan() {
  const std::string_view text = embedded_presets[0].text;
  std::fwrite(text.data(), 1, text.size(), stdout);
  return support::exit_ok;
}

}  // namespace

int main(int argc, char** argv) {
  support::fill_standard_descriptors();
  CLI::App app("Files with defects on purpose: undoes them, and prints a plan for --defects of the other programs.",
               name);
  app.set_version_flag("--version", std::string(name) + " " RETAILSIM_VERSION);
  app.require_subcommand(1);
  Undo options;
  CLI::App* const undo_command =
      app.add_subcommand("undo", "makes the clean files again of a folder that --defects wrote, byte for byte");
  undo_command->add_option("folder", options.dirty, "with the dirty files, defects.csv and defects.json")
      ->required()
      ->type_name("DIR");
  undo_command
      ->add_option("--out", options.out, "folder to make; all files appear in it at once when they are complete")
      ->required()
      ->type_name("DIR");
  undo_command->add_flag("--force", options.force, "replace an earlier output in that folder");
  app.add_subcommand("plan", "prints a plan with every number explained, to start a file of one's own");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return support::run_program(name, [&] { return app.exit(error); });
    return support::run_program(name, [&]() -> int { throw std::invalid_argument(error.what()); });
  }
  return support::run_program(name, [&] { return undo_command->parsed() ? undo(options) : plan(); });
}
