// SPDX-License-Identifier: Apache-2.0
#include "sim/core/hash.hpp"

#include <xxhash.h>

#include <bit>
#include <string>

namespace sandtable {

static_assert(std::endian::native == std::endian::little, "words are hashed as they lie in memory");

std::uint64_t hash64(std::string_view bytes) {
  return XXH64(bytes.data(), bytes.size(), 0);
}

std::uint64_t hash64(std::string_view a, std::string_view b) {
  const std::uint64_t length = a.size();
  std::string joined(reinterpret_cast<const char*>(&length), sizeof length);
  joined.append(a).append(b);
  return hash64(joined);
}

std::uint64_t hash64(std::span<const std::uint64_t> words) {
  return XXH64(words.data(), words.size_bytes(), 0);
}

}  // namespace sandtable
