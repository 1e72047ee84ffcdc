// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/subgrid.hpp"

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/inertial.hpp"
#include "models/hazard/inundation/kernel/row_flows.hpp"

namespace sandtable::inundation {

Subgrid::Subgrid(const Grid& grid, const Water& water, std::span<const double> edge_values)
    : grid_(grid),
      tables_(*grid.subgrid),
      water_(water),
      edge_values_(edge_values),
      level_(grid.stride, 4),
      hydraulic_(grid.stride, 4),
      depth_(grid.stride, 2),
      friction_(grid.stride, 2),
      flow_x_(grid.stride, rolling_fluxes),
      flow_y_(grid.stride, rolling_fluxes) {}

void Subgrid::fill_ghosts(const Grid& grid, Water& water, std::span<const double> edge_values) {
  Inertial::fill_ghosts(grid, water, edge_values);
}

void Subgrid::begin(double step_s) {
  step_s_ = step_s;
  level_.clear();
  hydraulic_.clear();
  flow_x_.clear();
  flow_y_.clear();
}

void Subgrid::begin_row(std::int32_t row, std::span<const Span> rolled_over) {
  for (const Span& span : rolled_over) {
    flow_x_.clear(row, span.begin, span.end);
    flow_y_.clear(row, span.begin, span.end);
  }
}

SubgridFaces Subgrid::faces_x(std::int32_t row) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const FaceTables& t = tables_.x;
  return {level_.row(row),
          level_.row(row) + 1,
          water_.crest_x.data() + at,
          t.floor.data() + at,
          t.range.data() + at,
          t.per_range.data() + at,
          t.share.data() + at,
          t.limit.data() + at,
          t.fit.data() + at,
          t.nodes.data() + at * FaceTables::values};
}

SubgridFaces Subgrid::faces_y(std::int32_t row) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const FaceTables& t = tables_.y;
  return {level_.row(row),
          level_.row(row + 1),
          water_.crest_y.data() + at,
          t.floor.data() + at,
          t.range.data() + at,
          t.per_range.data() + at,
          t.share.data() + at,
          t.limit.data() + at,
          t.fit.data() + at,
          t.nodes.data() + at * FaceTables::values};
}

SubgridInput Subgrid::input_x(std::int32_t row) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  const float* const flow = water_.flow_x.data() + at;
  const float* const north = water_.flow_y.data() + at;
  return {level_.row(row),
          level_.row(row) + 1,
          water_.crest_x.data() + at,
          depth_.row(0),
          friction_.row(0),
          flow,
          flow - 1,
          flow + 1,
          north - grid_.stride,
          north,
          1};
}

SubgridInput Subgrid::input_y(std::int32_t row) {
  const std::int64_t stride = grid_.stride;
  const std::int64_t at = row * stride;
  const float* const flow = water_.flow_y.data() + at;
  const float* const south = water_.flow_x.data() + at;
  return {level_.row(row),
          level_.row(row + 1),
          water_.crest_y.data() + at,
          depth_.row(1),
          friction_.row(1),
          flow,
          row >= 1 ? flow - stride : flow,
          row < grid_.rows ? flow + stride : flow,
          south,
          south + stride,
          -1};
}

/// H sqrt(g A / B), A and B the area and the width of the water over a metre of the edge.
float Subgrid::critical_flow(std::int32_t edge) const {
  const std::int32_t k = grid_.edge_cell[edge];
  const auto depth = static_cast<float>(water_.depth_m[k]);
  const auto at = subgrid_level(tables_, k, water_.depth_m[k]);
  return depth * std::sqrt(gravity_m_s2 * static_cast<float>(at.hydraulic_m));
}

void Subgrid::adjust(std::int32_t row, std::span<const std::int32_t> edges,
                     std::span<const Span> spans) {
  cap_weirs(grid_, water_, row, level_.row(row), level_.row(row + 1), flow_x_.row(row),
            flow_y_.row(row));
  each_computed_edge(grid_, row, edges, spans, [&](std::int32_t e, std::int32_t k) {
    const Edge& edge = grid_.edges[e];
    flux_at_edge(row, k, edge.side);
    set_edge_flow(edge, edge_values_[e], critical_flow(e),
                  (along_y(edge.side) ? flow_y_ : flow_x_).row(row)[k]);
  });
}

FaceRows Subgrid::faces(std::int32_t row) {
  return {flow_x_.row(row), flow_y_.row(row - 1), flow_y_.row(row)};
}

}  // namespace sandtable::inundation
