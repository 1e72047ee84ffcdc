// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/inertial.hpp"

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/weir.hpp"

namespace sandtable::inundation {

Inertial::Inertial(const Grid& grid, const Water& water, std::span<const double> edge_values)
    : grid_(grid),
      water_(water),
      edge_values_(edge_values),
      level_(grid.stride, 2),
      power_(grid.stride, 2),
      flow_x_(grid.stride, 3),
      flow_y_(grid.stride, 3) {}

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
  cap_weirs(row);
  for (const std::int32_t e : edges) {
    const Edge& edge = grid_.edges[e];
    const std::int32_t k = grid_.edge_face[e] - row * grid_.stride;
    const bool inwards_positive = edge.side == Side::west || edge.side == Side::south;
    const std::int32_t first = along_y(edge.side) ? 0 : 1;  // of the faces before a span
    const auto computed = [&](const Span& span) { return k >= span.begin - first && k < span.end; };
    if (std::ranges::none_of(spans, computed)) continue;
    flux_at_edge(row, k, edge.side);
    float& flow = (along_y(edge.side) ? flow_y_ : flow_x_).row(row)[k];
    if (edge.kind == EdgeKind::inflow) {
      const auto in = static_cast<float>(edge_values_[e]);
      flow = inwards_positive ? in : -in;
    } else if (edge.kind == EdgeKind::free) {
      const auto depth = static_cast<float>(water_.depth_m[grid_.edge_cell[e]]);
      const float critical = depth * std::sqrt(gravity_m_s2 * depth);
      flow =
          inwards_positive ? std::clamp(flow, -critical, 0.0F) : std::clamp(flow, 0.0F, critical);
    }
  }
}

void Inertial::cap_weirs(std::int32_t row) {
  const auto cap = [&](std::span<const std::int32_t> faces, std::span<const float> crests,
                       const float* level, const float* level_after, float* flow) {
    const std::int32_t begin = row * grid_.stride;
    const auto from = std::lower_bound(faces.begin(), faces.end(), begin);
    for (auto face = from; face != faces.end() && *face < begin + grid_.stride; ++face) {
      const std::int32_t k = *face - begin;
      const float most = weir_flow(std::max(level[k], level_after[k]) - crests[*face]);
      flow[k] = std::clamp(flow[k], -most, most);
    }
  };
  if (!water_.weirs_x.empty() && row >= 1)
    cap(water_.weirs_x, water_.crest_x, level_.row(row), level_.row(row) + 1, flow_x_.row(row));
  if (!water_.weirs_y.empty())
    cap(water_.weirs_y, water_.crest_y, level_.row(row), level_.row(row + 1), flow_y_.row(row));
}

FaceRows Inertial::faces(std::int32_t row) {
  return {flow_x_.row(row), flow_y_.row(row - 1), flow_y_.row(row)};
}

}  // namespace sandtable::inundation
