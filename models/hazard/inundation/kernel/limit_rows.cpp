// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/kernel/lanes.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {
namespace {

/// So much of its water a cell may lose in a step: less than all by more than float's rounding.
constexpr float held_share = 0.99999F;

/// Depth that leaves a cell through its four faces, times dx / dt.
float outflow(const FaceRows& faces, std::int32_t k) {
  return (std::max(faces.east[k], 0.0F) + std::max(-faces.east[k - 1], 0.0F)) +
         (std::max(faces.north[k], 0.0F) + std::max(-faces.south[k], 0.0F));
}

/// Whether a cell of a span would lose more than it holds: eight cells at a time, or sixteen, as
/// nearly always none does.
bool any_lacks(const Span& span, const FaceRows& faces, const double* depth, float depth_share) {
  const EightFloats none{}, share = none + depth_share, held = none + held_share;
  EightFloats worst{};  // what leaves less what is there, at most
  std::int32_t k = span.begin;
  for (; k + 8 <= span.end; k += 8) {
    const EightFloats leaves =
        (larger(load_eight(faces.east + k), none) + larger(-load_eight(faces.east + k - 1), none)) +
        (larger(load_eight(faces.north + k), none) + larger(-load_eight(faces.south + k), none));
    worst = larger(leaves * share - round_eight(depth + k) * held, worst);
  }
  bool some = any_above(worst, 0.0F);
  for (; k < span.end; ++k)
    some |= outflow(faces, k) * depth_share > static_cast<float>(depth[k]) * held_share;
  return some;
}

[[gnu::target("arch=x86-64-v4")]] bool any_lacks_wide(const Span& span, const FaceRows& faces,
                                                      const double* depth, float depth_share) {
  const WideFloats none{}, share = none + depth_share, held = none + held_share;
  WideFloats worst{};
  std::int32_t k = span.begin;
  for (; k + 16 <= span.end; k += 16) {
    const WideFloats leaves = (larger_wide(load_sixteen_wide(faces.east + k), none) +
                               larger_wide(-load_sixteen_wide(faces.east + k - 1), none)) +
                              (larger_wide(load_sixteen_wide(faces.north + k), none) +
                               larger_wide(-load_sixteen_wide(faces.south + k), none));
    worst = larger_wide(leaves * share - round_sixteen_wide(depth + k) * held, worst);
  }
  return any_above_wide(worst, 0.0F) || any_lacks({k, span.end}, faces, depth, depth_share);
}

}  // namespace

void limit_outflow(const Span& span, const FaceRows& faces, const double* depth,
                   const std::uint8_t* inside, float depth_share) {
  if (!(has_wide_vectors() ? any_lacks_wide : any_lacks)(span, faces, depth, depth_share)) return;
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const float holds = static_cast<float>(depth[k]) * held_share;
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
