// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/hazard/inundation/advance.hpp"

namespace sandtable::inundation {

/// Rain, infiltration, point sources and transfers of one forcing, ready to be applied step by
/// step.
class Sources {
 public:
  /// Refuses sources outside the grid or the terrain, rates that are not finite, spans of wrong
  /// size.
  Sources(const Grid& grid, const Forcing& forcing);

  /// Adds and takes what falls into a step, and books it.
  void apply(const Grid& grid, Water& water, double step_s) const;

  /// The fastest rise of any cell, m/s.
  double fastest_rise_m_s() const { return fastest_rise_m_s_; }
  /// Whether water may appear in any cell.
  bool everywhere() const { return rains_; }
  /// Cells (padded) in which water may appear or that an edge feeds.
  const std::vector<std::int32_t>& cells() const { return cells_; }

 private:
  void rain(const Grid& grid, Water& water, double step_s) const;
  void infiltrate(const Grid& grid, Water& water, double step_s) const;
  void points(const Grid& grid, Water& water, double step_s) const;

  const Forcing& forcing_;
  bool rains_ = false, infiltrates_ = false;
  double fastest_rise_m_s_ = 0.0;
  double rain_m3_s_ = 0.0;
  std::vector<std::int32_t> cells_;
};

}  // namespace sandtable::inundation
