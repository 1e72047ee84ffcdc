// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/sweep.hpp"

namespace sandtable::inundation {
namespace {

/// Depth that leaves a cell through its four faces, times dx / dt.
inline float outflow(const FaceRows& faces, std::int32_t k) {
  return (std::max(faces.east[k], 0.0F) + std::max(-faces.east[k - 1], 0.0F)) +
         (std::max(faces.north[k], 0.0F) + std::max(-faces.south[k], 0.0F));
}

bool any_runs_dry(const Span& span, const FaceRows& faces, const double* depth, float depth_share) {
  std::int32_t runs_dry = 0;
#pragma omp simd reduction(| : runs_dry)
  for (std::int32_t k = span.begin; k < span.end; ++k)
    runs_dry |= outflow(faces, k) * depth_share > static_cast<float>(depth[k]) * 0.99999F ? 1 : 0;
  return runs_dry != 0;
}

}  // namespace

void limit_outflow(const Span& span, const FaceRows& faces, const double* depth,
                   const std::uint8_t* inside, float depth_share) {
  if (!any_runs_dry(span, faces, depth, depth_share)) return;
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
