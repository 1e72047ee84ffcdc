// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"

namespace sandtable {

/// A model that was seen to break the rule of sim/core/process.hpp.
struct Impurity {
  std::string process;
  std::string what;  ///< a sentence that begins with the process and its model
};

/// What was looked at, and what was found.
struct Verification {
  std::vector<Impurity> impurities;  ///< one a process; empty: nobody was seen to break the rule
  std::uint64_t steps = 0;           ///< computed twice from copies
  std::uint64_t keys = 0;            ///< random keys compared
  std::vector<std::string> grown;    ///< supports that got one entity more, by name
};

/// Looks for models that break the rule, in one draw under all policies.
///
/// First the draw runs as always; then with every step computed twice, on a copy and on the state
/// itself, with memory filled differently, processes in shuffled order, nothing shared and events
/// on: each step must come to the same. Then `one_more`, the same scenario assembled with
/// Choices::one_more, runs: all entities but the new must have drawn the very same luck.
///
/// It sees what happens in this draw only, and what reaches an output, an order, an event, a random
/// key or a state with ==. One thread; changes the memory allocator's settings meanwhile.
Verification verify_draw(const Experiment& experiment, const Experiment& one_more,
                         const Draw& draw);

}  // namespace sandtable
