// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/support.hpp"

namespace sandtable::models {

/// Places as a population file tells them, by coordinates: each once, in the order in which they
/// come up.
class Places {
 public:
  /// Of the place at these coordinates.
  std::int32_t index(double x, double y);
  std::size_t size() const { return ids_.size(); }
  /// Their ids are the coordinates.
  SupportRef support(const std::string& crs) const;

 private:
  std::map<std::pair<double, double>, std::int32_t> index_;
  std::vector<std::string> ids_;
  std::vector<double> x_, y_;
};

}  // namespace sandtable::models
