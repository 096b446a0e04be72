#pragma once

#include <filesystem>

#include <retailsim/io/output_directory.hpp>

/// Makes the clean files of a folder that a program wrote with `--defects`: byte for byte what it writes without.
/// Returns how many files it made.
/// \throws std::invalid_argument that names file and cause, std::system_error
int undo_folder(const std::filesystem::path& dirty, const retailsim::OutputDirectory& clean);
