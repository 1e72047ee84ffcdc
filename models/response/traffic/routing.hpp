// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/core/time.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

/// Somewhere to go: a vehicle has arrived at any of these nodes (an area, a set of exits, a place).
struct Destination {
  std::vector<std::int32_t> nodes;
};

/// The cost in ticks of a link that nobody can enter.
inline constexpr std::int64_t no_entry = Tick::never().count;
/// In NextHop::next: no way from here; already there.
inline constexpr std::int32_t no_way = -1, arrived = -2;

/// Cheapest ways from every node to one destination: a pure function of the links' costs (ticks,
/// >= 1, or no_entry). Of equally cheap next links the one of lowest index is taken.
struct NextHop {
  std::vector<std::int64_t> cost;  ///< (node), ticks; no_entry where there is no way
  std::vector<std::int32_t> next;  ///< (node), link to take; no_way; arrived
  bool operator==(const NextHop&) const = default;
};

NextHop build_next_hop(const RoadNetwork& network, std::span<const std::int64_t> link_cost,
                       const Destination& to);

/// The links of a cheapest way along falling costs of nodes, by the rule of NextHop; nullopt when
/// there is none. The costs need to be right for the nodes of cheapest ways only, elsewhere they
/// may be too high.
std::optional<std::vector<std::int32_t>> follow(const RoadNetwork& network,
                                                std::span<const std::int64_t> link_cost,
                                                std::span<const std::int64_t> node_cost,
                                                std::int32_t from_node);

/// The links of the way that a NextHop table would give; empty when already there, nullopt when
/// there is no way.
std::optional<std::vector<std::int32_t>> shortest_path(const RoadNetwork& network,
                                                       std::span<const std::int64_t> link_cost,
                                                       std::int32_t from_node,
                                                       std::span<const std::int32_t> to_nodes);

}  // namespace sandtable::traffic
