// SPDX-License-Identifier: Apache-2.0
// Inside the routing only: what builds and repairs of tables have in common.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "models/response/traffic/routing.hpp"

namespace sandtable::traffic {

using CostSpan = std::span<const std::int64_t>;
using Entry = std::pair<std::int64_t, std::int32_t>;  // cost, node

/// Of those who are to be settled, the cheapest first.
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

inline std::span<const std::int32_t> row(const std::vector<std::int32_t>& begin,
                                         const std::vector<std::int32_t>& list, std::int32_t node) {
  return std::span(list).subspan(begin[node], begin[node + 1] - begin[node]);
}
inline std::span<const std::int32_t> out_links(const RoadNetwork& network, std::int32_t node) {
  return row(network.out_begin, network.out_links, node);
}
inline std::span<const std::int32_t> in_links(const RoadNetwork& network, std::int32_t node) {
  return row(network.in_begin, network.in_links, node);
}

/// The cost from a link's start by that link; no_entry when there is no way.
inline std::int64_t by(std::int32_t link, const RoadNetwork& network, CostSpan link_cost,
                       CostSpan node_cost) {
  const std::int64_t beyond = node_cost[network.to[link]];
  if (link_cost[link] >= no_entry || beyond >= no_entry) return no_entry;
  return link_cost[link] + beyond;
}

/// Settles from what is in the heap, upstream, until `last` (if not negative) is settled.
inline void settle(Heap& heap, std::vector<std::int64_t>& node_cost, const RoadNetwork& network,
                   CostSpan link_cost, std::int32_t last, std::vector<std::int32_t>* lowered) {
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
      if (lowered != nullptr) lowered->push_back(start);
    }
  }
}

inline std::int32_t best_next(std::int32_t node, const RoadNetwork& network, CostSpan link_cost,
                              CostSpan node_cost) {
  if (node_cost[node] >= no_entry) return no_way;
  if (node_cost[node] == 0) return arrived;
  for (const std::int32_t link : out_links(network, node)) {
    if (by(link, network, link_cost, node_cost) == node_cost[node]) return link;
  }
  return no_way;
}

}  // namespace sandtable::traffic
