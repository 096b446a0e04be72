#include "options.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include <retailsim/version.hpp>

#include "support/config_json.hpp"

using namespace retailsim;

void add_options(support::CommandLine& line, Options& options) {
  CLI::App& app = line.app();
  app.add_option("--companies", options.companies, "number of companies")->type_name("N");
  app.add_option(
         "--sales-people", options.sales_people,
         "number of sellers; if not given, in proportion to --companies (one for ten), so that more companies are "
         "another world: give it to add companies to the same one")
      ->type_name("N");
  line.add_date("--from", options.from, "opportunities begin from this day on");
  line.add_date("--to", options.to, "rows before this day; they do not depend on it");
  line.add_date(
      "--as-of", options.as_of,
      "the set as it was known at the beginning of this day, and in a file `labels` what became of open deals by --to");
  app.add_option_function<std::vector<std::string>>(
         "--locales", [&options](const std::vector<std::string>& names) { options.locales = names; },
         "where people and companies are: " + crm::locale_ids())
      ->delimiter(',')
      ->type_name("ID,...");
  static const std::map<std::string, SetFormat> formats{{"json", SetFormat::json},
                                                        {"ndjson", SetFormat::ndjson},
                                                        {"csv", SetFormat::csv},
                                                        {"parquet", SetFormat::parquet}};
  app.add_option_function<std::string>(
         "--format", [&options](const std::string& name) { options.format = formats.at(name); },
         "json (one document), ndjson (one company a line), csv or parquet (one file for each table)")
      ->check(CLI::IsMember({"json", "ndjson", "csv", "parquet"}))
      ->default_str("json")
      ->type_name("NAME");
  app.add_flag("--truth", options.truth,
               "also write what no real CRM has: skill of sellers, quality and chances of deals");
}

crm::SalesConfig read_config(support::CommandLine& line, const Options& options) {
  crm::SalesConfig config;
  line.read(config);
  if (options.companies && !options.sales_people && config.companies > 0 && *options.companies > 0) {
    const double ratio = static_cast<double>(config.sales_people) / static_cast<double>(config.companies);
    const double wanted = std::min(ratio * static_cast<double>(*options.companies),
                                   static_cast<double>(crm::SalesConfig::max_sales_people));
    config.sales_people = std::max<std::int64_t>(1, static_cast<std::int64_t>(wanted));
  }
  line.set(config.seed, line.options().seed, "seed", "--seed");
  line.set(config.companies, options.companies, "companies", "--companies");
  line.set(config.sales_people, options.sales_people, "sales_people", "--sales-people");
  line.set(config.from, options.from, "from", "--from");
  line.set(config.to, options.to, "to", "--to");
  line.set(config.as_of, options.as_of, "as_of", "--as-of");
  line.set(config.locales, options.locales, "locales", "--locales");
  line.check(config);
  return config;
}

std::string scenario_json(const crm::SalesConfig& config) {
  nlohmann::ordered_json text{{"program", "retailsim-crm"}, {"version", RETAILSIM_VERSION}};
  if (config.as_of) text["as_of"] = to_string(*config.as_of);
  text["parameters"] = support::config_json(config);
  return text.dump(2) + '\n';
}
