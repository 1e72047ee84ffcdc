// SPDX-License-Identifier: Apache-2.0
#include "models/response/people/places.hpp"

#include <fmt/format.h>

#include <memory>

namespace sandtable::models {

std::int32_t Places::index(double x, double y) {
  const auto [at, fresh] = index_.try_emplace({x, y}, static_cast<std::int32_t>(ids_.size()));
  if (fresh) {
    ids_.push_back(fmt::format("{} {}", x, y));
    x_.push_back(x);
    y_.push_back(y);
  }
  return at->second;
}

SupportRef Places::support(const std::string& crs) const {
  return std::make_shared<const Support>("places", SupportKind::places, ids_, crs, x_, y_);
}

}  // namespace sandtable::models
