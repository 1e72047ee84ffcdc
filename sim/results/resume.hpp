// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/results/disk.hpp"
#include "sim/results/record.hpp"

namespace sandtable {

/// What an earlier run left of an output.
struct Kept {
  std::vector<std::int64_t> draws;  ///< ascending: those that stand in whole blocks, or in the file
  std::int64_t asked = 0;           ///< how many the earlier run was to run; 0 when nothing is left
  std::int64_t failed = 0;          ///< pairs of a draw and a policy that failed, of those
  bool whole = false;               ///< the file itself is there with all of them: nothing to run
  std::vector<std::string> notes;   ///< what was removed and why, a sentence each
  FolderLock lock;                  ///< on NAME.parts, for the writer that goes on
};

/// Looks for what can be gone on with: whole blocks in NAME.parts, else the finished NAME.h5 (not
/// if `force`: it will be replaced). Removes what a death left half written and damaged blocks.
/// info.draws: how many are to be run; 0: as many as the earlier run was to.
/// Refuses (Fault::input) blocks or a file of another run, with every difference, and fewer draws
/// than the blocks hold.
Kept resume(const std::filesystem::path& output, const RunInfo& info, bool force);

}  // namespace sandtable
