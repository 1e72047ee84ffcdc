// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/core/support.hpp"
#include "sim/core/time.hpp"

namespace sandtable {

/// The closed set of element types of a field.
enum class Element { f32, f64, i32, i64, u8 };

std::string_view name(Element element);

template <class T>
constexpr Element element_of() {
  if constexpr (std::is_same_v<T, float>)
    return Element::f32;
  else if constexpr (std::is_same_v<T, double>)
    return Element::f64;
  else if constexpr (std::is_same_v<T, std::int32_t>)
    return Element::i32;
  else if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, Tick>)
    return Element::i64;
  else {
    static_assert(std::is_same_v<T, std::uint8_t>, "not an element type of a field");
    return Element::u8;
  }
}

/// An immutable array of values, one an entity, and the time at which it is valid.
class Version {
 public:
  using Data = std::variant<std::vector<float>, std::vector<double>, std::vector<std::int32_t>,
                            std::vector<std::int64_t>, std::vector<std::uint8_t>>;

  template <class T>
  Version(Tick stamp, std::vector<T> values) : stamp_(stamp), data_(std::move(values)) {}

  Tick stamp() const { return stamp_; }
  template <class T>
  std::span<const T> values() const {
    return std::get<std::vector<T>>(data_);
  }
  std::size_t size() const;
  /// Entity i's value as a number.
  double number(std::size_t i) const;
  /// Whether two versions hold the same bits, whatever their stamps.
  bool same_values(const Version& other) const;
  const Data& data() const { return data_; }

 private:
  Tick stamp_;
  Data data_;
};

using VersionRef = std::shared_ptr<const Version>;

/// A field as the scenario knows it: who writes it, on what, in what unit.
struct FieldInfo {
  std::string name;  ///< "people.exposed"
  std::string quantity, unit;
  Element element = Element::f64;
  SupportRef support;
  bool foresight = false;   ///< refused to policies
  std::size_t process = 0;  ///< its only writer
  std::size_t slot = 0;     ///< which of its outputs
};

}  // namespace sandtable
