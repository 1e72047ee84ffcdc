// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/row_flows.hpp"

#include "models/hazard/inundation/kernel/weir.hpp"

namespace sandtable::inundation {

void cap_weirs(const Grid& grid, const Water& water, std::int32_t row, const float* level,
               const float* level_north, float* flow_x, float* flow_y) {
  const auto cap = [&](std::span<const std::int32_t> faces, std::span<const float> crests,
                       const float* level_after, float* flow) {
    const std::int32_t begin = row * grid.stride;
    const auto from = std::lower_bound(faces.begin(), faces.end(), begin);
    for (auto face = from; face != faces.end() && *face < begin + grid.stride; ++face) {
      const std::int32_t k = *face - begin;
      const float most = weir_flow(std::max(level[k], level_after[k]) - crests[*face]);
      flow[k] = std::clamp(flow[k], -most, most);
    }
  };
  if (!water.weirs_x.empty() && row >= 1) cap(water.weirs_x, water.crest_x, level + 1, flow_x);
  if (!water.weirs_y.empty()) cap(water.weirs_y, water.crest_y, level_north, flow_y);
}

void keep_flows(const Span& span, const FaceRows& flows, const RowOut& out) {
  const auto keep = [](const float* from, std::int32_t begin, std::int32_t end, float* to) {
    std::copy(from + begin, from + end, to + begin);
  };
  keep(flows.east, span.begin - 1, span.end, out.flow_x);
  keep(flows.north, span.begin, span.end, out.flow_y);
  if (out.flow_south != nullptr) keep(flows.south, span.begin, span.end, out.flow_south);
}

}  // namespace sandtable::inundation
