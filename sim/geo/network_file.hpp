// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/geo/road_network.hpp"

namespace sandtable {

/// A road network, and what was left out of it or taken by default.
struct NetworkFile {
  RoadNetwork network;
  std::vector<std::string> notes;
};

/// Reads a network by its name: a folder or a .csv is GMNS (gmns.hpp), .pbf, .osm and packed .osm
/// are OpenStreetMap (osm_network.hpp), anything else is MATSim (matsim_network.hpp), whose
/// coordinates are taken to be in `crs`. With a box only the links inside.
NetworkFile read_network_file(const std::filesystem::path& file, const std::string& crs,
                              const std::optional<Box>& box = {});

}  // namespace sandtable
