// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "models/hazard/inundation/kernel/water.hpp"
#include "sim/core/error.hpp"

namespace sandtable::inundation {
namespace {

/// The cell beyond a side, as a step in a padded array.
std::int32_t step_to(Side side, std::int32_t stride) {
  switch (side) {
    case Side::west:
      return -1;
    case Side::east:
      return 1;
    case Side::south:
      return -stride;
    default:
      return stride;
  }
}

void check_sizes(const Terrain& terrain) {
  const std::int64_t cells = std::int64_t{terrain.columns} * terrain.rows;
  if (terrain.columns < 1 || terrain.rows < 1)
    refuse(fmt::format("a grid of {} x {} cells (both must be at least 1)", terrain.columns,
                       terrain.rows));
  if ((terrain.columns + 2LL) * (terrain.rows + 2LL) > std::numeric_limits<std::int32_t>::max())
    refuse(fmt::format("a grid of {} x {} cells is too large (2^31 at most) use larger cells",
                       terrain.columns, terrain.rows));
  if (!(terrain.cell_m > 0) || !std::isfinite(terrain.cell_m))
    refuse(fmt::format("cell size {} m (must be positive)", terrain.cell_m));
  if (std::ssize(terrain.bed_m) != cells)
    refuse(fmt::format("{} bed levels for {} cells", terrain.bed_m.size(), cells));
  if (terrain.manning.size() != 1 && std::ssize(terrain.manning) != cells)
    refuse(fmt::format("{} roughness values for {} cells", terrain.manning.size(), cells));
}

/// The lowest bed inside; refuses a grid that has no cell inside and a bed that is infinite.
double lowest(const Terrain& terrain) {
  double found = std::numeric_limits<double>::infinity();
  for (const double bed : terrain.bed_m) {
    if (std::isinf(bed)) refuse("a bed level is infinite");
    if (bed < found) found = bed;
  }
  if (std::isinf(found)) refuse("no cell of the grid has a bed level");
  return found;
}

void fill_cells(const Terrain& terrain, Grid& grid) {
  for (std::int32_t row = 0; row < terrain.rows; ++row)
    for (std::int32_t column = 0; column < terrain.columns; ++column) {
      const std::int64_t from = std::int64_t{row} * terrain.columns + column;
      const float manning = terrain.manning[terrain.manning.size() == 1 ? 0 : from];
      const std::int32_t to = grid.index(column, row);
      if (std::isnan(terrain.bed_m[from])) continue;
      if (!(manning >= 0) || std::isinf(manning))
        refuse(fmt::format("roughness {} in column {}, row {} (Manning's n is 0 or more)", manning,
                           column, row));
      grid.inside[to] = 1;
      grid.inside_cells += 1;
      grid.bed[to] = static_cast<float>(terrain.bed_m[from] - grid.lowest_m);
      grid.manning_squared[to] = manning * manning;
    }
}

/// Beyond an edge the bed goes on as high as it is inside: the lowest of the cells beside.
void open(Grid& grid, const Edge& edge) {
  const auto refused = [&](const char* why) {
    refuse(fmt::format("an edge at column {}, row {} {}", edge.column, edge.row, why));
  };
  if (edge.column < 0 || edge.column >= grid.columns || edge.row < 0 || edge.row >= grid.rows)
    refused("lies outside the grid");
  const std::int32_t cell = grid.index(edge.column, edge.row);
  const std::int32_t ghost = cell + step_to(edge.side, grid.stride);
  if (grid.inside[cell] == 0) refused("belongs to a cell outside the terrain");
  if (grid.inside[ghost] != 0) refused("lies between two cells of the terrain");
  const bool first = grid.manning_squared[ghost] < 0;
  grid.bed[ghost] = first ? grid.bed[cell] : std::min(grid.bed[ghost], grid.bed[cell]);
  grid.manning_squared[ghost] = grid.manning_squared[cell];
  grid.edges.push_back(edge);
  grid.edge_cell.push_back(cell);
  grid.edge_ghost.push_back(ghost);
  grid.edge_face.push_back(std::min(cell, ghost));
}

/// Closed faces: between inside and outside, where no edge is open.
std::vector<std::int32_t> walls(const Grid& grid, std::int32_t step, bool along) {
  std::vector<std::int32_t> open_faces, found;
  for (std::size_t e = 0; e < grid.edges.size(); ++e)
    if (along_y(grid.edges[e].side) == along) open_faces.push_back(grid.edge_face[e]);
  std::sort(open_faces.begin(), open_faces.end());
  for (std::int32_t k = 0; k + step < std::ssize(grid.inside); ++k)
    if (grid.inside[k] != grid.inside[k + step] &&
        !std::binary_search(open_faces.begin(), open_faces.end(), k))
      found.push_back(k);
  return found;
}

}  // namespace

Grid make_grid(const Terrain& terrain, std::span<const Edge> edges, const Method& method) {
  check_sizes(terrain);
  Grid grid;
  grid.columns = terrain.columns;
  grid.rows = terrain.rows;
  grid.stride = static_cast<std::int32_t>(padded_stride(terrain.columns));
  grid.cell_m = terrain.cell_m;
  grid.lowest_m = lowest(terrain);
  grid.method = method;
  const auto cells = static_cast<std::size_t>(grid.padded_cells());
  grid.bed.assign(cells, 0.0F);
  constexpr float untouched = -1.0F;
  grid.manning_squared.assign(cells, untouched);
  grid.inside.assign(cells, 0);
  fill_cells(terrain, grid);
  for (const Edge& edge : edges) open(grid, edge);
  std::replace(grid.manning_squared.begin(), grid.manning_squared.end(), untouched, 0.0F);
  grid.walls_x = walls(grid, 1, false);
  grid.walls_y = walls(grid, grid.stride, true);
  return grid;
}

std::int64_t bytes_needed(std::int64_t columns, std::int64_t rows, const Method& method,
                          std::int32_t subgrid) {
  const std::int64_t grid = 2 * sizeof(float) + sizeof(std::uint8_t);
  const std::int64_t water = sizeof(double) + 4 * sizeof(float);
  const std::int64_t heun = method.order == 2 ? sizeof(double) + 2 * sizeof(float) : 0;
  const std::int64_t tables = subgrid > 1 ? subgrid_bytes(subgrid) : 0;
  return padded_stride(columns) * (rows + 2) * (grid + water + heun + tables);
}

}  // namespace sandtable::inundation
