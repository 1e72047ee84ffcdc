// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/road_network.hpp"

#include <span>
#include <utility>

#include "sim/core/error.hpp"

namespace sandtable {
namespace {

void group_by_node(std::span<const std::int32_t> node_of_link, std::int32_t nodes,
                   std::vector<std::int32_t>& begin, std::vector<std::int32_t>& links) {
  begin.assign(static_cast<std::size_t>(nodes) + 1, 0);
  for (const std::int32_t node : node_of_link) ++begin[node + 1];
  for (std::int32_t node = 0; node < nodes; ++node) begin[node + 1] += begin[node];
  links.resize(node_of_link.size());
  std::vector<std::int32_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t link = 0; link < node_of_link.size(); ++link) {
    links[next[node_of_link[link]]++] = static_cast<std::int32_t>(link);
  }
}

RoadNetwork clip(const RoadNetwork& whole, const Box& box) {
  std::vector<char> keep(whole.node_id.size());
  for (std::int32_t node = 0; node < whole.nodes(); ++node)
    keep[node] = inside(box, Point{whole.node_x[node], whole.node_y[node]});
  return keep_nodes(whole, keep);
}

}  // namespace

RoadNetwork keep_nodes(const RoadNetwork& whole, std::span<const char> keep) {
  RoadNetwork part;
  part.crs = whole.crs;
  std::vector<char> keep_link(whole.link_id.size()), keep_node(whole.node_id.size());
  for (std::int32_t link = 0; link < whole.links(); ++link) {
    if (!keep[whole.from[link]] || !keep[whole.to[link]]) continue;
    keep_link[link] = keep_node[whole.from[link]] = keep_node[whole.to[link]] = 1;
  }
  std::vector<std::int32_t> renamed(whole.node_id.size(), -1);
  for (std::int32_t node = 0; node < whole.nodes(); ++node) {
    if (!keep_node[node]) continue;
    renamed[node] = part.nodes();
    part.node_id.push_back(whole.node_id[node]);
    part.node_x.push_back(whole.node_x[node]);
    part.node_y.push_back(whole.node_y[node]);
  }
  for (std::int32_t link = 0; link < whole.links(); ++link) {
    if (!keep_link[link]) continue;
    part.link_id.push_back(whole.link_id[link]);
    part.from.push_back(renamed[whole.from[link]]);
    part.to.push_back(renamed[whole.to[link]]);
    part.length_m.push_back(whole.length_m[link]);
    part.free_speed_m_s.push_back(whole.free_speed_m_s[link]);
    part.capacity_per_s.push_back(whole.capacity_per_s[link]);
    part.lanes.push_back(whole.lanes[link]);
  }
  return part;
}

RoadNetwork finish(RoadNetwork network, const std::optional<Box>& box, const std::string& file) {
  if (box) network = clip(network, *box);
  if (network.links() == 0)
    refuse({file}, box ? "no link has both ends in the box (is it in the network's CRS?)"
                       : "the network has no links");
  network.index();
  return network;
}

std::int32_t isolated_nodes(const RoadNetwork& network) {
  std::int32_t count = 0;
  for (std::int32_t node = 0; node < network.nodes(); ++node)
    count += network.out_begin[node] == network.out_begin[node + 1] &&
             network.in_begin[node] == network.in_begin[node + 1];
  return count;
}

void RoadNetwork::index() {
  group_by_node(from, nodes(), out_begin, out_links);
  group_by_node(to, nodes(), in_begin, in_links);
}

}  // namespace sandtable
