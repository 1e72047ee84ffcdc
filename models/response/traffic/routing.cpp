// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/routing.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace sandtable::traffic {
namespace {

using CostSpan = std::span<const std::int64_t>;
using Entry = std::pair<std::int64_t, std::int32_t>;  // cost, node

struct Heap {
  std::vector<Entry> entries;
  void push(std::int64_t cost, std::int32_t node) {
    entries.emplace_back(cost, node);
    std::push_heap(entries.begin(), entries.end(), std::greater<>{});
  }
  Entry pop() {
    std::pop_heap(entries.begin(), entries.end(), std::greater<>{});
    const Entry least = entries.back();
    entries.pop_back();
    return least;
  }
};

std::span<const std::int32_t> row(const std::vector<std::int32_t>& begin,
                                  const std::vector<std::int32_t>& list, std::int32_t node) {
  return std::span(list).subspan(begin[node], begin[node + 1] - begin[node]);
}
std::span<const std::int32_t> out_links(const RoadNetwork& network, std::int32_t node) {
  return row(network.out_begin, network.out_links, node);
}
std::span<const std::int32_t> in_links(const RoadNetwork& network, std::int32_t node) {
  return row(network.in_begin, network.in_links, node);
}

/// The cost from a link's start by that link; no_entry when there is no way.
std::int64_t by(std::int32_t link, const RoadNetwork& network, CostSpan link_cost,
                CostSpan node_cost) {
  const std::int64_t beyond = node_cost[network.to[link]];
  if (link_cost[link] >= no_entry || beyond >= no_entry) return no_entry;
  return link_cost[link] + beyond;
}

/// Settles from what is in the heap, upstream, until `last` (if not negative) is settled.
void settle(Heap& heap, std::vector<std::int64_t>& node_cost, const RoadNetwork& network,
            CostSpan link_cost, std::int32_t last) {
  while (!heap.entries.empty()) {
    const auto [cost, node] = heap.pop();
    if (cost > node_cost[node]) continue;
    if (node == last) return;
    for (const std::int32_t link : in_links(network, node)) {
      if (link_cost[link] >= no_entry) continue;
      const std::int32_t start = network.from[link];
      if (cost + link_cost[link] >= node_cost[start]) continue;
      node_cost[start] = cost + link_cost[link];
      heap.push(node_cost[start], start);
    }
  }
}

std::int32_t best_next(std::int32_t node, const RoadNetwork& network, CostSpan link_cost,
                       CostSpan node_cost) {
  if (node_cost[node] >= no_entry) return no_way;
  if (node_cost[node] == 0) return arrived;
  for (const std::int32_t link : out_links(network, node)) {
    if (by(link, network, link_cost, node_cost) == node_cost[node]) return link;
  }
  return no_way;
}

}  // namespace

NextHop build_next_hop(const RoadNetwork& network, CostSpan link_cost, const Destination& to) {
  const auto nodes = static_cast<std::size_t>(network.nodes());
  NextHop table{std::vector<std::int64_t>(nodes, no_entry), std::vector<std::int32_t>(nodes)};
  Heap heap;
  for (const std::int32_t node : to.nodes) {
    table.cost[node] = 0;
    heap.push(0, node);
  }
  settle(heap, table.cost, network, link_cost, -1);
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
  settle(heap, cost, network, link_cost, from_node);
  return follow(network, link_cost, cost, from_node);
}

}  // namespace sandtable::traffic
