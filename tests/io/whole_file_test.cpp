#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include <retailsim/io/whole_file.hpp>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace retailsim;

TEST_CASE("WholeFile: is there when committed and not before, whole", "[io]") {
  const TemporaryDirectory folder;
  {
    WholeFile file(folder / "a.json", false);
    file.write("12");
    CHECK_FALSE(std::filesystem::exists(folder / "a.json"));
    file.write("3");
    file.commit();
    CHECK(file_text(folder / "a.json") == "123");
  }
  CHECK(folder.entries() == std::vector<std::string>{"a.json"});
}

TEST_CASE("WholeFile: not committed, it leaves nothing and an earlier one as it was", "[io]") {
  const TemporaryDirectory folder;
  write_file(folder / "a.json", "old");
  {
    WholeFile file(folder / "a.json", true);
    file.write("new");
  }
  CHECK(folder.entries() == std::vector<std::string>{"a.json"});
  CHECK(file_text(folder / "a.json") == "old");
}

TEST_CASE("WholeFile: replaces files on request only, follows links, and takes nothing for a file", "[io]") {
  const TemporaryDirectory folder;
  write_file(folder / "a.json", "old");
  std::filesystem::create_symlink("a.json", folder / "link");
  const std::string path = std::filesystem::canonical(folder / "a.json").string();
  CHECK_THROWS_WITH(WholeFile(folder / "link", false), path + " exists: name another file, or replace it with --force");
  {
    WholeFile file(folder / "link", true);
    file.write("new");
    file.commit();
  }
  CHECK(file_text(folder / "a.json") == "new");
  CHECK(std::filesystem::is_symlink(folder / "link"));
  WholeFile late(folder / "b.json", false);
  write_file(folder / "b.json", "faster");
  CHECK_THROWS_WITH(late.commit(), contains("b.json exists: name another file"));
  CHECK(file_text(folder / "b.json") == "faster");
  CHECK_THROWS_WITH(WholeFile(folder.path(), true), contains("exists and is no regular file: name another"));
  CHECK_THROWS_WITH(WholeFile("/dev/null", true), "/dev/null exists and is no regular file: name another");
  CHECK_THROWS_WITH(WholeFile("", true), "WholeFile: target must be a path, got an empty one");
  const auto missing = folder / "no" / "c.json";
  CHECK_THROWS_WITH(WholeFile(missing, false), "cannot create " + missing.string() + ": No such file or directory");
}
