// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/hllc.hpp"
#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"
#include "models/hazard/inundation/kernel/lanes.hpp"
#include "models/hazard/inundation/kernel/shallow_water.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {

namespace {

/// Level, depth and velocity of a row of cells; none where it is dry.
struct CellRows {
  float *level, *depth, *u, *v;
};

[[gnu::always_inline]] inline void velocities(const float* bed, const double* depth_m,
                                              const float* flow_x, const float* flow_y,
                                              std::int32_t begin, std::int32_t end, float dry,
                                              const CellRows out) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const auto here = static_cast<float>(depth_m[k]);
    const bool wet = here > dry;
    const float inverse = 1.0F / (wet ? here : 1.0F);
    const auto surface = static_cast<float>(static_cast<double>(bed[k]) + depth_m[k]);
    out.level[k] = wet ? surface : bed[k];
    out.depth[k] = wet ? here : 0.0F;
    out.u[k] = wet ? flow_x[k] * inverse : 0.0F;
    out.v[k] = wet ? flow_y[k] * inverse : 0.0F;
  }
}

struct SideRows {
  const float *level, *normal, *across;
};
struct FluxOut {
  float *volume, *before, *after, *across;
};

/// First order: the cells' own values, the bed rebuilt at the higher of the two or at the crest.
[[gnu::always_inline]] inline void fluxes_between(const SideRows before, const SideRows after,
                                                  const float* crest, std::int32_t begin,
                                                  std::int32_t end, const FluxOut out) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const float above_before = before.level[k] - crest[k];
    const float above_after = after.level[k] - crest[k];
    const float depth_before = above_before > 0.0F ? above_before : 0.0F;
    const float depth_after = above_after > 0.0F ? above_after : 0.0F;
    const FluxAcross flux = hllc({depth_before, before.normal[k], before.across[k]},
                                 {depth_after, after.normal[k], after.across[k]});
    out.volume[k] = flux.volume;
    out.before[k] = flux.normal - pressure(depth_before);
    out.after[k] = flux.normal - pressure(depth_after);
    out.across[k] = flux.across;
  }
}

struct FlowInput {
  const float *before_x, *after_x, *across_x;
  const float *before_north, *after_south, *across_north, *across_south;
  const float *manning_squared, *depth;
};

/// The flows of a row of cells after a step of dt, `share` being dt / dx; their wave speeds, with
/// 1 / h as the cube of h^(-1/3), as they only bound the next step.
/// Friction: q (1 + dt g n^2 |q| / h^(7/3)) = what q would be without it, solved for q.
[[gnu::always_inline]] inline void next_flows(const FlowInput in, std::int32_t begin,
                                              std::int32_t end, float share,
                                              float four_gravity_step, float dry, float* flow_x,
                                              float* flow_y, float* speed_of) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const float x = flow_x[k] + share * ((in.after_x[k - 1] - in.before_x[k]) +
                                         (in.across_south[k] - in.across_north[k]));
    const float y = flow_y[k] + share * ((in.after_south[k] - in.before_north[k]) +
                                         (in.across_x[k - 1] - in.across_x[k]));
    const float norm = std::sqrt(std::fma(x, x, y * y));
    const bool wet = in.depth[k] > dry;
    const float depth = wet ? in.depth[k] : 1.0F;
    const float root = inverse_cbrt(depth);
    const float drag = (four_gravity_step * norm) * seventh_power(root);
    const float kept = 2.0F / (1.0F + std::sqrt(std::fma(drag, in.manning_squared[k], 1.0F)));
    const float next_x = wet ? x * kept : 0.0F;
    const float next_y = wet ? y * kept : 0.0F;
    flow_x[k] = next_x;
    flow_y[k] = next_y;
    const float most = std::abs(next_x) > std::abs(next_y) ? std::abs(next_x) : std::abs(next_y);
    speed_of[k] = most * ((root * root) * root) + std::sqrt(gravity_m_s2 * (wet ? depth : 0.0F));
  }
}

/// The largest of some numbers, or 0. (As a reduction within the loop above it takes longer.)
float largest(const float* from, const float* to) {
  EightFloats most{};
  for (; from + 8 <= to; from += 8) most = larger(load_eight(from), most);
  float found = 0.0F;
  for (int i = 0; i < 8; ++i) found = std::max(found, most[i]);
  for (; from < to; ++from) found = std::max(found, *from);
  return found;
}

}  // namespace

void ShallowWater::prepare(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  run_widest<velocities>(
      grid_.bed.data() + at, water_.depth_m.data() + at, water_.flow_x.data() + at,
      water_.flow_y.data() + at, std::max(span.begin - rows_ahead(grid_.method), 0),
      std::min(span.end + rows_ahead(grid_.method), grid_.stride), grid_.method.dry_depth_m,
      CellRows{level_.row(row), depth_.row(row), u_.row(row), v_.row(row)});
}

void ShallowWater::fluxes_first(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float* const level = level_.row(row);
  const float* const u = u_.row(row);
  const float* const v = v_.row(row);
  if (row >= 1)
    run_widest<fluxes_between>(
        SideRows{level, u, v}, SideRows{level + 1, u + 1, v + 1}, water_.crest_x.data() + at,
        first_face(span), span.end,
        FluxOut{x_.volume.row(row), x_.before.row(row), x_.after.row(row), x_.across.row(row)});
  run_widest<fluxes_between>(
      SideRows{level, v, u}, SideRows{level_.row(row + 1), v_.row(row + 1), u_.row(row + 1)},
      water_.crest_y.data() + at, span.begin, span.end,
      FluxOut{y_.volume.row(row), y_.before.row(row), y_.after.row(row), y_.across.row(row)});
}

void ShallowWater::update(std::int32_t row, const Span& span, const RowOut& out, Found& found) {
  found.unstable = !update_depths(row, span, out.depth) || found.unstable;
  found.wave_speed = std::max(found.wave_speed, update_flows(row, span, out));
}

bool ShallowWater::update_depths(std::int32_t row, const Span& span, double* depth) {
  const Deepest deepest = add_gains(span, faces(row), step_s_ / grid_.cell_m, depth);
  float* const rounded = new_depth_.row(row);
#pragma omp simd
  for (std::int32_t k = span.begin; k < span.end; ++k) rounded[k] = static_cast<float>(depth[k]);
  return !deepest.absurd;
}

float ShallowWater::update_flows(std::int32_t row, const Span& span, const RowOut& out) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const FlowInput in{x_.before.row(row),     x_.after.row(row),
                     x_.across.row(row),     y_.before.row(row),
                     y_.after.row(row - 1),  y_.across.row(row),
                     y_.across.row(row - 1), grid_.manning_squared.data() + at,
                     new_depth_.row(row)};
  float* const speed = speed_.row(0);
  run_widest<next_flows>(in, span.begin, span.end, static_cast<float>(step_s_ / grid_.cell_m),
                         static_cast<float>(4.0 * gravity_m_s2 * step_s_), grid_.method.dry_depth_m,
                         out.flow_x, out.flow_y, speed);
  return largest(speed + span.begin, speed + span.end);
}

}  // namespace sandtable::inundation
