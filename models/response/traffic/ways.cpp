// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/ways.hpp"

#include <algorithm>
#include <utility>

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

StillFree& StillFree::operator=(const StillFree& other) {
  if (this != &other) *this = StillFree();
  return *this;
}

void StillFree::forget() {
  for (const std::int32_t node : looked_) found_[node] = 0;
  looked_.clear();
}

/// Ways around a way that costs what it did can only have become dearer, and of those that were as
/// cheap the one of lowest links was taken already.
bool StillFree::look(const Outlook& outlook, const Model& model, const NextHop& way,
                     std::int32_t node) {
  if (outlook.cheaper_links > 0) return false;
  if (found_.empty()) found_.resize(way.next.size(), 0);
  const std::size_t before = looked_.size();
  const std::vector<std::int64_t>& free_flow = model.paths->free_flow_cost();
  std::uint8_t found = found_[node];
  while (found == 0) {
    looked_.push_back(node);
    const std::int32_t link = way.next[node];
    if (link < 0) {
      found = yes;
    } else if (outlook.link[link] > free_flow[link]) {
      found = no;
    } else {
      node = model.network->to[link];
      found = found_[node];
    }
  }
  for (std::size_t k = before; k < looked_.size(); ++k) found_[looked_[k]] = found;
  return found == yes;
}

std::int32_t work_out_next(Ways& ways, Outlook& outlook, const Model& model,
                           std::int32_t destination, std::int32_t node) {
  if (std::exchange(ways.free_changes, outlook.changes) != outlook.changes) ways.free.forget();
  const NextHop& free_flow = *model.free_flow_ways[destination];
  if (ways.free.look(outlook, model, free_flow, node)) return free_flow.next[node];
  const Costs costs = costs_of(outlook, model);
  if (ways.reach_changes != outlook.changes || !ways.reach.begun()) {
    ways.reach.begin(costs, model.destinations[destination].nodes,
                     model.paths->contracted().above[destination]);
    ways.reach_changes = outlook.changes;
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
