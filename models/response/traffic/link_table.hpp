// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/time.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

/// What decides the shares of the links that merge into a full one, unless priorities are given.
enum class MergeBy { capacity, lanes, priority };

/// How a road's attributes become a queue's.
struct LinkRules {
  double vehicle_length_m = 7.5;   ///< m a vehicle and lane at a standstill; 1 / jam density
  double backward_wave_m_s = 7.5;  ///< m s-1, the speed at which a free space travels upstream
  double capacity_factor = 1.0;    ///< multiplies every flow capacity
  MergeBy merge_by = MergeBy::capacity;
  double origin_priority = 1.0;  ///< of vehicles that depart, over that of their first link
};

/// One link's constants, in one cache line; lengths of time are in ticks.
struct alignas(64) LinkRow {
  std::int64_t free_flow = 1;       ///< to travel the empty link
  std::int64_t headway = 1;         ///< between two vehicles that enter, and two that leave
  std::int64_t hole_time = 0;       ///< for a free space to travel upstream: length / wave speed
  std::int64_t merge_quantum = 1;   ///< 1 / priority where the link merges into another
  std::int64_t origin_quantum = 1;  ///< 1 / priority of the queue of vehicles that start here
  std::int32_t from = 0, to = 0;    ///< nodes
  std::int32_t spaces = 1;          ///< vehicles that fit: max(1, ceil(length * lanes / spacing))
};

/// Immutable: one row a link.
struct LinkTable {
  std::vector<LinkRow> rows;
  const LinkRow& operator[](std::int32_t link) const {
    return rows[static_cast<std::size_t>(link)];
  }
  std::int32_t size() const { return static_cast<std::int32_t>(rows.size()); }
};

/// Newell's triangular link (Newell 1993, Transp. Res. B 27, 281-313), lanes may be fractions.
/// `priority`: one number > 0 a link, or empty to take `rules.merge_by`; by priority all are equal
/// then. Refuses what is not > 0.
LinkTable make_link_table(const RoadNetwork& network, const LinkRules& rules,
                          std::span<const double> priority = {});

}  // namespace sandtable::traffic
