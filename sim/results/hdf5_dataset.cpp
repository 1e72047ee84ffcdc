// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/hdf5_error.hpp"
#include "sim/results/hdf5_types.hpp"

namespace sandtable::hdf5 {

namespace {

constexpr std::uint64_t kSmallBytes = 64 * 1024;   // below: one piece, as it is
constexpr std::uint64_t kChunkBytes = 256 * 1024;  // within HDF5's cache of 1 MiB a dataset

struct Rows {
  Handle file_space, memory_space;
  std::size_t count = 0;
};

std::uint64_t row_size(const std::vector<std::uint64_t>& shape) {
  std::uint64_t size = 1;
  for (std::size_t axis = 1; axis < shape.size(); ++axis) size *= shape[axis];
  return size;
}

/// The spaces of `count` values that fill whole rows from `first` on.
Rows select(const Dataset& dataset, std::uint64_t first, std::size_t count) {
  const std::string doing = fmt::format("cannot write {}", dataset.name());
  const std::vector<std::uint64_t> shape = dataset.shape();
  const std::uint64_t row = row_size(shape);
  const std::uint64_t rows = row == 0 ? 0 : count / row;
  const std::uint64_t length = shape.empty() ? 1 : shape[0];
  if (rows * row != count || first + rows > length)
    fail(fmt::format("{} ({} values from row {} on do not fit {} rows of {})", doing, count, first,
                     length, row));
  Rows selected;
  selected.count = count;
  selected.file_space = Handle(H5Dget_space(dataset.id()), H5Sclose, doing);
  const hsize_t memory_length = count;
  selected.memory_space =
      shape.empty() ? Handle(H5Screate(H5S_SCALAR), H5Sclose, doing)
                    : Handle(H5Screate_simple(1, &memory_length, nullptr), H5Sclose, doing);
  if (shape.empty() || count == 0) return selected;
  std::vector<hsize_t> start(shape.size(), 0), extent(shape.begin(), shape.end());
  start[0] = first;
  extent[0] = rows;
  check(H5Sselect_hyperslab(selected.file_space.id(), H5S_SELECT_SET, start.data(), nullptr,
                            extent.data(), nullptr),
        doing);
  return selected;
}

/// An axis of length 0 is what netCDF calls unlimited; such a dataset must be chunked.
Handle space_of(const std::vector<std::uint64_t>& shape, const std::string& doing) {
  if (shape.empty()) return Handle(H5Screate(H5S_SCALAR), H5Sclose, doing);
  std::vector<hsize_t> extent(shape.begin(), shape.end()), most = extent;
  for (hsize_t& length : most)
    if (length == 0) length = H5S_UNLIMITED;
  return Handle(H5Screate_simple(static_cast<int>(shape.size()), extent.data(), most.data()),
                H5Sclose, doing);
}

std::vector<hsize_t> chunk_of(const std::vector<std::uint64_t>& shape, std::size_t bytes) {
  std::vector<hsize_t> chunk(shape.begin(), shape.end());
  for (hsize_t& length : chunk) length = std::max<hsize_t>(1, length);
  std::uint64_t size = bytes;
  for (std::size_t axis = chunk.size(); axis-- > 0;) {
    chunk[axis] = std::min(chunk[axis], std::max<hsize_t>(1, kChunkBytes / size));
    size *= chunk[axis];
  }
  return chunk;
}

Handle creation(const std::vector<std::uint64_t>& shape, std::size_t bytes, bool numeric) {
  const std::string doing = "cannot describe a dataset";
  Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, doing);
  check(H5Pset_attr_creation_order(list.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        doing);
  check(H5Pset_obj_track_times(list.id(), false), doing);
  std::uint64_t total = bytes;
  for (const std::uint64_t length : shape) total *= length;
  const bool large = numeric && total >= kSmallBytes;
  if (shape.empty() || (total > 0 && !large)) return list;
  const std::vector<hsize_t> chunk = chunk_of(shape, bytes);
  check(H5Pset_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()), doing);
  if (large) check(H5Pset_shuffle(list.id()), doing);
  if (large) check(H5Pset_deflate(list.id(), 1), doing);
  return list;
}

Dataset create_dataset(const Group& group, const std::string& name, hid_t type,
                       const std::vector<std::uint64_t>& shape, bool numeric) {
  const std::string doing = fmt::format("cannot create {}", name);
  const Handle space = space_of(shape, doing);
  const Handle list = creation(shape, H5Tget_size(type), numeric);
  return Dataset(Handle(H5Dcreate2(group.id(), name.c_str(), type, space.id(), H5P_DEFAULT,
                                   list.id(), H5P_DEFAULT),
                        H5Dclose, doing),
                 name);
}

std::vector<std::uint64_t> lengths(const Axes& axes) {
  std::vector<std::uint64_t> shape;
  for (const Dataset* axis : axes) shape.push_back(axis->shape()[0]);
  return shape;
}

Dataset attached(Dataset dataset, const Axes& axes) {
  for (std::size_t i = 0; i < axes.size(); ++i)
    check(H5DSattach_scale(dataset.id(), axes[i]->id(), static_cast<unsigned>(i)),
          fmt::format("cannot give {} the axis {}", dataset.name(), axes[i]->name()));
  return dataset;
}

Dataset as_scale(Dataset dataset) {
  check(H5DSset_scale(dataset.id(), dataset.name().c_str()),
        fmt::format("cannot make {} an axis", dataset.name()));
  return dataset;
}

}  // namespace

std::vector<std::uint64_t> Dataset::shape() const {
  const std::string doing = fmt::format("cannot measure {}", name());
  const Handle space(H5Dget_space(id()), H5Sclose, doing);
  const int rank = H5Sget_simple_extent_ndims(space.id());
  check(rank, doing);
  std::vector<hsize_t> extent(static_cast<std::size_t>(rank));
  check(H5Sget_simple_extent_dims(space.id(), extent.data(), nullptr), doing);
  return {extent.begin(), extent.end()};
}

std::size_t Dataset::count() const {
  std::size_t product = 1;
  for (const std::uint64_t length : shape()) product *= length;
  return product;
}

void Dataset::write_raw(Element element, std::uint64_t first, const void* values,
                        std::size_t count) const {
  const Rows rows = select(*this, first, count);
  if (count == 0) return;
  check(H5Dwrite(id(), memory_type(element), rows.memory_space.id(), rows.file_space.id(),
                 H5P_DEFAULT, values),
        fmt::format("cannot write {}", name()));
}

void Dataset::write_texts(std::span<const std::string> values, std::uint64_t first) const {
  const Rows rows = select(*this, first, values.size());
  if (values.empty()) return;
  std::vector<const char*> pointers;
  for (const std::string& value : values) pointers.push_back(value.c_str());
  const Handle type = text_type();
  check(H5Dwrite(id(), type.id(), rows.memory_space.id(), rows.file_space.id(), H5P_DEFAULT,
                 pointers.data()),
        fmt::format("cannot write {}", name()));
}

void Dataset::read_raw(Element element, void* values) const {
  if (count() == 0) return;
  check(H5Dread(id(), memory_type(element), H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
        fmt::format("cannot read {}", name()));
}

std::vector<std::string> Dataset::read_texts() const {
  std::vector<char*> pointers(count(), nullptr);
  std::vector<std::string> values(pointers.size());
  if (pointers.empty()) return values;
  const std::string doing = fmt::format("cannot read {}", name());
  const Handle type = text_type();
  check(H5Dread(id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), doing);
  for (std::size_t i = 0; i < pointers.size(); ++i)
    if (pointers[i] != nullptr) values[i] = pointers[i];
  const Handle space(H5Dget_space(id()), H5Sclose, doing);
  check(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, pointers.data()), doing);
  return values;
}

Dataset Group::create_axis(const std::string& name, Element element, std::uint64_t length) const {
  return as_scale(create_dataset(*this, name, file_type(element), {length}, true));
}

Dataset Group::text_axis(const std::string& name, std::span<const std::string> values) const {
  const Handle type = text_type();
  Dataset made = as_scale(create_dataset(*this, name, type.id(), {values.size()}, false));
  made.write_texts(values);
  return made;
}

Dataset Group::create_over(const std::string& name, Element element, const Axes& axes) const {
  return attached(create_dataset(*this, name, file_type(element), lengths(axes), true), axes);
}

Dataset Group::create_texts(const std::string& name, const Axes& axes) const {
  const Handle type = text_type();
  return attached(create_dataset(*this, name, type.id(), lengths(axes), false), axes);
}

void Group::text(const std::string& name, const std::string& value) const {
  create_texts(name, {}).write_texts(std::span(&value, 1));
}

std::string Group::read_text(const std::string& name) const {
  const std::vector<std::string> values = open(name).read_texts();
  return values.empty() ? "" : values[0];
}

}  // namespace sandtable::hdf5
