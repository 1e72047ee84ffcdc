// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/inertial.hpp"
#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"
#include "models/hazard/inundation/kernel/row_flows.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {
namespace {

/// hf^(-7/3): a loop of its own, so that its long chains of operations overlap.
[[gnu::always_inline]] inline void inverse_powers(const FaceInput f, const Span span,
                                                  float flow_depth, float* power) {
#pragma omp simd
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const float depth =
        (f.level[k] > f.level_after[k] ? f.level[k] : f.level_after[k]) - f.crest[k];
    power[k] = inverse_seven_thirds(depth > flow_depth ? depth : flow_depth);
  }
}

/// The equation of the class comment.
[[gnu::always_inline]] inline void next_flows(const FaceInput f, const Span span,
                                              const Inertial::Constants with, const float* power,
                                              float* next) {
#pragma omp simd
  for (std::int32_t k = span.begin; k < span.end; ++k) {
    const float own = f.own[k];
    const float depth =
        (f.level[k] > f.level_after[k] ? f.level[k] : f.level_after[k]) - f.crest[k];
    const float across = 0.25F * ((f.across_before[k] + f.across_before[k + f.across_beside]) +
                                  (f.across_after[k] + f.across_after[k + f.across_beside]));
    const float norm = std::sqrt(std::fma(own, own, across * across));
    const float manning_twice = f.squared[k] + f.squared_after[k];
    const float friction =
        std::fma((with.half_gravity_step * norm) * power[k], manning_twice, 1.0F);
    const float kept = std::fma(with.theta, own, with.half_rest * (f.before[k] + f.after[k]));
    const float slope = f.level[k] - f.level_after[k];
    const float flow = std::fma(with.gravity_step_over_length * depth, slope, kept) / friction;
    next[k] = depth > with.flow_depth ? flow : 0.0F;
  }
}

[[gnu::always_inline]] inline void flows(const FaceInput f, const Span span,
                                         const Inertial::Constants with, float* power,
                                         float* next) {
  inverse_powers(f, span, with.flow_depth, power);
  next_flows(f, span, with, power, next);
}

/// The faces of a row along x and along y, in one call, as spans may be short.
[[gnu::always_inline]] inline void flows_both(const FaceInput x, const Span along_x,
                                              const FaceInput y, const Span along_y,
                                              const Inertial::Constants with, float* power,
                                              float* next_x, float* next_y) {
  flows(x, along_x, with, power, next_x);
  flows(y, along_y, with, power, next_y);
}

}  // namespace

void Inertial::prepare(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  add_levels({span.begin - 1, span.end + 1}, grid_.bed.data() + at, water_.depth_m.data() + at,
             level_.row(row));
}

FaceInput Inertial::input_x(std::int32_t row) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float* const level = level_.row(row);
  const float* const flow = water_.flow_x.data() + at;
  const float* const north = water_.flow_y.data() + at;
  const float* const squared = grid_.manning_squared.data() + at;
  return {level,
          level + 1,
          water_.crest_x.data() + at,
          flow,
          flow - 1,
          flow + 1,
          north - grid_.stride,
          north,
          1,
          squared,
          squared + 1};
}

FaceInput Inertial::input_y(std::int32_t row) {
  const std::int64_t stride = grid_.stride;
  const std::int64_t at = row * stride;
  const float* const flow = water_.flow_y.data() + at;
  const float* const south = water_.flow_x.data() + at;
  const float* const squared = grid_.manning_squared.data() + at;
  // The first and the last row of faces have no neighbour on one side.
  return {level_.row(row),
          level_.row(row + 1),
          water_.crest_y.data() + at,
          flow,
          row >= 1 ? flow - stride : flow,
          row < grid_.rows ? flow + stride : flow,
          south,
          south + stride,
          -1,
          squared,
          squared + stride};
}

void Inertial::fluxes(std::int32_t row, const Span& span) {
  const Span along_x{first_face(span), span.end};
  if (row >= 1)
    run_widest<flows_both>(input_x(row), along_x, input_y(row), span, constants_, power_.row(0),
                           flow_x_.row(row), flow_y_.row(row));
  else
    run_widest<flows>(input_y(row), span, constants_, power_.row(0), flow_y_.row(row));
}

/// Beyond an edge nothing flows that is known: its own flow stands for that neighbour.
void Inertial::flux_at_edge(std::int32_t row, std::int32_t k, Side side) {
  const bool y = along_y(side);
  FaceInput in = y ? input_y(row) : input_x(row);
  (side == Side::west || side == Side::south ? in.before : in.after) = in.own;
  flows(in, {k, k + 1}, constants_, power_.row(0), (y ? flow_y_ : flow_x_).row(row));
}

void Inertial::update(std::int32_t row, const Span& span, const RowOut& out, Found& found) {
  const FaceRows flows = faces(row);
  const Deepest deepest = add_gains(span, flows, step_s_ / grid_.cell_m, out.depth);
  keep_flows(span, flows, out);
  found.wave_speed = std::max(found.wave_speed, std::sqrt(gravity_m_s2 * deepest.depth_m));
  found.unstable = found.unstable || deepest.absurd;
}

}  // namespace sandtable::inundation
