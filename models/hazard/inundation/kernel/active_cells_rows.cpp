// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/kernel/active_cells.hpp"
#include "models/hazard/inundation/kernel/lanes.hpp"

namespace sandtable::inundation {

void find_wet(const Span& span, const double* depth, double flow_depth_m, std::uint8_t* wet) {
  std::int32_t k = span.begin;
  for (; k + ActiveCells::block <= span.end; k += ActiveCells::block) {
    const bool deep =
        any_above(load(depth + k), flow_depth_m) || any_above(load(depth + k + 4), flow_depth_m);
    wet[(k - 1) / ActiveCells::block] = deep ? 1 : 0;
  }
  for (; k < span.end; ++k)
    if (depth[k] > flow_depth_m) wet[(k - 1) / ActiveCells::block] = 1;
}

void ActiveCells::widen() {
  std::fill(active_.begin(), active_.end(), std::uint8_t{0});
  std::vector<std::uint8_t> wide(static_cast<std::size_t>(blocks_) + 2);  // block b at b + 1
  std::uint8_t* const wide_row = wide.data();
  for (std::int32_t row = 1; row <= rows_; ++row) {
    const std::uint8_t* const wet = wet_.data() + static_cast<std::size_t>(row) * blocks_;
    if (std::find(wet, wet + blocks_, std::uint8_t{1}) == wet + blocks_) continue;
    std::fill(wide.begin(), wide.end(), std::uint8_t{0});
    for (const std::int32_t beside : {0, 1, 2})
#pragma omp simd
      for (std::int32_t b = 0; b < blocks_; ++b) wide_row[b + beside] |= wet[b];
    for (std::int32_t to = std::max(1, row - margin); to <= std::min(rows_, row + margin); ++to) {
      std::uint8_t* const active = active_.data() + static_cast<std::size_t>(to) * blocks_;
#pragma omp simd
      for (std::int32_t b = 0; b < blocks_; ++b) active[b] |= wide_row[b + 1];
    }
  }
}

}  // namespace sandtable::inundation
