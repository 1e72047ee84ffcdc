// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/hazard/inundation/kernel/method.hpp"
#include "models/hazard/inundation/kernel/padded.hpp"

namespace sandtable::inundation {

/// What lies beyond an open edge of a cell. Every edge that is not listed is a wall.
enum class EdgeKind : std::uint8_t {
  free,   // water leaves and never comes back
  stage,  // the water level outside is prescribed (m, in the datum of the bed)
  inflow  // a discharge per metre of edge enters (m2/s)
};
enum class Side : std::uint8_t { west, east, south, north };

/// One open edge: the cell inside, the side on which it is open.
struct Edge {
  std::int32_t column = 0, row = 0;
  Side side = Side::west;
  EdgeKind kind = EdgeKind::free;
};

/// What a grid is made of. Cells are square; row 0 is the south one and rows are stored one after
/// the other (`row * columns + column`).
struct Terrain {
  std::int32_t columns = 0, rows = 0;
  double cell_m = 0.0;
  std::span<const double> bed_m;   // NaN: outside, a closed wall unless an edge opens it
  std::span<const float> manning;  // s/m^(1/3), one a cell, or a single one for all
};

struct SubgridTables;

/// The terrain as the kernels see it: immutable, one ring of cells around it, the bed above the
/// lowest cell in single precision. 8 bytes a cell.
///
/// `stride` cells make a row of the padded arrays (with some unused ones at its end); cell (column,
/// row) is `index(column, row)`. A face has the index of the cell west (x) or south (y) of it.
struct Grid {
  std::int32_t columns = 0, rows = 0;
  std::int32_t stride = 0;
  double cell_m = 0.0;
  double lowest_m = 0.0;
  Method method;
  Padded<float> bed, manning_squared;  // padded
  std::vector<std::uint8_t> inside;    // padded; 0: outside
  std::vector<Edge> edges;
  std::vector<std::int32_t> edge_face, edge_cell, edge_ghost;  // one an edge; padded indices
  std::vector<std::int32_t> walls_x, walls_y;  // faces between inside and outside, ascending
  std::int64_t inside_cells = 0;
  /// None: each cell is one pixel of the terrain. With tables `bed` is a cell's lowest pixel,
  /// `manning_squared` is empty, and the square of a factor on n applies to that of the tables.
  std::shared_ptr<const SubgridTables> subgrid;
  float manning_factor_squared = 1.0F;

  std::int64_t padded_cells() const { return std::int64_t{stride} * (rows + 2); }
  std::int32_t index(std::int32_t column, std::int32_t row) const {
    return (row + 1) * stride + column + 1;
  }
};

/// Refuses (Error) sizes that do not fit each other, a cell size or roughness that is not positive,
/// a bed without a cell inside, an edge that does not lie between inside and outside.
Grid make_grid(const Terrain& terrain, std::span<const Edge> edges, const Method& method);

/// The bytes that a grid of so many cells, one state on it and the work of `advance` take, to be
/// known before any of them is made; with the tables of cells `subgrid` pixels wide where that is
/// more than 1.
std::int64_t bytes_needed(std::int64_t columns, std::int64_t rows, const Method& method,
                          std::int32_t subgrid = 1);

/// Whether a face lies along y (its water flows north) rather than x.
inline bool along_y(Side side) {
  return side == Side::south || side == Side::north;
}

}  // namespace sandtable::inundation
