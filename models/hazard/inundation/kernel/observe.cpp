// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "models/hazard/inundation/kernel/water.hpp"

namespace sandtable::inundation {
namespace {

/// Calls set(unpadded index, padded index) for every cell.
template <typename Set>
void each_cell(const Grid& grid, Set set) {
  for (std::int32_t row = 0; row < grid.rows; ++row)
    for (std::int32_t column = 0; column < grid.columns; ++column)
      set(std::size_t{0} + row * static_cast<std::size_t>(grid.columns) + column,
          grid.index(column, row));
}

/// h times speed, m2/s.
float flow_of(const Grid& grid, const Water& water, std::int32_t k) {
  if (grid.method.scheme == Scheme::shallow_water)
    return std::sqrt(water.flow_x[k] * water.flow_x[k] + water.flow_y[k] * water.flow_y[k]);
  const float x = 0.5F * (water.flow_x[k - 1] + water.flow_x[k]);
  const float y = 0.5F * (water.flow_y[k - grid.stride] + water.flow_y[k]);
  return std::sqrt(x * x + y * y);
}

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

}  // namespace

void depths(const Grid& grid, const Water& water, std::span<float> depth_m) {
  each_cell(grid, [&](std::size_t to, std::int32_t k) {
    depth_m[to] = grid.inside[k] != 0 ? static_cast<float>(water.depth_m[k]) : nan;
  });
}

void levels(const Grid& grid, const Water& water, std::span<double> level_m) {
  each_cell(grid, [&](std::size_t to, std::int32_t k) {
    level_m[to] = grid.inside[k] != 0 ? level_of(grid, k, water.depth_m[k]) : nan;
  });
}

void depth_times_speed(const Grid& grid, const Water& water, std::span<float> product_m2_s) {
  each_cell(grid, [&](std::size_t to, std::int32_t k) {
    const bool flows = water.depth_m[k] > grid.method.flow_depth_m;
    product_m2_s[to] = grid.inside[k] == 0 ? nan : flows ? flow_of(grid, water, k) : 0.0F;
  });
}

float speed_at(const Grid& grid, const Water& water, std::int32_t k) {
  const double depth = water.depth_m[k];
  if (grid.inside[k] == 0) return nan;
  return depth > grid.method.flow_depth_m ? flow_of(grid, water, k) / static_cast<float>(depth)
                                          : 0.0F;
}

void speeds(const Grid& grid, const Water& water, std::span<float> speed_m_s) {
  each_cell(grid,
            [&](std::size_t to, std::int32_t k) { speed_m_s[to] = speed_at(grid, water, k); });
}

}  // namespace sandtable::inundation
