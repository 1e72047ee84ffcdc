// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/hllc.hpp"
#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"
#include "models/hazard/inundation/kernel/shallow_water.hpp"

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
  found.unstable = !update_depths(row, span) || found.unstable;
  update_flows(row, span);
  found.wave_speed = std::max(found.wave_speed, fastest(row, span));
}

bool ShallowWater::update_depths(std::int32_t row, const Span& span) {
  double* const depth = water_.depth_m.data() + std::int64_t{row} * grid_.stride;
  const Deepest deepest = add_gains(span, faces(row), step_s_ / grid_.cell_m, depth);
  float* const rounded = new_depth_.row(row);
#pragma omp simd
  for (std::int32_t k = span.begin; k < span.end; ++k) rounded[k] = static_cast<float>(depth[k]);
  return !deepest.absurd;
}

/// Friction: q (1 + dt g n^2 |q| / h^(7/3)) = what q would be without it, solved for q.
void ShallowWater::update_flows(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const auto share = static_cast<float>(step_s_ / grid_.cell_m);
  const auto four_gravity_step = static_cast<float>(4.0 * gravity_m_s2 * step_s_);
  const float dry = grid_.method.dry_depth_m;
  const float* const before_x = x_.before.row(row);
  const float* const after_x = x_.after.row(row);
  const float* const across_x = x_.across.row(row);
  const float* const before_north = y_.before.row(row);
  const float* const after_south = y_.after.row(row - 1);
  const float* const across_north = y_.across.row(row);
  const float* const across_south = y_.across.row(row - 1);
  const float* const manning_squared = grid_.manning_squared.data() + at;
  const float* const depth = new_depth_.row(row);
  float* const flow_x = water_.flow_x.data() + at;
  float* const flow_y = water_.flow_y.data() + at;
#pragma omp simd
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const float x =
        flow_x[k] + share * ((after_x[k - 1] - before_x[k]) + (across_south[k] - across_north[k]));
    const float y =
        flow_y[k] + share * ((after_south[k] - before_north[k]) + (across_x[k - 1] - across_x[k]));
    const float norm = std::sqrt(std::fma(x, x, y * y));
    const float safe = depth[k] > dry ? depth[k] : 1.0F;
    const float drag = (four_gravity_step * norm) * inverse_seven_thirds(safe);
    const float kept = 2.0F / (1.0F + std::sqrt(std::fma(drag, manning_squared[k], 1.0F)));
    flow_x[k] = depth[k] > dry ? x * kept : 0.0F;
    flow_y[k] = depth[k] > dry ? y * kept : 0.0F;
  }
}

float ShallowWater::fastest(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float dry = grid_.method.dry_depth_m;
  const float* const depth = new_depth_.row(row);
  const float* const flow_x = water_.flow_x.data() + at;
  const float* const flow_y = water_.flow_y.data() + at;
  float found = 0.0F;
#pragma omp simd reduction(max : found)
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const float x = std::abs(flow_x[k]);
    const float y = std::abs(flow_y[k]);
    const float safe = depth[k] > dry ? depth[k] : 1.0F;
    const float celerity = std::sqrt(gravity_m_s2 * (depth[k] > dry ? depth[k] : 0.0F));
    const float speed = (x > y ? x : y) / safe + celerity;
    found = speed > found ? speed : found;
  }
  return found;
}

}  // namespace sandtable::inundation
