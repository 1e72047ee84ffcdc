// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/fuse.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "models/response/traffic/chains.hpp"
#include "sim/core/error.hpp"

namespace sandtable::traffic {
namespace {

/// Whether two links are one road: what a vehicle meets on them differs in length only.
bool alike(const RoadNetwork& network, const LinkTable& links, std::int32_t a, std::int32_t b) {
  return network.free_speed_m_s[a] == network.free_speed_m_s[b] &&
         network.lanes[a] == network.lanes[b] && links[a].headway == links[b].headway &&
         links[a].merge_quantum == links[b].merge_quantum;
}

/// (node): whether it stays though one could only go on there, or back.
std::vector<std::uint8_t> nodes_that_stay(const RoadNetwork& network, const LinkTable& links,
                                          std::span<const std::uint8_t> keep_node,
                                          std::span<const std::uint8_t> keep_link) {
  std::vector<std::uint8_t> stay(keep_node.begin(), keep_node.end());
  const Chains whole = make_chains(network);
  for (std::int32_t chain = 0; chain < whole.size(); ++chain) {
    const std::span<const std::int32_t> run = whole.links_of(chain);
    for (std::size_t k = 1; k < run.size(); ++k) {
      const bool kept = keep_link[run[k - 1]] != 0 || keep_link[run[k]] != 0;
      if (kept || !alike(network, links, run[k - 1], run[k])) stay[network.from[run[k]]] = 1;
    }
  }
  return stay;
}

void add_link(RoadNetwork& network, LinkTable& links, const RoadNetwork& old,
              const LinkTable& old_links, std::span<const std::int32_t> run) {
  const std::int32_t first = run.front(), last = run.back();
  LinkRow row = old_links[first];
  double length_m = old.length_m[first];
  for (const std::int32_t link : run.subspan(1)) {
    row.free_flow += old_links[link].free_flow;
    row.hole_time += old_links[link].hole_time;
    row.spaces += old_links[link].spaces;
    length_m += old.length_m[link];
  }
  row.to = old_links[last].to;
  links.rows.push_back(row);
  network.link_id.push_back(old.link_id[first]);
  network.from.push_back(old.from[first]);
  network.to.push_back(old.to[last]);
  network.length_m.push_back(length_m);
  network.free_speed_m_s.push_back(old.free_speed_m_s[first]);
  network.capacity_per_s.push_back(old.capacity_per_s[first]);
  network.lanes.push_back(old.lanes[first]);
}

}  // namespace

Fused fuse(const RoadNetwork& network, const LinkTable& links,
           std::span<const std::uint8_t> keep_node, std::span<const std::uint8_t> keep_link) {
  if (keep_node.size() != network.node_id.size() || keep_link.size() != network.link_id.size())
    refuse("fuse: one mark a node and one a link are needed");
  const Chains runs = make_chains(network, nodes_that_stay(network, links, keep_node, keep_link));
  std::vector<std::int32_t> order(static_cast<std::size_t>(runs.size()));
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::int32_t chain) { return runs.links_of(chain).front(); });
  auto made = std::make_shared<RoadNetwork>();
  made->crs = network.crs;
  made->node_id = network.node_id;
  made->node_x = network.node_x;
  made->node_y = network.node_y;
  Fused fused;
  fused.fused_link.resize(keep_link.size());
  for (const std::int32_t chain : order) {
    for (const std::int32_t link : runs.links_of(chain)) fused.fused_link[link] = made->links();
    add_link(*made, fused.links, network, links, runs.links_of(chain));
  }
  made->index();
  fused.network = std::move(made);
  return fused;
}

}  // namespace sandtable::traffic
