// SPDX-License-Identifier: Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "cli/new/place.hpp"
#include "sim/core/error.hpp"
#include "sim/geo/network_file.hpp"
#include "sim/geo/osm_file.hpp"
#include "sim/geo/strong_part.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"
#include "sim/scenario/dataset.hpp"

namespace sandtable::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t invented_people = 2000;
constexpr double floor_m2_a_person = 35, margin_m = 500;

/// "west, south, east, north" in degrees.
std::optional<Box> read_bounds(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::vector<double> n = numbers_in(text);
  if (n.size() != 4 || !(n[0] < n[2]) || !(n[1] < n[3]) || n[0] < -180 || n[2] > 180 ||
      n[1] < -90 || n[3] > 90)
    refuse(
        fmt::format("--bounds '{}' is no box (west,south,east,north in degrees is expected, as "
                    "7.40,43.72,7.44,43.76)",
                    text));
  return Box{n[0], n[1], n[2], n[3]};
}

/// The UTM zone of WGS 84 that holds a point in degrees.
std::string utm(Point middle) {
  const int zone = std::clamp(static_cast<int>(std::floor((middle.x + 180) / 6)) + 1, 1, 60);
  return fmt::format("EPSG:{}", (middle.y < 0 ? 32700 : 32600) + zone);
}

Point middle_of(const Box& box) {
  return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

/// The CRS that was named, else that of the heights if it is in metres, else the UTM zone.
std::string choose_crs(const NewOptions& given, const ElevationInfo& dem,
                       const std::optional<Box>& bounds) {
  if (!given.crs.empty()) return given.crs;
  const bool names_crs = osm::is_osm(given.network) || fs::is_directory(given.network) ||
                         given.network.extension() == ".csv";
  if (!names_crs)
    refuse({given.network.string()},
           "a MATSim network does not name its CRS (its coordinates could be anywhere) say it: "
           "--crs EPSG:28355");
  if (dem.in_metres && !dem.epsg.empty()) return dem.epsg;
  return utm(middle_of(bounds.value_or(dem.degrees)));
}

/// Publisher and licence by how files of known sets of data are named.
struct Known {
  const char* part;
  const char* publisher;
  const char* licence;
};
constexpr std::array known_names{
    Known{".osm", "OpenStreetMap contributors", "ODbL-1.0"},
    Known{".pbf", "OpenStreetMap contributors", "ODbL-1.0"},
    Known{".hgt", "NASA/USGS (SRTM)", "public domain"},
    Known{"Copernicus_DSM", "European Space Agency (Copernicus DEM)",
          "Copernicus DEM licence: free, with attribution"},
    Known{"FABDEM", "University of Bristol (FABDEM)", "CC BY-NC-SA 4.0"},
    Known{"GHS_POP", "European Commission, Joint Research Centre (GHSL)", "CC BY 4.0"},
    Known{"_ppp_", "WorldPop, University of Southampton", "CC BY 4.0"},
    Known{"worldpop", "WorldPop, University of Southampton", "CC BY 4.0"}};

std::string date_of(const fs::path& file) {
  const auto written = std::chrono::file_clock::to_sys(fs::last_write_time(file));
  return fmt::format("{:%Y-%m-%d}", std::chrono::floor<std::chrono::days>(written));
}

void take_note_of(const fs::path& named, const std::string& what, Place& place) {
  const fs::path file = fs::is_directory(named) ? named / "link.csv" : named;
  Brought brought{
      file, what, "not said", "not said: fill it in", date_of(file), sha256_of_file(file)};
  for (const Known& known : known_names)
    if (file.filename().string().find(known.part) != std::string::npos) {
      brought.publisher = known.publisher;
      brought.licence = known.licence;
      break;
    }
  place.credit_openstreetmap |= osm::is_osm(file);
  place.brought.push_back(std::move(brought));
}

Box box_of(const RoadNetwork& network) {
  const auto [west, east] = std::ranges::minmax(network.node_x);
  const auto [south, north] = std::ranges::minmax(network.node_y);
  return {west - margin_m, south - margin_m, east + margin_m, north + margin_m};
}

Box common(const Box& a, const Box& b) {
  return {std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
          std::min(a.max_y, b.max_y)};
}

void take_strong_part(const std::string& why, Place& place) {
  StrongPart strong = largest_strong_part(place.roads);
  if (const std::string note = strong.note(); !note.empty()) place.notes.push_back(why + note);
  place.roads = std::move(strong.network);
}

void read_ground(const NewOptions& given, ElevationOptions options, Place& place) {
  options.box = place.box;
  options.cell_m = given.cell_m;
  place.ground = read_elevation(given.dem, place.crs, options);
  const std::vector<char> hole = holes(place.ground);
  const auto first = std::ranges::find(hole, 1);
  if (first != hole.end() && !given.fill_holes) {
    const Point at = place.ground.middle(static_cast<std::size_t>(first - hole.begin()));
    refuse({given.dem.front().string()},
           fmt::format("{} cells of the heights are holes (no data that is not connected to the "
                       "edge; the first at {:.0f}, {:.0f}): say --fill-holes to fill them from the "
                       "heights around, or bring better heights",
                       std::ranges::count(hole, 1), at.x, at.y));
  }
  if (const std::size_t filled = fill_holes(place.ground); filled > 0)
    place.notes.push_back(
        fmt::format("{} cells of {} had no height and were filled from those around (--fill-holes)",
                    filled, place.ground.cells()));
}

/// Roads where there are no heights are left out.
void keep_to_the_ground(const NewOptions& given, Place& place) {
  std::vector<char> keep;
  for (std::int32_t node = 0; node < place.roads.nodes(); ++node) {
    const auto cell = place.ground.cell_of({place.roads.node_x[node], place.roads.node_y[node]});
    keep.push_back(cell && !std::isnan(place.ground.height_m[*cell]));
  }
  const auto without = std::ranges::count(keep, 0);
  if (without == 0) return;
  if (without == static_cast<std::int64_t>(keep.size()))
    refuse({given.dem.front().string()},
           "no road lies where the heights are (do both show the same place? is the CRS right?)");
  place.notes.push_back(
      fmt::format("{} nodes of the roads lie where there are no heights and are "
                  "left out",
                  without));
  place.roads = keep_nodes(place.roads, keep);
  if (place.roads.links() == 0)
    refuse({given.dem.front().string()}, "no road lies where the heights are");
  place.roads.index();
  take_strong_part("then ", place);
}

void read_people(const NewOptions& given, Place& place) {
  const auto invented = [&](std::int64_t people) {
    place.people_said = given.people.has_value();
    return given.people.value_or(people);
  };
  double floor_m2 = 0;
  for (const Building& building : place.buildings)
    if (building.may_be_home()) floor_m2 += building.floor_m2();
  if (!given.population.empty()) {
    place.homes = given.population.extension() == ".csv"
                      ? homes_of_csv(given.population, place.crs, place.box)
                      : homes_of_raster(given.population, place.crs, place.box, place.buildings);
    take_note_of(given.population, "people", place);
  } else if (floor_m2 > 0) {
    place.people_from = PeopleFrom::buildings;
    place.homes = homes_in_buildings(
        invented(std::max<std::int64_t>(1, std::llround(floor_m2 / floor_m2_a_person))),
        place.buildings);
  } else {
    place.people_from = PeopleFrom::roads;
    place.homes = homes_along_roads(invented(invented_people), place.roads);
  }
  for (std::string& note : place.homes.notes) place.notes.push_back(std::move(note));
}

/// Zones are copied as they are, so they must be one file.
void read_zones(const NewOptions& given, Place& place) {
  if (given.zones.empty()) return;
  const std::string ending = given.zones.extension().string();
  if (ending != ".geojson" && ending != ".json" && ending != ".gpkg")
    refuse({given.zones.string()},
           "zones are a GeoJSON (.geojson) or GeoPackage (.gpkg) with polygons: save them as one");
  VectorOptions options;
  options.id_column = given.zone_column;
  place.zones = read_features(given.zones, place.crs, {}, options);
  for (const Feature& zone : place.zones)
    if (zone.kind != GeometryKind::polygon)
      refuse({given.zones.string()}, "zone '" + zone.id + "' is no polygon");
  place.zones_file = given.zones;
  place.zone_column = given.zone_column;
  take_note_of(given.zones, "zones", place);
}

}  // namespace

Place read_place(const NewOptions& given) {
  Place place;
  place.name = given.folder.filename().string();
  const std::optional<Box> bounds = read_bounds(given.bounds);
  ElevationOptions dem;
  dem.declared_crs = given.dem_crs;
  dem.no_data = given.no_data;
  place.crs = choose_crs(given, elevation_info(given.dem.front(), dem), bounds);
  place.title = given.title.empty() ? place.name : given.title;
  std::optional<Box> box;
  if (bounds) box = reproject("EPSG:4326", place.crs, *bounds);
  NetworkFile network = read_network_file(given.network, place.crs, box);
  place.roads = std::move(network.network);
  place.notes = std::move(network.notes);
  take_strong_part("", place);
  place.box = box.value_or(box_of(place.roads));
  read_ground(given, dem, place);
  place.box = common(place.box, place.ground.box());
  for (const fs::path& file : given.dem) take_note_of(file, "heights", place);
  keep_to_the_ground(given, place);
  take_note_of(given.network, "roads", place);
  const bool own_buildings = given.buildings.empty() && osm::is_osm(given.network);
  const fs::path buildings = own_buildings ? given.network : given.buildings;
  if (!buildings.empty()) {
    Buildings read = read_buildings(buildings, place.crs, place.box);
    place.buildings = std::move(read.list);
    for (std::string& note : read.notes) place.notes.push_back(std::move(note));
    if (!own_buildings) take_note_of(buildings, "buildings", place);
  }
  read_zones(given, place);
  read_people(given, place);
  return place;
}

}  // namespace sandtable::cli
