// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

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
    std::int64_t least = 0;
    for (std::size_t k = 0; k < count; ++k) least = std::max(least, from[k] - to[k]);
    return least;
  }

 private:
  static constexpr std::size_t count = 8;
  using Row = std::array<std::int64_t, count>;
  std::vector<Row> cost_;  ///< (node)
};

/// What a search fills, kept to be used again: filling 20,000 nodes takes longer than the search.
struct SearchScratch {
  std::vector<std::int64_t> cost;     ///< (node); no_entry between searches
  std::vector<std::int32_t> touched;  ///< nodes with another cost
  std::vector<std::pair<std::int64_t, std::int32_t>> heap;
};

/// As shortest_path of routing.hpp to one node, led by bounds: the same links.
std::optional<std::vector<std::int32_t>> shortest_path(const RoadNetwork& network,
                                                       std::span<const std::int64_t> link_cost,
                                                       std::int32_t from_node, std::int32_t to_node,
                                                       const Landmarks& landmarks,
                                                       SearchScratch& scratch);

}  // namespace sandtable::traffic
