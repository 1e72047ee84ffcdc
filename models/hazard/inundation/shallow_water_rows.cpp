// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/hllc.hpp"
#include "models/hazard/inundation/inverse_cbrt.hpp"
#include "models/hazard/inundation/shallow_water.hpp"

namespace sandtable::inundation {

void ShallowWater::prepare(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float dry = grid_.method.dry_depth_m;
  const float* const bed = grid_.bed.data() + at;
  const double* const depth_m = water_.depth_m.data() + at;
  const float* const flow_x = water_.flow_x.data() + at;
  const float* const flow_y = water_.flow_y.data() + at;
  float* const level = level_.row(row);
  float* const depth = depth_.row(row);
  float* const u = u_.row(row);
  float* const v = v_.row(row);
  const std::int32_t begin = std::max(span.begin - rows_ahead(), 0);
  const std::int32_t end = std::min(span.end + rows_ahead(), grid_.stride);
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const auto here = static_cast<float>(depth_m[k]);
    const bool wet = here > dry;
    const float inverse = 1.0F / (wet ? here : 1.0F);
    const auto surface = static_cast<float>(static_cast<double>(bed[k]) + depth_m[k]);
    level[k] = wet ? surface : bed[k];
    depth[k] = wet ? here : 0.0F;
    u[k] = wet ? flow_x[k] * inverse : 0.0F;
    v[k] = wet ? flow_y[k] * inverse : 0.0F;
  }
}

namespace {

struct SideRows {
  const float *level, *normal, *across;
};

/// First order: the cells' own values, the bed rebuilt at the higher of the two or at the crest.
void fluxes_between(const SideRows& before, const SideRows& after, const float* crest,
                    std::int32_t begin, std::int32_t end, float* volume, float* seen_before,
                    float* seen_after, float* across) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const float depth_before = std::max(before.level[k] - crest[k], 0.0F);
    const float depth_after = std::max(after.level[k] - crest[k], 0.0F);
    const FluxAcross flux = hllc({depth_before, before.normal[k], before.across[k]},
                                 {depth_after, after.normal[k], after.across[k]});
    volume[k] = flux.volume;
    seen_before[k] = flux.normal - pressure(depth_before);
    seen_after[k] = flux.normal - pressure(depth_after);
    across[k] = flux.across;
  }
}

}  // namespace

void ShallowWater::fluxes_first(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float* const level = level_.row(row);
  const float* const u = u_.row(row);
  const float* const v = v_.row(row);
  if (row >= 1)
    fluxes_between({level, u, v}, {level + 1, u + 1, v + 1}, water_.crest_x.data() + at,
                   span.begin - 1, span.end, x_.volume.row(row), x_.before.row(row),
                   x_.after.row(row), x_.across.row(row));
  fluxes_between({level, v, u}, {level_.row(row + 1), v_.row(row + 1), u_.row(row + 1)},
                 water_.crest_y.data() + at, span.begin, span.end, y_.volume.row(row),
                 y_.before.row(row), y_.after.row(row), y_.across.row(row));
}

void ShallowWater::update(std::int32_t row, const Span& span, Found& found) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const double share = step_s_ / grid_.cell_m;
  const auto share_single = static_cast<float>(share);
  const auto four_gravity_step = static_cast<float>(4.0 * gravity_m_s2 * step_s_);
  const float dry = grid_.method.dry_depth_m;
  const float *const x_volume = x_.volume.row(row), *const south = y_.volume.row(row - 1),
                     *const north = y_.volume.row(row);
  const float *const x_before = x_.before.row(row), *const x_after = x_.after.row(row),
                     *const x_across = x_.across.row(row);
  const float *const north_before = y_.before.row(row), *const south_after = y_.after.row(row - 1),
                     *const north_across = y_.across.row(row),
                     *const south_across = y_.across.row(row - 1);
  const float* const manning = grid_.manning.data() + at;
  double* const depth = water_.depth_m.data() + at;
  float* const flow_x = water_.flow_x.data() + at;
  float* const flow_y = water_.flow_y.data() + at;
  float fastest = 0.0F;
  std::int32_t absurd = 0;
#pragma omp simd reduction(max : fastest) reduction(| : absurd)
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const double gain = (static_cast<double>(x_volume[k - 1]) - static_cast<double>(x_volume[k])) +
                        (static_cast<double>(south[k]) - static_cast<double>(north[k]));
    const double now = depth[k] + share * gain;
    const auto here = static_cast<float>(now);
    const bool wet = here > dry;
    const float safe = wet ? here : 1.0F;
    const float x = flow_x[k] + share_single * ((x_after[k - 1] - x_before[k]) +
                                                (south_across[k] - north_across[k]));
    const float y = flow_y[k] + share_single * ((south_after[k] - north_before[k]) +
                                                (x_across[k - 1] - x_across[k]));
    // q (1 + dt g n^2 |q| / h^(7/3)) = what q would be without friction, solved for q.
    const float norm = std::sqrt(x * x + y * y);
    const float drag =
        four_gravity_step * (manning[k] * manning[k]) * norm * inverse_seven_thirds(safe);
    const float kept = wet ? 2.0F / (1.0F + std::sqrt(1.0F + drag)) : 0.0F;
    const float next_x = x * kept;
    const float next_y = y * kept;
    const float flow = std::max(std::abs(next_x), std::abs(next_y));
    const float speed = wet ? flow / safe + std::sqrt(gravity_m_s2 * safe) : 0.0F;
    depth[k] = now > least_depth_m ? now : 0.0;
    flow_x[k] = next_x;
    flow_y[k] = next_y;
    fastest = speed > fastest ? speed : fastest;
    absurd |= here < static_cast<float>(deepest_m) && norm < 1e8F ? 0 : 1;
  }
  found.wave_speed = std::max(found.wave_speed, fastest);
  found.unstable = found.unstable || absurd != 0;
}

}  // namespace sandtable::inundation
