// SPDX-License-Identifier: Apache-2.0
// The paths of those who have one of their own.
#include <algorithm>

#include "models/response/traffic/advance.hpp"

namespace sandtable::traffic {

/// As long as no link is cheaper than at free flow, a free-flow path whose own links cost what they
/// cost then is still the one that a search would find: ways around it can only have become dearer.
Path cheapest_path(State& state, const Model& model, std::int32_t from_node, std::int32_t to_node,
                   Heed heed) {
  Outlook& outlook = heed == Heed::closures ? state.usual : state.outlook;
  if (outlook.cheaper_links == 0) {
    Path path = model.paths->at_free_flow(from_node, to_node);
    const std::vector<std::int64_t>& free_flow = model.paths->free_flow_cost();
    const auto as_then = [&](std::int32_t link) { return outlook.link[link] == free_flow[link]; };
    if (!path || std::ranges::all_of(*path, as_then)) return path;
  }
  return model.paths->at_costs(costs_of(outlook, model), from_node, to_node);
}

}  // namespace sandtable::traffic
