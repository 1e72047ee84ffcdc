// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/inertial.hpp"
#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {
namespace {

struct Constants {
  float theta, half_rest;          // weights of a face's own flow and of its two neighbours
  float half_gravity_step;         // g dt / 2
  float gravity_step_over_length;  // g dt / dx
  float flow_depth;
};

Constants constants(const Grid& grid, double step_s) {
  const auto half_gravity_step = static_cast<float>(0.5 * gravity_m_s2 * step_s);
  return {grid.method.theta, 0.5F * (1.0F - grid.method.theta), half_gravity_step,
          static_cast<float>(gravity_m_s2 * step_s / grid.cell_m), grid.method.flow_depth_m};
}

/// hf^(-7/3) of the faces east and north of each cell: a loop of its own, and for both at once, so
/// that their long chains of operations overlap.
[[gnu::always_inline]] inline void inverse_powers(const float* level, const float* level_north,
                                                  const float* crest_x, const float* crest_y,
                                                  std::int32_t begin, std::int32_t end,
                                                  float flow_depth, float* power_x,
                                                  float* power_y) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const float east = (level[k] > level[k + 1] ? level[k] : level[k + 1]) - crest_x[k];
    const float north = (level[k] > level_north[k] ? level[k] : level_north[k]) - crest_y[k];
    power_x[k] = inverse_seven_thirds(east > flow_depth ? east : flow_depth);
    power_y[k] = inverse_seven_thirds(north > flow_depth ? north : flow_depth);
  }
}

/// The equation of the class comment.
[[gnu::always_inline]] inline void next_flows(const FaceInput f, std::int32_t begin,
                                              std::int32_t end, const Constants with,
                                              const float* power, float* next) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
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
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const Constants c = constants(grid_, step_s_);
  run_widest<inverse_powers>(level_.row(row), level_.row(row + 1), water_.crest_x.data() + at,
                             water_.crest_y.data() + at, span.begin - 1, span.end, c.flow_depth,
                             power_.row(0), power_.row(1));
  if (row >= 1)
    run_widest<next_flows>(input_x(row), span.begin - 1, span.end, c, power_.row(0),
                           flow_x_.row(row));
  run_widest<next_flows>(input_y(row), span.begin, span.end, c, power_.row(1), flow_y_.row(row));
}

/// Beyond an edge nothing flows that is known: its own flow stands for that neighbour.
void Inertial::flux_at_edge(std::int32_t row, std::int32_t k, Side side) {
  const bool y = along_y(side);
  FaceInput in = y ? input_y(row) : input_x(row);
  (side == Side::west || side == Side::south ? in.before : in.after) = in.own;
  next_flows(in, k, k + 1, constants(grid_, step_s_), power_.row(y ? 1 : 0),
             (y ? flow_y_ : flow_x_).row(row));
}

void Inertial::update(std::int32_t row, const Span& span, const RowOut& out, Found& found) {
  float* const east = flow_x_.row(row);
  float* const south = flow_y_.row(row - 1);
  float* const north = flow_y_.row(row);
  const Deepest deepest = add_gains(span, {east, south, north}, step_s_ / grid_.cell_m, out.depth);
  std::copy(east + span.begin - 1, east + span.end, out.flow_x + span.begin - 1);
  std::copy(north + span.begin, north + span.end, out.flow_y + span.begin);
  if (out.flow_south != nullptr)
    std::copy(south + span.begin, south + span.end, out.flow_south + span.begin);
  found.wave_speed = std::max(found.wave_speed, std::sqrt(gravity_m_s2 * deepest.depth_m));
  found.unstable = found.unstable || deepest.absurd;
}

}  // namespace sandtable::inundation
