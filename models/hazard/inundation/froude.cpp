// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/froude.hpp"

#include <cmath>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"

namespace sandtable::inundation {

Fastest mark_fast(const Grid& grid, const Water& water, float least_depth_m,
                  std::span<std::uint8_t> flags) {
  float largest = 0;
  std::int64_t at = -1;
  for (std::int32_t row = 0; row < grid.rows; ++row)
    for (std::int32_t column = 0; column < grid.columns; ++column) {
      const std::int32_t k = grid.index(column, row);
      const auto depth = static_cast<float>(water.depth_m[k]);
      if (grid.inside[k] == 0) continue;
      const float hydraulic =
          grid.subgrid
              ? static_cast<float>(subgrid_level(*grid.subgrid, k, water.depth_m[k]).hydraulic_m)
              : depth;
      if (hydraulic < least_depth_m) continue;
      const float x = 0.5F * (water.flow_x[k - 1] + water.flow_x[k]);
      const float y = 0.5F * (water.flow_y[k - grid.stride] + water.flow_y[k]);
      const float square = (x * x + y * y) / (gravity_m_s2 * depth * depth * hydraulic);
      const std::int64_t cell = std::int64_t{row} * grid.columns + column;
      if (square > 1) flags[static_cast<std::size_t>(cell)] = 1;
      if (square > largest) largest = square, at = cell;
    }
  return {std::sqrt(largest), at};
}

}  // namespace sandtable::inundation
