// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
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
  PathMemo(std::shared_ptr<const RoadNetwork> network, std::vector<std::int64_t> free_flow_cost);
  /// At free flow; null when there is no way.
  Path at_free_flow(std::int32_t from_node, std::int32_t to_node) const;
  /// At other costs of links and chains, none of which is below that at free flow; `most`: a cost
  /// at which a way is known, or no_entry.
  Path at_costs(std::span<const std::int64_t> link_cost, std::span<const std::int64_t> chain_cost,
                std::int32_t from_node, std::int32_t to_node, std::int64_t most) const;
  const Chains& chains() const { return chains_; }
  const std::vector<std::int64_t>& free_flow_chain_cost() const { return free_flow_chain_cost_; }

 private:
  const Landmarks& landmarks() const;
  struct Known {
    std::int32_t to;
    Path path;
  };
  std::shared_ptr<const RoadNetwork> network_;
  Chains chains_;
  std::vector<std::int64_t> free_flow_cost_, free_flow_chain_cost_;
  mutable std::once_flag landmarks_made_;
  mutable std::unique_ptr<const Landmarks> landmarks_;  ///< made when a path is first asked for
  mutable std::shared_mutex paths_guard_;
  mutable std::vector<std::vector<Known>> paths_;  ///< (from node)
  mutable std::mutex scratch_guard_;
  mutable std::vector<SearchScratch> scratch_;  ///< not in use now
};

}  // namespace sandtable::traffic
