// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/geo/shapes.hpp"

namespace sandtable {

/// A building's footprint.
struct Building {
  std::string id;    ///< "way 12", or the file's own number
  std::string kind;  ///< OpenStreetMap's value of `building`: "yes", "school"; "" if not said
  std::vector<Path> rings;  ///< closed, m; even-odd tells area from hole; none of a point
  Point middle;             ///< centre of mass of the largest ring, or the point
  double area_m2 = 0;       ///< of the footprint; 0 of a point
  double levels = 1;        ///< storeys
  bool levels_are_default = true;

  double floor_m2() const { return area_m2 * levels; }
  /// Whether people may live there: not a garage, shed, shop, school, church and the like.
  bool may_be_home() const;
};

struct Buildings {
  std::vector<Building> list;  ///< in the order of the file
  std::vector<std::string> notes;
};

/// Reads the buildings of OpenStreetMap (ways and multipolygons with the key `building`) or of a
/// vector file (polygons or points; its columns `id`, `building` and `building:levels` or `levels`
/// count if they are there) into a projected CRS; with a box those whose middle lies inside.
/// Refuses what the readers of those files refuse.
Buildings read_buildings(const std::filesystem::path& file, const std::string& crs,
                         const std::optional<Box>& box = {});

/// Writes polygons (points where there is no footprint) as GeoJSON with id, building, area_m2,
/// levels. Fails when the file cannot be written.
void write_buildings(std::span<const Building> buildings, const std::string& crs,
                     const std::filesystem::path& file);

}  // namespace sandtable
