#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/output_file.hpp>
#include <retailsim/io/stop_signals.hpp>

using namespace retailsim;

namespace {

TableView numbers(const std::vector<std::int64_t>& values) {
  TableView table{.name = "numbers", .columns = {}, .n_rows = values.size()};
  table.columns.push_back({.name = "n", .kind = ColumnKind::integer, .values = std::span(values)});
  return table;
}

constexpr int skipped = 77;

// Runs `f` in a process of its own and returns its exit status, or minus the signal that ended it.
template <class F>
int status_of_child(F&& f) {
#if defined(__SANITIZE_THREAD__)
  constexpr bool can_fork = false;  // the child could start no thread
#else
  constexpr bool can_fork = true;
#endif
  if (!can_fork) return skipped;
  const ::pid_t child = ::fork();
  if (child == 0) {
    try {
      ::_exit(f());
    } catch (...) {
      ::_exit(99);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("OutputFile: a full disk is an error that names the file and the cause", "[io][faults]") {
  const std::vector<std::int64_t> values(200'000, 123'456'789);
  SECTION("while writing") {
    CsvWriter writer("/dev/full", {.buffer_bytes = 4096});
    CHECK_THROWS_WITH(writer.write(numbers(values)), "cannot write /dev/full: No space left on device");
  }
  SECTION("while closing") {
    CsvWriter writer("/dev/full");
    writer.write(numbers({1}));
    CHECK_THROWS_WITH(writer.close(), "cannot write /dev/full: No space left on device");
  }
  SECTION("the cause can be asked for") {
    OutputFile file("/dev/full");
    file.write("x");
    try {
      file.close();
      FAIL("no error");
    } catch (const std::system_error& error) {
      CHECK(error.code() == std::errc::no_space_on_device);
    }
  }
}

TEST_CASE("OutputFile: a folder or a missing folder instead of a file", "[io][faults]") {
  const TemporaryDirectory folder;
  CHECK_THROWS_WITH(OutputFile(folder.path()), "cannot create " + folder.path().string() + ": Is a directory");
  const auto deep = folder / "none" / "a.csv";
  CHECK_THROWS_WITH(OutputFile(deep), "cannot create " + deep.string() + ": No such file or directory");
}

TEST_CASE("OutputFile: a closed pipe is an error of the write", "[io][faults]") {
  const TemporaryDirectory folder;
  const auto path = folder / "pipe";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const StopSignals signals;  // ignores SIGPIPE
  const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(reader >= 0);
  OutputFile file(path, 4096);
  ::close(reader);
  const std::string bytes(10'000, 'x');
  CHECK_THROWS_WITH(file.write(bytes), "cannot write " + path.string() + ": Broken pipe");
}

TEST_CASE("OutputFile: large and small writes keep their order", "[io]") {
  const TemporaryDirectory folder;
  OutputFile file(folder / "a", 8);
  std::string expected;
  for (std::size_t n : {3, 5, 1, 8, 9, 0, 20, 7, 7}) {
    const std::string piece(n, static_cast<char>('a' + n));
    file.write(piece);
    expected += piece;
    CHECK(file.size() == static_cast<std::int64_t>(expected.size()));
  }
  file.close();
  CHECK(file_text(folder / "a") == expected);
}

TEST_CASE("OutputDirectory: all files appear at once, and only on commit", "[io][faults]") {
  const TemporaryDirectory folder;
  OutputDirectory output(folder / "made/here/out/");
  write_file(output.file("a.csv"), "1");
  CHECK_FALSE(std::filesystem::exists(folder / "made/here/out"));
  output.commit();
  CHECK(file_text(folder / "made/here/out/a.csv") == "1");
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "made/here"), {}) == 1);
}

TEST_CASE("OutputDirectory: an exception leaves nothing, and an earlier output as it was", "[io][faults]") {
  const TemporaryDirectory folder;
  const bool earlier = GENERATE(false, true);
  if (earlier) {
    OutputDirectory output(folder / "out");
    write_file(output.file("scenario.json"), "earlier");
    output.commit();
  }
  try {
    OutputDirectory output(folder / "out", {.force = true});
    write_file(output.file("scenario.json"), "later");
    throw std::runtime_error("in the middle");
  } catch (const std::runtime_error&) {
  }
  CHECK(folder.entries() == (earlier ? std::vector<std::string>{"out"} : std::vector<std::string>{}));
  if (earlier) CHECK(file_text(folder / "out" / "scenario.json") == "earlier");
}

TEST_CASE("OutputDirectory: an earlier output is replaced with force only", "[io][faults]") {
  const TemporaryDirectory folder;
  {
    OutputDirectory output(folder / "out");
    write_file(output.file("scenario.json"), "earlier");
    write_file(output.file("old.csv"), "old");
    output.commit();
  }
  CHECK_THROWS_WITH(OutputDirectory(folder / "out"),
                    (folder / "out").string() + " exists: name another output, or replace it with --force");
  CHECK(folder.entries() == std::vector<std::string>{"out"});
  OutputDirectory output(folder / "out", {.force = true});
  write_file(output.file("scenario.json"), "later");
  CHECK(file_text(folder / "out" / "scenario.json") == "earlier");
  output.commit();
  CHECK(file_text(folder / "out" / "scenario.json") == "later");
  CHECK_FALSE(std::filesystem::exists(folder / "out" / "old.csv"));
  CHECK(folder.entries() == std::vector<std::string>{"out"});
}

TEST_CASE("OutputDirectory: what is no earlier output is never replaced", "[io][faults]") {
  const TemporaryDirectory folder;
  std::filesystem::create_directory(folder / "home");
  write_file(folder / "home/letters.txt", "dear");
  CHECK_THROWS_WITH(
      OutputDirectory(folder / "home", {.force = true}),
      Catch::Matchers::EndsWith(
          "exists and holds no scenario.json, so it is no earlier output and not replaced, even with --force"));
  write_file(folder / "file", "text");
  CHECK_THROWS_WITH(OutputDirectory(folder / "file", {.force = true}),
                    (folder / "file").string() + " exists and is not a folder: name another output");
  CHECK_THROWS_WITH(OutputDirectory(folder / "file/out"),
                    Catch::Matchers::StartsWith("cannot create " + (folder / "file").string() + ": "));
  CHECK_THROWS_AS(OutputDirectory("/"), std::invalid_argument);
  CHECK_THROWS_AS(OutputDirectory("."), std::invalid_argument);
  CHECK_THROWS_AS(OutputDirectory(""), std::invalid_argument);
  CHECK_THROWS_AS(OutputDirectory(std::filesystem::current_path().parent_path()), std::invalid_argument);
  CHECK(file_text(folder / "home/letters.txt") == "dear");
}

TEST_CASE("OutputDirectory: an empty folder may stand where the output goes", "[io]") {
  const TemporaryDirectory folder;
  std::filesystem::create_directory(folder / "out");
  OutputDirectory output(folder / "out");
  write_file(output.file("a"), "1");
  output.commit();
  CHECK(folder.entries() == std::vector<std::string>{"out"});
  CHECK(file_text(folder / "out/a") == "1");
}

TEST_CASE("OutputDirectory: what came there while it was written is not replaced", "[io][faults]") {
  const TemporaryDirectory folder;
  {
    OutputDirectory output(folder / "out");
    write_file(output.file("a"), "1");
    std::filesystem::create_directory(folder / "out");
    write_file(folder / "out/other", "2");
    CHECK_THROWS_AS(output.commit(), std::invalid_argument);
  }
  CHECK(folder.entries() == std::vector<std::string>{"out"});
  CHECK(file_text(folder / "out/other") == "2");
}

TEST_CASE("OutputDirectory: a folder that cannot be written to", "[io][faults]") {
  // Permissions do not stop root, so root needs a read-only file system; others a folder without the write bit.
  const TemporaryDirectory folder;
  const auto target = folder / "out";
  const int status = status_of_child([&] {
    if (::geteuid() == 0) {
      if (::mount("none", folder.path().c_str(), "tmpfs", MS_RDONLY, "size=64k") != 0) return skipped;
    } else {
      std::filesystem::permissions(folder.path(),
                                   std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    }
    int result = 0;
    try {
      OutputDirectory output(target);
    } catch (const std::system_error& error) {
      const std::string text = error.what();
      const auto cause = ::geteuid() == 0 ? ": Read-only file system" : ": Permission denied";
      result = text.starts_with("cannot create " + folder.path().string()) && text.ends_with(cause) ? 42 : 1;
    }
    if (::geteuid() == 0) {
      ::umount(folder.path().c_str());
    } else {
      std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
    }
    return result;
  });
  if (status == skipped) {
    WARN("skipped: this root may not mount");
    return;
  }
  CHECK(status == 42);
}

TEST_CASE("OutputDirectory: a disk that fills up leaves nothing that looks whole", "[io][faults]") {
  const TemporaryDirectory folder;
  if (::geteuid() != 0 || ::mount("none", folder.path().c_str(), "tmpfs", 0, "size=256k") != 0) {
    WARN("skipped: only root can mount a small file system");
    return;
  }
  const std::vector<std::int64_t> values(100'000, 123'456'789);
  std::string text;
  try {
    OutputDirectory output(folder / "out");
    CsvWriter writer(output.file("numbers.csv"), {.buffer_bytes = 4096});
    writer.write(numbers(values));
    writer.close();
    output.commit();
  } catch (const std::system_error& error) {
    text = error.what();
  }
  const auto left = folder.entries();
  ::umount(folder.path().c_str());
  CHECK(text.starts_with("cannot write " + folder.path().string()));
  CHECK(text.ends_with("numbers.csv: No space left on device"));
  CHECK(left.empty());
}

TEST_CASE("OutputDirectory: a mount point is refused before anything is written", "[io][faults]") {
  const TemporaryDirectory folder;
  std::filesystem::create_directory(folder / "disk");
  if (::geteuid() != 0 || ::mount("none", (folder / "disk").c_str(), "tmpfs", 0, "size=64k") != 0) {
    WARN("skipped: only root can mount");
    return;
  }
  CHECK_THROWS_WITH(OutputDirectory(folder / "disk"),
                    (folder / "disk").string() + " is a mount point: name a folder inside it");
  ::umount((folder / "disk").c_str());
}

TEST_CASE("StopSignals: a signal asks to stop and gives the exit status of shells", "[io][faults]") {
  const int number = GENERATE(SIGINT, SIGTERM);
  const int status = status_of_child([&] {
    const StopSignals signals;
    if (signals.stopped() || signals.exit_status() != 0) return 1;
    ::kill(::getpid(), number);
    for (int i = 0; i < 5000 && !signals.token().stop_requested(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return signals.stopped() ? signals.exit_status() : 2;
  });
  if (status == skipped) {
    WARN("skipped under the thread sanitizer");
    return;
  }
  CHECK(status == 128 + number);
}

TEST_CASE("StopSignals: the second Ctrl-C ends the process at once", "[io][faults]") {
  const int status = status_of_child([&] {
    const StopSignals signals;
    ::kill(::getpid(), SIGINT);
    ::kill(::getpid(), SIGINT);
    return 0;
  });
  if (status == skipped) {
    WARN("skipped under the thread sanitizer");
    return;
  }
  CHECK(status == -SIGINT);
}

TEST_CASE("StopSignals: there is one at a time, and signals are as before afterwards", "[io][faults]") {
  const auto handler = [](int number) {
    struct ::sigaction action;
    ::sigaction(number, nullptr, &action);
    return action.sa_handler;
  };
  {
    const StopSignals signals;
    CHECK_THROWS_AS(StopSignals(), std::logic_error);
    CHECK(handler(SIGPIPE) == SIG_IGN);
  }
  CHECK(handler(SIGPIPE) == SIG_DFL);
  CHECK(handler(SIGTERM) != SIG_IGN);
  const StopSignals again;
  CHECK_FALSE(again.stopped());
}
