// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sandtable {

/// XXH64 with seed 0 of the bytes. The one hash of ids and random keys: changing it changes every
/// result.
std::uint64_t hash64(std::string_view bytes);

/// hash64 of: the length of `a` as 8 little-endian bytes, `a`, `b`. So ("ab", "c") and ("a", "bc")
/// differ. An entity is hash64(support name, external id).
std::uint64_t hash64(std::string_view a, std::string_view b);

/// hash64 of the words, each as 8 little-endian bytes.
std::uint64_t hash64(std::span<const std::uint64_t> words);

}  // namespace sandtable
