// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/hazard/inundation/kernel/grid.hpp"

namespace sandtable::inundation {

/// What flows through a face at a level, at `steps` heights between its floor and its top, which
/// lie closer to each other near the floor: at floor + (top - floor) (i / steps)^2. Linear between
/// them. A face without floor, a wall, has it at `wall_m`.
struct FaceTables {
  static constexpr std::int32_t steps = 12;
  static constexpr std::int32_t values = 2 * (steps + 1);  ///< of a face in `nodes`

  /// (padded face) The lowest level at which both sides are wet, m above the lowest pixel of the
  /// grid; from there to the highest pixel, and 1 over that (0: flat); the share of the width that
  /// is ground.
  std::vector<float> floor, range, per_range, share;
  /// (padded face) Above the top n^2 nears a limit: limit + (n_top^2 - limit) / (1 + fit above).
  std::vector<float> limit, fit;
  /// (padded face, step, 2) Mean depth over the width, m; n^2.
  std::vector<float> nodes;
};

/// What a grid of coarse cells keeps of the pixels under it (after van Ormondt et al. 2025, Geosci.
/// Model Dev. 18:843), made once and never changed.
///
/// Storage. The mean depth of a cell at a level is the largest of
///
///   f (level - m_f),     m_f the mean bed of the lowest share f of its pixels,
///
/// over all shares; here over a few, close to each other where f is small. So the level is the
/// lowest of m_f + depth / f: continuous, rising, exact while one pixel or all are wet, and
/// everywhere if a cell has no more than `most_lines` pixels. 4 bytes a line and cell.
///
/// Conveyance. On either side of a face lies half a cell of pixels. At a level each half has the
/// mean depth H and the mean of h^(5/3) / n over its width; the lower H and the lower mean of both
/// are those of the face, its representative n is H^(5/3) over that mean. The paper's wet fraction
/// acts on advection and wind only, which these equations do not have.
struct SubgridTables {
  static constexpr std::int32_t most_lines = 16;
  /// Lines whose levels lie so close together may have changed places in rounding, m.
  static constexpr double same_level_m = 1e-3;

  std::int32_t pixels = 1;        ///< along the side of a cell
  std::vector<double> per_share;  ///< (line) 1 / f, falling to 1
  std::vector<float> mean_bed;    ///< (line, padded cell) m_f, m above the lowest pixel
  std::vector<float> per_inside;  ///< (padded cell) 1 / share of the cell that is ground
  FaceTables x, y;

  std::int64_t cells() const { return std::ssize(per_inside); }
};

/// Level (above the lowest pixel) of a padded cell that holds a mean depth; the hydraulic depth
/// (volume over wet surface) and the wet share of the ground there.
struct SubgridLevel {
  double level_m = 0, hydraulic_m = 0, wet_share = 0;
};
SubgridLevel subgrid_level(const SubgridTables& tables, std::int64_t k, double depth_m);

/// The mean depth of a padded cell whose water stands at a level, and the share of the whole cell
/// that is wet; the inverse of `subgrid_level`.
struct SubgridDepth {
  double depth_m = 0, wet_share = 0;
};
SubgridDepth subgrid_depth(const SubgridTables& tables, std::int64_t k, double level_m);

/// A grid of cells `pixels` wide and high over a fine terrain, with tables; where the last column
/// or row of cells is not full, the rest of it is outside, as are pixels without a bed. A cell is
/// inside if any pixel of it is. `edges` are of cells. Inertial only. Refuses what `make_grid`
/// refuses, another scheme, `pixels` below 1 or above 100.
Grid make_subgrid(const Terrain& pixels_of, std::int32_t pixels, std::span<const Edge> edges,
                  const Method& method);

/// The bytes of the tables for each padded cell.
std::int64_t subgrid_bytes(std::int32_t pixels);

}  // namespace sandtable::inundation
