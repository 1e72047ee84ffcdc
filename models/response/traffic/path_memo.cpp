// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/path_memo.hpp"

#include <algorithm>
#include <utility>

namespace sandtable::traffic {

PathMemo::PathMemo(std::shared_ptr<const RoadNetwork> network,
                   std::vector<std::int64_t> free_flow_cost, std::vector<Destination> destinations)
    : network_(std::move(network)),
      free_flow_cost_(std::move(free_flow_cost)),
      destinations_(std::move(destinations)),
      paths_(static_cast<std::size_t>(network_->nodes())) {}

const Contracted& PathMemo::contracted() const {
  std::call_once(contracted_made_, [&] {
    auto made = std::make_unique<Contracted>();
    made->hierarchy = make_hierarchy(*network_);
    made->free_flow = make_weights(made->hierarchy, free_flow_cost_);
    for (const Destination& destination : destinations_)
      made->above.push_back(ranks_above(made->hierarchy, destination.nodes));
    contracted_ = std::move(made);
  });
  return *contracted_;
}

Path PathMemo::at_free_flow(std::int32_t from_node, std::int32_t to_node) const {
  std::vector<Known>& known = paths_[static_cast<std::size_t>(from_node)];
  const auto find = [&] { return std::ranges::find(known, to_node, &Known::to); };
  {
    const std::shared_lock lock(paths_guard_);
    if (const auto at = find(); at != known.end()) return at->path;
  }
  const Contracted& roads = contracted();
  Path path =
      at_costs({*network_, roads.hierarchy, free_flow_cost_, roads.free_flow}, from_node, to_node);
  const std::unique_lock lock(paths_guard_);
  if (const auto at = find(); at != known.end()) return at->path;
  known.push_back({to_node, path});
  return path;
}

Path PathMemo::at_costs(const Costs& costs, std::int32_t from_node, std::int32_t to_node) const {
  Reach reach;
  {
    const std::lock_guard lock(scratch_guard_);
    if (!scratch_.empty()) {
      reach = std::move(scratch_.back());
      scratch_.pop_back();
    }
  }
  reach.begin(costs, {&to_node, 1}, ranks_above(costs.hierarchy, {&to_node, 1}));
  auto found = follow(reach, costs, from_node);
  {
    const std::lock_guard lock(scratch_guard_);
    scratch_.push_back(std::move(reach));
  }
  if (!found) return nullptr;
  return std::make_shared<const std::vector<std::int32_t>>(*std::move(found));
}

}  // namespace sandtable::traffic
