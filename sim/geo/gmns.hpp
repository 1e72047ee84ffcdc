// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/geo/road_network.hpp"
#include "sim/geo/table.hpp"

namespace sandtable {

/// A network in the General Modeling Network Specification (GMNS): what its tables say, and what
/// of them was left out.
struct GmnsNetwork {
  RoadNetwork network;
  std::vector<std::string> notes;
};

/// Capacity of a link, vehicles s-1, from GMNS's passenger cars an hour and lane. A long double has
/// the digits for every capacity by any number of lanes: a double by the lane has not.
double gmns_capacity_per_s(long double capacity_per_h_and_lane, double lanes);

/// Reads node.csv, link.csv and config.csv of a folder (or of the folder of a link.csv), nodes
/// reprojected to `crs` where config.csv names another CRS; with a box only the links inside.
/// Needs node_id, x_coord, y_coord; link_id, from_node_id, to_node_id, directed, length,
/// free_speed, capacity (vehicles an hour and lane), lanes; and in config.csv the units long_length
/// and speed. An undirected link becomes two, the second named "ID reversed". Links whose
/// allowed_uses name no motor vehicle are left out. Other columns are ignored. Refuses, all at once
/// and by line: missing columns, unknown units and nodes, ids given twice, numbers that are none or
/// not above 0.
GmnsNetwork read_gmns_network(const std::filesystem::path& place, const std::string& crs,
                              const std::optional<Box>& box = {});

/// The same of tables.
GmnsNetwork gmns_network_of(const Table& config, const Table& nodes, const Table& links,
                            const std::string& crs, const std::optional<Box>& box = {});

/// Writes node.csv, link.csv and config.csv into a folder: m, m/s, numbers with all their digits,
/// so that reading them gives the same network, bit by bit. Fails when the folder cannot be
/// written.
void write_gmns_network(const RoadNetwork& network, const std::filesystem::path& folder);

}  // namespace sandtable
