// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/inertial.hpp"
#include "models/hazard/inundation/inverse_cbrt.hpp"

namespace sandtable::inundation {
namespace {

struct Constants {
  float theta, half_rest;          // weights of a face's own flow and of its two neighbours
  float gravity_step;              // g dt
  float gravity_step_over_length;  // g dt / dx
  float flow_depth;
};

Constants constants(const Grid& grid, double step_s) {
  const auto gravity_step = static_cast<float>(gravity_m_s2 * step_s);
  return {grid.method.theta, 0.5F * (1.0F - grid.method.theta), gravity_step,
          static_cast<float>(gravity_m_s2 * step_s / grid.cell_m), grid.method.flow_depth_m};
}

/// The equation of the class comment. Of flows: the face's own, the sum of the two beside it, four
/// times the one across it.
[[gnu::always_inline]] inline float next_flow(float level_before, float level_after, float crest,
                                              float own, float neighbours, float four_across,
                                              float manning_twice, const Constants& c) {
  const float depth = (level_before > level_after ? level_before : level_after) - crest;
  const bool flows = depth > c.flow_depth;
  const float safe_depth = flows ? depth : 1.0F;
  const float across = 0.25F * four_across;
  const float norm = std::sqrt(own * own + across * across);
  const float manning = 0.5F * manning_twice;
  const float friction =
      c.gravity_step * (manning * manning) * norm * inverse_seven_thirds(safe_depth);
  const float kept = c.theta * own + c.half_rest * neighbours;
  const float push = c.gravity_step_over_length * safe_depth * (level_before - level_after);
  const float next = (kept + push) / (1.0F + friction);
  return flows ? next : 0.0F;
}

}  // namespace

void Inertial::prepare(std::int32_t row, const Span& span) {
  const float* const bed = grid_.bed.data() + std::int64_t{row} * grid_.stride;
  const double* const depth = water_.depth_m.data() + std::int64_t{row} * grid_.stride;
  float* const level = level_.row(row);
#pragma omp simd
  for (std::int32_t k = span.begin - 1; k <= span.end; ++k)
    level[k] = static_cast<float>(static_cast<double>(bed[k]) + depth[k]);
}

void Inertial::fluxes(std::int32_t row, const Span& span) {
  if (row >= 1) fluxes_x(row, span);
  fluxes_y(row, span);
}

void Inertial::fluxes_x(std::int32_t row, const Span& span) {
  const Constants c = constants(grid_, step_s_);
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float* const level = level_.row(row);
  const float* const crest = water_.crest_x.data() + at;
  const float* const flow = water_.flow_x.data() + at;
  const float* const north = water_.flow_y.data() + at;
  const float* const south = north - grid_.stride;
  const float* const manning = grid_.manning.data() + at;
  float* const next = flow_x_.row(row);
#pragma omp simd
  for (std::int32_t k = span.begin - 1; k < span.end; ++k)
    next[k] = next_flow(level[k], level[k + 1], crest[k], flow[k], flow[k - 1] + flow[k + 1],
                        (south[k] + south[k + 1]) + (north[k] + north[k + 1]),
                        manning[k] + manning[k + 1], c);
}

void Inertial::fluxes_y(std::int32_t row, const Span& span) {
  const Constants c = constants(grid_, step_s_);
  const std::int64_t stride = grid_.stride;
  const std::int64_t at = row * stride;
  const float* const level = level_.row(row);
  const float* const level_north = level_.row(row + 1);
  const float* const crest = water_.crest_y.data() + at;
  const float* const flow = water_.flow_y.data() + at;
  const float* const before = row >= 1 ? flow - stride : flow;  // row 0 has none: its flow twice
  const float* const after = row < grid_.rows ? flow + stride : flow;
  const float* const south = water_.flow_x.data() + at;
  const float* const north = south + stride;
  const float* const manning = grid_.manning.data() + at;
  float* const next = flow_y_.row(row);
#pragma omp simd
  for (std::int32_t k = span.begin; k < span.end; ++k)
    next[k] = next_flow(level[k], level_north[k], crest[k], flow[k], before[k] + after[k],
                        (south[k - 1] + south[k]) + (north[k - 1] + north[k]),
                        manning[k] + manning[k + stride], c);
}

void Inertial::update(std::int32_t row, const Span& span, Found& found) {
  const double share = step_s_ / grid_.cell_m;
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float* const east = flow_x_.row(row);
  const float* const south = flow_y_.row(row - 1);
  const float* const north = flow_y_.row(row);
  double* const depth = water_.depth_m.data() + at;
  float* const flow_x = water_.flow_x.data() + at;
  float* const flow_y = water_.flow_y.data() + at;
  float deepest = 0.0F;
  std::int32_t absurd = 0;
#pragma omp simd reduction(max : deepest) reduction(| : absurd)
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const double gain = (static_cast<double>(east[k - 1]) - static_cast<double>(east[k])) +
                        (static_cast<double>(south[k]) - static_cast<double>(north[k]));
    const double now = depth[k] + share * gain;
    const auto rounded = static_cast<float>(now);
    depth[k] = now > least_depth_m ? now : 0.0;
    flow_x[k] = east[k];
    flow_y[k] = north[k];
    deepest = rounded > deepest ? rounded : deepest;
    absurd |= rounded < static_cast<float>(deepest_m) ? 0 : 1;
  }
  flow_x[span.begin - 1] = east[span.begin - 1];
  if (row == 1) std::copy(south + span.begin, south + span.end, water_.flow_y.data() + span.begin);
  found.wave_speed = std::max(found.wave_speed, std::sqrt(gravity_m_s2 * deepest));
  found.unstable = found.unstable || absurd != 0;
}

}  // namespace sandtable::inundation
