// SPDX-License-Identifier: Apache-2.0
// What nobody brought and a scenario needs: made by rules without luck, and marked placeholder.
#pragma once

#include <string>
#include <vector>

#include "cli/new/place.hpp"

namespace sandtable::cli {

/// Where those who leave go to.
struct Exit {
  std::string name;
  Point place;
};

/// Of each compass point the node farthest out on the greatest roads there are (by capacity of a
/// lane) among the outermost tenth of all nodes; those within 1 km of one before are left out.
std::vector<Exit> find_exits(const RoadNetwork& roads);

/// A zone to which messages are sent.
struct Sector {
  std::string name;
  std::vector<Path> rings;
  double mean_height_m = 0;  ///< of its people's homes
  std::int64_t people = 0;
};
/// The zones that were brought (several polygons of one name are one), else rectangles of three by
/// three sectors of the homes' extent, named by the compass, those without homes left out.
std::vector<Sector> find_sectors(const Place& place);

/// Water that rises evenly from the lowest ground until a tenth of the people's homes are under it,
/// wherever the ground is low, whether connected or not: minutes since it began, not-a-number where
/// it never comes. On blocks of cells, at most 250,000, each by its lowest.
struct RisingWater {
  Elevation cells;
  std::vector<float> minutes;
  double from_m = 0, to_m = 0, hours = 6;
};
RisingWater rising_water(const Place& place);

/// Those who decide and travel together.
struct Household {
  std::string id;
  Point place;
  std::int32_t people = 0;
};
/// The homes' people in households of two and three by turns; what is left over makes a smaller
/// one.
std::vector<Household> households_of(const std::vector<Home>& homes);

/// The households as a MATSim population: all of one kind, thresholds and lags spread evenly by the
/// hash of their ids, each to the nearest exit.
std::string population_xml(const std::vector<Household>& households,
                           const std::vector<Exit>& exits);

}  // namespace sandtable::cli
