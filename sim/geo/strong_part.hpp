// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/geo/road_network.hpp"

namespace sandtable {

/// (node): number of its strongly connected part, in which every node leads to every other; the
/// part with the most nodes is 0 (of equals the one whose first node stands first), the others
/// follow by size likewise.
std::vector<std::int32_t> strong_parts(const RoadNetwork& network);

/// The largest strongly connected part of a network, and what was cut off.
struct StrongPart {
  RoadNetwork network;
  std::int32_t nodes_cut = 0, links_cut = 0, parts_cut = 0;
  double length_cut_m = 0;   ///< of the links cut off, each direction counted
  std::string note() const;  ///< in words; "" if nothing was cut off
};
StrongPart largest_strong_part(const RoadNetwork& network);

}  // namespace sandtable
