// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/results/record.hpp"

namespace sandtable {

/// A run's results, draws in the order of their numbers.
struct Results {
  RunInfo info;
  std::vector<DrawRecord> draws;
  std::uint64_t identity = 0;  ///< of the run (sim/results/identity.hpp)
};

/// What a results file or a block is, without its results.
struct RunHead {
  RunInfo info;
  std::uint64_t identity = 0;       ///< as it was when the file was written
  std::vector<std::int64_t> draws;  ///< numbers, ascending
  std::int64_t failed = 0;          ///< pairs of a draw and a policy that failed
};

/// Reads no results; refuses what read_results() refuses.
RunHead read_head(const std::filesystem::path& path);

/// What is read beside outcomes, parameters, flags and groups.
struct ReadOptions {
  bool series = false;
  bool decisions = false;
  bool maps = false;
};

/// Reads a results file. Refuses (Fault::input) a file that is missing, not HDF5, not ours, or of
/// another major version of the format.
Results read_results(const std::filesystem::path& path, ReadOptions options = {});

}  // namespace sandtable
