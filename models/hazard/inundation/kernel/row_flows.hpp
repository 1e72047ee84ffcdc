// SPDX-License-Identifier: Apache-2.0
// What open edges and raised crests make of the flows of a row, and where these go; the inertial
// kernels share it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "models/hazard/inundation/kernel/active_cells.hpp"
#include "models/hazard/inundation/kernel/bands.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"
#include "models/hazard/inundation/kernel/water.hpp"

namespace sandtable::inundation {

/// Calls act(edge, column of its face) for the edges of a row whose faces were computed.
template <typename Act>
void each_computed_edge(const Grid& grid, std::int32_t row, std::span<const std::int32_t> edges,
                        std::span<const Span> spans, Act act) {
  for (const std::int32_t e : edges) {
    const std::int32_t k = grid.edge_face[e] - row * grid.stride;
    const bool y = along_y(grid.edges[e].side);
    const auto computed = [&](const Span& span) {
      return k >= (y ? span.begin : first_face(span)) && k < span.end;
    };
    if (std::ranges::any_of(spans, computed)) act(e, k);
  }
}

/// The flow through an open edge: an inflow is as prescribed, a free edge lets nothing in and at
/// most critical flow out.
inline void set_edge_flow(const Edge& edge, double value, float critical, float& flow) {
  const bool inwards_positive = edge.side == Side::west || edge.side == Side::south;
  if (edge.kind == EdgeKind::inflow) {
    const auto in = static_cast<float>(value);
    flow = inwards_positive ? in : -in;
  } else if (edge.kind == EdgeKind::free) {
    flow = inwards_positive ? std::clamp(flow, -critical, 0.0F) : std::clamp(flow, 0.0F, critical);
  }
}

/// Limits the flows of a row over raised crests to what weirs pass. `level`, `level_north`: of the
/// row and of the one north of it.
void cap_weirs(const Grid& grid, const Water& water, std::int32_t row, const float* level,
               const float* level_north, float* flow_x, float* flow_y);

/// Puts the flows of a span into the new state; that of the face before it, too.
void keep_flows(const Span& span, const FaceRows& flows, const RowOut& out);

}  // namespace sandtable::inundation
