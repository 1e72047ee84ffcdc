// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/experiment/experiment.hpp"

namespace sandtable {

enum class Backend { tbb, threads };

struct RunPlan {
  std::int64_t draws = 0;
  std::vector<std::int64_t> done;          ///< ascending: draws that need not be run again
  const std::atomic<int>* stop = nullptr;  ///< looked at before each draw: once it is not 0, the
                                           ///< draws in flight are finished and no other begun
  std::size_t threads = 1;                 ///< draws in flight; idle ones share steps (Parts)
  Backend backend = Backend::tbb;          ///< the loop over draws is one seam with two back ends
  RunOptions options;                      ///< key_log only with one thread
};

/// Runs draws 0 .. draws-1 but those done, each once, and hands every record to `sink` (from any
/// thread, in any order). Returns the steps by process, the policies' slot last. An exception of
/// the sink or of a draw stops the run and is thrown here; a step that throws only fails its
/// branches.
std::vector<StepCount> run_draws(const Experiment& experiment, const RunPlan& plan,
                                 const std::function<void(DrawRecord&&)>& sink);

}  // namespace sandtable
