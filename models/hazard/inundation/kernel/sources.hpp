// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/hazard/inundation/kernel/advance.hpp"

namespace sandtable::inundation {

/// Adds rain to every padded cell.
void add_rain(std::span<const double> rates_m_s, double step_s, std::span<double> depth_m);
/// Takes infiltration from every padded cell, not more than is there; returns the sum of depths
/// taken, and adds them to `taken_m` by cell unless that is empty.
double take_infiltration(std::span<const double> rates_m_s, double step_s,
                         std::span<double> depth_m, std::span<double> taken_m);

/// Rain, infiltration, point sources, transfers and culverts of one forcing, ready to be applied
/// step by step.
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
  bool everywhere() const { return !rain_.empty(); }
  /// Cells (padded) in which water may appear or that an edge feeds.
  const std::vector<std::int32_t>& cells() const { return cells_; }

 private:
  void infiltrate(const Grid& grid, Water& water, double step_s) const;
  double infiltrate_wet(const Grid& grid, Water& water, double step_s) const;
  void points(const Grid& grid, Water& water, double step_s) const;
  void culverts(const Grid& grid, Water& water, double step_s) const;

  const Forcing& forcing_;
  double fastest_rise_m_s_ = 0.0;
  double rain_m3_s_ = 0.0;
  std::vector<double> rain_, infiltration_;  // m/s, padded, 0 outside; empty: none
  std::vector<std::int32_t> cells_;
};

}  // namespace sandtable::inundation
