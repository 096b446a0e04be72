#include "support/exit_status.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <system_error>

namespace retailsim::support {
namespace {

int complain(std::string_view program, std::string_view what) {
  std::fflush(stdout);
  while (!what.empty()) {
    const auto line = what.substr(0, what.find('\n'));
    std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(program.size()), program.data(),
                 static_cast<int>(line.size()), line.data());
    what.remove_prefix(std::min(what.size(), line.size() + 1));
  }
  return exit_bad_input;
}

}  // namespace

int run_program(std::string_view program, const std::function<int()>& body) {
  try {
    const int status = body();
    flush_standard_output();
    return status;
  } catch (const std::bad_alloc&) {
    return complain(program, "there is not enough memory");
  } catch (const std::exception& error) {
    return complain(program, error.what());
  }
}

void fill_standard_descriptors() {
  for (const int descriptor : {0, 1, 2}) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest that is free: this one. To read from only, but for errors, which nobody wants to see.
    [[maybe_unused]] const int opened = ::open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY);
  }
}

void flush_standard_output() {
  errno = 0;
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    const int cause = errno != 0 ? errno : EIO;
    std::clearerr(stdout);
    throw std::system_error(cause, std::generic_category(), "cannot write standard output");
  }
}

}  // namespace retailsim::support
