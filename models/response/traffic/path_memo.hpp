// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <utility>
#include <vector>

#include "models/response/traffic/landmarks.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

using Path =
    std::shared_ptr<const std::vector<std::int32_t>>;  ///< links, each ends where the next starts

/// Cheapest paths between two nodes. Those at free flow are a pure function of the network, kept
/// once they were asked for, so that draws and branches share the work and never see who did it.
class PathMemo {
 public:
  PathMemo(const RoadNetwork& network, std::vector<std::int64_t> free_flow_cost)
      : free_flow_cost_(std::move(free_flow_cost)), landmarks_(network, free_flow_cost_) {}
  /// At free flow; null when there is no way.
  Path at_free_flow(const RoadNetwork& network, std::int32_t from_node, std::int32_t to_node) const;
  /// At other costs, none of which is below that at free flow.
  Path at_costs(const RoadNetwork& network, std::span<const std::int64_t> link_cost,
                std::int32_t from_node, std::int32_t to_node) const;

 private:
  std::vector<std::int64_t> free_flow_cost_;
  Landmarks landmarks_;
  mutable std::shared_mutex paths_guard_;
  mutable std::map<std::pair<std::int32_t, std::int32_t>, Path> paths_;
  mutable std::mutex scratch_guard_;
  mutable std::vector<SearchScratch> scratch_;  ///< not in use now
};

}  // namespace sandtable::traffic
