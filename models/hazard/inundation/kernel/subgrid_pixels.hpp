// SPDX-License-Identifier: Apache-2.0
// Inside the kernel only: how the tables are made of pixels.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"

namespace sandtable::inundation {

/// The pixels under a grid of cells.
struct Pixels {
  const Terrain& terrain;
  std::int32_t along = 1;  ///< the side of a cell
  double lowest_m = 0.0;

  std::int32_t columns() const { return (terrain.columns + along - 1) / along; }
  std::int32_t rows() const { return (terrain.rows + along - 1) / along; }
  float manning(std::int64_t pixel) const {
    return terrain.manning[terrain.manning.size() == 1 ? 0 : pixel];
  }
  /// Calls see(pixel, column and row in the cell) for the pixels of a cell that have a bed.
  template <typename See>
  void each_of(std::int32_t column, std::int32_t row, See see) const {
    const std::int32_t rows_here = std::min(along, terrain.rows - row * along);
    const std::int32_t columns_here = std::min(along, terrain.columns - column * along);
    for (std::int32_t b = 0; b < rows_here; ++b)
      for (std::int32_t a = 0; a < columns_here; ++a) {
        const std::int64_t pixel =
            std::int64_t{row * along + b} * terrain.columns + column * along + a;
        if (terrain.bed_m[pixel] == terrain.bed_m[pixel]) see(pixel, a, b);
      }
  }
};

/// The numbers of pixels of the lines of a full cell, rising.
std::vector<std::int32_t> line_counts(std::int32_t pixels);

/// Fills the face tables: `grid` has its cells, walls and edges.
void fill_faces(const Pixels& pixels, const Grid& grid, SubgridTables& tables);

}  // namespace sandtable::inundation
