// SPDX-License-Identifier: Apache-2.0
// Tables of coarse cells against sums over their pixels.
#include "models/hazard/inundation/kernel/subgrid_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "sim/core/error.hpp"
#include "tests/unit/inundation/subgrid_basin.hpp"

namespace sandtable::inundation {
namespace {

/// Mean depth over a cell at a level above the lowest pixel, pixel by pixel.
double summed_depth(const SubgridBasin& basin, std::int32_t column, std::int32_t row,
                    double level_m) {
  double sum = 0.0;
  basin.each_pixel(column, row,
                   [&](double bed) { sum += std::max(0.0, level_m + basin.grid.lowest_m - bed); });
  return sum / (basin.pixels * basin.pixels);
}

/// The largest error of storage at any level up to 3 m, m, in cells that are full or are not.
double worst_storage(const SubgridBasin& basin, bool full) {
  double worst = 0.0;
  for (std::int32_t row = 0; row < basin.grid.rows; ++row)
    for (std::int32_t column = 0; column < basin.grid.columns; ++column) {
      const std::int32_t k = basin.grid.index(column, row);
      if (basin.grid.inside[k] == 0 || (basin.grid.subgrid->per_inside[k] == 1) != full) continue;
      for (double level = 0.0; level < 3.0; level += 0.01)
        worst = std::max(worst, std::abs(subgrid_depth(*basin.grid.subgrid, k, level).depth_m -
                                         summed_depth(basin, column, row, level)));
    }
  return worst;
}

}  // namespace

// Catches a storage curve that is not that of the pixels, in full cells and in cells of which a
// part is outside; with few pixels it is exact.
TEST_CASE("a coarse cell stores what its pixels store", "[inundation]") {
  for (const std::int32_t pixels : {1, 2, 4})
    CHECK(worst_storage(rough_subgrid(pixels, 8 * pixels, 6 * pixels), true) < 1e-6);
  CHECK(worst_storage(rough_subgrid(5, 40, 30), true) < 0.012);  // relief 2 m
  CHECK(worst_storage(rough_subgrid(10, 77, 58), true) < 0.012);
  for (const std::int32_t pixels : {4, 5, 10})
    CHECK(worst_storage(rough_subgrid(pixels, 77, 58), false) < 0.015);
}

// Catches a level that does not give back the depth it was made of.
TEST_CASE("level and depth of a coarse cell are each other's inverse", "[inundation]") {
  const SubgridBasin basin = rough_subgrid(7, 40, 30);
  for (std::int32_t row = 0; row < basin.grid.rows; ++row)
    for (double level = 0.5; level < 4.0; level += 0.1) {
      const std::int32_t k = basin.grid.index(2, row);
      const auto at = subgrid_depth(*basin.grid.subgrid, k, level);
      if (at.depth_m == 0) continue;
      const auto back = subgrid_level(*basin.grid.subgrid, k, at.depth_m);
      CHECK(back.level_m == Approx(level).epsilon(1e-13));
      CHECK(back.hydraulic_m == Approx(at.depth_m / at.wet_share).epsilon(1e-6));
    }
}

// Catches a face that conveys more or less than the strips of water through it (Manning), at and
// between the levels of its table and above them: a step of 0.3 m across the width.
TEST_CASE("a coarse face conveys what its strips convey", "[inundation]") {
  SubgridBasin basin;
  basin.pixels = 4;
  basin.columns = 8;
  basin.rows = 4;
  basin.bed = [](double, double y) { return y < 1.0 ? 0.0 : 0.3; };
  basin.make();
  const FaceTables& x = basin.grid.subgrid->x;
  const auto face = static_cast<std::size_t>(basin.grid.index(0, 0));
  CHECK(x.floor[face] == 0.0F);
  CHECK(x.range[face] == Approx(0.3F));
  for (std::int32_t i = 1; i <= FaceTables::steps; ++i) {
    const double level = 0.3 * i * i / (FaceTables::steps * FaceTables::steps);
    const float* const node = x.nodes.data() + face * FaceTables::values + 2 * i;
    const double strips = 0.25 * std::pow(level, 5.0 / 3) / basin.manning;
    CHECK(node[0] == Approx(0.25 * level).epsilon(1e-5));
    CHECK(std::pow(node[0], 5.0 / 3) / std::sqrt(node[1]) == Approx(strips).epsilon(1e-4));
  }
  const double level = 0.6, depth = 0.375;  // as far above the top as the floor is below
  const double strips = (0.25 * std::pow(level, 5.0 / 3) + 0.75 * std::pow(0.3, 5.0 / 3)) / 0.03;
  const double top = x.nodes[face * FaceTables::values + 2 * FaceTables::steps + 1];
  const double squared = x.limit[face] + (top - x.limit[face]) / (1 + x.fit[face] * 0.3);
  CHECK(std::pow(depth, 5.0 / 3) / std::sqrt(squared) == Approx(strips).epsilon(1e-3));
}

// Catches conveyance of pixels that do not lie beside the face, and a middle column that counts for
// both halves: 0 m beside the face, 1 m in the middle, 5 m beyond.
TEST_CASE("a coarse face is as wide as half a cell on either side", "[inundation]") {
  SubgridBasin basin;
  basin.pixels = 5;
  basin.columns = 10;
  basin.rows = 5;
  basin.bed = [](double x, double) {
    const double away = std::abs(x - 5.0);
    return away < 2.0 ? 0.0 : away < 3.0 ? 1.0 : 5.0;
  };
  basin.make();
  const FaceTables& x = basin.grid.subgrid->x;
  const auto face = static_cast<std::size_t>(basin.grid.index(0, 0));
  CHECK(x.floor[face] == 0.0F);
  CHECK(x.range[face] == 1.0F);
  const float* const top = x.nodes.data() + (face + 1) * FaceTables::values - 2;
  CHECK(top[0] == Approx(0.8));
}

// Catches tables that are made of what they do not hold for.
TEST_CASE("subgrid tables are refused where they make no sense", "[inundation]") {
  SubgridBasin basin = rough_subgrid(4, 16, 12);
  for (const std::int32_t pixels : {0, 101}) {
    basin.pixels = pixels;
    CHECK_THROWS_WITH(basin.make(), Catch::Contains("(1 to 100 are expected)"));
  }
  basin.pixels = 4;
  basin.method.scheme = Scheme::shallow_water;
  CHECK_THROWS_WITH(basin.make(), Catch::Contains("they hold for \"inertial\" only"));
}

// Catches bytes that are forgotten before a grid is made.
TEST_CASE("the bytes of subgrid tables are those of their arrays", "[inundation]") {
  for (const std::int32_t pixels : {1, 3, 5}) {
    const SubgridBasin basin = rough_subgrid(pixels, 6 * pixels, 5 * pixels);
    const SubgridTables& tables = *basin.grid.subgrid;
    std::size_t count = tables.mean_bed.size() + tables.per_inside.size();
    for (const FaceTables* faces : {&tables.x, &tables.y})
      for (const auto* values : {&faces->floor, &faces->range, &faces->per_range, &faces->share,
                                 &faces->limit, &faces->fit, &faces->nodes})
        count += values->size();
    CHECK(static_cast<std::int64_t>(4 * count) ==
          subgrid_bytes(pixels) * basin.grid.padded_cells());
  }
}

}  // namespace sandtable::inundation
