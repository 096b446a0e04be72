#pragma once

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <retailsim/core/error.hpp>
#include <retailsim/io/output_file.hpp>

namespace retailsim {

struct OutputDirectoryOptions {
  bool force = false;  ///< replace an earlier output of the same name
  /// What tells an earlier output from a folder of the user's own, which is never replaced: a file of this name in it.
  std::string marker = "scenario.json";
};

/// A set of files that appears as a whole or not at all: they are written into the hidden folder
/// `.<name>.partial-<process id>` beside the target, which `commit()` renames to it in one step. Destroyed before that
/// (an exception, Ctrl-C), nothing is left. A killed process leaves the hidden folder and the earlier output untouched.
///
/// An empty folder may stand where the target goes. The folders above it are made where they are missing.
/// \throws std::invalid_argument from the constructor if the target exists and may not be replaced;
///   std::system_error with path and cause if it cannot be written
class OutputDirectory {
 public:
  explicit OutputDirectory(const std::filesystem::path& target, OutputDirectoryOptions options = {})
      : target_(normal(target)), options_(std::move(options)) {
    const auto parent = target_.parent_path();
    std::error_code error;
    std::filesystem::create_directories(parent, error);
    if (error) detail::io_error("cannot create", parent, error.value());
    check_target();
    std::string hidden = ".";
    hidden += target_.filename().string();
    staging_ = parent / (hidden + ".partial-" + std::to_string(::getpid()));
    std::filesystem::remove_all(staging_, error);  // of a process that had our id and was killed
    if (::mkdir(staging_.c_str(), 0777) != 0) detail::io_error("cannot create", staging_);
  }
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;
  ~OutputDirectory() { discard(); }

  /// Where a file of this name is to be written until `commit()`.
  std::filesystem::path file(std::string_view name) const { return staging_ / name; }
  /// Where the files will be.
  const std::filesystem::path& target() const { return target_; }

  /// Gives the files their place. All of them must be closed.
  void commit() {
    synchronise(staging_);
    check_target();  // somebody may have been faster
    replace_target();
    synchronise(target_.parent_path());
  }

  /// Removes what was written so far. Nothing happens after `commit()`.
  void discard() noexcept {
    if (staging_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove_all(staging_, ignored);
    staging_.clear();
  }

 private:
  static std::filesystem::path normal(const std::filesystem::path& target) {
    if (target.empty()) throw std::invalid_argument("OutputDirectory: target must be a path, got an empty one");
    auto path = std::filesystem::absolute(target).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();  // a slash at the end
    const auto here = std::filesystem::current_path();
    if (!path.has_filename() || here == path || starts_with(here, path)) {
      detail::invalid("OutputDirectory: target", "a folder that is not around the working directory", path.string());
    }
    return path;
  }
  static bool starts_with(const std::filesystem::path& path, const std::filesystem::path& beginning) {
    const auto [at, rest] = std::mismatch(beginning.begin(), beginning.end(), path.begin(), path.end());
    return at == beginning.end();
  }

  bool target_exists() const {
    struct ::stat status;
    if (::lstat(target_.c_str(), &status) == 0) return true;
    if (errno != ENOENT) detail::io_error("cannot look at", target_);
    return false;
  }

  void check_target() const {
    if (!target_exists()) return;
    struct ::stat status, parent;
    if (::lstat(target_.c_str(), &status) != 0) detail::io_error("cannot look at", target_);
    if (!S_ISDIR(status.st_mode)) {
      throw std::invalid_argument(target_.string() + " exists and is not a folder: name another output");
    }
    if (::stat(target_.parent_path().c_str(), &parent) == 0 && parent.st_dev != status.st_dev) {
      throw std::invalid_argument(target_.string() + " is a mount point: name a folder inside it");
    }
    std::error_code error;
    const bool empty = std::filesystem::is_empty(target_, error);
    if (error) detail::io_error("cannot read", target_, error.value());
    if (empty) return;
    if (!options_.force) {
      throw std::invalid_argument(target_.string() + " exists: name another output, or replace it with --force");
    }
    if (!std::filesystem::exists(target_ / options_.marker, error)) {
      throw std::invalid_argument(target_.string() + " exists and holds no " + options_.marker +
                                  ", so it is no earlier output and not replaced, even with --force");
    }
  }

  void replace_target() {
    // Replaces an empty folder too, and fails on any other.
    if (::rename(staging_.c_str(), target_.c_str()) == 0) return staging_.clear();
    if (!options_.force || (errno != ENOTEMPTY && errno != EEXIST)) detail::io_error("cannot create", target_);
#ifdef RENAME_EXCHANGE
    // Old and new change places in one step: at no time is there none. What is left in the staging folder is the old.
    if (::renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0) return discard();
#endif
    const auto old = std::filesystem::path(staging_.string() + ".old");
    if (::rename(target_.c_str(), old.c_str()) != 0) detail::io_error("cannot replace", target_);
    if (::rename(staging_.c_str(), target_.c_str()) != 0) {
      const int cause = errno;
      ::rename(old.c_str(), target_.c_str());
      detail::io_error("cannot create", target_, cause);
    }
    staging_ = old;
    discard();
  }

  static void synchronise(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
      if (errno == EACCES) return;  // a folder one may write to but not read
      detail::io_error("cannot open", folder);
    }
    const bool failed = ::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS;
    const int cause = errno;
    ::close(descriptor);
    if (failed) detail::io_error("cannot write", folder, cause);
  }

  std::filesystem::path target_, staging_;
  OutputDirectoryOptions options_;
};

}  // namespace retailsim
