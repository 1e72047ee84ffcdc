// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/network/roads/roads.hpp"
#include "models/response/people/population.hpp"
#include "sim/core/process.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// The files that say whom a message reaches; empty where there is none.
struct AudienceFiles {
  std::string zones, zone_column, zone_name_column, crs, groups, areas;
  bool people_move = false;  ///< with plans of the day: nodes get a zone, too
};

/// The parameters that name them, of a model whose parameters have such members.
template <class P>
void add_audience_files(ParameterList<P>& list) {
  list.file({.name = "zones",
             .optional = true,
             .sentence = "polygons of the zones to which messages are sent"},
            &P::zones)
      .text({.name = "zone_column",
             .fallback = "zone",
             .source = "convention",
             .at_load = true,
             .sentence = "column of the zones' ids"},
            &P::zone_column)
      .text({.name = "zone_name_column",
             .optional = true,
             .at_load = true,
             .sentence = "column of the names by which messages call zones, if not by their ids; a "
                         "name may stand for several"},
            &P::zone_name_column)
      .file({.name = "groups", .optional = true, .sentence = "CSV of groups of zones: group, zone"},
            &P::groups)
      .file({.name = "areas",
             .optional = true,
             .sentence = "CSV of groups by where people live: group, min_x, min_y, max_x, max_y"},
            &P::areas);
}

/// Fills in zones and audiences: everyone, each zone, groups of zones, areas; people and places are
/// there. `at_start` (person): the place where each is at the start. Where there is no file of
/// zones and `zone_names` is filled, `zone` holds already. Refuses zones that groups name and that
/// are not there, all at once.
void read_audiences(Loader& loader, const AudienceFiles& files,
                    std::span<const std::int32_t> at_start, const RoadMap& roads, Population& made);

/// Fills in the lever of messages: its kinds, the destinations that it may name, whom it reaches.
void describe_message(Lever& message, const Population& population);

/// How far from any road people may live.
template <class P>
void add_farthest_from_road(ParameterList<P>& list) {
  list.number({.name = "farthest_from_road",
               .unit = "m",
               .fallback = "10 km",
               .source = "a declared choice",
               .minimum = 0,
               .at_load = true,
               .sentence = "people farther from any road are a mistake of the data"},
              &P::farthest_from_road_m);
}

/// Fills in place_node, the node nearest to each place. Returns how far each place is from the
/// roads in m (place): 0 where its node is within `near_enough_m`.
std::vector<double> find_place_nodes(const RoadMap& roads, double near_enough_m, Population& made);

}  // namespace sandtable::models
