// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

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

/// Holds a folder for one process; given back when the object or the process ends, however it ends.
class FolderLock {
 public:
  FolderLock() = default;
  /// Refuses (Fault::input) when another process holds the folder.
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  bool holds() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

}  // namespace sandtable
