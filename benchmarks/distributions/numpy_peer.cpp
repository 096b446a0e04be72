#include "numpy_peer.hpp"

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "numpy_script.hpp"  // the text of numpy_peer.py, so that the program finds it wherever it lies

namespace retailsim::distributions {

namespace {

/// A folder that goes with all that is in it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "retailsim-numpy-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("numpy: no folder can be made at " + name);
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::filesystem::path file(const char* name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "'\\''" : std::string(1, c);
  return result + "'";
}

std::vector<double> sample_of(const std::string& path) {
  static_assert(std::endian::native == std::endian::little);
  std::vector<double> values(std::filesystem::file_size(path) / sizeof(double));
  std::ifstream(path, std::ios::binary)
      .read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(double)));
  return values;
}

}  // namespace

std::vector<bench::Result> numpy_results(const std::vector<NumpyTask>& tasks, const bench::HarnessOptions& options,
                                         const std::string& python) {
  const ScratchFolder scratch;
  nlohmann::json task{{"sizes", options.sizes},
                      {"repetitions", options.repetitions},
                      {"seconds", options.seconds},
                      {"sample", options.sample}};
  for (const NumpyTask& each : tasks) task["expressions"].push_back(each.expression);
  std::ofstream(scratch.file("numpy_peer.py")) << numpy_script;
  std::ofstream(scratch.file("task.json")) << task;
  const std::string command =
      "TMPDIR=" + quoted(scratch.path().string()) + " " + quoted(python) + " " +
      quoted(scratch.file("numpy_peer.py").string()) + " <" + quoted(scratch.file("task.json").string()) + " >" +
      quoted(scratch.file("results.json").string()) + " 2>" + quoted(scratch.file("errors.txt").string());
  if (std::system(command.c_str()) != 0) {
    std::ifstream errors(scratch.file("errors.txt"));
    std::string line, last = "it could not be started";
    while (std::getline(errors, line)) {
      if (!line.empty()) last = line;
    }
    throw std::runtime_error("numpy does not run in " + python + ": " + last);
  }
  const nlohmann::json answers = nlohmann::json::parse(std::ifstream(scratch.file("results.json")));
  std::vector<bench::Result> results;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    std::optional<bench::Quality> quality;
    if (options.sample > 0 && tasks[i].cdf) {
      quality = bench::judge(sample_of(answers[i]["sample"]), tasks[i].cdf, tasks[i].whole);
    }
    for (std::size_t k = 0; k < options.sizes.size(); ++k) {
      results.push_back({.law = tasks[i].law,
                         .parameters = tasks[i].parameters,
                         .source = "numpy",
                         .n = options.sizes[k],
                         .ns_per_variate = answers[i]["ns"][k],
                         .quality = quality});
    }
  }
  return results;
}

}  // namespace retailsim::distributions
