// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/ways.hpp"

#include <algorithm>

namespace sandtable::traffic {

Outlook begin_outlook(const Model& model) {
  Outlook outlook;
  outlook.link = model.paths->free_flow_cost();
  return outlook;
}

bool set_cost(Outlook& outlook, const Model& model, std::int32_t link, std::int64_t cost) {
  const std::int64_t before = outlook.link[link], free_flow = model.links[link].free_flow;
  if (cost == before) return false;
  outlook.link[link] = cost;
  outlook.cheaper_links += (cost < free_flow) - (before < free_flow);
  ++outlook.changes;
  std::vector<std::int32_t>& changed = outlook.changed;
  if (changed.size() >= 2 * outlook.link.size()) {
    std::ranges::sort(changed);
    changed.erase(std::ranges::unique(changed).begin(), changed.end());
  }
  changed.push_back(link);
  return true;
}

Costs costs_of(Outlook& outlook, const Model& model) {
  const Contracted& roads = model.paths->contracted();
  if (!outlook.changed.empty()) {
    if (outlook.weights.empty()) outlook.weights = roads.free_flow;
    update_weights(outlook.weights, roads.hierarchy, outlook.link, outlook.changed);
    outlook.changed.clear();
  }
  return {*model.network, roads.hierarchy, outlook.link,
          outlook.weights.empty() ? roads.free_flow : outlook.weights};
}

std::int32_t work_out_next(Ways& ways, Outlook& outlook, const Model& model,
                           std::int32_t destination, std::int32_t node) {
  const Costs costs = costs_of(outlook, model);
  if (ways.changes != outlook.changes || !ways.reach.begun()) {
    ways.reach.begin(costs, model.destinations[destination].nodes,
                     model.paths->contracted().above[destination]);
    ways.changes = outlook.changes;
  }
  return ways.reach.keep_next(costs, node);
}

NextHop whole_table(Outlook& outlook, const Model& model, std::int32_t destination) {
  const Costs costs = costs_of(outlook, model);
  Reach reach;
  reach.begin(costs, model.destinations[destination].nodes,
              model.paths->contracted().above[destination]);
  NextHop table;
  for (std::int32_t node = 0; node < model.network->nodes(); ++node) {
    table.cost.push_back(reach.cost(costs, node));
    table.next.push_back(reach.next(costs, node));
  }
  return table;
}

}  // namespace sandtable::traffic
