// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "models/response/traffic/model.hpp"

namespace sandtable::models {

/// The roads as those on foot use them, in either direction; immutable. Costs are of a speed of
/// 1 m/s, in ticks, so that they hold for every walking speed.
struct Footways {
  std::shared_ptr<const RoadNetwork> network;  ///< every link, then each backwards
  std::vector<std::int64_t> cost;              ///< (link of `network`)
  traffic::NextHop nearest;                    ///< the ways to the nearest place to go
};
Footways make_footways(const RoadNetwork& roads, std::span<const traffic::Destination> places);

/// Somebody on foot, between two nodes or standing at one because the hazard is on every way on.
struct Walker {
  std::int32_t person, node;       ///< node: passed last
  std::int32_t target = -1;        ///< node; -1: the nearest place to go
  std::int32_t link = -1;          ///< of Footways::network; -1: stands at `node`
  std::size_t step = 0;            ///< of `path`: the next link
  Tick since;                      ///< at `node`
  std::vector<std::int32_t> path;  ///< links; empty: as Footways::nearest has it
  bool arrived = false;
};

}  // namespace sandtable::models
