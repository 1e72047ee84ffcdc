// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/geo/road_network.hpp"
#include "sim/geo/shapes.hpp"

namespace sandtable {

/// Reads a MATSim network (.xml or .xml.gz), in the order of the file, indexed.
/// `crs` is the CRS of its coordinates, which these files do not name. With a box only the links
/// with both ends inside it are kept, and the nodes that they join.
/// Capacity is read as vehicles per `capperiod` of <links>, one hour when it is not said.
/// Refuses, all at once and by line: a missing, zero or negative length, freespeed, capacity or
/// permlanes; ids given twice; unknown nodes; a missing coordinate.
RoadNetwork read_matsim_network(const std::filesystem::path& file, std::string crs,
                                std::optional<Box> box = {});

/// The same of a text; `file` names it in messages.
RoadNetwork parse_matsim_network(std::string text, const std::string& file, std::string crs);

}  // namespace sandtable
