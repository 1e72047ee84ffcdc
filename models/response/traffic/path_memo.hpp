// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <vector>

#include "models/response/traffic/reach.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

using Path =
    std::shared_ptr<const std::vector<std::int32_t>>;  ///< links, each ends where the next starts

/// The roads contracted, with their weights at free flow.
struct Contracted {
  Hierarchy hierarchy;
  Weights free_flow;
  std::vector<std::vector<std::int32_t>> above;  ///< (destination): ranks_above of its nodes
};

/// Cheapest paths between two nodes. Those at free flow are a pure function of the network, kept
/// once they were asked for, so that draws and branches share the work and never see who did it.
class PathMemo {
 public:
  PathMemo(std::shared_ptr<const RoadNetwork> network, std::vector<std::int64_t> free_flow_cost,
           std::vector<Destination> destinations);
  /// At free flow; null when there is no way.
  Path at_free_flow(std::int32_t from_node, std::int32_t to_node) const;
  /// Likewise at costs of which `network` and `hierarchy` are those of contracted().
  Path at_costs(const Costs& costs, std::int32_t from_node, std::int32_t to_node) const;
  /// Made when it is first asked for.
  const Contracted& contracted() const;
  const std::vector<std::int64_t>& free_flow_cost() const { return free_flow_cost_; }

 private:
  struct Known {
    std::int32_t to;
    Path path;
  };
  std::shared_ptr<const RoadNetwork> network_;
  std::vector<std::int64_t> free_flow_cost_;
  std::vector<Destination> destinations_;
  mutable std::once_flag contracted_made_;
  mutable std::unique_ptr<const Contracted> contracted_;
  mutable std::shared_mutex paths_guard_;
  mutable std::vector<std::vector<Known>> paths_;  ///< (from node)
  mutable std::mutex scratch_guard_;
  mutable std::vector<Reach> scratch_;  ///< not in use now
};

}  // namespace sandtable::traffic
