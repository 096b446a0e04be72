#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/draws.hpp>

namespace retailsim::detail {

/// Tries the elements of a list again, attempt after attempt from `attempt` on, each with the blocks of its own
/// address, until one is accepted.
/// \param open        their positions in `out`, `n_open` of them; what is left of it does not matter
/// \param parameters  arrays of one value per element of `out`, or none
/// \param try_kernel  try_kernel(a, b, parameters' pointers, n, out, rejected): see detail::Kernels
template <class T, std::size_t N, class Try>
void try_again(const Draws& draws, std::uint16_t attempt, std::uint32_t* open, std::size_t n_open,
               const std::array<const double*, N>& parameters, std::span<T> out, const Try& try_kernel) {
  constexpr std::size_t size = Draws::chunk_size;
  alignas(64) std::uint64_t a[size], b[size];
  std::uint32_t again[size + 8];
  for (; n_open > 0; ++attempt) {
    assert(attempt % 0x2000 < 0x1FFE);  // an attempt fails one time in twenty or so
    std::uint64_t entities[size];
    std::uint32_t indices[size];
    double values[N == 0 ? 1 : N][size];
    T results[size];
    std::array<const double*, N> compact{};
    for (std::size_t i = 0; i < n_open; ++i) {
      entities[i] = draws.entity(open[i]);
      indices[i] = draws.index_of(open[i]);
      for (std::size_t j = 0; j < N; ++j) values[j][i] = parameters[j][open[i]];
    }
    for (std::size_t j = 0; j < N; ++j) compact[j] = values[j];
    kernels().philox_list({draws.seed, 0, draws.tag(attempt)}, entities, indices, n_open, a, b);
    const std::size_t n_again = try_kernel(a, b, compact, n_open, results, again);
    for (std::size_t i = 0; i < n_open; ++i) out[open[i]] = results[i];
    for (std::size_t i = 0; i < n_again; ++i) open[i] = open[again[i]];
    n_open = n_again;
  }
}

/// Draws by rejection, the first try with the blocks of attempt `first_attempt`; at most chunk_size elements.
template <class T, std::size_t N, class Try>
void draw_by_rejection(const Draws& draws, std::uint16_t first_attempt, const std::array<const double*, N>& parameters,
                       std::span<T> out, const Try& try_kernel) {
  const std::size_t n = out.size();
  alignas(64) std::uint64_t a[Draws::chunk_size], b[Draws::chunk_size];
  std::uint32_t open[Draws::chunk_size + 8];
  draws.blocks({a, n}, {b, n}, first_attempt);
  const std::size_t n_open = try_kernel(a, b, parameters, n, out.data(), open);
  try_again(draws, static_cast<std::uint16_t>(first_attempt + 1), open, n_open, parameters, out, try_kernel);
}

/// Some elements of a block of draws with their parameters, as arrays without gaps. At most chunk_size elements.
template <std::size_t N>
class Selection {
 public:
  /// \param chosen  chosen(i): whether element i of the first n belongs to it
  template <class Chosen>
  Selection(const Draws& draws, std::size_t n, const std::array<const double*, N>& parameters, const Chosen& chosen)
      : draws_(draws) {
    for (std::size_t i = 0; i < n; ++i) {
      if (!chosen(i)) continue;
      positions_[size_] = static_cast<std::uint32_t>(i);
      entities_[size_] = draws.entity(i);
      indices_[size_] = draws.index_of(i);
      for (std::size_t j = 0; j < N; ++j) parameters_[j][size_] = parameters[j][i];
      ++size_;
    }
    draws_.entities = {entities_, size_};
    draws_.indices = {indices_, size_};
    draws_.shared = nullptr;
  }
  Selection(const Selection&) = delete;
  Selection& operator=(const Selection&) = delete;

  std::size_t size() const { return size_; }
  const Draws& draws() const { return draws_; }
  std::array<const double*, N> parameters() const {
    std::array<const double*, N> result{};
    for (std::size_t j = 0; j < N; ++j) result[j] = parameters_[j];
    return result;
  }
  /// Position of element i in the block it was chosen from.
  std::size_t operator[](std::size_t i) const { return positions_[i]; }

 private:
  Draws draws_;
  std::size_t size_ = 0;
  std::uint32_t positions_[Draws::chunk_size], indices_[Draws::chunk_size];
  std::uint64_t entities_[Draws::chunk_size];
  double parameters_[N == 0 ? 1 : N][Draws::chunk_size];
};

}  // namespace retailsim::detail
