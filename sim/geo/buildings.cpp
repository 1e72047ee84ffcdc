// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/buildings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/matsim_xml.hpp"
#include "sim/geo/osm_file.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable {
namespace {

/// The area of even-odd rings: those inside an odd number of others are holes.
double area_of(std::span<const Path> rings) {
  double sum = 0;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    std::size_t around = 0;
    for (std::size_t j = 0; j < rings.size(); ++j)
      around += j != i && inside(rings.subspan(j, 1), rings[i].front());
    sum += (around % 2 == 0 ? 1 : -1) * area(rings[i]);
  }
  return sum;
}

void measure(Building& building) {
  const auto largest =
      std::ranges::max_element(building.rings, {}, [](const Path& ring) { return area(ring); });
  building.middle = centroid(*largest);
  building.area_m2 = area_of(building.rings);
}

void read_levels(std::string_view text, Building& building) {
  const std::optional<double> levels = matsim::number(text);
  if (!levels || *levels < 1 || *levels > 200) return;
  building.levels = *levels;
  building.levels_are_default = false;
}

void project(std::vector<Path>& rings, const std::string& crs) {
  std::vector<double> xs, ys;
  for (const Path& ring : rings)
    for (const Point& point : ring) {
      xs.push_back(point.x);
      ys.push_back(point.y);
    }
  reproject("EPSG:4326", crs, xs, ys);
  std::size_t next = 0;
  for (Path& ring : rings)
    for (Point& point : ring) {
      point = {xs[next], ys[next]};
      ++next;
    }
}

std::vector<Building> of_osm(const std::filesystem::path& file, const std::string& crs,
                             std::vector<std::string>& notes) {
  std::size_t broken = 0;
  std::vector<osm::Area> areas = osm::read_areas(file, "building", broken);
  std::vector<Path> all;  // one projection for all of them
  for (osm::Area& area : areas)
    for (Path& ring : area.rings) all.push_back(std::move(ring));
  if (!all.empty()) project(all, crs);
  std::vector<Building> made;
  std::size_t next = 0;
  for (osm::Area& area : areas) {
    Building building;
    building.id = area.id;
    building.kind = osm::value_of(area.tags, "building");
    for (std::size_t i = 0; i < area.rings.size(); ++i)
      building.rings.push_back(std::move(all[next++]));
    read_levels(osm::value_of(area.tags, "building:levels"), building);
    if (building.kind != "no") made.push_back(std::move(building));
  }
  if (broken > 0)
    notes.push_back(fmt::format("{} buildings left out, whose outlines do not close", broken));
  return made;
}

std::vector<Building> of_vector_file(const std::filesystem::path& file, const std::string& crs) {
  std::vector<std::string> columns;
  for (const std::string& name : column_names(file))
    for (const char* const wanted : {"building", "building:levels", "levels"})
      if (name == wanted) columns.push_back(name);
  std::vector<Building> made;
  for (Feature& feature : read_features(file, crs, columns)) {
    Building building;
    building.id = feature.id;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i] == "building")
        building.kind = feature.values[i].text;
      else
        read_levels(feature.values[i].text, building);
    if (feature.kind == GeometryKind::line)
      refuse({file.string()}, "feature '" + feature.id +
                                  "' is a line (buildings are polygons or "
                                  "points)");
    if (feature.kind == GeometryKind::polygon)
      building.rings = std::move(feature.parts);
    else
      building.middle = feature.parts.front().front();
    made.push_back(std::move(building));
  }
  return made;
}

}  // namespace

bool Building::may_be_home() const {
  static constexpr std::array others{
      "garage",     "garages",       "shed",           "hut",          "roof",
      "carport",    "church",        "chapel",         "cathedral",    "mosque",
      "temple",     "synagogue",     "school",         "university",   "college",
      "hospital",   "industrial",    "warehouse",      "commercial",   "retail",
      "office",     "public",        "greenhouse",     "barn",         "farm_auxiliary",
      "stable",     "train_station", "transportation", "stadium",      "parking",
      "service",    "ruins",         "construction",   "kindergarten", "civic",
      "government", "supermarket",   "hangar",         "bunker",       "tomb"};
  return std::ranges::find(others, kind) == others.end();
}

Buildings read_buildings(const std::filesystem::path& file, const std::string& crs,
                         const std::optional<Box>& box) {
  gdal::refuse_unless_metric(crs, {file.string()});
  Buildings made;
  std::vector<Building> all =
      osm::is_osm(file) ? of_osm(file, crs, made.notes) : of_vector_file(file, crs);
  std::size_t guessed = 0;
  for (Building& building : all) {
    if (!building.rings.empty()) measure(building);
    if (box && !inside(*box, building.middle)) continue;
    guessed += building.levels_are_default;
    made.list.push_back(std::move(building));
  }
  made.notes.push_back(fmt::format("{} buildings; the storeys of {} are not said and taken for one",
                                   made.list.size(), guessed));
  return made;
}

}  // namespace sandtable
