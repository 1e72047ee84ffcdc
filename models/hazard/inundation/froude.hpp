// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "models/hazard/inundation/kernel/water.hpp"

namespace sandtable::inundation {

/// The largest Froude number of a moment and the cell (row * columns + column) that has it.
struct Fastest {
  float froude = 0;
  std::int64_t cell = -1;
};

/// |v| / sqrt(g h) of all cells with at least `least_depth_m` of water (thin films at a wet edge
/// mean nothing; with subgrid tables h is the hydraulic depth); sets the flag of each in which it
/// is above 1. Inertial only: flows are those of faces.
Fastest mark_fast(const Grid& grid, const Water& water, float least_depth_m,
                  std::span<std::uint8_t> flags);

}  // namespace sandtable::inundation
