// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/strong_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <numeric>
#include <utility>

namespace sandtable {
namespace {

/// Numbers parts anew: the largest 0, ties by the first node.
std::vector<std::int32_t> by_size(const std::vector<int>& part, int parts) {
  std::vector<std::int32_t> size(static_cast<std::size_t>(parts)), order(size.size()),
      first(size.size(), static_cast<std::int32_t>(part.size())), number(size.size());
  for (std::size_t node = part.size(); node-- > 0;) {
    ++size[part[node]];
    first[part[node]] = static_cast<std::int32_t>(node);
  }
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, [&](std::int32_t a, std::int32_t b) {
    return size[a] != size[b] ? size[a] > size[b] : first[a] < first[b];
  });
  for (std::size_t i = 0; i < order.size(); ++i) number[order[i]] = static_cast<std::int32_t>(i);
  std::vector<std::int32_t> numbered;
  for (const int old : part) numbered.push_back(number[old]);
  return numbered;
}

}  // namespace

std::vector<std::int32_t> strong_parts(const RoadNetwork& network) {
  std::vector<std::pair<std::int32_t, std::int32_t>> edges;
  for (std::int32_t link = 0; link < network.links(); ++link)
    edges.emplace_back(network.from[link], network.to[link]);
  const boost::compressed_sparse_row_graph<boost::directedS> graph(
      boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), network.node_id.size());
  std::vector<int> part(network.node_id.size());
  const int parts = boost::strong_components(
      graph,
      boost::make_iterator_property_map(part.begin(), boost::get(boost::vertex_index, graph)));
  return by_size(part, parts);
}

StrongPart largest_strong_part(const RoadNetwork& network) {
  const std::vector<std::int32_t> part = strong_parts(network);
  StrongPart made;
  std::vector<char> keep(part.size());
  for (std::size_t node = 0; node < part.size(); ++node) {
    keep[node] = part[node] == 0;
    made.nodes_cut += part[node] != 0;
    made.parts_cut = std::max(made.parts_cut, part[node]);
  }
  for (std::int32_t link = 0; link < network.links(); ++link) {
    if (keep[network.from[link]] && keep[network.to[link]]) continue;
    ++made.links_cut;
    made.length_cut_m += network.length_m[link];
  }
  made.network = keep_nodes(network, keep);
  made.network.index();
  return made;
}

std::string StrongPart::note() const {
  if (nodes_cut == 0) return "";
  return fmt::format(
      "{} nodes and {} links ({:.1f} km) in {} parts cut off: from there no way leads to all "
      "others and back",
      nodes_cut, links_cut, length_cut_m / 1000, parts_cut);
}

}  // namespace sandtable
