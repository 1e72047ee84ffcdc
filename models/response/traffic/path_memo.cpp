// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/path_memo.hpp"

namespace sandtable::traffic {

Path PathMemo::at_free_flow(const RoadNetwork& network, std::int32_t from_node,
                            std::int32_t to_node) const {
  const std::pair key(from_node, to_node);
  {
    const std::shared_lock lock(paths_guard_);
    if (const auto at = paths_.find(key); at != paths_.end()) return at->second;
  }
  Path path = at_costs(network, free_flow_cost_, from_node, to_node);
  const std::unique_lock lock(paths_guard_);
  return paths_.emplace(key, std::move(path)).first->second;
}

Path PathMemo::at_costs(const RoadNetwork& network, std::span<const std::int64_t> link_cost,
                        std::int32_t from_node, std::int32_t to_node) const {
  SearchScratch scratch;
  {
    const std::lock_guard lock(scratch_guard_);
    if (!scratch_.empty()) {
      scratch = std::move(scratch_.back());
      scratch_.pop_back();
    }
  }
  auto found = shortest_path(network, link_cost, from_node, to_node, landmarks_, scratch);
  {
    const std::lock_guard lock(scratch_guard_);
    scratch_.push_back(std::move(scratch));
  }
  if (!found) return nullptr;
  return std::make_shared<const std::vector<std::int32_t>>(*std::move(found));
}

}  // namespace sandtable::traffic
