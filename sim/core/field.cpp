// SPDX-License-Identifier: Apache-2.0
#include "sim/core/field.hpp"

#include <array>
#include <cstring>

namespace sandtable {

std::string_view name(Element element) {
  constexpr std::array<std::string_view, 5> names{"f32", "f64", "i32", "i64", "u8"};
  return names[static_cast<std::size_t>(element)];
}

std::size_t Version::size() const {
  return std::visit([](const auto& values) { return values.size(); }, data_);
}

double Version::number(std::size_t i) const {
  return std::visit([i](const auto& values) { return static_cast<double>(values[i]); }, data_);
}

bool Version::same_values(const Version& other) const {
  if (data_.index() != other.data_.index()) return false;
  return std::visit(
      [&](const auto& mine) {
        const auto& theirs = std::get<std::remove_cvref_t<decltype(mine)>>(other.data_);
        return mine.size() == theirs.size() &&
               (mine.empty() ||
                std::memcmp(mine.data(), theirs.data(), mine.size() * sizeof(mine[0])) == 0);
      },
      data_);
}

}  // namespace sandtable
