// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/geo/shapes.hpp"

namespace sandtable {

/// A directed road network: plain arrays by link and by node, immutable once loaded.
/// Links stand in the order of the file; out- and in-links of a node in the order of links.
struct RoadNetwork {
  std::string crs;  ///< "EPSG:28355"

  std::vector<std::string> node_id;
  std::vector<double> node_x, node_y;  ///< m

  std::vector<std::string> link_id;
  std::vector<std::int32_t> from, to;  ///< node indices
  std::vector<double> length_m;        ///< m
  std::vector<double> free_speed_m_s;  ///< m s-1
  std::vector<double> capacity_per_s;  ///< flow capacity, vehicles s-1, of all lanes
  std::vector<double> lanes;           ///< may be a fraction, as in MATSim

  std::vector<std::int32_t> out_begin, out_links;  ///< CSR: links that leave node n
  std::vector<std::int32_t> in_begin, in_links;    ///< CSR: links that enter node n

  std::int32_t nodes() const { return static_cast<std::int32_t>(node_id.size()); }
  std::int32_t links() const { return static_cast<std::int32_t>(link_id.size()); }
  /// Builds the CSR arrays from `from` and `to`; call once after filling the link arrays.
  void index();
};

/// The links with both ends among the nodes to keep (node: not 0), and the nodes that they join;
/// not indexed.
RoadNetwork keep_nodes(const RoadNetwork& whole, std::span<const char> keep);

/// A network as read, indexed; with a box only its links with both ends inside, and their nodes.
/// Refuses one without links; `file` names it in the message.
RoadNetwork finish(RoadNetwork network, const std::optional<Box>& box, const std::string& file);

/// Nodes that no link touches.
std::int32_t isolated_nodes(const RoadNetwork& network);

}  // namespace sandtable
