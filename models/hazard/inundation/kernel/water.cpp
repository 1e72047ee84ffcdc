// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/water.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "sim/core/error.hpp"

namespace sandtable::inundation {
namespace {

/// The crest that the bed alone gives a face between two padded cells.
float natural_crest(const Grid& grid, std::int32_t cell, std::int32_t beyond) {
  if (grid.subgrid) return (beyond - cell == 1 ? grid.subgrid->x : grid.subgrid->y).floor[cell];
  if (grid.inside[cell] == 0 || grid.inside[beyond] == 0) return wall_m;
  return std::max(grid.bed[cell], grid.bed[beyond]);
}

void forget_motion(const Grid& grid, Water& water) {
  std::fill(water.flow_x.begin(), water.flow_x.end(), 0.0F);
  std::fill(water.flow_y.begin(), water.flow_y.end(), 0.0F);
  water.ledger = {.first = stored(grid, water)};
  water.wave_speed = 0.0F;
}

void put_in_order(std::vector<std::int32_t>& faces, std::int32_t face, bool present) {
  const auto at = std::lower_bound(faces.begin(), faces.end(), face);
  const bool there = at != faces.end() && *at == face;
  if (present && !there) faces.insert(at, face);
  if (!present && there) faces.erase(at);
}

}  // namespace

Water make_water(const Grid& grid) {
  const auto cells = static_cast<std::size_t>(grid.padded_cells());
  Water water;
  water.depth_m.assign(cells, 0.0);
  water.flow_x.assign(cells, 0.0F);
  water.flow_y.assign(cells, 0.0F);
  water.crest_x.assign(cells, wall_m);
  water.crest_y.assign(cells, wall_m);
  for (std::int32_t k = 0; k + grid.stride < std::ssize(water.depth_m); ++k) {
    water.crest_x[k] = natural_crest(grid, k, k + 1);
    water.crest_y[k] = natural_crest(grid, k, k + grid.stride);
  }
  for (std::size_t e = 0; e < grid.edges.size() && !grid.subgrid; ++e) {
    if (grid.edges[e].kind == EdgeKind::inflow) continue;
    Padded<float>& crest = along_y(grid.edges[e].side) ? water.crest_y : water.crest_x;
    crest[grid.edge_face[e]] = grid.bed[grid.edge_cell[e]];
  }
  return water;
}

void fill_to_level(const Grid& grid, Water& water, double level_m) {
  const double level = level_m - grid.lowest_m;
  for (std::size_t k = 0; k < water.depth_m.size(); ++k) {
    if (grid.inside[k] == 0)
      water.depth_m[k] = 0.0;
    else if (grid.subgrid)
      water.depth_m[k] = subgrid_depth(*grid.subgrid, static_cast<std::int64_t>(k), level).depth_m;
    else
      water.depth_m[k] = std::max(0.0, level - grid.bed[k]);
  }
  forget_motion(grid, water);
}

void set_depths(const Grid& grid, Water& water, std::span<const double> depth_m) {
  if (std::ssize(depth_m) != std::int64_t{grid.columns} * grid.rows)
    refuse(fmt::format("{} depths for {} x {} cells", depth_m.size(), grid.columns, grid.rows));
  for (std::int32_t row = 0; row < grid.rows; ++row)
    for (std::int32_t column = 0; column < grid.columns; ++column) {
      const std::int32_t k = grid.index(column, row);
      const double depth = depth_m[std::int64_t{row} * grid.columns + column];
      if (grid.inside[k] == 0) continue;
      if (!(depth >= 0) || std::isinf(depth))
        refuse(
            fmt::format("depth {} m in column {}, row {} (must be 0 or more)", depth, column, row));
      water.depth_m[k] = depth;
    }
  forget_motion(grid, water);
}

void set_crest(const Grid& grid, Water& water, std::int32_t column, std::int32_t row, Side side,
               double crest_m) {
  const bool y = along_y(side);
  const std::int32_t step = y ? grid.stride : 1;
  const bool before = side == Side::west || side == Side::south;
  const std::int32_t face = grid.index(column, row) - (before ? step : 0);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows ||
      grid.inside[face] == 0 || grid.inside[face + step] == 0)
    refuse(
        fmt::format("no crest can stand at column {}, row {} (not between two cells of the grid)",
                    column, row));
  const float natural = natural_crest(grid, face, face + step);
  const float crest = std::max(natural, static_cast<float>(crest_m - grid.lowest_m));
  (y ? water.crest_y : water.crest_x)[face] = crest;
  put_in_order(y ? water.weirs_y : water.weirs_x, face, crest > natural);
}

double level_of(const Grid& grid, std::int64_t k, double depth_m) {
  const auto at = static_cast<std::size_t>(k);
  if (grid.subgrid) return grid.lowest_m + subgrid_level(*grid.subgrid, k, depth_m).level_m;
  return grid.lowest_m + static_cast<double>(grid.bed[at]) + depth_m;
}

double stored(const Grid& grid, const Water& water) {
  double cubic_metres = 0.0;
  for (std::int32_t row = 1; row <= grid.rows; ++row) {
    double depth = 0.0;
    for (std::int32_t k = row * grid.stride + 1; k <= row * grid.stride + grid.columns; ++k)
      depth += grid.inside[k] != 0 ? water.depth_m[k] : 0.0;
    cubic_metres += depth * grid.cell_m * grid.cell_m;
  }
  return cubic_metres;
}

double mass_error(const Grid& grid, const Water& water) {
  const Ledger& ledger = water.ledger;
  const double expected = ledger.first + ledger.in() - ledger.out();
  const double all = ledger.first + ledger.in();
  return all > 0 ? std::abs(stored(grid, water) - expected) / all : 0.0;
}

}  // namespace sandtable::inundation
