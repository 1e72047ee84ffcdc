// SPDX-License-Identifier: Apache-2.0
#include "sim/results/resume.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "sim/core/error.hpp"
#include "sim/results/blocks.hpp"
#include "sim/results/identity.hpp"
#include "sim/results/reader.hpp"

namespace sandtable {

namespace {

namespace fs = std::filesystem;

/// Refuses what belongs to another run than `info`, with everything that differs.
void check_same(const fs::path& place, const RunHead& found, const RunInfo& info) {
  if (found.identity == identity(info)) return;
  Problems problems;
  problems.add(
      {place.string()},
      "is of another run, so it cannot be gone on with: run what it was made with, or give "
      "--force without --resume to start over, or --output another name");
  std::vector<std::string> texts = differences(found.info, info);
  if (texts.empty()) texts.push_back("identity: computed in another way by another sandtable");
  for (const std::string& text : texts) problems.add({place.string()}, text);
  problems.raise();
}

void check_count(const fs::path& place, std::int64_t wanted, const Kept& kept) {
  if (wanted == 0 || kept.draws.empty() || kept.draws.back() < wanted) return;
  refuse({place.string()},
         fmt::format("holds draw {} (fewer are asked for: --draws {}): give --draws {} or more, or "
                     "--force without --resume to start over",
                     kept.draws.back(), wanted, kept.draws.back() + 1));
}

/// Removes a block that is not what was written.
bool removed_as_damaged(const fs::path& block, Kept& kept) {
  if (is_whole_block(block)) return false;
  fs::remove(block);
  kept.notes.push_back(
      fmt::format("{} was damaged and is removed: its draws are run again", block.string()));
  return true;
}

void keep_blocks(const fs::path& folder, const RunInfo& info, Kept& kept) {
  for (const fs::path& file : unfinished_blocks(folder)) {
    fs::remove(file);
    kept.notes.push_back(fmt::format("{} was half written and is removed", file.string()));
  }
  for (const fs::path& block : finished_blocks(folder)) {
    if (removed_as_damaged(block, kept)) continue;
    const RunHead head = read_head(block);
    check_same(folder, head, info);
    kept.asked = std::max(kept.asked, head.info.draws);
    kept.failed += head.failed;
    kept.draws.insert(kept.draws.end(), head.draws.begin(), head.draws.end());
  }
  std::ranges::sort(kept.draws);
  check_count(folder, info.draws, kept);
}

/// True when the output is a finished file of this very run.
bool keep_file(const fs::path& output, const RunInfo& info, Kept& kept) {
  RunHead head = read_head(output);
  check_same(output, head, info);
  const std::int64_t held = static_cast<std::int64_t>(head.draws.size());
  if (info.draws != 0 && info.draws != held)
    refuse({output.string()},
           fmt::format("is finished with {} draws (--draws {} is asked for; a finished file is not "
                       "extended): give --force without --resume to start over, or --output "
                       "another name",
                       held, info.draws));
  kept.asked = held;
  kept.failed = head.failed;
  kept.draws = std::move(head.draws);
  return true;
}

}  // namespace

Kept resume(const fs::path& output, const RunInfo& info, bool force) {
  Kept kept;
  const fs::path folder = blocks_folder(output);
  if (fs::is_directory(folder)) kept.lock = FolderLock(folder);
  if (fs::is_regular_file(output) && !force) {
    kept.whole = keep_file(output, info, kept);
    remove_blocks(folder);
    return kept;
  }
  keep_blocks(folder, info, kept);
  return kept;
}

}  // namespace sandtable
