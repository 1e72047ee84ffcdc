// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>

#include "sim/results/record.hpp"
#include "sim/results/resume.hpp"

namespace sandtable {

/// How often a block is closed, and how many draws may wait for the disk.
struct WriterOptions {
  std::size_t block_draws = 64;
  std::chrono::milliseconds block_time{30'000};
  std::size_t queue_draws = 128;
  /// For tests: called before the n-th block is written, from 0; a throw is a write that fails.
  std::function<void(std::size_t block)> before_block = {};
};

/// Writes a run's draws, in whatever order they come, to NAME.h5 (docs/results-format.md).
///
/// One thread owns every HDF5 call. While running, finished blocks stand in NAME.parts; finish()
/// merges them in draw order, so that the datasets do not depend on threads or order of arrival.
/// Without finish() (a run that died) the blocks stay.
class ResultsWriter {
 public:
  /// Refuses (Fault::input): a folder that is missing, an output that exists and blocks that an
  /// earlier run left, unless `force`; names that the format keeps for itself.
  ResultsWriter(std::filesystem::path path, RunInfo info, bool force, WriterOptions options = {});
  /// Goes on from what resume() found, which must not be whole.
  ResultsWriter(std::filesystem::path path, RunInfo info, Kept kept, WriterOptions options = {});
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  /// Takes a draw over. Thread-safe; waits while too many draws wait for the disk. Throws
  /// (Fault::run) when writing has failed, and for a record of the wrong shape.
  void add(DrawRecord&& draw);

  /// Writes what waits, merges the blocks, puts the file in place, removes the blocks; returns the
  /// file's path. Throws (Fault::run) when writing failed; the finished blocks then stay.
  std::filesystem::path finish();

  /// Writes what waits, and leaves the blocks for a run that goes on; returns their folder, which
  /// is removed when no block is in it. Throws as finish() does.
  std::filesystem::path interrupt();

 private:
  ResultsWriter(std::filesystem::path path, RunInfo info, WriterOptions options);

  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sandtable
