#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>

// The only header that names xtensor's: flat up to 0.25, in folders from 0.26 on. The macro can be set by hand.
#if !defined(RETAILSIM_XTENSOR_FOLDERS) && defined(__has_include)
#  if __has_include(<xtensor/containers/xtensor.hpp>)
#    define RETAILSIM_XTENSOR_FOLDERS 1
#  endif
#endif
#if defined(RETAILSIM_XTENSOR_FOLDERS) && RETAILSIM_XTENSOR_FOLDERS
#  include <xtensor/containers/xtensor.hpp>
#else
#  include <xtensor/xtensor.hpp>
#endif

namespace retailsim {

/// A column in memory: one-dimensional, contiguous, owned.
template <class T>
using XtensorColumn = xt::xtensor<T, 1>;

/// A whole contiguous array, or a contiguous view of one, as a span.
/// `view.data()` alone would ignore the view's offset; this adds it and checks that the elements lie side by side.
/// \throws std::invalid_argument if they do not
template <class Array>
auto as_span(Array&& array) {
  const auto n = static_cast<std::size_t>(array.size());
  auto* first = array.data() + array.data_offset();
  std::size_t expected = 1;
  for (std::size_t axis = array.dimension(); axis-- > 0;) {
    const auto extent = static_cast<std::size_t>(array.shape(axis));
    if (extent > 1 && static_cast<std::size_t>(array.strides()[axis]) != expected) {
      throw std::invalid_argument("as_span: view must be contiguous and row-major");
    }
    expected *= extent;
  }
  return std::span{first, n};
}

}  // namespace retailsim
