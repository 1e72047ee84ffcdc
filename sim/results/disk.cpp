// SPDX-License-Identifier: Apache-2.0
#include "sim/results/disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "sim/core/error.hpp"

namespace sandtable {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail_to_write(const std::filesystem::path& path, int error) {
  fail(fmt::format("cannot write {} ({})", path.string(), std::generic_category().message(error)));
}

/// 0, or the system's error number.
int write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

void write_synced(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.number() < 0) fail_to_write(path, errno);
  const int error = write_all(file.number(), bytes);
  if (error == 0) return;
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  fail_to_write(path, error);
}

void prove_space(const std::filesystem::path& path, std::uintmax_t bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.number() < 0) fail_to_write(path, errno);
  const int error = ::posix_fallocate(file.number(), 0, static_cast<off_t>(bytes));
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (error != 0) fail_to_write(path, error);
}

void sync(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0 || ::fsync(file.number()) != 0) fail_to_write(path, errno);
}

FolderLock::FolderLock(const std::filesystem::path& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail_to_write(folder, errno);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  ::close(std::exchange(descriptor_, -1));
  refuse({folder.string()},
         "another sandtable is writing these results now: wait for it, or --output another name");
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void rename_synced(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::rename(from, to, error);
  if (error) fail(fmt::format("cannot put {} in place ({})", to.string(), error.message()));
  sync(to.has_parent_path() ? to.parent_path() : std::filesystem::path("."));
}

}  // namespace sandtable
