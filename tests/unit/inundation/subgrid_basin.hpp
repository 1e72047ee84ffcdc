// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <random>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {

/// A basin whose columns and rows are pixels, `cell_m` wide, under coarser cells.
struct SubgridBasin : Basin {
  std::int32_t pixels = 5;
  std::vector<double> beds;

  void make() {
    beds = sample(bed);
    grid = make_subgrid({columns, rows, cell_m, beds, {&manning, 1}}, pixels, edges, method);
    water = make_water(grid);
  }
  /// Calls see(bed) for the pixels of a cell that have one.
  template <typename See>
  void each_pixel(std::int32_t column, std::int32_t row, See see) const {
    for (std::int32_t b = row * pixels; b < std::min(row * pixels + pixels, rows); ++b)
      for (std::int32_t a = column * pixels; a < std::min(column * pixels + pixels, columns); ++a) {
        const double bed_here = beds[static_cast<std::size_t>(b) * columns + a];
        if (!std::isnan(bed_here)) see(bed_here);
      }
  }
  double level(std::int32_t column, std::int32_t row) const {
    const std::int32_t k = grid.index(column, row);
    return level_of(grid, k, water.depth_m[k]);
  }
};

/// Pixels of random height up to 2 m, the same each time, with a piece outside in the north-west.
inline SubgridBasin rough_subgrid(std::int32_t pixels, std::int32_t columns, std::int32_t rows) {
  SubgridBasin basin;
  basin.pixels = pixels;
  basin.columns = columns;
  basin.rows = rows;
  basin.bed = [rows](double x, double y) {
    if (x + rows - y < 6.0) return std::numeric_limits<double>::quiet_NaN();
    std::mt19937 dice(static_cast<std::uint32_t>(1000 * x + 7919 * y));
    return 2.0 * static_cast<double>(dice()) / 4294967296.0;
  };
  basin.make();
  return basin;
}

}  // namespace sandtable::inundation
