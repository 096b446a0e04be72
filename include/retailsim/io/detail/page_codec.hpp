#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#if RETAILSIM_WITH_SNAPPY
#  include <snappy-c.h>
#endif
#if RETAILSIM_WITH_ZSTD
#  include <zstd.h>
#endif

namespace retailsim {

/// How the pages of a Parquet file are compressed.
enum class PageCodec { none, snappy, zstd };

namespace detail {

constexpr bool has_codec(PageCodec codec) {
#if RETAILSIM_WITH_SNAPPY
  if (codec == PageCodec::snappy) return true;
#endif
#if RETAILSIM_WITH_ZSTD
  if (codec == PageCodec::zstd) return true;
#endif
  return codec == PageCodec::none;
}

/// Appends the compressed bytes to `out`. \throws std::runtime_error if the library cannot
inline void append_compressed(PageCodec codec, [[maybe_unused]] int level, std::string_view bytes, std::string& out) {
  [[maybe_unused]] const std::size_t before = out.size();
#if RETAILSIM_WITH_SNAPPY
  if (codec == PageCodec::snappy) {
    std::size_t size = snappy_max_compressed_length(bytes.size());
    out.resize(before + size);
    if (snappy_compress(bytes.data(), bytes.size(), out.data() + before, &size) != SNAPPY_OK) {
      throw std::runtime_error("snappy could not compress a page");
    }
    out.resize(before + size);
    return;
  }
#endif
#if RETAILSIM_WITH_ZSTD
  if (codec == PageCodec::zstd) {
    struct Free {
      void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    };
    // One for each thread: a context keeps a megabyte of tables, which are worth keeping.
    thread_local std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    out.resize(before + ZSTD_compressBound(bytes.size()));
    const std::size_t size =
        ZSTD_compressCCtx(context.get(), out.data() + before, out.size() - before, bytes.data(), bytes.size(), level);
    if (ZSTD_isError(size) != 0) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(size));
    out.resize(before + size);
    return;
  }
#endif
  if (codec != PageCodec::none) throw std::logic_error("append_compressed: codec is not compiled in");
  out += bytes;
}

}  // namespace detail
}  // namespace retailsim
