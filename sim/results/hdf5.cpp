// SPDX-License-Identifier: Apache-2.0
#include "sim/results/hdf5.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <utility>

#include "sim/core/error.hpp"
#include "sim/results/hdf5_error.hpp"
#include "sim/results/hdf5_types.hpp"

namespace sandtable::hdf5 {

static_assert(std::is_same_v<hid_t, std::int64_t>);

namespace {

herr_t keep_first(unsigned position, const H5E_error2_t* error, void* message) {
  if (position == 0 && error->desc != nullptr) *static_cast<std::string*>(message) = error->desc;
  return 0;
}

/// HDF5 puts the system's words among addresses and clock times: "... error message = 'No space
/// left on device', buf = 0x...".
std::string system_words(const std::string& message) {
  constexpr std::string_view before = "error message = '";
  const std::size_t start = message.find(before);
  if (start == std::string::npos) return message;
  const std::size_t first = start + before.size();
  return message.substr(first, message.find('\'', first) - first);
}

Handle space_of(std::size_t count) {
  const hsize_t length = count;
  return Handle(H5Screate_simple(1, &length, nullptr), H5Sclose, "cannot describe an attribute");
}

}  // namespace

void fail_with_stack(const std::string& doing) {
  std::string message;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &message);
  H5Eclear2(H5E_DEFAULT);
  fail(message.empty() ? doing : fmt::format("{} ({})", doing, system_words(message)));
}

void check(herr_t status, const std::string& doing) {
  if (status < 0) fail_with_stack(doing);
}

Handle::Handle(std::int64_t id, Close closer, const std::string& doing) : id_(id), close_(closer) {
  if (id < 0) fail_with_stack(doing);
}

Handle::~Handle() {
  if (id_ >= 0) close_(id_);
}

Handle::Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}

Handle& Handle::operator=(Handle&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(close_, other.close_);
  return *this;
}

void Handle::close(const std::string& doing) {
  if (id_ >= 0) check(close_(std::exchange(id_, -1)), doing);
}

void Object::attribute(const std::string& name, const std::string& text) const {
  if (text.empty()) return;
  const std::string doing = fmt::format("cannot write the attribute {} of {}", name, name_);
  const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, doing);
  check(H5Tset_size(type.id(), text.size()), doing);
  check(H5Tset_strpad(type.id(), H5T_STR_NULLTERM), doing);
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8), doing);
  const Handle space(H5Screate(H5S_SCALAR), H5Sclose, doing);
  const Handle made(H5Acreate2(id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                    H5Aclose, doing);
  check(H5Awrite(made.id(), type.id(), text.data()), doing);
}

void Object::write_attribute(const std::string& name, Element element, const void* values,
                             std::size_t count) const {
  const std::string doing = fmt::format("cannot write the attribute {} of {}", name, name_);
  const Handle space = space_of(count);
  const Handle made(
      H5Acreate2(id(), name.c_str(), file_type(element), space.id(), H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose, doing);
  check(H5Awrite(made.id(), memory_type(element), values), doing);
}

bool Object::has_attribute(const std::string& name) const {
  return H5Aexists(id(), name.c_str()) > 0;
}

std::string Object::text_attribute(const std::string& name) const {
  if (!has_attribute(name)) return "";
  const std::string doing = fmt::format("cannot read the attribute {} of {}", name, name_);
  const Handle opened(H5Aopen(id(), name.c_str(), H5P_DEFAULT), H5Aclose, doing);
  const Handle type(H5Aget_type(opened.id()), H5Tclose, doing);
  if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) > 0)
    fail(doing + " (it is no fixed-length text)");
  std::string text(H5Tget_size(type.id()), '\0');
  check(H5Aread(opened.id(), type.id(), text.data()), doing);
  text.resize(text.find_last_not_of('\0') + 1);
  return text;
}

void Object::read_attribute(const std::string& name, Element element, void* value) const {
  const std::string doing = fmt::format("cannot read the attribute {} of {}", name, name_);
  const Handle opened(H5Aopen(id(), name.c_str(), H5P_DEFAULT), H5Aclose, doing);
  const Handle space(H5Aget_space(opened.id()), H5Sclose, doing);
  if (H5Sget_simple_extent_npoints(space.id()) != 1) fail(doing + " (it is not one number)");
  check(H5Aread(opened.id(), memory_type(element), value), doing);
}

}  // namespace sandtable::hdf5
