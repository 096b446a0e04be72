#include "year_writer.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/output_file.hpp>
#include <retailsim/io/table_viewer.hpp>
#include <retailsim/vantage/demand.hpp>
#include <retailsim/version.hpp>

#include "support/config_json.hpp"
#include "year_rules.hpp"

using namespace retailsim;

namespace {

/// What `--truth` shows: the law that the orders of a day and shop were drawn from.
struct Days {
  std::vector<std::int32_t> date;
  std::vector<std::uint8_t> shop_id;
  std::vector<double> base, trend, week, month, event, shop_weight, lambda;

  static auto fields() {
    using T = Days;
    using enum ColumnKind;
    return std::tuple{Field{"date", &T::date, ColumnKind::date},
                      Field{"shop_id", &T::shop_id, label},
                      Field{"base", &T::base, real},
                      Field{"trend", &T::trend, real},
                      Field{"week", &T::week, real},
                      Field{"month", &T::month, real},
                      Field{"event", &T::event, real},
                      Field{"shop_weight", &T::shop_weight, real},
                      Field{"lambda", &T::lambda, real}};
  }
};

template <class Table>
WrittenFile write_table(std::string_view name, const Table& table, LabelsByColumn labels,
                        std::vector<std::string_view> left_out, const PathOf& path_of) {
  CsvWriter writer(path_of(name));
  writer.write(TableViewer(name, std::move(labels), std::move(left_out)).view(table));
  writer.close();
  return {.name = std::string(name), .rows = writer.n_rows(), .bytes = writer.n_bytes()};
}

}  // namespace

std::vector<WrittenFile> write_tables(const vantage::Config& config, const vantage::Year& year, const PathOf& path_of,
                                      support::DefectFiles* defects) {
  const LabelsByColumn shops{{"shop_id", &year.shops}};
  std::vector<std::string_view> without;
  if (config.literal) without.push_back("line_no");
  const auto write = [&](std::string_view name, const auto& table, LabelsByColumn labels,
                         std::vector<std::string_view> left_out, TableRules rules) {
    const std::string file = std::string(name) + ".csv";
    if (defects == nullptr) return write_table(file, table, std::move(labels), std::move(left_out), path_of);
    support::DirtyTable& dirty =
        defects->add(std::string(name), file, {.format = support::FileFormat::csv}, std::move(rules));
    dirty.write(TableViewer(name, std::move(labels), std::move(left_out)).view(table));
    dirty.end_block();
    dirty.file().close();
    return WrittenFile{.name = file, .rows = dirty.file().n_rows(), .bytes = dirty.file().n_bytes()};
  };
  return {write("raw_products", year.products, {{"category", &year.categories}, {"sub_category", &year.sub_categories}},
                {}, product_rules(config)),
          write("raw_orders", year.orders, shops, {}, order_rules(config)),
          write("raw_line_items", year.line_items, {}, without, line_rules(config, year)),
          write("raw_marketing_daily", year.marketing, shops, {}, marketing_rules(config)),
          write("raw_budget_monthly", year.budget, shops, {}, budget_rules())};
}

WrittenFile write_days(const vantage::Config& config, const PathOf& path_of) {
  const vantage::Demand demand(config);
  Labels shops;
  for (const auto& shop : config.demand.shops) shops.push_back(shop.name);
  Days days;
  for (Date day = config.first_day(); day < config.end_day(); day = day + 1) {
    const DayFactors& f = demand.factors(day);
    for (std::size_t shop = 0; shop < shops.size(); ++shop) {
      days.date.push_back(day.days);
      days.shop_id.push_back(static_cast<std::uint8_t>(shop));
      days.base.push_back(demand.base());
      days.trend.push_back(f.trend);
      days.week.push_back(f.weekday);
      days.month.push_back(f.payday);
      days.event.push_back(f.event);
      days.shop_weight.push_back(demand.shop_weight(shop));
      days.lambda.push_back(demand.expected(day, shop));
    }
  }
  return write_table("days.csv", days, {{"shop_id", &shops}}, {}, path_of);
}

void write_scenario(const vantage::Config& config, const std::vector<vantage::Check>& checks,
                    const std::vector<WrittenFile>& files, const PathOf& path_of) {
  using Json = nlohmann::ordered_json;
  Json text{{"program", "retailsim-vantage"},
            {"version", RETAILSIM_VERSION},
            {"parameters", support::config_json(config)},
            {"files", Json::array()},
            {"checks", Json::array()}};
  for (const WrittenFile& file : files) {
    text["files"].push_back({{"name", file.name}, {"rows", file.rows}, {"bytes", file.bytes}});
  }
  for (const vantage::Check& check : checks) {
    // Rounded: the last digits of these sums are the compiler's own, and the file is to be the same everywhere.
    const auto rounded = [&](double value) { return Json::parse(fmt::format("{:.{}f}", value, check.decimals)); };
    text["checks"].push_back({{"name", check.name},
                              {"expected", rounded(check.expected)},
                              {"tolerance", check.is_bound() ? Json("more") : rounded(check.tolerance)},
                              {"found", rounded(check.found)}});
  }
  OutputFile file(path_of("scenario.json"));
  file.write(text.dump(2) + "\n");
  file.close();
}
