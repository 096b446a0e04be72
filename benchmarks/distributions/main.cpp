// retailsim-bench-distributions: how fast and how well laws are drawn, by this library and its peers.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/bench/harness.hpp>
#include <retailsim/version.hpp>

#include "laws.hpp"
#include "numpy_peer.hpp"
#include "outside_peers.hpp"

namespace {

using namespace retailsim;
using namespace retailsim::distributions;

std::vector<std::string> peers() {
  std::vector<std::string> names{"std", "boost", "xtensor", "numpy"};
  for (const OutsidePeer& peer : outside_peers()) names.push_back(peer.name);
  return names;
}

struct Options {
  std::vector<std::string> laws, peers, sizes;
  std::string parameters, json, chart, python = "python3";
  bench::HarnessOptions harness{};
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

double number_of(const std::string& text, const std::string& what) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0') throw std::invalid_argument(what + ": must be a number, got \"" + text + '"');
  return value;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == ',')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

/// 4096, or l1, l2, l3, ram, or all for these four.
std::vector<std::size_t> sizes_of(const std::vector<std::string>& words) {
  const std::vector<std::size_t> caches = bench::cache_sizes();
  const std::vector<std::string> names{"l1", "l2", "l3", "ram"};
  std::vector<std::size_t> sizes;
  for (const std::string& word : words) {
    const auto name = std::find(names.begin(), names.end(), word);
    if (word == "all") {
      sizes.insert(sizes.end(), caches.begin(), caches.end());
    } else if (name != names.end()) {
      const auto level = static_cast<std::size_t>(name - names.begin());
      if (level >= caches.size()) {
        throw std::invalid_argument("--sizes: ram is not to be had, as half a gigabyte lies in this machine's cache");
      }
      sizes.push_back(caches[level]);
    } else {
      const double n = number_of(word, "--sizes");
      if (!(n >= 1 && n <= 1e9 && n == static_cast<double>(static_cast<std::size_t>(n)))) {
        throw std::invalid_argument("--sizes: must be a whole number from 1 to 1e9, l1, l2, l3, ram or all, got " +
                                    word);
      }
      sizes.push_back(static_cast<std::size_t>(n));
    }
  }
  return sizes;
}

std::vector<LawEntry> chosen_laws(const Options& options) {
  std::vector<LawEntry> all = law_entries(), chosen;
  std::vector<std::string> names;
  for (const LawEntry& law : all) names.push_back(law.name);
  for (const std::string& name : options.laws) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      throw std::invalid_argument("--law: must be one of " + joined(names) + ", got \"" + name + '"');
    }
    chosen.push_back(all[static_cast<std::size_t>(found - names.begin())]);
  }
  if (options.laws.empty()) chosen = all;
  if (!options.parameters.empty()) {
    if (options.laws.size() != 1) throw std::invalid_argument("--param: needs exactly one --law");
    LawEntry& law = chosen.front();
    Parameters parameters;
    for (const std::string& part : split(options.parameters)) parameters.push_back(number_of(part, "--param"));
    const bool any = !law.parameter_names.empty() && law.parameter_names.back().ends_with("...");
    if (any ? parameters.size() < law.parameter_names.size() : parameters.size() != law.parameter_names.size()) {
      throw std::invalid_argument("--param: " + law.name + " takes " + joined(law.parameter_names) + ", got " +
                                  options.parameters);
    }
    law.defaults = {parameters};
  }
  return chosen;
}

void write(const std::string& path, const std::string& text) {
  const std::string whole = path + ".partial";
  std::ofstream file(whole);
  file << text;
  file.close();
  if (!file) {
    std::filesystem::remove(whole);
    throw std::runtime_error(path + ": cannot be written");
  }
  std::filesystem::rename(whole, path);
}

int run(const Options& options) {
  const std::vector<LawEntry> laws = chosen_laws(options);
  bench::HarnessOptions measure = options.harness;
  measure.sizes = sizes_of(options.sizes);
  const std::set<std::string> asked(options.peers.begin(), options.peers.end());
  for (const std::string& peer : asked) {
    const std::vector<std::string> known = peers();
    if (peer != "none" && std::find(known.begin(), known.end(), peer) == known.end()) {
      throw std::invalid_argument("--peer: must be one of " + joined(known) + " or none, got \"" + peer + '"');
    }
    for (const OutsidePeer& outside : outside_peers()) {
      if (outside.name != peer || outside.fill != nullptr) continue;
      throw std::invalid_argument("--peer: this build is without " + peer + "; build it where CMake is told of " +
                                  outside.how);
    }
  }
  if (!options.json.empty()) write(options.json, "[]\n");  // a path that cannot be written is known before the work

  std::vector<bench::Result> results;
  for (const LawEntry& law : laws) {
    for (const Parameters& parameters : law.defaults) {
      bench::Harness harness;
      std::vector<NumpyTask> numpy;
      Contest contest(harness, numpy, asked, law.name, parameters);
      law.enter(contest);
      for (const OutsidePeer& peer : outside_peers()) {
        if (peer.fill == nullptr) continue;
        std::visit(
            [&]<class Fill>(Fill fill) {
              if constexpr (!std::is_same_v<Fill, std::monostate>) contest.bulk_law(peer.name, std::move(fill));
            },
            peer.fill(law.name, parameters));
      }
      std::vector<bench::Result> part = harness.run(measure);
      if (!numpy.empty()) {
        const auto theirs = numpy_results(numpy, measure, options.python);
        part.insert(part.end(), theirs.begin(), theirs.end());
      }
      std::stable_sort(part.begin(), part.end(), [](const auto& a, const auto& b) { return a.n < b.n; });
      results.insert(results.end(), part.begin(), part.end());
    }
  }
  std::cout << bench::table_text(results);
  if (!options.json.empty()) write(options.json, bench::json_text(results));
  if (!options.chart.empty()) write(options.chart, bench::chart_page(results));
  std::cout.flush();
  return std::cout ? 0 : 2;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app{
      "Measures how fast and how well random variates are drawn: ns of processor time each, words used, and "
      "a test against the exact law.",
      "retailsim-bench-distributions"};
  app.set_version_flag("--version", RETAILSIM_VERSION);
  app.add_option("--law", options.laws, "laws to measure, by default all")->delimiter(',');
  app.add_option("--param", options.parameters, "parameters of the one law, such as 2.5,1");
  app.add_option("--peer", options.peers, joined(peers()) + ", or none")
      ->delimiter(',')
      ->default_str("std,boost,xtensor, and what this build has beside them");
  app.add_option("--sizes", options.sizes, "variates drawn at a time: numbers, l1, l2, l3, ram, or all for these four")
      ->delimiter(',')
      ->default_str("l1,l2,l3, and ram where it is to be had");
  app.add_option("--repetitions", options.harness.repetitions, "of which the median counts")->capture_default_str();
  app.add_option("--seconds", options.harness.seconds, "of each repetition")->capture_default_str();
  app.add_option("--sample", options.harness.sample, "variates tested against the exact law; 0: none")
      ->capture_default_str();
  app.add_option("--python", options.python, "interpreter with numpy, for --peer numpy")->capture_default_str();
  app.add_option("--json", options.json, "also write the results there");
  app.add_option("--chart", options.chart, "also write a page with bars there");
  try {
    app.parse(argc, argv);
    if (options.peers.empty()) {
      options.peers = {"std", "boost", "xtensor"};
      for (const OutsidePeer& peer : outside_peers()) {
        if (peer.fill != nullptr) options.peers.push_back(peer.name);
      }
    }
    if (options.sizes.empty()) options.sizes = {"all"};
    return run(options);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::cerr << "retailsim-bench-distributions: " << error.what() << " (--help lists the options)\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "retailsim-bench-distributions: " << error.what() << '\n';
    return 2;
  }
}
