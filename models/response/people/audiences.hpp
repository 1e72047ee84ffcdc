// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/network/roads/roads.hpp"
#include "models/response/people/population.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// The files that say whom a message reaches; empty where there is none.
struct AudienceFiles {
  std::string zones, zone_column, zone_name_column, crs, groups, areas;
  bool people_move = false;  ///< with plans of the day: nodes get a zone, too
};

/// Fills in zones and audiences: everyone, each zone, groups of zones, areas; people and places are
/// there. `at_start` (person): the place where each is at the start. Where there is no file of
/// zones and `zone_names` is filled, `zone` holds already. Refuses zones that groups name and that
/// are not there, all at once.
void read_audiences(Loader& loader, const AudienceFiles& files,
                    std::span<const std::int32_t> at_start, const RoadMap& roads, Population& made);

/// Fills in place_node, the node nearest to each place. Returns how far each place is from the
/// roads in m (place): 0 where its node is within `near_enough_m`.
std::vector<double> find_place_nodes(const RoadMap& roads, double near_enough_m, Population& made);

}  // namespace sandtable::models
