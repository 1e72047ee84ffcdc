// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/routing.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace sandtable::traffic {
namespace {

using Costs = std::span<const std::int64_t>;
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
std::int64_t by(std::int32_t link, const RoadNetwork& network, Costs link_cost, Costs node_cost) {
  const std::int64_t beyond = node_cost[network.to[link]];
  if (link_cost[link] >= no_entry || beyond >= no_entry) return no_entry;
  return link_cost[link] + beyond;
}

/// Settles from what is in the heap, upstream, until `last` (if not negative) is settled.
void settle(Heap& heap, std::vector<std::int64_t>& node_cost, const RoadNetwork& network,
            Costs link_cost, std::int32_t last, std::vector<std::int32_t>* lowered) {
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

std::int32_t best_next(std::int32_t node, const RoadNetwork& network, Costs link_cost,
                       Costs node_cost) {
  if (node_cost[node] >= no_entry) return no_way;
  if (node_cost[node] == 0) return arrived;
  for (const std::int32_t link : out_links(network, node)) {
    if (by(link, network, link_cost, node_cost) == node_cost[node]) return link;
  }
  return no_way;
}

/// True when a link's cost contradicts the table: its way is dearer, cheaper or now wins a tie.
bool is_wrong(const NextHop& table, const RoadNetwork& network, Costs link_cost,
              std::int32_t link) {
  const std::int32_t start = network.from[link];
  const std::int32_t next = table.next[start];
  if (next == arrived) return false;
  const std::int64_t cost = by(link, network, link_cost, table.cost);
  if (next == link) return cost != table.cost[start];
  if (cost >= no_entry) return false;
  return cost < table.cost[start] || (cost == table.cost[start] && link < next);
}

/// Nodes whose way led over a link that has become dearer, cut off (cost no_entry).
std::vector<std::int32_t> cut_off(NextHop& table, const RoadNetwork& network, Costs link_cost,
                                  std::span<const std::int32_t> changed) {
  std::vector<std::int32_t> nodes;
  for (const std::int32_t link : changed) {
    const std::int32_t start = network.from[link];
    if (table.next[start] != link) continue;
    if (by(link, network, link_cost, table.cost) > table.cost[start]) nodes.push_back(start);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  for (const std::int32_t node : nodes) table.cost[node] = no_entry;
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    for (const std::int32_t link : in_links(network, nodes[k])) {
      const std::int32_t start = network.from[link];
      if (table.next[start] != link || table.cost[start] >= no_entry) continue;
      table.cost[start] = no_entry;
      nodes.push_back(start);
    }
  }
  return nodes;
}

void choose_again(NextHop& table, const RoadNetwork& network, Costs link_cost,
                  const std::vector<std::int32_t>& moved) {
  std::vector<std::uint8_t> done(table.next.size(), 0);
  const auto choose = [&](std::int32_t node) {
    if (done[node] != 0) return;
    done[node] = 1;
    table.next[node] = best_next(node, network, link_cost, table.cost);
  };
  for (const std::int32_t node : moved) {
    choose(node);
    for (const std::int32_t link : in_links(network, node)) choose(network.from[link]);
  }
}

}  // namespace

NextHop build_next_hop(const RoadNetwork& network, Costs link_cost, const Destination& to) {
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

bool needs_repair(const NextHop& table, const RoadNetwork& network, Costs link_cost,
                  std::span<const std::int32_t> changed) {
  return std::any_of(changed.begin(), changed.end(),
                     [&](std::int32_t link) { return is_wrong(table, network, link_cost, link); });
}

void repair(NextHop& table, const RoadNetwork& network, Costs link_cost,
            std::span<const std::int32_t> changed) {
  std::vector<std::int32_t> wrong;
  std::copy_if(changed.begin(), changed.end(), std::back_inserter(wrong),
               [&](std::int32_t link) { return is_wrong(table, network, link_cost, link); });
  if (wrong.empty()) return;
  std::vector<std::int32_t> moved = cut_off(table, network, link_cost, wrong);
  Heap heap;
  for (const std::int32_t node : moved) {
    for (const std::int32_t link : out_links(network, node)) {
      const std::int64_t cost = by(link, network, link_cost, table.cost);
      if (cost < table.cost[node]) table.cost[node] = cost;
    }
    if (table.cost[node] < no_entry) heap.push(table.cost[node], node);
  }
  for (const std::int32_t link : wrong) {
    const std::int32_t start = network.from[link];
    moved.push_back(start);
    const std::int64_t cost = by(link, network, link_cost, table.cost);
    if (cost >= table.cost[start]) continue;
    table.cost[start] = cost;
    heap.push(cost, start);
  }
  settle(heap, table.cost, network, link_cost, -1, &moved);
  choose_again(table, network, link_cost, moved);
}

std::optional<std::vector<std::int32_t>> follow(const RoadNetwork& network, Costs link_cost,
                                                Costs node_cost, std::int32_t from_node) {
  if (node_cost[from_node] >= no_entry) return std::nullopt;
  std::vector<std::int32_t> path;
  for (std::int32_t node = from_node; node_cost[node] != 0; node = network.to[path.back()]) {
    path.push_back(best_next(node, network, link_cost, node_cost));
  }
  return path;
}

std::optional<std::vector<std::int32_t>> shortest_path(const RoadNetwork& network, Costs link_cost,
                                                       std::int32_t from_node,
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
