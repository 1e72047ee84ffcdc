// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/response/traffic/link_table.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

/// A network of which runs of like links are one link each: a homogeneous road is one link in
/// Newell's theory, however it is cut. The nodes are those of the first network, some of them now
/// alone; links are in the order of the first link of each run. Vehicles arrive when they would,
/// as long as the gridlock rule lets nobody into a run's inner links.
struct Fused {
  std::shared_ptr<const RoadNetwork> network;
  LinkTable links;
  std::vector<std::int32_t> fused_link;  ///< (link of the first network)
};

/// Decided once, from what can ever matter: `keep_node`, where trips start or end; `keep_link`,
/// what can ever close, slow down or change its capacity (1, one each).
Fused fuse(const RoadNetwork& network, const LinkTable& links,
           std::span<const std::uint8_t> keep_node, std::span<const std::uint8_t> keep_link);

}  // namespace sandtable::traffic
