// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/routing.hpp"

#include "models/response/traffic/settle.hpp"

namespace sandtable::traffic {

NextHop build_next_hop(const RoadNetwork& network, CostSpan link_cost, const Destination& to) {
  const auto nodes = static_cast<std::size_t>(network.nodes());
  NextHop table{std::vector<std::int64_t>(nodes, no_entry), std::vector<std::int32_t>(nodes)};
  Heap heap;
  for (const std::int32_t node : to.nodes) {
    table.cost[node] = 0;
    heap.push(0, node);
  }
  settle(heap, table.cost, network, link_cost, -1, nullptr);
  for (std::int32_t node = 0; node < network.nodes(); ++node) {
    table.next[node] = best_next(node, network, link_cost, table.cost);
  }
  return table;
}

std::optional<std::vector<std::int32_t>> follow(const RoadNetwork& network, CostSpan link_cost,
                                                CostSpan node_cost, std::int32_t from_node) {
  if (node_cost[from_node] >= no_entry) return std::nullopt;
  std::vector<std::int32_t> path;
  for (std::int32_t node = from_node; node_cost[node] != 0; node = network.to[path.back()]) {
    path.push_back(best_next(node, network, link_cost, node_cost));
  }
  return path;
}

std::optional<std::vector<std::int32_t>> shortest_path(const RoadNetwork& network,
                                                       CostSpan link_cost, std::int32_t from_node,
                                                       std::span<const std::int32_t> to_nodes) {
  std::vector<std::int64_t> cost(static_cast<std::size_t>(network.nodes()), no_entry);
  Heap heap;
  for (const std::int32_t node : to_nodes) {
    cost[node] = 0;
    heap.push(0, node);
  }
  settle(heap, cost, network, link_cost, from_node, nullptr);
  return follow(network, link_cost, cost, from_node);
}

}  // namespace sandtable::traffic
