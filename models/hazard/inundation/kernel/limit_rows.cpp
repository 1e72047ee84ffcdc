// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/kernel/sweep.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {
namespace {

[[gnu::always_inline]] inline float positive(float flow) {
  return flow > 0.0F ? flow : 0.0F;
}

/// Depth that leaves a cell through its four faces, times dx / dt.
float outflow(const FaceRows& faces, std::int32_t k) {
  return (positive(faces.east[k]) + positive(-faces.east[k - 1])) +
         (positive(faces.north[k]) + positive(-faces.south[k]));
}

[[gnu::always_inline]] inline void find_lack(const Span span, const FaceRows faces,
                                             const double* depth, float depth_share, float* lack) {
  const float* const east = faces.east;
  const float* const south = faces.south;
  const float* const north = faces.north;
  float worst = 0.0F;  // the largest of what leaves less what is there
#pragma omp simd reduction(max : worst)
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const float leaves =
        (positive(east[k]) + positive(-east[k - 1])) + (positive(north[k]) + positive(-south[k]));
    const float lacks = leaves * depth_share - static_cast<float>(depth[k]) * 0.99999F;
    worst = lacks > worst ? lacks : worst;
  }
  *lack = worst;
}

}  // namespace

void limit_outflow(const Span& span, const FaceRows& faces, const double* depth,
                   const std::uint8_t* inside, float depth_share) {
  float lack = 0.0F;
  run_widest<find_lack>(span, faces, depth, depth_share, &lack);
  if (lack <= 0) return;
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const float holds = static_cast<float>(depth[k]) * 0.99999F;  // above float's rounding
    const float leaves = outflow(faces, k) * depth_share;
    if (leaves <= holds || inside[k] == 0) continue;
    const float share = std::max(holds, 0.0F) / leaves;
    if (faces.east[k] > 0) faces.east[k] *= share;
    if (faces.east[k - 1] < 0) faces.east[k - 1] *= share;
    if (faces.north[k] > 0) faces.north[k] *= share;
    if (faces.south[k] < 0) faces.south[k] *= share;
  }
}

}  // namespace sandtable::inundation
