// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/inertial.hpp"

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/row_flows.hpp"

namespace sandtable::inundation {

Inertial::Inertial(const Grid& grid, const Water& water, std::span<const double> edge_values)
    : grid_(grid),
      water_(water),
      edge_values_(edge_values),
      level_(grid.stride, 2),
      power_(grid.stride, 1),
      flow_x_(grid.stride, rolling_fluxes),
      flow_y_(grid.stride, rolling_fluxes) {}

void Inertial::fill_ghosts(const Grid& grid, Water& water, std::span<const double> edge_values) {
  for (std::size_t e = 0; e < grid.edges.size(); ++e) {
    const std::int32_t ghost = grid.edge_ghost[e];
    const bool stage = grid.edges[e].kind == EdgeKind::stage;
    const double level = stage ? edge_values[e] - grid.lowest_m : 0.0;
    water.depth_m[ghost] = stage ? std::max(0.0, level - grid.bed[ghost]) : 0.0;
  }
}

void Inertial::begin(double step_s) {
  step_s_ = step_s;
  const Method& method = grid_.method;
  constants_ = {method.theta, 0.5F * (1.0F - method.theta),
                static_cast<float>(0.5 * gravity_m_s2 * step_s),
                static_cast<float>(gravity_m_s2 * step_s / grid_.cell_m), method.flow_depth_m};
  level_.clear();
  flow_x_.clear();
  flow_y_.clear();
}

void Inertial::begin_row(std::int32_t row, std::span<const Span> rolled_over) {
  for (const Span& span : rolled_over) {
    flow_x_.clear(row, span.begin, span.end);
    flow_y_.clear(row, span.begin, span.end);
  }
}

void Inertial::adjust(std::int32_t row, std::span<const std::int32_t> edges,
                      std::span<const Span> spans) {
  cap_weirs(grid_, water_, row, level_.row(row), level_.row(row + 1), flow_x_.row(row),
            flow_y_.row(row));
  each_computed_edge(grid_, row, edges, spans, [&](std::int32_t e, std::int32_t k) {
    const Edge& edge = grid_.edges[e];
    flux_at_edge(row, k, edge.side);
    const auto depth = static_cast<float>(water_.depth_m[grid_.edge_cell[e]]);
    set_edge_flow(edge, edge_values_[e], depth * std::sqrt(gravity_m_s2 * depth),
                  (along_y(edge.side) ? flow_y_ : flow_x_).row(row)[k]);
  });
}

FaceRows Inertial::faces(std::int32_t row) {
  return {flow_x_.row(row), flow_y_.row(row - 1), flow_y_.row(row)};
}

}  // namespace sandtable::inundation
