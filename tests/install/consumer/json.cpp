// The component `json` must bring nlohmann-json's headers along.
#include <cstdint>
#include <cstdio>

#include <retailsim/core/list_column.hpp>
#include <retailsim/io/json/json_lists.hpp>

int main() {
  retailsim::ListColumn<std::int32_t> lists;
  lists.push(10);
  lists.push(50);
  lists.end_row();
  const retailsim::TableView table{
      .name = "tiers",
      .columns = {{.name = "from", .values = lists.values(), .list_offsets = lists.offsets()}},
      .n_rows = 1};
  retailsim::JsonLists json;
  const auto text = std::get<retailsim::TextView>(json.as_texts(table).columns[0].values)[0];
  std::printf("%.*s\n", static_cast<int>(text.size()), text.data());
  return text == "[10,50]" ? 0 : 1;
}
