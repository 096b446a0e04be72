#pragma once

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <retailsim/io/output_file.hpp>

namespace retailsim {

/// A file that appears as a whole or not at all: written as `.<name>.partial-<process id>` beside its target, which
/// `commit()` renames to it. Destroyed before that, nothing is left. A link is followed: what it leads to is replaced.
/// \throws std::invalid_argument from the constructor if the target exists and may not be replaced, or is no file;
///   std::system_error with path and cause if it cannot be written
class WholeFile {
 public:
  /// \param force  replace an earlier file
  WholeFile(const std::filesystem::path& target, bool force) : force_(force) {
    if (target.empty()) throw std::invalid_argument("WholeFile: target must be a path, got an empty one");
    target_ = std::filesystem::weakly_canonical(std::filesystem::absolute(target));
    check_target();
    std::string hidden = ".";
    hidden += target_.filename().string();
    partial_ = target_.parent_path() / (hidden + ".partial-" + std::to_string(::getpid()));
    try {
      file_.emplace(partial_, 4096);
    } catch (const std::system_error& error) {
      detail::io_error("cannot create", target, error.code().value());
    }
  }
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile() {
    if (file_) ::unlink(partial_.c_str());
  }

  const std::filesystem::path& target() const { return target_; }
  /// What becomes the target, for writers that open their file themselves.
  const std::filesystem::path& partial() const { return partial_; }
  void write(std::string_view bytes) { file_->write(bytes); }

  /// Gives the file its place. It is complete then.
  void commit() {
    file_->close();
    check_target();  // somebody may have been faster
    if (::rename(partial_.c_str(), target_.c_str()) != 0) detail::io_error("cannot create", target_);
    file_.reset();
  }

 private:
  void check_target() const {
    struct ::stat status;
    if (::stat(target_.c_str(), &status) != 0) {
      if (errno != ENOENT) detail::io_error("cannot create", target_);
      return;
    }
    if (!S_ISREG(status.st_mode)) {
      throw std::invalid_argument(target_.string() + " exists and is no regular file: name another");
    }
    if (!force_)
      throw std::invalid_argument(target_.string() + " exists: name another file, or replace it with --force");
  }

  std::filesystem::path target_, partial_;
  std::optional<OutputFile> file_;
  bool force_;
};

}  // namespace retailsim
