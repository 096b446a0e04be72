#include <sys/wait.h>

#include <algorithm>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "simulated_year.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

// The program retailsim-vantage as a whole.
namespace {

const std::vector<std::string> tables{"raw_budget_monthly.csv", "raw_line_items.csv", "raw_marketing_daily.csv",
                                      "raw_orders.csv", "raw_products.csv"};
const std::vector<std::string> files{"raw_budget_monthly.csv", "raw_line_items.csv", "raw_marketing_daily.csv",
                                     "raw_orders.csv",         "raw_products.csv",   "scenario.json"};

struct Result {
  int status = -1;
  std::string out, error;
};

Result run(const TemporaryDirectory& folder, const std::string& arguments) {
  const std::string command = std::string("cd '") + folder.path().string() + "' && '" RETAILSIM_VANTAGE_PROGRAM "' " +
                              arguments + " >'" + (folder / "stdout").string() + "' 2>'" +
                              (folder / "stderr").string() + "'";
  const int status = std::system(command.c_str());
  Result result{.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                .out = file_text(folder / "stdout"),
                .error = file_text(folder / "stderr")};
  std::filesystem::remove(folder / "stdout");
  std::filesystem::remove(folder / "stderr");
  return result;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

/// FNV-1a, 64 bits, of the five tables one after the other.
std::uint64_t hash_of(const std::filesystem::path& folder) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::string& name : tables) {
    for (const char c : file_text(folder / name)) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

bool same_files(const std::filesystem::path& a, const std::filesystem::path& b) {
  for (const std::string& name : files) {
    if (file_text(a / name) != file_text(b / name)) return false;
  }
  return true;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }
std::size_t n_lines(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

}  // namespace

TEST_CASE("retailsim-vantage: five tables and their scenario, after the checks", "[vantage][program]") {
  const TemporaryDirectory folder;
  const Result result = run(folder, "--out data");
  CHECK(result.status == 0);
  CHECK(result.error.empty());
  CHECK(first_line(result.out).starts_with("check "));
  CHECK_THAT(result.out, contains("average order value, EUR"));
  CHECK_THAT(result.out, contains("35000  +- 935"));
  CHECK(result.out.find("FAILED") == std::string::npos);
  CHECK(folder.entries() == std::vector<std::string>{"data"});
  REQUIRE(names_in(folder / "data") == files);

  const auto head = [&](const char* name) { return first_line(file_text(folder / "data" / name)); };
  CHECK(head("raw_products.csv") ==
        "sku_id,category,sub_category,product_name,base_price_eur,cost_price_eur,sales_rank,return_probability");
  CHECK(head("raw_orders.csv") == "order_id,shop_id,customer_id,order_ts");
  CHECK(head("raw_line_items.csv") == "order_id,line_no,sku_id,qty,unit_price_paid,is_returned");
  CHECK(head("raw_marketing_daily.csv") == "date,shop_id,spend_eur");
  CHECK(head("raw_budget_monthly.csv") == "month,shop_id,plan_revenue,plan_orders,plan_margin");
  CHECK(n_lines(file_text(folder / "data/raw_products.csv")) == 501);
  CHECK(n_lines(file_text(folder / "data/raw_marketing_daily.csv")) == 1 + 365 * 3);
  CHECK(n_lines(file_text(folder / "data/raw_budget_monthly.csv")) == 1 + 36);
  CHECK_THAT(file_text(folder / "data/raw_products.csv"), contains(",Ausrüstung,Bälle,Fußball Komet,"));

  const auto year = simulated_year(vantage_config(42));
  CHECK(n_lines(file_text(folder / "data/raw_orders.csv")) == 1 + year.orders.size());
  CHECK(n_lines(file_text(folder / "data/raw_line_items.csv")) == 1 + year.line_items.size());
}

TEST_CASE("retailsim-vantage: the tables of seed 42 are these bytes, whatever the threads", "[vantage][program]") {
  const TemporaryDirectory folder;
  REQUIRE(run(folder, "--out a --quiet").status == 0);
  REQUIRE(run(folder, "--out b --quiet --threads 3").status == 0);
  REQUIRE(run(folder, "--out c --quiet --seed 43").status == 0);
  CHECK(hash_of(folder / "a") == 0x6de3fd4598457c5b);
  CHECK(same_files(folder / "a", folder / "b"));
  for (const std::string& name : tables) CHECK(file_text(folder / "a" / name) != file_text(folder / "c" / name));
}

TEST_CASE("retailsim-vantage: --quiet says nothing, --force replaces", "[vantage][program]") {
  const TemporaryDirectory folder;
  const Result quiet = run(folder, "--quiet --out data --seed 1");
  CHECK(quiet.status == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.error.empty());
  const auto before = hash_of(folder / "data");
  const Result again = run(folder, "--quiet --out data --seed 2");
  CHECK(again.status == 2);
  CHECK_THAT(again.error, contains("data exists: name another output, or replace it with --force"));
  CHECK(n_lines(again.error) == 1);
  CHECK(hash_of(folder / "data") == before);
  CHECK(run(folder, "--quiet --out data --seed 2 --force").status == 0);
  CHECK(hash_of(folder / "data") != before);
  CHECK(folder.entries() == std::vector<std::string>{"data"});
}

TEST_CASE("retailsim-vantage: where a check fails nothing is written", "[vantage][program]") {
  const TemporaryDirectory folder;
  for (const std::string arguments : {"--literal", "--set validation.top_sales=0.9", "--set demand.orders=0.001",
                                      "--set 'demand.weekday=[1,1,1,1,1,1,1]'"}) {
    CAPTURE(arguments);
    const Result result = run(folder, arguments + " --out data");
    CHECK(result.status == 1);
    CHECK_THAT(result.out, contains("FAILED"));
    CHECK_THAT(result.error,
               contains("retailsim-vantage: the year does not pass its validation, so nothing is written"));
    CHECK(n_lines(result.error) == 1);
    CHECK(folder.entries().empty());
  }
  CHECK_THAT(run(folder, "--literal --quiet --out data").error, contains("FAILED"));
}

TEST_CASE("retailsim-vantage: literal with what its numbers imply is written without line_no", "[vantage][program]") {
  const TemporaryDirectory folder;
  write_file(folder / "literal.toml",
             "literal = true\n[catalogue]\norder_value = 175\nmargin = 0.49\n[validation]\nstandard_errors = 8\n"
             "order_value_min = 100\ntop_sales = 0.53\n");
  const Result result = run(folder, "--config literal.toml --out data");
  CHECK(result.status == 0);
  CHECK(result.error == "");
  CHECK(first_line(file_text(folder / "data/raw_line_items.csv")) == "order_id,sku_id,qty,unit_price_paid,is_returned");
}

TEST_CASE("retailsim-vantage: --truth writes every factor, whose lambda sums to 35,000", "[vantage][program]") {
  const TemporaryDirectory folder;
  REQUIRE(run(folder, "--quiet --out data --truth --year 2024 --growth 0.001 --shop CH=0.5 --shop AT=0").status == 0);
  const std::string text = file_text(folder / "data/days.csv");
  CHECK(first_line(text) == "date,shop_id,base,trend,week,month,event,shop_weight,lambda");
  CHECK(n_lines(text) == 1 + 366 * 3);
  double sum = 0, shop_ch = 0, shop_at = 0;
  for (std::size_t at = text.find('\n') + 1; at < text.size(); at = text.find('\n', at) + 1) {
    const std::string line = text.substr(at, text.find('\n', at) - at);
    const double lambda = std::stod(line.substr(line.rfind(',') + 1));
    sum += lambda;
    if (line.find(",CH,") != std::string::npos) shop_ch += lambda;
    if (line.find(",AT,") != std::string::npos) shop_at += lambda;
    if (line.starts_with("2024-01-11")) CHECK_THAT(line, contains(",1.01,"));
  }
  CHECK(sum == Approx(35'000).epsilon(1e-12));
  CHECK(shop_ch == Approx(35'000.0 / 3).epsilon(1e-12));
  CHECK(shop_at == 0);
  const std::string orders = file_text(folder / "data/raw_orders.csv");
  CHECK(orders.find(",AT,") == std::string::npos);
  CHECK_THAT(orders, contains(",2024-02-29 "));
}

TEST_CASE("retailsim-vantage: bad input is one line that says where, what and what is allowed", "[vantage][program]") {
  const TemporaryDirectory folder;
  struct Case {
    std::string toml, arguments, message;
  };
  for (const Case& c : std::vector<Case>{
           {"[demand]\nodrers = 5\n", "", "my.toml:2:"},
           {"[demand]\nodrers = 5\n", "", "did you mean \"orders\""},
           {"year = \"soon\"\n", "", "my.toml:1:8: year must be a whole number, got \"soon\""},
           {"year = 2025\nyear = 2026\n", "", "my.toml:2:"},
           {"[demand]\norders = -1\n", "", "my.toml:2:10: demand.orders must be in (0, 1e+07], got -1"},
           {"[[demand.events]]\nname = \"x\"\nfirst = \"13-01\"\nlast = \"12-01\"\n", "",
            "demand.events[0].first must be a day of the year as \"MM-DD\", got \"13-01\""},
           {"[catalogue\n", "", "my.toml:1:"},
           {"", "--year 1800", "--year: year must be in [1901, 2198], got 1800"},
           {"", "--year soon", "--year"},
           {"", "--growth nan", "--growth: demand.trend must be in [-0.0025, 1], got nan"},
           {"", "--shop DE", "--shop DE: must be NAME=WEIGHT with a number as weight"},
           {"", "--shop DE=much", "--shop DE=much: must be NAME=WEIGHT with a number as weight"},
           {"", "--shop DK=1", "--shop DK=1: there is no such shop"},
           {"", "--shop DE=-1", "--shop DE=-1: demand.shops[0].weight must be finite and >= 0, got -1"},
           {"", "--seed x", "--seed"},
           {"", "--no-such-option", "--no-such-option"},
           {"[catalogue]\nn_skus = 0\n", "", "my.toml:2:10: catalogue.n_skus must be in [1, 1e+06], got 0"},
           {"[catalogue]\nn_skus = 1\n", "",
            "expected price, weighted by volume, must be within 0.12 of 116.28 after"}}) {
    CAPTURE(c.toml, c.arguments);
    write_file(folder / "my.toml", c.toml);
    const Result result = run(folder, "--config my.toml --out data " + c.arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.error, contains(c.message));
    CHECK(result.error.starts_with("retailsim-vantage: "));
    CHECK(n_lines(result.error) == 1);
    CHECK(folder.entries() == std::vector<std::string>{"my.toml"});
  }
  CHECK_THAT(run(folder, "--config none.toml").error, contains("cannot open none.toml: No such file or directory"));
}

TEST_CASE("retailsim-vantage: where the output cannot be written nothing is left", "[vantage][program]") {
  const TemporaryDirectory folder;
  write_file(folder / "file", "");
  const Result in_file = run(folder, "--quiet --out file/data");
  CHECK(in_file.status == 2);
  CHECK(n_lines(in_file.error) == 1);
  CHECK(folder.entries() == std::vector<std::string>{"file"});
  // Standard output is full: nobody could read the validation, so there is no data either.
  const std::string command =
      "cd '" + folder.path().string() + "' && '" RETAILSIM_VANTAGE_PROGRAM "' --out data >/dev/full 2>error";
  CHECK(WEXITSTATUS(std::system(command.c_str())) == 2);
  CHECK_THAT(file_text(folder / "error"), contains("cannot write standard output: No space left on device"));
  CHECK(folder.entries() == std::vector<std::string>{"error", "file"});
}

TEST_CASE("retailsim-vantage: --help and --version", "[vantage][program]") {
  const TemporaryDirectory folder;
  const Result help = run(folder, "--help");
  CHECK(help.status == 0);
  for (const char* option : {"--config", "--preset", "--seed", "--out", "--quiet", "--force", "--threads", "--year",
                             "--growth", "--shop", "--literal", "--truth", "--version"}) {
    CHECK_THAT(help.out, contains(option));
  }
  CHECK_THAT(run(folder, "--version").out, contains("retailsim-vantage "));
  const Result printed = run(folder, "--print-config");
  write_file(folder / "printed.toml", printed.out);
  CHECK(run(folder, "--config printed.toml --quiet --out a").status == 0);
  CHECK(run(folder, "--preset vantage --quiet --out b").status == 0);
  CHECK(same_files(folder / "a", folder / "b"));
  CHECK(folder.entries() == std::vector<std::string>{"a", "b", "printed.toml"});
}
