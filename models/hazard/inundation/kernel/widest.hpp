// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sandtable::inundation {

/// Whether this processor has vectors of 512 bits with all that x86-64-v4 asks for.
bool has_wide_vectors();

template <auto loop, typename... Arguments>
[[gnu::target("arch=x86-64-v4")]] void run_wide(const Arguments&... arguments) {
  loop(arguments...);
}

/// Runs a loop over cells with the widest vectors of this processor. The loop is an always-inline
/// function that does to each cell the same operations in the same order, so the width changes no
/// bit (tests/golden runs both).
template <auto loop, typename... Arguments>
void run_widest(const Arguments&... arguments) {
  if (has_wide_vectors())
    run_wide<loop>(arguments...);
  else
    loop(arguments...);
}

}  // namespace sandtable::inundation
