// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/hazard/arrival/rings.hpp"
#include "sim/geo/outline_index.hpp"

namespace sandtable::arrival {

/// A ring prepared for questions, with what came before it (see reach() for the rule).
struct Front {
  double time_s = 0;
  double not_before_s = 0;  ///< b_k
  double lower_s = 0;       ///< no time that this ring gives is less
  bool spot = false;
  int main_before = -1;          ///< the main ring before a main ring
  std::vector<int> swallowed;    ///< spot rings that this one took in
  bool starts_at_point = false;  ///< the first of its front, started at `start` at `start_s`
  Point start;
  double start_s = 0;
  std::vector<OutlineIndex> outlines;
  Box box;

  /// Distance to the ring, negative inside.
  double signed_distance(Point point) const;
  bool holds(Point point) const;
  /// Distance to the filled ring, 0 inside, or `limit` if that is less.
  double distance(Point point, double limit) const;
};

/// The rings of a fire, prepared, in the fire's order.
std::vector<Front> prepare(const Fire& fire);
/// The cells of a fire, prepared, in the fire's order; nothing comes before a cell.
std::vector<Front> prepare_cells(const Fire& fire);

}  // namespace sandtable::arrival
