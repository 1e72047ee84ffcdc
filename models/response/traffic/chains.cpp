// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/chains.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace sandtable::traffic {
namespace {

/// Whether one can only go on from a node, or back.
bool leads_through(const RoadNetwork& network, std::int32_t node) {
  const std::int32_t first_out = network.out_begin[node], first_in = network.in_begin[node];
  const std::int32_t outs = network.out_begin[node + 1] - first_out;
  if (outs != network.in_begin[node + 1] - first_in || outs < 1 || outs > 2) return false;
  const auto next = [&](std::int32_t k) { return network.to[network.out_links[first_out + k]]; };
  const auto before = [&](std::int32_t k) { return network.from[network.in_links[first_in + k]]; };
  if (outs == 1) return next(0) != before(0) && next(0) != node;
  const bool both_ways = (next(0) == before(0) && next(1) == before(1)) ||
                         (next(0) == before(1) && next(1) == before(0));
  return both_ways && next(0) != next(1) && next(0) != node && next(1) != node;
}

/// The link after one that ends inside a chain.
std::int32_t onward(const RoadNetwork& network, std::int32_t link) {
  const std::int32_t node = network.to[link];
  const std::int32_t first = network.out_links[network.out_begin[node]];
  if (network.to[first] != network.from[link]) return first;
  return network.out_links[network.out_begin[node] + 1];
}

/// Nodes at which chains end. A ring that nothing else touches gets one, where its first link
/// starts.
std::vector<std::uint8_t> junctions(const RoadNetwork& network,
                                    std::span<const std::uint8_t> keep) {
  std::vector<std::uint8_t> junction(static_cast<std::size_t>(network.nodes()));
  for (std::int32_t node = 0; node < network.nodes(); ++node)
    junction[node] = (!keep.empty() && keep[node] != 0) || !leads_through(network, node);
  std::vector<std::uint8_t> seen(static_cast<std::size_t>(network.links()), 0);
  const auto walk_from = [&](std::int32_t node) {
    for (std::int32_t i = network.out_begin[node]; i < network.out_begin[node + 1]; ++i) {
      std::int32_t link = network.out_links[i];
      seen[link] = 1;
      while (junction[network.to[link]] == 0) seen[link = onward(network, link)] = 1;
    }
  };
  for (std::int32_t node = 0; node < network.nodes(); ++node)
    if (junction[node] != 0) walk_from(node);
  for (std::int32_t link = 0; link < network.links(); ++link) {
    if (seen[link] != 0) continue;
    junction[network.from[link]] = 1;
    walk_from(network.from[link]);
  }
  return junction;
}

/// (node): the first of a list sorted by node, and one past the last node.
std::vector<std::int32_t> rows(const std::vector<std::int32_t>& nodes, std::int32_t count) {
  std::vector<std::int32_t> begin(static_cast<std::size_t>(count) + 1, 0);
  for (const std::int32_t node : nodes) ++begin[node + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  return begin;
}

}  // namespace

Chains make_chains(const RoadNetwork& network, std::span<const std::uint8_t> keep) {
  Chains made;
  made.is_junction = junctions(network, keep);
  std::vector<std::tuple<std::int32_t, std::int32_t>> ends;  // node, first link
  for (std::int32_t link = 0; link < network.links(); ++link) {
    if (made.is_junction[network.from[link]] == 0) continue;
    std::int32_t last = link;
    while (made.is_junction[network.to[last]] == 0) last = onward(network, last);
    ends.emplace_back(network.to[last], link);
  }
  std::ranges::sort(ends);
  made.begin.push_back(0);
  made.chain_of.resize(static_cast<std::size_t>(network.links()));
  made.place.resize(static_cast<std::size_t>(network.links()));
  for (const auto& [end, first] : ends) {
    std::int32_t link = first;
    for (std::int32_t place = 0;; ++place, link = onward(network, link)) {
      made.links.push_back(link);
      made.chain_of[link] = made.size();
      made.place[link] = place;
      if (made.is_junction[network.to[link]] != 0) break;
    }
    made.begin.push_back(static_cast<std::int32_t>(made.links.size()));
    made.from.push_back(network.from[first]);
    made.to.push_back(end);
  }
  made.in_begin = rows(made.to, network.nodes());
  return made;
}

}  // namespace sandtable::traffic
