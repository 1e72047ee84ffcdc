// SPDX-License-Identifier: Apache-2.0
// Inside the model only: an elevation's cells as the pixels of coarser ones.
#pragma once

#include "models/hazard/inundation/terrain.hpp"

namespace sandtable::models {

/// Cells `along` pixels wide and high from the south-west corner on: the lowest pixel of each;
/// inside where any pixel is. The last ones may reach beyond the elevation.
Ground cells_over(const Ground& pixels, std::int64_t along);

/// What each cell holds, m over the whole cell, of water standing on its pixels.
std::vector<float> mean_over_cells(const std::vector<float>& depth_m, const Ground& pixels,
                                   std::int64_t along);

/// The soil that most pixels inside have, of equals the first in the list.
std::vector<std::uint8_t> commonest_over_cells(const std::vector<std::uint8_t>& soil,
                                               const Ground& pixels, std::int64_t along);

}  // namespace sandtable::models
