// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/geo/osm_file.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable {

struct OsmOptions {
  bool tracks = false;        ///< highway=track, too
  bool closed_roads = false;  ///< roads that motor vehicles may not use (access=private), too
  /// A road's bends are kept by nodes of their own, so that straight links lie no farther than this
  /// from its shape, m.
  double shape_within_m = 30;
  bool strong_part_only = true;  ///< only the largest strongly connected part
};

/// What a file holds, and what was taken for the network.
struct OsmCounts {
  std::size_t highways = 0;       ///< ways with the key highway
  std::size_t ways = 0;           ///< roads taken: of the classes, and options, that are asked for
  std::size_t tracks = 0;         ///< left out for their class
  std::size_t closed = 0;         ///< left out, as motor vehicles may not use them
  std::size_t torn = 0;           ///< roads of which the file lacks nodes, cut there
  std::size_t junctions = 0;      ///< ends of roads, and nodes that roads use twice
  std::size_t default_speed = 0;  ///< roads whose tags do not say it
  std::size_t default_lanes = 0;
};

/// A network of OpenStreetMap's roads, and what was left out of it and taken by default.
struct OsmNetwork {
  RoadNetwork network;
  OsmCounts counts;
  std::vector<std::string> notes;
};

/// Reads the roads for motor vehicles of a file (.osm.pbf, .osm, .osm.gz, .osm.bz2) into a
/// projected CRS: motorway to residential with their links, living_street, service and road. Links
/// are named "WAY:NODE-NODE" by the numbers of OpenStreetMap, nodes by theirs; lengths follow the
/// roads' shapes. What tags do not say is taken by class (osm_road_class.hpp). With a box only
/// links with both ends inside. Turn restrictions and barriers are not read. Refuses a file that is
/// cut short, one without such a road, and a CRS that is not in metres.
OsmNetwork read_osm_network(const std::filesystem::path& file, const std::string& crs,
                            const std::optional<Box>& box = {}, const OsmOptions& options = {});

/// The same of ways with the key `highway`.
OsmNetwork osm_network_of(const osm::Ways& ways, const std::string& crs,
                          const std::optional<Box>& box = {}, const OsmOptions& options = {});

}  // namespace sandtable
