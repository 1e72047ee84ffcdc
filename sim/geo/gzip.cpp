// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/gzip.hpp"

#include <zlib.h>

#include <fstream>
#include <memory>

#include "sim/core/error.hpp"

namespace sandtable {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 22U;

[[noreturn]] void refuse_torn(const std::string& file, const std::string& why) {
  refuse({file}, "the file cannot be unpacked (" + why + ") get it anew");
}

bool is_gzip(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

/// A file may hold several packed parts, one after the other.
class Unpacker {
 public:
  explicit Unpacker(const std::string& file) : file_(file) {
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) refuse_torn(file_, "no memory");
  }
  ~Unpacker() { inflateEnd(&stream_); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  std::string all(std::string_view bytes) {
    std::string text;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      part(text);
      if (inflateReset(&stream_) != Z_OK) refuse_torn(file_, "a broken part");
    } while (is_gzip(left(bytes)));
    return text;
  }

 private:
  std::string_view left(std::string_view bytes) const {
    return bytes.substr(bytes.size() - stream_.avail_in);
  }
  void part(std::string& text) {
    int code = Z_OK;
    while (code != Z_STREAM_END) {
      const std::size_t size = text.size();
      text.resize(size + kBlock);
      stream_.next_out = reinterpret_cast<Bytef*>(text.data() + size);
      stream_.avail_out = static_cast<uInt>(kBlock);
      code = inflate(&stream_, Z_NO_FLUSH);
      text.resize(size + kBlock - stream_.avail_out);
      if (code == Z_OK && stream_.avail_out > 0 && stream_.avail_in == 0) code = Z_BUF_ERROR;
      if (code != Z_OK && code != Z_STREAM_END)
        refuse_torn(file_, code == Z_BUF_ERROR ? "unexpected end of file"
                           : stream_.msg       ? stream_.msg
                                               : "broken");
    }
  }

  std::string file_;
  z_stream stream_{};
};

}  // namespace

std::string unpack(std::string_view bytes, const std::string& file) {
  if (!is_gzip(bytes)) return std::string(bytes);
  if (bytes.size() > 4'000'000'000U) refuse({file}, "the file is too large (4 GB packed is most)");
  return Unpacker(file).all(bytes);
}

std::string read_gzip(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file))
    refuse({file.string()}, "the file cannot be read (there is none of this name)");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse({file.string()}, "the file cannot be opened (no permission?)");
  std::string bytes(std::filesystem::file_size(file), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream) refuse({file.string()}, "the file cannot be read to its end");
  return is_gzip(bytes) ? unpack(bytes, file.string()) : bytes;
}

void write_gzip(const std::filesystem::path& file, std::string_view text) {
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> packed(gzopen(file.c_str(), "wb9"), gzclose);
  bool written = packed != nullptr;
  for (std::size_t at = 0; written && at < text.size(); at += kBlock) {
    const std::string_view part = text.substr(at, kBlock);
    written = gzwrite(packed.get(), part.data(), static_cast<unsigned>(part.size())) ==
              static_cast<int>(part.size());
  }
  written = written && gzflush(packed.get(), Z_FINISH) == Z_OK;
  if (!written) fail(file.string() + " cannot be written (disk full, or no permission?)");
}

}  // namespace sandtable
