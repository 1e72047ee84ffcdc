// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

/// A small owner of HDF5's C handles that writes what netCDF-4 can read: a dimension scale on every
/// axis, creation order tracked, no compounds, enums or references of our own. Every failure is a
/// sandtable::Error with HDF5's own message.
namespace sandtable::hdf5 {

enum class Element { f32, f64, i32, i64, u8, u64 };

template <class T>
constexpr Element element_of() {
  if constexpr (std::is_same_v<T, float>) return Element::f32;
  if constexpr (std::is_same_v<T, double>) return Element::f64;
  if constexpr (std::is_same_v<T, std::int32_t>) return Element::i32;
  if constexpr (std::is_same_v<T, std::int64_t>) return Element::i64;
  if constexpr (std::is_same_v<T, std::uint8_t>) return Element::u8;
  if constexpr (std::is_same_v<T, std::uint64_t>) return Element::u64;
}

/// Owns one HDF5 id.
class Handle {
 public:
  using Close = int (*)(std::int64_t);
  Handle() = default;
  /// Fails with `doing` ("cannot open x") when the id is negative.
  Handle(std::int64_t id, Close closer, const std::string& doing);
  ~Handle();
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  std::int64_t id() const { return id_; }
  /// Closes now and fails if that fails (buffered writes may).
  void close(const std::string& doing);

 private:
  std::int64_t id_ = -1;
  Close close_ = nullptr;
};

/// What groups and datasets share: a name and attributes.
class Object {
 public:
  Object(Handle handle, std::string name) : handle_(std::move(handle)), name_(std::move(name)) {}
  std::int64_t id() const { return handle_.id(); }
  const std::string& name() const { return name_; }
  /// A fixed-length UTF-8 string; an empty text writes nothing.
  void attribute(const std::string& name, const std::string& text) const;
  template <class T>
  void attribute(const std::string& name, std::span<const T> values) const {
    write_attribute(name, element_of<T>(), values.data(), values.size());
  }
  template <class T>
    requires std::is_arithmetic_v<T>
  void attribute(const std::string& name, T value) const {
    write_attribute(name, element_of<T>(), &value, 1);
  }
  bool has_attribute(const std::string& name) const;
  /// "" when there is none.
  std::string text_attribute(const std::string& name) const;
  template <class T>
  T number_attribute(const std::string& name) const {
    T value{};
    read_attribute(name, element_of<T>(), &value);
    return value;
  }

 protected:
  Handle handle_;
  std::string name_;

 private:
  void write_attribute(const std::string&, Element, const void*, std::size_t) const;
  void read_attribute(const std::string&, Element, void*) const;
};

/// An array of 0 to 3 axes. Rows are along the first axis.
class Dataset : public Object {
 public:
  using Object::Object;
  std::vector<std::uint64_t> shape() const;

  template <class T>
  void write(std::span<const T> values) const {
    write_rows(0, values);
  }
  /// Writes whole rows from row `first` on.
  template <class T>
  void write_rows(std::uint64_t first, std::span<const T> values) const {
    write_raw(element_of<T>(), first, values.data(), values.size());
  }
  void write_texts(std::span<const std::string> values, std::uint64_t first = 0) const;

  template <class T>
  std::vector<T> read() const {
    std::vector<T> values(count());
    read_raw(element_of<T>(), values.data());
    return values;
  }
  std::vector<std::string> read_texts() const;

 private:
  std::size_t count() const;
  void write_raw(Element, std::uint64_t first, const void* values, std::size_t count) const;
  void read_raw(Element, void* values) const;
};

/// The axes of a dataset: coordinate datasets made by Group::axis.
using Axes = std::vector<const Dataset*>;

class Group : public Object {
 public:
  using Object::Object;
  Group create_group(const std::string& name) const;
  Group open_group(const std::string& name) const;
  bool has(const std::string& name) const;
  Dataset open(const std::string& name) const;

  /// A coordinate variable that is the dimension of its own name, of the given length.
  template <class T>
  Dataset axis(const std::string& name, std::span<const T> values) const {
    Dataset made = create_axis(name, element_of<T>(), values.size());
    made.write(values);
    return made;
  }
  Dataset text_axis(const std::string& name, std::span<const std::string> values) const;

  /// A dataset over axes; larger ones are chunked by rows and deflated.
  template <class T>
  Dataset create(const std::string& name, const Axes& axes) const {
    return create_over(name, element_of<T>(), axes);
  }
  Dataset create_texts(const std::string& name, const Axes& axes) const;
  /// One variable-length text, of any length.
  void text(const std::string& name, const std::string& value) const;
  std::string read_text(const std::string& name) const;

 private:
  Dataset create_axis(const std::string&, Element, std::uint64_t length) const;
  Dataset create_over(const std::string&, Element, const Axes&) const;
};

/// A file, open. HDF5 is not thread-safe: an open file holds a lock that others of the process
/// wait for; one thread may have several files open.
class File {
 public:
  enum class Where { disk, memory };
  /// `memory`: nothing touches the disk; image() gives the bytes.
  static File create(const std::filesystem::path& path, Where where = Where::disk);
  static File open(const std::filesystem::path& path);
  /// HDF5's signature stands at the start of the file.
  static bool is_hdf5(const std::filesystem::path& path);

  const Group& root() const { return root_; }
  const std::filesystem::path& path() const { return path_; }
  /// The bytes of a file made in memory.
  std::vector<std::byte> image() const;
  /// Closes a file on disk and syncs it.
  void close();

 private:
  File(std::unique_lock<std::recursive_mutex> lock, Handle handle, Group root,
       std::filesystem::path path)
      : lock_(std::move(lock)),
        handle_(std::move(handle)),
        root_(std::move(root)),
        path_(std::move(path)) {}
  std::unique_lock<std::recursive_mutex> lock_;
  Handle handle_;
  Group root_;
  std::filesystem::path path_;
};

}  // namespace sandtable::hdf5
