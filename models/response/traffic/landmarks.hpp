// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/response/traffic/chains.hpp"
#include "models/response/traffic/routing.hpp"

namespace sandtable::traffic {

/// Bounds from below on the cost between two nodes, from the costs to eight nodes at the edge of
/// the network (Goldberg and Harrelson 2005, SODA: "ALT"). They hold for all costs of links of
/// which none is below the one they were made from.
class Landmarks {
 public:
  Landmarks(const RoadNetwork& network, std::span<const std::int64_t> link_cost);

  /// By the triangle inequality: what it takes to a landmark, less what is left from `to_node`.
  std::int64_t least_cost(std::int32_t from_node, std::int32_t to_node) const {
    const Row& from = cost_[static_cast<std::size_t>(from_node)];
    const Row& to = cost_[static_cast<std::size_t>(to_node)];
    std::int32_t least = 1;
    for (std::size_t k = 0; k < count; ++k) least = std::max(least, from[k] - to[k]);
    return (least - 1) * grain;  // both were rounded down
  }

 private:
  static constexpr std::size_t count = 8;
  static constexpr std::int64_t grain = 256;  ///< ticks, 1/64 s
  using Row = std::array<std::int32_t, count>;
  std::vector<Row> cost_;  ///< (node), grains; too high a cost, and none, is `farthest_cost`
};

/// What searches read: the roads and what it costs now to travel links and chains.
struct Costs {
  const RoadNetwork& network;
  const Chains& chains;
  std::span<const std::int64_t> link, chain;  ///< ticks
};

/// What a search fills, kept to be used again: filling 20,000 nodes takes longer than the search.
struct SearchScratch {
  struct Entry {
    std::int64_t bound, cost;  ///< of the whole way; of the part from here
    std::int32_t node;
    bool operator>(const Entry& other) const { return bound > other.bound; }
  };
  std::vector<std::int64_t> cost;     ///< (node); no_entry between searches
  std::vector<std::int32_t> touched;  ///< nodes with another cost
  std::vector<Entry> heap;
};

/// As shortest_path of routing.hpp to one node, over chains and led by bounds: the same links.
/// `most`: a cost at which a way is known, or no_entry.
std::optional<std::vector<std::int32_t>> shortest_path(const Costs& costs, std::int32_t from_node,
                                                       std::int32_t to_node, std::int64_t most,
                                                       const Landmarks& landmarks,
                                                       SearchScratch& scratch);

}  // namespace sandtable::traffic
