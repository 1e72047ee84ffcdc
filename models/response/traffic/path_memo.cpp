// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/path_memo.hpp"

#include <algorithm>
#include <utility>

namespace sandtable::traffic {

PathMemo::PathMemo(std::shared_ptr<const RoadNetwork> network,
                   std::vector<std::int64_t> free_flow_cost)
    : network_(std::move(network)),
      chains_(make_chains(*network_)),
      free_flow_cost_(std::move(free_flow_cost)),
      free_flow_chain_cost_(chain_costs(chains_, free_flow_cost_)),
      paths_(static_cast<std::size_t>(network_->nodes())) {}

const Landmarks& PathMemo::landmarks() const {
  std::call_once(landmarks_made_, [&] {
    landmarks_ = std::make_unique<const Landmarks>(*network_, free_flow_cost_);
  });
  return *landmarks_;
}

Path PathMemo::at_free_flow(std::int32_t from_node, std::int32_t to_node) const {
  std::vector<Known>& known = paths_[static_cast<std::size_t>(from_node)];
  const auto find = [&] { return std::ranges::find(known, to_node, &Known::to); };
  {
    const std::shared_lock lock(paths_guard_);
    if (const auto at = find(); at != known.end()) return at->path;
  }
  Path path = at_costs(free_flow_cost_, free_flow_chain_cost_, from_node, to_node, no_entry);
  const std::unique_lock lock(paths_guard_);
  if (const auto at = find(); at != known.end()) return at->path;
  known.push_back({to_node, path});
  return path;
}

Path PathMemo::at_costs(std::span<const std::int64_t> link_cost,
                        std::span<const std::int64_t> chain_cost, std::int32_t from_node,
                        std::int32_t to_node, std::int64_t most) const {
  SearchScratch scratch;
  {
    const std::lock_guard lock(scratch_guard_);
    if (!scratch_.empty()) {
      scratch = std::move(scratch_.back());
      scratch_.pop_back();
    }
  }
  auto found = shortest_path({*network_, chains_, link_cost, chain_cost}, from_node, to_node, most,
                             landmarks(), scratch);
  {
    const std::lock_guard lock(scratch_guard_);
    scratch_.push_back(std::move(scratch));
  }
  if (!found) return nullptr;
  return std::make_shared<const std::vector<std::int32_t>>(*std::move(found));
}

}  // namespace sandtable::traffic
