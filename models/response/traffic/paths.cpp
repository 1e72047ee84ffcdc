// SPDX-License-Identifier: Apache-2.0
// The paths of those who have one of their own.
#include <algorithm>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "models/response/traffic/advance.hpp"

namespace sandtable::traffic {
namespace {

Path plain_search(const Model& model, std::span<const std::int64_t> cost, std::int32_t from_node,
                  std::int32_t to_node) {
  auto found = shortest_path(*model.network, cost, from_node, {&to_node, 1});
  return found ? std::make_shared<const std::vector<std::int32_t>>(*std::move(found)) : nullptr;
}

/// By closures and speeds only: nearly always the path at free flow. A path that was found once is
/// still the cheapest as long as none of its links has become dearer and none anywhere cheaper.
Path usual_path(State& state, const Model& model, std::int32_t from_node, std::int32_t to_node) {
  Usual& usual = state.usual;
  if (usual.faster_links > 0) return plain_search(model, usual.cost, from_node, to_node);
  Path path = model.paths->at_free_flow(from_node, to_node);
  const auto as_then = [&](std::int32_t link) {
    return usual.cost[link] == model.links[link].free_flow;
  };
  if (!path || std::ranges::all_of(*path, as_then)) return path;
  const auto [at, fresh] = usual.paths.try_emplace({from_node, to_node});
  Usual::Known& known = at->second;
  if (!fresh && (!known.path || cost_of(*known.path, usual.cost) == known.cost)) return known.path;
  known.path = model.paths->at_costs(usual.cost, usual.chain_cost, from_node, to_node,
                                     cost_of(*path, usual.cost));
  if (known.path) known.cost = cost_of(*known.path, usual.cost);
  return known.path;
}

}  // namespace

/// As long as no link is cheaper than at free flow, a free-flow path whose own links cost what they
/// cost then is still the one that a search would find: ways around it can only have become dearer.
Path cheapest_path(State& state, const Model& model, std::int32_t from_node, std::int32_t to_node,
                   Heed heed) {
  if (heed == Heed::closures) return usual_path(state, model, from_node, to_node);
  if (state.cheaper_links > 0) return plain_search(model, state.cost, from_node, to_node);
  Path path = model.paths->at_free_flow(from_node, to_node);
  if (!path) return path;
  std::int64_t then = 0;
  for (const std::int32_t link : *path) then += model.links[link].free_flow;
  const std::int64_t now = cost_of(*path, state.cost);
  if (now == then) return path;
  return model.paths->at_costs(state.cost, state.chain_cost, from_node, to_node, now);
}

}  // namespace sandtable::traffic
