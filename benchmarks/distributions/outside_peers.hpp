#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace retailsim::distributions {

template <class Value>
using FillOf = std::function<void(std::span<Value>)>;
using BufferFill = std::variant<std::monostate, FillOf<double>, FillOf<std::int32_t>, FillOf<std::uint64_t>>;

/// What draws a law into a buffer with a library that is measured where the user has it, by the law's name and
/// parameters as in `law_entries`; nothing where the library has no such law.
///
/// oneMKL: its Philox4x32x10, with the fastest method that it has.
BufferFill mkl_fill(const std::string& law, const std::vector<double>& parameters);
/// EigenRand: its vectorised Mersenne Twister of 64 bits, on x86-64 compiled for AVX2.
BufferFill eigenrand_fill(const std::string& law, const std::vector<double>& parameters);

struct OutsidePeer {
  std::string name;
  BufferFill (*fill)(const std::string& law, const std::vector<double>& parameters);  ///< null: not in this build
  std::string how;  ///< what CMake needs to know to build it in
};

inline std::vector<OutsidePeer> outside_peers() {
  std::vector<OutsidePeer> peers{{"mkl", nullptr, "MKL_ROOT or CMAKE_PREFIX_PATH with oneMKL"},
                                 {"eigenrand", nullptr, "EIGENRAND_INCLUDE_DIR with EigenRand, and Eigen 3"}};
#ifdef RETAILSIM_WITH_MKL
  peers[0].fill = mkl_fill;
#endif
#ifdef RETAILSIM_WITH_EIGENRAND
  peers[1].fill = eigenrand_fill;
#endif
  return peers;
}

}  // namespace retailsim::distributions
