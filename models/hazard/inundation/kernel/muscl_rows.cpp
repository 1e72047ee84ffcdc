// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/hllc.hpp"
#include "models/hazard/inundation/kernel/shallow_water.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {
namespace {

/// Half the slope of a cell: the smaller of the two differences, 0 where they disagree.
[[gnu::always_inline]] inline float half_minmod(float before, float here, float after) {
  const float a = here - before;
  const float b = after - here;
  const float smaller = std::abs(a) < std::abs(b) ? a : b;
  return a * b > 0.0F ? 0.5F * smaller : 0.0F;
}

/// Pointers to one row, or to the same cells of another.
struct Rows {
  const float *level, *depth, *normal, *across;
};

/// The rebuilt values of a cell at one of its faces, and the pull of its own surface's slope.
struct Rebuilt {
  float level, depth, normal, across, pull;
};

/// Towards the face after the cell (sign 1) or before it (sign -1); flat where a cell is dry.
[[gnu::always_inline]] inline Rebuilt rebuild(const Rows& before, const Rows& here,
                                              const Rows& after, std::int32_t k, float sign) {
  const bool wet = std::min(std::min(before.depth[k], here.depth[k]), after.depth[k]) > 0.0F;
  const float use = wet ? sign : 0.0F;
  const float level = use * half_minmod(before.level[k], here.level[k], after.level[k]);
  return {here.level[k] + level,
          here.depth[k] + use * half_minmod(before.depth[k], here.depth[k], after.depth[k]),
          here.normal[k] + use * half_minmod(before.normal[k], here.normal[k], after.normal[k]),
          here.across[k] + use * half_minmod(before.across[k], here.across[k], after.across[k]),
          gravity_m_s2 * here.depth[k] * level};
}

struct FluxOut {
  float *volume, *before, *after, *across;
};

/// A crest counts where it was raised above both beds.
[[gnu::always_inline]] inline void fluxes_between(const Rows far_before, const Rows before,
                                                  const Rows after, const Rows far_after,
                                                  const float* crest, const float* bed,
                                                  const float* bed_after, std::int32_t begin,
                                                  std::int32_t end, const FluxOut out) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const Rebuilt l = rebuild(far_before, before, after, k, 1.0F);
    const Rebuilt r = rebuild(before, after, far_after, k, -1.0F);
    const float bed_l = l.level - l.depth;
    const float bed_r = r.level - r.depth;
    const float rebuilt_bed = bed_l > bed_r ? bed_l : bed_r;
    const bool raised = crest[k] > (bed[k] > bed_after[k] ? bed[k] : bed_after[k]);
    const float sill = raised ? crest[k] : rebuilt_bed;
    const float depth_before = l.level > sill ? l.level - sill : 0.0F;
    const float depth_after = r.level > sill ? r.level - sill : 0.0F;
    const FluxAcross flux =
        hllc({depth_before, l.normal, l.across}, {depth_after, r.normal, r.across});
    out.volume[k] = flux.volume;
    out.before[k] = flux.normal - pressure(depth_before) + l.pull;
    out.after[k] = flux.normal - pressure(depth_after) + r.pull;
    out.across[k] = flux.across;
  }
}

}  // namespace

void ShallowWater::fluxes_second(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float* const bed = grid_.bed.data() + at;
  const auto along_x = [&](std::int32_t shift) {
    return Rows{level_.row(row) + shift, depth_.row(row) + shift, u_.row(row) + shift,
                v_.row(row) + shift};
  };
  const auto along_rows = [&](std::int32_t shift) {
    const std::int32_t there = std::clamp(row + shift, 0, grid_.rows + 1);
    return Rows{level_.row(there), depth_.row(there), v_.row(there), u_.row(there)};
  };
  if (row >= 1)
    run_widest<fluxes_between>(
        along_x(-1), along_x(0), along_x(1), along_x(2), water_.crest_x.data() + at, bed, bed + 1,
        first_face(span), span.end,
        FluxOut{x_.volume.row(row), x_.before.row(row), x_.after.row(row), x_.across.row(row)});
  run_widest<fluxes_between>(
      along_rows(-1), along_rows(0), along_rows(1), along_rows(2), water_.crest_y.data() + at, bed,
      bed + grid_.stride, span.begin, span.end,
      FluxOut{y_.volume.row(row), y_.before.row(row), y_.after.row(row), y_.across.row(row)});
}

}  // namespace sandtable::inundation
