// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "sim/core/hash.hpp"

namespace golden {

/// One line: a family of numbers and the digest of their bits.
inline void print(const char* family, const std::vector<std::uint64_t>& words) {
  std::printf("%-18s %016" PRIx64 "\n", family, sandtable::hash64(words));
}

void floods();

}  // namespace golden
