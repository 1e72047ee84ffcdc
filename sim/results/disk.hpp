// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace sandtable {

/// Writes a new file and waits until the disk has it. Fails with the system's words; a file that
/// could not be written whole is removed.
void write_synced(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// Waits until the disk has the file, or the folder's entries.
void sync(const std::filesystem::path& path);

/// Reserves `bytes` for a new file and gives them back: fails with the system's words when the disk
/// or a limit does not allow them. HDF5 1.10 may crash while it closes a file that it could not
/// write, so the space is proven before.
void prove_space(const std::filesystem::path& path, std::uintmax_t bytes);

/// Renames within a folder, replacing what stands there, and syncs the folder.
void rename_synced(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace sandtable
