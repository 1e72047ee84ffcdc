// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/reach.hpp"

#include <algorithm>

namespace sandtable::traffic {

std::vector<std::int32_t> ranks_above(const Hierarchy& hierarchy,
                                      std::span<const std::int32_t> nodes) {
  std::vector<std::int32_t> above;
  for (const std::int32_t node : nodes)
    for (std::int32_t at = hierarchy.rank[node]; at >= 0; at = hierarchy.parent(at))
      above.push_back(at);
  std::ranges::sort(above);
  above.erase(std::ranges::unique(above).begin(), above.end());
  return above;
}

Reach& Reach::operator=(const Reach& other) {
  if (this != &other) *this = Reach();
  return *this;
}

void Reach::begin(const Costs& costs, std::span<const std::int32_t> nodes,
                  std::span<const std::int32_t> above) {
  const Hierarchy& roads = costs.hierarchy;
  cost_.resize(roads.node.size(), no_entry);
  known_.resize(roads.node.size(), 0);
  for (const std::int32_t at : touched_) cost_[at] = no_entry, known_[at] = 0;
  for (const std::int32_t node : kept_) next_[node] = not_kept;
  touched_.assign(above.begin(), above.end());
  kept_.clear();
  for (const std::int32_t node : nodes) cost_[roads.rank[node]] = 0;
  for (const std::int32_t at : above)
    for (std::int32_t arc = roads.begin[at]; arc < roads.begin[at + 1]; ++arc) {
      std::int64_t& cost = cost_[roads.upper[arc]];
      cost = std::min(cost, costs.weights[2 * arc + 1] + cost_[at]);
    }
}

void Reach::work_out(const Costs& costs, std::int32_t at) {
  const Hierarchy& roads = costs.hierarchy;
  for (; at >= 0 && known_[at] == 0; at = roads.parent(at)) chain_.push_back(at);
  for (; !chain_.empty(); chain_.pop_back()) {
    const std::int32_t here = chain_.back();
    std::int64_t least = cost_[here];
    for (std::int32_t arc = roads.begin[here]; arc < roads.begin[here + 1]; ++arc)
      least = std::min(least, costs.weights[2 * arc] + cost_[roads.upper[arc]]);
    cost_[here] = least;
    known_[here] = 1;
    touched_.push_back(here);
  }
}

std::int32_t Reach::next(const Costs& costs, std::int32_t node) {
  const RoadNetwork& network = costs.network;
  const std::int64_t here = cost(costs, node);
  if (here >= no_entry) return no_way;
  if (here == 0) return arrived;
  for (std::int32_t i = network.out_begin[node]; i < network.out_begin[node + 1]; ++i) {
    const std::int32_t link = network.out_links[i];
    if (costs.link[link] <= here && costs.link[link] + cost(costs, network.to[link]) == here)
      return link;
  }
  return no_way;
}

std::int32_t Reach::keep_next(const Costs& costs, std::int32_t node) {
  if (next_.empty()) next_.assign(cost_.size(), not_kept);
  kept_.push_back(node);
  return next_[node] = next(costs, node);
}

std::optional<std::vector<std::int32_t>> follow(Reach& reach, const Costs& costs,
                                                std::int32_t from_node) {
  std::vector<std::int32_t> path;
  std::int32_t link = reach.next(costs, from_node);
  for (; link >= 0; link = reach.next(costs, costs.network.to[link])) path.push_back(link);
  if (link == no_way) return std::nullopt;
  return path;
}

}  // namespace sandtable::traffic
