// SPDX-License-Identifier: Apache-2.0
#include "sim/core/memory.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

namespace sandtable {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

/// The number after a word in a file of lines "WORD NUMBER ..."; nothing if there is none.
std::optional<std::uint64_t> number_after(const fs::path& file, const std::string& word) {
  std::ifstream in(file);
  std::string line;
  while (std::getline(in, line))
    if (line.starts_with(word)) try {
        return std::stoull(line.substr(word.size()));
      } catch (const std::exception&) {
        return std::nullopt;
      }
  return std::nullopt;
}

/// A limit less what is taken (pages of files do not count: they are given back).
std::uint64_t left(const fs::path& limit, const fs::path& statistics, const std::string& word) {
  const auto most = number_after(limit, "");  // "max" is no number
  if (!most) return unlimited;
  const std::uint64_t taken = number_after(statistics, word).value_or(0);
  return *most > taken ? *most - taken : 0;
}

/// The least that a group and those around it leave.
std::uint64_t left_in_groups(const fs::path& tree, const std::string& group, const char* limit,
                             const std::string& word) {
  std::uint64_t least = unlimited;
  for (fs::path at = fs::path(group).relative_path();; at = at.parent_path()) {
    least = std::min(least, left(tree / at / limit, tree / at / "memory.stat", word));
    if (at.empty()) return least;
  }
}

}  // namespace

std::uint64_t memory_left(const fs::path& root) {
  const auto kilobytes = number_after(root / "proc/meminfo", "MemAvailable:");
  std::uint64_t least = kilobytes ? *kilobytes * 1024 : unlimited;
  std::ifstream groups(root / "proc/self/cgroup");
  std::string line;  // "0::/a/b" (version 2), "4:memory:/a/b" (version 1)
  while (std::getline(groups, line)) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string kind = line.substr(first + 1, second - first - 1);
    const std::string group = line.substr(second + 1);
    if (kind.empty())
      least = std::min(least, left_in_groups(root / "sys/fs/cgroup", group, "memory.max", "anon "));
    else if (kind == "memory")
      least = std::min(least, left_in_groups(root / "sys/fs/cgroup/memory", group,
                                             "memory.limit_in_bytes", "total_rss "));
  }
  return least;
}

}  // namespace sandtable
