// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <hdf5.h>

#include "sim/core/error.hpp"
#include "sim/results/disk.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/hdf5_error.hpp"

namespace sandtable::hdf5 {

namespace {

constexpr unsigned kTracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

/// HDF5 as packaged is not thread-safe; its own error printing goes off with the first lock. So
/// does its clean-up at the program's end: every file is closed here, and 1.10 crashes there when
/// the disk was too full for a file to be closed.
std::unique_lock<std::recursive_mutex> locked() {
  static std::recursive_mutex mutex;
  std::unique_lock<std::recursive_mutex> lock(mutex);
  static const herr_t without_clean_up = H5dont_atexit();
  static_cast<void>(without_clean_up);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  return lock;
}

Handle tracked_list(hid_t list_class) {
  Handle list(H5Pcreate(list_class), H5Pclose, "cannot describe a group");
  H5Pset_link_creation_order(list.id(), kTracked);
  H5Pset_attr_creation_order(list.id(), kTracked);
  H5Pset_obj_track_times(list.id(), false);
  return list;
}

Group root_of(const Handle& file, const std::string& doing) {
  return Group(Handle(H5Gopen2(file.id(), "/", H5P_DEFAULT), H5Gclose, doing), "/");
}

}  // namespace

Group Group::create_group(const std::string& name) const {
  const Handle list = tracked_list(H5P_GROUP_CREATE);
  return Group(Handle(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, list.id(), H5P_DEFAULT), H5Gclose,
                      fmt::format("cannot create the group {}", name)),
               name);
}

Group Group::open_group(const std::string& name) const {
  return Group(Handle(H5Gopen2(id(), name.c_str(), H5P_DEFAULT), H5Gclose,
                      fmt::format("cannot open the group {}", name)),
               name);
}

bool Group::has(const std::string& name) const {
  return H5Lexists(id(), name.c_str(), H5P_DEFAULT) > 0;
}

Dataset Group::open(const std::string& name) const {
  return Dataset(Handle(H5Dopen2(id(), name.c_str(), H5P_DEFAULT), H5Dclose,
                        fmt::format("cannot open the dataset {} of {}", name, this->name())),
                 name);
}

File File::create(const std::filesystem::path& path, Where where) {
  auto lock = locked();
  const std::string doing = fmt::format("cannot write {}", path.string());
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, doing);
  check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_SEMI), doing);
  if (where == Where::memory) check(H5Pset_fapl_core(access.id(), 1 << 20, false), doing);
  const Handle list = tracked_list(H5P_FILE_CREATE);
  Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, list.id(), access.id()), H5Fclose, doing);
  Group root = root_of(file, doing);
  return File(std::move(lock), std::move(file), std::move(root), path);
}

File File::open(const std::filesystem::path& path) {
  auto lock = locked();
  const std::string doing = fmt::format("cannot read {}", path.string());
  Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, doing);
  Group root = root_of(file, doing);
  return File(std::move(lock), std::move(file), std::move(root), path);
}

bool File::is_hdf5(const std::filesystem::path& path) {
  const auto lock = locked();
  const htri_t answer = H5Fis_hdf5(path.c_str());
  H5Eclear2(H5E_DEFAULT);
  return answer > 0;
}

std::vector<std::byte> File::image() const {
  const std::string doing = fmt::format("cannot write {}", path_.string());
  check(H5Fflush(handle_.id(), H5F_SCOPE_GLOBAL), doing);
  const ssize_t size = H5Fget_file_image(handle_.id(), nullptr, 0);
  if (size < 0) fail_with_stack(doing);
  std::vector<std::byte> bytes(static_cast<std::size_t>(size));
  if (H5Fget_file_image(handle_.id(), bytes.data(), bytes.size()) < 0) fail_with_stack(doing);
  return bytes;
}

void File::close() {
  const std::string doing = fmt::format("cannot write {}", path_.string());
  check(H5Fflush(handle_.id(), H5F_SCOPE_GLOBAL), doing);
  root_ = Group(Handle(), "/");
  handle_.close(doing);
  sync(path_);
}

}  // namespace sandtable::hdf5
