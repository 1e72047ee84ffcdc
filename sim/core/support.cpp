// SPDX-License-Identifier: Apache-2.0
#include "sim/core/support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/core/hash.hpp"

namespace sandtable {

std::string_view name(SupportKind kind) {
  constexpr std::array<std::string_view, 7> names{"scalar", "places", "people", "nodes",
                                                  "links",  "zones",  "cells"};
  return names[static_cast<std::size_t>(kind)];
}

Support::Support(std::string name, SupportKind kind, std::vector<std::string> ids, std::string crs,
                 std::vector<double> xs, std::vector<double> ys)
    : name_(std::move(name)),
      kind_(kind),
      ids_(std::move(ids)),
      crs_(std::move(crs)),
      x_(std::move(xs)),
      y_(std::move(ys)),
      sorted_(ids_.size()) {
  keys_.reserve(ids_.size());
  for (const std::string& id : ids_) keys_.push_back(hash64(name_, id));
  std::iota(sorted_.begin(), sorted_.end(), 0U);
  std::ranges::sort(sorted_, {}, [&](std::uint32_t i) -> const std::string& { return ids_[i]; });
  const auto same = std::ranges::adjacent_find(
      sorted_, [&](std::uint32_t a, std::uint32_t b) { return ids_[a] == ids_[b]; });
  if (same != sorted_.end())
    refuse(
        fmt::format("two entities of '{}' have the id '{}' (ids must differ)", name_, ids_[*same]));
}

std::optional<std::size_t> Support::find(std::string_view id) const {
  const auto at = std::ranges::lower_bound(
      sorted_, id, {}, [&](std::uint32_t i) -> std::string_view { return ids_[i]; });
  if (at == sorted_.end() || ids_[*at] != id) return std::nullopt;
  return *at;
}

SupportRef scalar_support(std::string name) {
  return std::make_shared<const Support>(std::move(name), SupportKind::scalar,
                                         std::vector<std::string>{""});
}

}  // namespace sandtable
