// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "sim/results/record.hpp"

namespace sandtable {

/// NAME.parts beside NAME.h5.
std::filesystem::path blocks_folder(const std::filesystem::path& output);

/// The finished blocks of a folder, by name; none when the folder is missing.
std::vector<std::filesystem::path> finished_blocks(const std::filesystem::path& folder);

/// Blocks that were not finished: a run died while it wrote them.
std::vector<std::filesystem::path> unfinished_blocks(const std::filesystem::path& folder);

/// The block's last eight bytes are the hash64 of all before them, as they were written. Fails when
/// the file cannot be read.
bool is_whole_block(const std::filesystem::path& block);

/// Removes all blocks, finished or not.
void clear_blocks(const std::filesystem::path& folder);

/// The same, and the folder when nothing else is in it.
void remove_blocks(const std::filesystem::path& folder);

/// The identity a block carries; 0 when it cannot be read.
std::uint64_t block_identity(const std::filesystem::path& block);

/// Writes FIRST-LAST.h5 into the folder: whole on the disk before it has that name.
void write_block(const std::filesystem::path& folder, const RunInfo& info,
                 std::vector<DrawRecord> draws);

/// Merges blocks in draw order into a temporary file beside `output`, then renames it to `output`.
/// One block at a time is in memory. Fails for a block of another run and a draw that stands twice.
void merge_blocks(const std::vector<std::filesystem::path>& blocks, const RunInfo& info,
                  const std::filesystem::path& output);

}  // namespace sandtable
