// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/hazard/inundation/kernel/grid.hpp"

namespace sandtable::inundation {

/// What came in and went out since the beginning, m3, all as positive numbers.
struct Ledger {
  double first = 0.0;  // stored at the beginning
  double rain = 0.0, source = 0.0, edge_in = 0.0;
  double infiltration = 0.0, sink = 0.0, edge_out = 0.0;

  double in() const { return rain + source + edge_in; }
  double out() const { return infiltration + sink + edge_out; }
  bool operator==(const Ledger&) const = default;
};

/// The state: a value, copied for a branch. 24 bytes a cell (padded as the grid).
struct Water {
  /// Depth in double: drizzle on deep water is not lost, and the level of a lake is exact.
  Padded<double> depth_m;
  /// m2/s. inertial: through the east and the north face; shallow-water: of the cell (h u, h v).
  Padded<float> flow_x, flow_y;
  /// What water must rise above to pass the east and the north face: the higher bed beside it, or
  /// the crest of a levee; above the lowest cell.
  Padded<float> crest_x, crest_y;
  /// Faces whose crest was raised, in ascending order: weirs.
  std::vector<std::int32_t> weirs_x, weirs_y;
  Ledger ledger;
  /// The largest wave speed of the last step, m/s; 0 when it is to be found anew.
  float wave_speed = 0.0F;
  double step_s = 0.0;       // the last time step
  std::int64_t steps = 0;    // so many so far
  std::int64_t updates = 0;  // cells computed so far

  bool operator==(const Water&) const = default;
};

/// Higher than any water: no flow passes such a crest.
inline constexpr float wall_m = 1e30F;

/// Dry, nothing flows, crests as the bed has them.
Water make_water(const Grid& grid);

/// Fills every cell inside up to the level (m, in the datum of the bed), or sets its depth. The
/// ledger begins anew.
void fill_to_level(const Grid& grid, Water& water, double level_m);
void set_depths(const Grid& grid, Water& water, std::span<const double> depth_m);

/// Raises the face on a cell's side to a crest (m, in the datum of the bed), or with a level that
/// is not above the bed takes away what stands there. Refuses a face at the grid's edge.
void set_crest(const Grid& grid, Water& water, std::int32_t column, std::int32_t row, Side side,
               double crest_m);

/// The level at which a padded cell holds a mean depth, m in the datum of the bed.
double level_of(const Grid& grid, std::int64_t k, double depth_m);

/// The volume stored, m3, summed by rows.
double stored(const Grid& grid, const Water& water);

/// |stored - (first + in - out)| / (first + in): 0 for a grid that never saw water.
double mass_error(const Grid& grid, const Water& water);

/// Per cell, unpadded (rows * columns); NaN outside.
void depths(const Grid& grid, const Water& water, std::span<float> depth_m);
/// Water level where it is wet (the bed where it is dry), m in the datum of the bed.
void levels(const Grid& grid, const Water& water, std::span<double> level_m);
/// Speed, m/s: of the cell, or for inertial the mean flow of its faces over its depth; 0 where the
/// cell holds less than `Method::flow_depth_m`.
void speeds(const Grid& grid, const Water& water, std::span<float> speed_m_s);
/// The same of one padded cell.
float speed_at(const Grid& grid, const Water& water, std::int32_t k);
/// Depth times speed, m2/s, for hazard ratings.
void depth_times_speed(const Grid& grid, const Water& water, std::span<float> product_m2_s);

}  // namespace sandtable::inundation
