#include "options.hpp"

#include <charconv>
#include <cstddef>
#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <retailsim/config/parameter.hpp>
#include <retailsim/version.hpp>

#include "support/config_json.hpp"
#include "support/defect_files.hpp"

namespace mocker {
namespace {

using namespace retailsim;

std::pair<std::int64_t, std::int64_t> shard_of(const std::string& text) {
  std::int64_t index = -1, n = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, index);
  if (first.ec == std::errc{} && first.ptr != end && *first.ptr == '/') {
    const auto second = std::from_chars(first.ptr + 1, end, n);
    if (second.ec == std::errc{} && second.ptr == end && n >= 1 && n <= 1'000'000 && index >= 0 && index < n) {
      return {index, n};
    }
  }
  throw CLI::ValidationError("--shard", "must be I/N with 0 <= I < N <= 1000000, such as 0/4, got " + text);
}

}  // namespace

void add_options(support::CommandLine& line, Options& options) {
  CLI::App& app = line.app();
  const auto number = [&](const char* name, std::optional<std::int64_t>& to, const char* about) {
    app.add_option(name, to, about)->type_name("N");
  };
  number("--customers", options.customers, "customers who register");
  number("--skus", options.skus, "SKUs of the catalogue, over the product groups as the configuration has them");
  line.add_date("--from", options.from, "show rows from this day on");
  line.add_date("--to", options.to, "and before this one; the rows before it do not depend on it");
  line.add_date("--emit-from", options.emit_from,
                "write only rows from this day on: what is new since a run with it as --to");
  app.add_option_function<std::string>(
         "--shard", [&options](const std::string& text) { std::tie(options.shard, options.n_shards) = shard_of(text); },
         "write piece I of N pieces, from 0, that make up the whole")
      ->type_name("I/N");
  const std::map<std::string, support::FileFormat> formats{{"parquet", support::FileFormat::parquet},
                                                           {"csv", support::FileFormat::csv}};
  app.add_option_function<std::string>(
         "--format", [&options, formats](const std::string& name) { options.format = formats.at(name); },
         "parquet or csv")
      ->check(CLI::IsMember({"parquet", "csv"}))
      ->default_str("parquet")
      ->type_name("NAME");
  app.add_option_function<std::string>(
         "--money", [&options](const std::string& name) { options.money_as_double = name == "double"; },
         "amounts in Parquet: decimal, or double for tools that dislike decimals")
      ->check(CLI::IsMember({"decimal", "double"}))
      ->default_str("decimal")
      ->type_name("NAME");
  app.add_flag("--truth", options.truth, "also write what no real data has: rates, ends, expected orders");
  support::add_defects_option(app, options.defects);
  app.add_option(
         "--report", options.report,
         "write the self-check as JSON, beside --out rather than in it: where the check fails, this is the only "
         "file; --force replaces an earlier one")
      ->type_name("FILE");
  app.add_option_function<std::string>(
         "--alarm-rate",
         [&options](const std::string& text) {
           double rate = 0;
           const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
           if (error != std::errc{} || end != text.data() + text.size() || !(rate > 0 && rate < 1)) {
             throw CLI::ValidationError("--alarm-rate", "must be > 0 and < 1, got " + text);
           }
           options.alarm_rate = rate;
         },
         "chance that the self-check stops a right run; a larger one finds smaller errors")
      ->type_name("P")
      ->default_str("1e-06");
}

RetailConfig read_config(support::CommandLine& line, const Options& options) {
  RetailConfig config;
  line.read(config);
  line.set(config.seed, line.options().seed, "seed", "--seed");
  line.set(config.customers.count, options.customers, "customers.count", "--customers");
  line.set(config.from, options.from, "from", "--from");
  line.set(config.to, options.to, "to", "--to");
  line.check(config);
  if (options.skus) config.catalogue.resize(*options.skus, "--skus");
  if (options.emit_from && *options.emit_from >= config.to) {
    throw std::invalid_argument("--emit-from: must be before the end, " + to_string(config.to) + ", got " +
                                to_string(*options.emit_from));
  }
  return config;
}

std::string scenario_json(const RetailConfig& config, const Options& options, const CustomerGroups& affinity_groups) {
  nlohmann::ordered_json text{{"program", "retailsim-mocker"},
                              {"version", RETAILSIM_VERSION},
                              {"shard", options.shard},
                              {"n_shards", options.n_shards}};
  if (options.emit_from) text["emit_from"] = to_string(*options.emit_from);
  text["parameters"] = support::config_json(config);
  text["affinity_groups"] = nlohmann::ordered_json::array();
  for (std::size_t group = 0; group < affinity_groups.size(); ++group) {
    text["affinity_groups"].push_back(affinity_groups.text(group));
  }
  return text.dump(2);
}

}  // namespace mocker
