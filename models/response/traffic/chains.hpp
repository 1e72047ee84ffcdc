// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/response/traffic/routing.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

/// Runs of links between junctions: at the nodes inside one there is nothing to choose but to turn
/// back. Chains are numbered by the node at their end, then by their first link.
struct Chains {
  std::vector<std::uint8_t> is_junction;   ///< (node)
  std::vector<std::int32_t> from, to;      ///< (chain): junctions
  std::vector<std::int32_t> begin, links;  ///< CSR by chain, in the order of travel
  std::vector<std::int32_t> chain_of;      ///< (link)
  std::vector<std::int32_t> place;         ///< (link): in its chain, from 0
  std::vector<std::int32_t> in_begin;      ///< (node): its in-chains are in_begin[n] and on

  std::int32_t size() const { return static_cast<std::int32_t>(from.size()); }
  std::span<const std::int32_t> links_of(std::int32_t chain) const {
    return std::span(links).subspan(begin[chain], begin[chain + 1] - begin[chain]);
  }
};

/// `keep`: nodes that are junctions whatever meets there (1), one a node, or empty.
Chains make_chains(const RoadNetwork& network, std::span<const std::uint8_t> keep = {});

}  // namespace sandtable::traffic
