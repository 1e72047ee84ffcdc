// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/shallow_water.hpp"

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/weir.hpp"
#include "sim/core/math.hpp"

namespace sandtable::inundation {

void ShallowWater::FluxRows::clear() {
  for (RollingRows* rows : {&volume, &before, &after, &across}) rows->clear();
}
void ShallowWater::FluxRows::clear(std::int32_t row, const Span& span) {
  for (RollingRows* rows : {&volume, &before, &after, &across})
    rows->clear(row, span.begin, span.end);
}

ShallowWater::ShallowWater(const Grid& grid, const Water& water,
                           std::span<const double> edge_values)
    : grid_(grid),
      water_(water),
      edge_values_(edge_values),
      level_(grid.stride, 2 * grid.method.order),
      depth_(grid.stride, 2 * grid.method.order),
      u_(grid.stride, 2 * grid.method.order),
      v_(grid.stride, 2 * grid.method.order),
      new_depth_(grid.stride, 1),
      speed_(grid.stride, 1),
      x_(grid.stride, rolling_fluxes),
      y_(grid.stride, rolling_fluxes) {}

void ShallowWater::fill_ghosts(const Grid& grid, Water& water,
                               std::span<const double> edge_values) {
  for (std::size_t e = 0; e < grid.edges.size(); ++e) {
    const std::int32_t cell = grid.edge_cell[e];
    const std::int32_t ghost = grid.edge_ghost[e];
    const double inside = water.depth_m[cell];
    double depth = inside;
    if (grid.edges[e].kind == EdgeKind::stage)
      depth = std::max(0.0, edge_values[e] - grid.lowest_m - grid.bed[ghost]);
    const auto share = inside > grid.method.dry_depth_m ? static_cast<float>(depth / inside) : 0.0F;
    water.depth_m[ghost] = depth;
    water.flow_x[ghost] = water.flow_x[cell] * share;
    water.flow_y[ghost] = water.flow_y[cell] * share;
  }
}

void ShallowWater::begin(double step_s) {
  step_s_ = step_s;
  for (RollingRows* rows : {&level_, &depth_, &u_, &v_}) rows->clear();
  x_.clear();
  y_.clear();
}

void ShallowWater::begin_row(std::int32_t row, std::span<const Span> rolled_over) {
  for (const Span& span : rolled_over) {
    x_.clear(row, span);
    y_.clear(row, span);
  }
}

void ShallowWater::fluxes(std::int32_t row, const Span& span) {
  if (grid_.method.order == 1)
    fluxes_first(row, span);
  else
    fluxes_second(row, span);
}

FaceRows ShallowWater::faces(std::int32_t row) {
  return {x_.volume.row(row), y_.volume.row(row - 1), y_.volume.row(row)};
}

void ShallowWater::adjust(std::int32_t row, std::span<const std::int32_t> edges,
                          std::span<const Span>) {
  if (row >= 1) {
    reflect(row, grid_.walls_x, false, false);
    reflect(row, water_.weirs_x, false, true);
  }
  reflect(row, grid_.walls_y, true, false);
  reflect(row, water_.weirs_y, true, true);
  for (const std::int32_t edge : edges) {
    if (grid_.edges[edge].kind == EdgeKind::inflow) let_in(row, edge);
    if (grid_.edges[edge].kind == EdgeKind::free) keep_out(row, edge);
  }
}

namespace {

/// The momentum that a reflecting wall after the cell takes, beyond the water's pressure: HLLC of
/// the cell and its mirror image.
float reflected(float depth, float normal) {
  const float celerity = std::sqrt(gravity_m_s2 * depth);
  const float wave = std::max(celerity - normal, celerity + 0.5F * normal);
  return depth * normal * (normal + wave);
}

}  // namespace

void ShallowWater::reflect(std::int32_t row, std::span<const std::int32_t> faces, bool y,
                           bool weirs) {
  const std::int32_t begin = row * grid_.stride;
  const Padded<float>& crests = y ? water_.crest_y : water_.crest_x;
  const std::int32_t row_after = y ? row + 1 : row;
  const std::int32_t step = y ? 0 : 1;
  const float* const level = level_.row(row);
  const float* const level_after = level_.row(row_after) + step;
  const float* const depth = depth_.row(row);
  const float* const depth_after = depth_.row(row_after) + step;
  const float* const normal = (y ? v_ : u_).row(row);
  const float* const normal_after = (y ? v_ : u_).row(row_after) + step;
  FluxRows& flux = y ? y_ : x_;
  float* const volume = flux.volume.row(row);
  float* const before = flux.before.row(row);
  float* const after = flux.after.row(row);
  const auto from = std::lower_bound(faces.begin(), faces.end(), begin);
  for (auto face = from; face != faces.end() && *face < begin + grid_.stride; ++face) {
    const std::int32_t k = *face - begin;
    const float highest = std::max(level[k], level_after[k]);
    if (weirs && highest > crests[*face]) {
      const float most = weir_flow(highest - crests[*face]);
      volume[k] = std::clamp(volume[k], -most, most);
      continue;
    }
    before[k] = reflected(depth[k], normal[k]);
    after[k] = reflected(depth_after[k], -normal_after[k]);
  }
}

/// A prescribed discharge enters at the depth inside, or at critical depth where that is more.
void ShallowWater::let_in(std::int32_t row, std::int32_t edge) {
  const std::int32_t k = grid_.edge_face[edge] - row * grid_.stride;
  const Side side = grid_.edges[edge].side;
  const bool inwards_positive = side == Side::west || side == Side::south;
  FluxRows& flux = along_y(side) ? y_ : x_;
  const double q = edge_values_[edge];
  const double critical = math::cbrt(q * q / gravity_m_s2);
  const double depth = std::max(water_.depth_m[grid_.edge_cell[edge]], critical);
  const auto momentum = static_cast<float>(depth > 0 ? q * q / depth : 0.0);
  flux.volume.row(row)[k] = static_cast<float>(inwards_positive ? q : -q);
  (inwards_positive ? flux.after : flux.before).row(row)[k] = momentum;
  flux.across.row(row)[k] = 0.0F;
}

/// Nothing comes back through a free edge.
void ShallowWater::keep_out(std::int32_t row, std::int32_t edge) {
  const std::int32_t k = grid_.edge_face[edge] - row * grid_.stride;
  const Side side = grid_.edges[edge].side;
  const bool inwards_positive = side == Side::west || side == Side::south;
  FluxRows& flux = along_y(side) ? y_ : x_;
  float& volume = flux.volume.row(row)[k];
  if (inwards_positive ? volume <= 0 : volume >= 0) return;
  volume = 0.0F;
  flux.across.row(row)[k] = 0.0F;
}

}  // namespace sandtable::inundation
