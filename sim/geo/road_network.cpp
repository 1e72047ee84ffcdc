// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/road_network.hpp"

#include <span>

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

}  // namespace

void RoadNetwork::index() {
  group_by_node(from, nodes(), out_begin, out_links);
  group_by_node(to, nodes(), in_begin, in_links);
}

}  // namespace sandtable
