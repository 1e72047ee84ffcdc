// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/geo/buildings.hpp"
#include "sim/geo/elevation.hpp"
#include "sim/geo/homes.hpp"
#include "sim/geo/road_network.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::cli {

/// What `sandtable new` was asked for; "" and nothing where it was not said.
struct NewOptions {
  std::filesystem::path folder;
  std::vector<std::filesystem::path> dem;
  std::filesystem::path network, population, buildings, zones;
  std::string bounds, crs, dem_crs, title, zone_column = "zone";
  std::string start = "2026-06-01T08:00:00+00:00";
  std::optional<double> no_data, cell_m;
  std::optional<std::int64_t> people;
  bool fill_holes = false;
};

/// A file that somebody brought, and who made it as far as its name tells.
struct Brought {
  std::filesystem::path file;
  std::string what;  ///< "heights"
  std::string publisher, licence, date, sha256;
};

/// Where people came from.
enum class PeopleFrom { file, buildings, roads };

/// A place as read: everything in one projected CRS.
struct Place {
  std::string name, title, crs;
  Box box;
  Elevation ground;
  RoadNetwork roads;
  std::vector<Building> buildings;
  Homes homes;
  std::vector<Feature> zones;  ///< polygons, by the names that messages use; empty: none brought
  std::filesystem::path zones_file;
  std::string zone_column;
  PeopleFrom people_from = PeopleFrom::file;
  bool people_said = false;  ///< how many they are, by --people
  std::vector<Brought> brought;
  std::vector<std::string> notes;
  bool credit_openstreetmap = false;
};

/// Reads all that was brought; refuses it before anything is written.
Place read_place(const NewOptions& given);

}  // namespace sandtable::cli
