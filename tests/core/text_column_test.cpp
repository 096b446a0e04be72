#include <retailsim/core/text_column.hpp>

#include <cstring>
#include <string>

#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("TextColumn: rows, bytes and offsets", "[core]") {
  TextColumn column;
  CHECK(column.empty());
  CHECK(column.bytes().empty());
  CHECK(column.offsets().size() == 1);
  column.append("ab");
  column.append("");
  column.append("Zürich");
  CHECK(column.size() == 3);
  CHECK(column[0] == "ab");
  CHECK(column[1].empty());
  CHECK(column[2] == "Zürich");
  CHECK(column.bytes() == "abZürich");
  CHECK(column.offsets()[3] == 9);
}

TEST_CASE("TextColumn: a row written in place may run over its end by the slack", "[core]") {
  TextColumn column;
  std::string wanted;
  for (int i = 0; i < 10'000; ++i) {
    char* const to = column.room(3);
    std::memset(to, 'x', 3 + TextColumn::slack);
    column.commit(to + i % 4);
    wanted.append(static_cast<std::size_t>(i % 4), 'x');
  }
  CHECK(column.size() == 10'000);
  CHECK(column.bytes() == wanted);
  CHECK(column[9'999] == "xxx");
}

TEST_CASE("TextColumn: cleared it is empty, reserved it is the same", "[core]") {
  TextColumn column;
  column.append("a");
  column.clear();
  CHECK(column.empty());
  column.reserve(1'000, 10'000);
  CHECK(column.empty());
  column.append("b");
  CHECK(column[0] == "b");
}
