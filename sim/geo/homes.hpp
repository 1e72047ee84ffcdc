// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/geo/buildings.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable {

/// A place where people live.
struct Home {
  std::string id;
  Point place;  ///< m
  std::int32_t people = 0;
};

struct Homes {
  std::vector<Home> list;  ///< with people only
  double people_read = 0;  ///< as the file has them, in the box
  std::vector<std::string> notes;
};

std::int64_t people_in(std::span<const Home> homes);

/// Shares `people` out by weights to whole numbers that keep the total: each share is the rise of
/// the rounded running sum.
std::vector<std::int32_t> share_out(std::int64_t people, std::span<const double> weights);

/// People by the cells of a raster of counts (WorldPop, GHSL), in its own CRS: a cell belongs to
/// the box that holds its middle. Those of a cell live in its buildings that may be homes, by floor
/// area, else in its middle. Whole people that keep the total, row by row. Refuses what is no
/// raster, a raster without CRS, counts below 0, and more than 25 million cells in the box.
Homes homes_of_raster(const std::filesystem::path& file, const std::string& crs, const Box& box,
                      std::span<const Building> buildings);

/// From a CSV with people and x, y (of the CRS) or lon, lat; id if it is there. Refuses people that
/// are no whole number of at least 0, by line.
Homes homes_of_csv(const std::filesystem::path& file, const std::string& crs, const Box& box);

/// `people` by the floor area of buildings that may be homes.
Homes homes_in_buildings(std::int64_t people, std::span<const Building> buildings);

/// `people` evenly along the roads of least capacity by the lane, a home every 50 m.
Homes homes_along_roads(std::int64_t people, const RoadNetwork& network);

}  // namespace sandtable
