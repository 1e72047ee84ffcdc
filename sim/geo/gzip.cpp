// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/gzip.hpp"

#include <zlib.h>

#include <memory>

#include "sim/core/error.hpp"

namespace sandtable {

std::string read_gzip(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) {
    refuse({file.string()}, "the file cannot be read (there is none of this name)");
  }
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> handle(gzopen(file.c_str(), "rb"), &gzclose);
  if (!handle) refuse({file.string()}, "the file cannot be opened (no permission?)");
  gzbuffer(handle.get(), 1U << 18U);
  std::string text;
  constexpr std::size_t kBlock = std::size_t{1} << 22U;
  int got = 0;
  do {
    const std::size_t size = text.size();
    text.resize(size + kBlock);
    got = gzread(handle.get(), text.data() + size, static_cast<unsigned>(kBlock));
    text.resize(size + static_cast<std::size_t>(got > 0 ? got : 0));
  } while (got > 0);
  int code = Z_OK;
  const std::string message = gzerror(handle.get(), &code);
  if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
    refuse({file.string()}, "the file cannot be unpacked (" + message + ") get it anew");
  }
  return text;
}

}  // namespace sandtable
