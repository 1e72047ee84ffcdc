// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/response/traffic/routing.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

/// A customizable contraction hierarchy (Dibbelt, Strasser, Wagner 2016, J. Exp. Algorithmics 21,
/// 1.5): nodes by rank, and arcs from each to nodes of higher rank, so many that for any costs of
/// links a cheapest way leads up along arcs and then down. Immutable, without costs.
struct Hierarchy {
  std::vector<std::int32_t> rank, node;    ///< (node), and (rank) back
  std::vector<std::int32_t> begin, upper;  ///< CSR by rank: arcs, by the higher rank where they end
  std::vector<std::int32_t> lower;         ///< (arc): the rank where it starts
  std::vector<std::int32_t> down_begin, down;  ///< CSR by rank: arcs that end there, by `lower`
  std::vector<std::int32_t> slot_of;           ///< (link): twice its arc, + 1 if it leads down; -1
                                               ///< for a loop
  std::vector<std::int32_t> links_begin, links;  ///< CSR by slot

  std::int32_t nodes() const { return static_cast<std::int32_t>(node.size()); }
  std::int32_t arcs() const { return static_cast<std::int32_t>(upper.size()); }
  /// The arc between two ranks, if there is one.
  std::int32_t arc(std::int32_t from, std::int32_t to) const {
    const auto first = upper.begin() + begin[from], last = upper.begin() + begin[from + 1];
    return static_cast<std::int32_t>(std::lower_bound(first, last, to) - upper.begin());
  }
  /// The next rank that all ways up from a rank can pass; -1 at the top.
  std::int32_t parent(std::int32_t at) const {
    return begin[at] == begin[at + 1] ? -1 : upper[begin[at]];
  }
};

Hierarchy make_hierarchy(const RoadNetwork& network);

/// (slot): what it costs to travel an arc, by its links or by way of lower nodes; ticks, or
/// no_entry.
using Weights = std::vector<std::int64_t>;
Weights make_weights(const Hierarchy& hierarchy, std::span<const std::int64_t> link_cost);

/// Brings weights up to date after the costs of `changed` links (any order, repeats allowed) rose
/// or fell: the same bits as making them anew.
void update_weights(Weights& weights, const Hierarchy& hierarchy,
                    std::span<const std::int64_t> link_cost, std::span<const std::int32_t> changed);

}  // namespace sandtable::traffic
