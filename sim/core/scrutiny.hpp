// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/context.hpp"

namespace sandtable {

/// What a step came to, as one number: what it wrote, ordered and told, and when it is due next.
struct StepDigest {
  Tick begin;
  std::uint32_t process = 0;  ///< the policies' slot last
  std::uint32_t policy = 0;   ///< by index into System::policies
  std::uint64_t digest = 0;
  auto operator<=>(const StepDigest&) const = default;
};

/// Asks a run to look for steps that are not pure, and holds what it found. One thread only.
struct Scrutiny {
  /// Every step is computed first on a copy of its state, then on the state itself, with memory
  /// filled differently; both must come to the same.
  bool twice = false;
  /// Not 0: the processes of a tick, and the groups of a process, step in an order of this seed.
  std::uint64_t shuffle = 0;

  std::vector<StepDigest> steps;      ///< every step, for every branch that took it
  std::vector<StepDigest> differing;  ///< those whose copy came to something else
};

/// The digest's number of a step that is not committed yet.
std::uint64_t digest_of(const Context& context, const Events& events, Tick due);

/// What freshly allocated memory and the unused stack hold from now on: what a step reads without
/// having written it differs between two fills; of blocks up to 1 KiB that is likely, not certain.
/// Works with glibc; 0 switches it off.
void fill_memory(unsigned char fill);

/// 0 .. count-1 in an order of the seed and of what is ordered.
std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed, std::uint64_t what);

}  // namespace sandtable
