// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/hazard/inundation/kernel/culvert.hpp"
#include "models/hazard/inundation/kernel/grid.hpp"
#include "models/hazard/inundation/kernel/water.hpp"
#include "sim/core/parts.hpp"

namespace sandtable::inundation {

/// Discharge into a cell (m3/s), or out of it where negative (not more than is there).
struct PointSource {
  std::int32_t column = 0, row = 0;
  double m3_s = 0.0;
};

/// A pump: from one cell to another, not more than is there.
struct Transfer {
  std::int32_t from_column = 0, from_row = 0, to_column = 0, to_row = 0;
  double m3_s = 0.0;
};

/// What drives the water, constant over one call of `advance`. Spans are unpadded (row * columns +
/// column) and must outlive the call; an empty one means none.
struct Forcing {
  double rain_m_s = 0.0;                    // everywhere inside
  std::span<const float> rain_by_cell_m_s;  // added to it
  double infiltration_m_s = 0.0;            // capacity; not more than is there
  std::span<const float> infiltration_by_cell_m_s;
  std::span<const PointSource> sources;
  std::span<const Transfer> transfers;
  std::span<const Culvert> culverts;    // at the levels of each time step
  std::span<const double> edge_values;  // one an edge of the grid: m (stage), m2/s (inflow)
  // What is counted meanwhile, if it is asked for; both are added to.
  std::span<double> infiltrated_m;  // (padded cell)
  std::span<double> culvert_m3;     // (culvert) from `from` to `to`, less what flowed back
};

/// Where and when the computation broke down.
struct Instability {
  std::int32_t column = 0, row = 0;
  double time_s = 0.0, depth_m = 0.0, step_s = 0.0;
  std::string text() const;
};

/// Advances the water from one time to another (s) by as many steps as stability asks. A pure
/// function of its arguments: the same bits whenever the same times are asked for one after
/// another, on any number of threads. Returns what went wrong, if anything did; the state is then
/// of no use.
[[nodiscard]] std::optional<Instability> advance(const Grid& grid, const Forcing& forcing,
                                                 Water& water, double from_s, double to_s,
                                                 const Parts& parts = {});

}  // namespace sandtable::inundation
