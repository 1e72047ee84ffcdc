// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"
#include "models/hazard/inundation/kernel/lanes.hpp"
#include "models/hazard/inundation/kernel/row_flows.hpp"
#include "models/hazard/inundation/kernel/subgrid.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {
namespace {

/// A face is never shallower than this to its friction, m: water as deep as flows, in one pixel.
constexpr float least_conveyed_m = 1e-7F;

struct Constants {
  float theta, half_rest;          // weights of a face's own flow and of its two neighbours
  float gravity_step;              // g dt, times the square of the factor on n
  float gravity_step_over_length;  // g dt / dx
  float flow_depth;
};

Constants constants(const Grid& grid, double step_s) {
  return {grid.method.theta, 0.5F * (1.0F - grid.method.theta),
          static_cast<float>(gravity_m_s2 * step_s) * grid.manning_factor_squared,
          static_cast<float>(gravity_m_s2 * step_s / grid.cell_m), grid.method.flow_depth_m};
}

/// Searches the levels of four cells, and their depths over wet surface, as `subgrid_level` does.
/// A level that has been found is no longer looked for, so that neighbours change no bit.
void find_levels(const SubgridTables& tables, std::int64_t k, FourDoubles depth, FourDoubles& level,
                 FourDoubles& hydraulic) {
  const std::int64_t cells = tables.cells();
  const float* const bed = tables.mean_bed.data() + k;
  if (!any_above(depth, 0.0)) {
    level = load(bed);
    hydraulic = FourDoubles{};
    return;
  }
  const FourDoubles inside_depth = depth * load(tables.per_inside.data() + k);
  std::int64_t line = std::ssize(tables.per_share) - 1;
  hydraulic = inside_depth * tables.per_share[line];
  level = load(bed + line * cells) + hydraulic;
  const FourDoubles found = FourDoubles{} - 1.0;  // below any level
  FourDoubles limit = level + SubgridTables::same_level_m;
  while (--line >= 0) {
    const FourDoubles above = inside_depth * tables.per_share[line];
    const FourDoubles candidate = load(bed + line * cells) + above;
    hydraulic = candidate < level && candidate <= limit ? above : hydraulic;
    level = candidate < level && candidate <= limit ? candidate : level;
    limit = candidate <= limit ? level + SubgridTables::same_level_m : found;
    if (!any_above(limit, -0.5)) return;
  }
}

/// Depth and friction of faces at the higher level beside them, from their tables.
[[gnu::always_inline]] inline void conveyances(const SubgridFaces f, std::int32_t begin,
                                               std::int32_t end, float* depth_out,
                                               float* friction_out) {
  constexpr float steps = FaceTables::steps;
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const float level = f.level[k] > f.level_after[k] ? f.level[k] : f.level_after[k];
    const float over_floor = level - f.floor[k];
    const float above = over_floor > 0.0F ? over_floor : 0.0F;
    const float over_top = above - f.range[k];
    const float beyond = over_top > 0.0F ? over_top : 0.0F;
    const float part = above * f.per_range[k];
    const float square = (part < 1.0F ? part : 1.0F) * (steps * steps);
    const std::int32_t found = static_cast<std::int32_t>(std::sqrt(square));
    const std::int32_t i = found < FaceTables::steps ? found : FaceTables::steps - 1;
    const float at = static_cast<float>(i);
    const float share = (square - at * at) / (2.0F * at + 1.0F);
    const std::int32_t node = k * FaceTables::values + 2 * i;
    const float depth = std::fma(share, f.nodes[node + 2] - f.nodes[node], f.nodes[node]);
    const float squared = std::fma(share, f.nodes[node + 3] - f.nodes[node + 1], f.nodes[node + 1]);
    const float conveyed = std::fma(beyond, f.share[k], depth);
    const float over_crest = level - f.crest[k];
    const float flowing = conveyed < over_crest ? conveyed : over_crest;
    const float manning_squared =
        f.limit[k] + (squared - f.limit[k]) / std::fma(f.fit[k], beyond, 1.0F);
    depth_out[k] = flowing;
    friction_out[k] = manning_squared *
                      inverse_seven_thirds(flowing > least_conveyed_m ? flowing : least_conveyed_m);
  }
}

/// The equation of the class comment.
[[gnu::always_inline]] inline void next_flows(const SubgridInput f, std::int32_t begin,
                                              std::int32_t end, const Constants with, float* next) {
#pragma omp simd
  for (std::int32_t k = begin; k < end; ++k) {
    const float own = f.own[k];
    const float level = f.level[k] > f.level_after[k] ? f.level[k] : f.level_after[k];
    const float across = 0.25F * ((f.across_before[k] + f.across_before[k + f.across_beside]) +
                                  (f.across_after[k] + f.across_after[k + f.across_beside]));
    const float norm = std::sqrt(std::fma(own, own, across * across));
    const float friction = std::fma(with.gravity_step * norm, f.friction[k], 1.0F);
    const float kept = std::fma(with.theta, own, with.half_rest * (f.before[k] + f.after[k]));
    const float slope = f.level[k] - f.level_after[k];
    const float flow = std::fma(with.gravity_step_over_length * f.depth[k], slope, kept) / friction;
    next[k] = level - f.crest[k] > with.flow_depth ? flow : 0.0F;
  }
}

}  // namespace

void Subgrid::prepare(std::int32_t row, const Span& span) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const double* const depth = water_.depth_m.data() + at;
  float* const level = level_.row(row);
  float* const hydraulic = hydraulic_.row(row);
  std::int32_t k = span.begin - 1;
  for (; k + 4 <= span.end + 1; k += 4) {
    FourDoubles levels{}, hydraulics{};
    find_levels(tables_, at + k, load(depth + k), levels, hydraulics);
    store(levels, level + k);
    store(hydraulics, hydraulic + k);
  }
  for (; k < span.end + 1; ++k) {
    const SubgridLevel found = subgrid_level(tables_, at + k, depth[k]);
    level[k] = static_cast<float>(found.level_m);
    hydraulic[k] = static_cast<float>(found.hydraulic_m);
  }
}

void Subgrid::fluxes(std::int32_t row, const Span& span) {
  const Constants c = constants(grid_, step_s_);
  if (row >= 1) {
    run_widest<conveyances>(faces_x(row), first_face(span), span.end, depth_.row(0),
                            friction_.row(0));
    run_widest<next_flows>(input_x(row), first_face(span), span.end, c, flow_x_.row(row));
  }
  run_widest<conveyances>(faces_y(row), span.begin, span.end, depth_.row(1), friction_.row(1));
  run_widest<next_flows>(input_y(row), span.begin, span.end, c, flow_y_.row(row));
}

/// Beyond an edge nothing flows that is known: its own flow stands for that neighbour.
void Subgrid::flux_at_edge(std::int32_t row, std::int32_t k, Side side) {
  const bool y = along_y(side);
  SubgridInput in = y ? input_y(row) : input_x(row);
  (side == Side::west || side == Side::south ? in.before : in.after) = in.own;
  next_flows(in, k, k + 1, constants(grid_, step_s_), (y ? flow_y_ : flow_x_).row(row));
}

void Subgrid::update(std::int32_t row, const Span& span, const RowOut& out, Found& found) {
  const FaceRows flows = faces(row);
  const Deepest deepest = add_gains(span, flows, step_s_ / grid_.cell_m, out.depth);
  keep_flows(span, flows, out);
  const float* const hydraulic = hydraulic_.row(row);
  const float most = *std::max_element(hydraulic + span.begin, hydraulic + span.end);
  found.wave_speed = std::max(found.wave_speed, std::sqrt(gravity_m_s2 * most));
  found.unstable = found.unstable || deepest.absurd;
}

}  // namespace sandtable::inundation
