// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace sandtable {

/// Bytes that this program can still take: what Linux calls available, and no more than its control
/// groups (versions 1 and 2; a container's limit) leave. The largest number where nothing says it.
/// To be asked before something large is made; no result may depend on it. `root`: where /proc and
/// /sys are.
std::uint64_t memory_left(const std::filesystem::path& root = "/");

}  // namespace sandtable
