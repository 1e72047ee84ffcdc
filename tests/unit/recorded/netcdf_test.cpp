// SPDX-License-Identifier: Apache-2.0
// Flood maps in netCDF: which variables, units, times and cells a file means.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/hazard/recorded/flood_maps.hpp"
#include "sim/geo/vector.hpp"
#include "tests/unit/arrival/drawn.hpp"
#include "tests/unit/recorded/drawn_netcdf.hpp"

using namespace sandtable;
using namespace sandtable::recorded;
using namespace sandtable::tests;

namespace {

/// A scenario that starts at 2026-01-15T00:00Z.
Scenario day() {
  Scenario scenario;
  scenario.start_unix_s = 1768435200;
  scenario.duration = from_seconds(86400);
  return scenario;
}

ReadOptions options_of(const std::string& declared = "") {
  ReadOptions options;
  options.crs = "EPSG:32755";
  options.declared_crs = declared;
  return options;
}

ReadFlood read(const DrawnNetcdf& drawn, const ReadOptions& options = options_of()) {
  const TemporaryPath file("flood.nc");
  drawn.write(file.path);
  return read_flood(file.path, options, day());
}

float depth_at(const ReadFlood& flood, std::array<double, 2> place, std::size_t map = 0) {
  const auto cell = flood.cells.holding({place[0], place[1]});
  return cell ? flood.maps.depth_m[map][*cell] : -1.0F;
}

}  // namespace

// Would catch levels taken for depths, a bed left out, a grid read as if it were not turned, rows
// taken for columns, and a fill value taken for a level.
TEST_CASE("recorded: SFINCS's levels above its bed, on its turned grid", "[recorded]") {
  const ReadFlood flood = read(DrawnSfincs());
  CHECK(flood.note == "levels from 'zs' above the bed 'zb', speeds from 'u' and 'v'");
  CHECK(flood.maps.time_s == std::vector<double>{0, 600, 1200});
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 4; ++column) {
      const double expected = row == 2 && column == 3 ? 0 : 1 + row + column / 10.0;
      CHECK(depth_at(flood, DrawnSfincs::middle(row, column)) == Approx(expected));
      const auto near_corner = DrawnSfincs::place(row + 0.02, column + 0.98);
      CHECK(depth_at(flood, near_corner) == Approx(expected));
    }
  CHECK(depth_at(flood, DrawnSfincs::middle(0, 0), 1) == Approx(2));
  CHECK(depth_at(flood, DrawnSfincs::middle(-1, 0)) == -1);
  CHECK(depth_at(flood, DrawnSfincs::middle(0, 4)) == -1);
  CHECK(flood.maps.speed_m_s[2][5] == Approx(0.5));
  CHECK(flood.cells.area_m2(5) == Approx(400));
}

// Would catch a level below its bed that makes a negative depth.
TEST_CASE("recorded: a level below its bed is dry", "[recorded]") {
  DrawnSfincs drawn;
  drawn.at("zb").values[5] = 2.5;  // row 1, column 1: level 3.1 m
  drawn.at("zb").values[0] = 7;
  const ReadFlood flood = read(drawn);
  CHECK(depth_at(flood, DrawnSfincs::middle(0, 0)) == 0);
  CHECK(depth_at(flood, DrawnSfincs::middle(1, 1)) == Approx(0.6));
  drawn.at("zb").unit = "dm";
  CHECK(depth_at(read(drawn), DrawnSfincs::middle(1, 1)) == Approx(3.1 - 0.25));
}

// Would catch a scale or unit left out, rows read from the wrong end, hours taken for seconds, and
// the moment from which times count.
TEST_CASE("recorded: packed depths in centimetres, hours since a moment", "[recorded]") {
  const ReadFlood flood = read(DrawnCf(), options_of("EPSG:32755"));
  CHECK(flood.note == "depths from 'depth'");
  CHECK(flood.maps.time_s == std::vector<double>{0, 3600});
  CHECK(depth_at(flood, {600050, 5790150}, 1) == Approx(0.4));
  CHECK(depth_at(flood, {600150, 5790150}, 1) == Approx(0.8));
  CHECK(depth_at(flood, {600001, 5790001}, 1) == Approx(1.2));
  CHECK(depth_at(flood, {600199, 5790001}, 1) == Approx(1.6));
  CHECK(depth_at(flood, {600201, 5790001}, 1) == -1);
  CHECK(flood.maps.speed_m_s.empty());
}

// Would catch columns taken for rows where x comes before y.
TEST_CASE("recorded: cells may run over x first", "[recorded]") {
  DrawnCf drawn;
  drawn.at("depth").dimensions = {"time", "x", "y"};
  const ReadFlood flood = read(drawn, options_of("EPSG:32755"));
  CHECK(depth_at(flood, {600050, 5790050}, 1) == Approx(0.8));
  CHECK(depth_at(flood, {600150, 5790150}, 1) == Approx(1.2));
}

// Would catch kilometres taken for metres, and no data that is not what GDAL calls so: a value that
// was never written, and one beyond valid_max.
TEST_CASE("recorded: coordinates in km, cells that nobody wrote", "[recorded]") {
  DrawnCf drawn;
  drawn.at("x").values = {600.05, 600.15};
  drawn.at("y").values = {5790.15, 5790.05};
  drawn.at("x").unit = drawn.at("y").unit = "km";
  DrawnVariable& depth = drawn.at("depth");
  depth.type = GDT_Float32;
  depth.scale = 1;
  depth.values[4] = 9.969209968386869e36;
  const ReadFlood flood = read(drawn, options_of("EPSG:32755"));
  CHECK(depth_at(flood, {600050, 5790150}, 1) == 0);
  CHECK(depth_at(flood, {600150, 5790150}, 1) == Approx(1.6));
}

// Would catch degrees that are not reprojected: PROJ gives the places.
TEST_CASE("recorded: longitudes and latitudes are those of WGS 84", "[recorded]") {
  DrawnCf drawn;
  drawn.at("x").values = {148.1, 148.2};
  drawn.at("y").values = {-38.0, -38.1};
  drawn.at("x").unit = "degrees_east";
  drawn.at("y").unit = "degrees_north";
  drawn.at("x").texts = {{"standard_name", "longitude"}};
  drawn.at("y").texts = {{"standard_name", "latitude"}};
  const ReadFlood flood = read(drawn);
  std::vector<double> xs{148.1, 148.2499, 148.2501}, ys{-38.0, -38.1499, -38.1};
  reproject("EPSG:4326", "EPSG:32755", xs, ys);
  CHECK(depth_at(flood, {xs[0], ys[0]}, 1) == Approx(0.4));
  CHECK(depth_at(flood, {xs[1], ys[1]}, 1) == Approx(1.6));
  CHECK(depth_at(flood, {xs[2], ys[2]}, 1) == -1);
}

// Would catch a chosen variable, bed or speed that is not taken, and maxima taken for maps over
// time.
TEST_CASE("recorded: variables by name, maxima left aside", "[recorded]") {
  DrawnSfincs drawn;
  DrawnVariable h = drawn.at("zs"), most = h;
  h.name = "h";
  h.texts = {{"standard_name", "depth"}};
  for (double& value : h.values) value = value == sfincs_fill ? value : 0.25;
  most.name = "hmax";
  most.texts = {{"standard_name", "sea_floor_depth_below_sea_surface"},
                {"cell_methods", "time: maximum"}};
  drawn.variables.push_back(h);
  drawn.variables.push_back(most);
  CHECK(depth_at(read(drawn), DrawnSfincs::middle(0, 0)) == Approx(0.25));
  ReadOptions options = options_of();
  options.variable = "zs";
  options.speed = "u";
  const ReadFlood flood = read(drawn, options);
  CHECK(depth_at(flood, DrawnSfincs::middle(0, 0)) == Approx(1));
  CHECK(flood.maps.speed_m_s[0][0] == Approx(0.3));
}

// Would catch a clock's offset left out, or taken the wrong way.
TEST_CASE("recorded: times count in UTC unless a zone is said", "[recorded]") {
  DrawnSfincs drawn;
  drawn.at("time").unit = "minutes since 2026-01-15 11:00:00 +11:00";
  CHECK(read(drawn).maps.time_s == std::vector<double>{0, 36000, 72000});
  drawn.at("time").unit = "seconds since 2026-01-15 01:00:00.0 UTC";
  CHECK(read(drawn).maps.time_s[0] == 3600);
}

// Would catch faces whose corners are taken from 0, squares of two sizes taken for one, triangles
// with a corner that is not there, and SFINCS's number of the CRS left unread.
TEST_CASE("recorded: levels on the faces of a mesh", "[recorded]") {
  const ReadFlood flood = read(DrawnMesh());
  CHECK(flood.note == "levels from 'zs' above the bed 'zb'");
  CHECK(flood.cells.text() == "3 faces");
  CHECK(flood.cells.area_m2(0) == Approx(400));
  CHECK(flood.cells.area_m2(1) == Approx(100));
  CHECK(flood.cells.area_m2(2) == Approx(50));
  CHECK(depth_at(flood, {600001, 5790019}) == 1);
  CHECK(depth_at(flood, {600029, 5790001}) == 2);
  CHECK(depth_at(flood, {600021, 5790011}, 1) == 4);
  CHECK(depth_at(flood, {600029, 5790019}) == -1);
  CHECK(depth_at(flood, {600031, 5790001}) == -1);
  CHECK(flood.cells.same_as(read(DrawnMesh()).cells));
  CHECK_FALSE(flood.cells.same_as(read(DrawnSfincs()).cells));
}

// Would catch D-Flow FM's names unknown, its level taken though it gives the depth, and the number
// of its CRS, an attribute, left unread.
TEST_CASE("recorded: depths and speeds as D-Flow FM calls them", "[recorded]") {
  DrawnMesh drawn;
  drawn.drop("crs");
  DrawnVariable crs{"projected_coordinate_system", {}, {0}, ""};
  crs.type = GDT_Int32;
  crs.numbers = {{"epsg", 32755}};
  DrawnVariable depth = drawn.at("zs"), speed = depth;
  drawn.at("zs").texts = {{"standard_name", "sea_surface_height"}};
  depth.name = "mesh2d_waterdepth";
  depth.texts = {{"standard_name", "sea_floor_depth_below_sea_surface"}};
  depth.values = {0.5, 0, 0, 0.75, 0, 0};
  speed.name = "mesh2d_ucmag";
  speed.unit = "m s-1";
  speed.texts = {{"standard_name", "sea_water_speed"}};
  for (const DrawnVariable& one : {crs, depth, speed}) drawn.variables.push_back(one);
  const ReadFlood flood = read(drawn);
  CHECK(flood.note == "depths from 'mesh2d_waterdepth', speeds from 'mesh2d_ucmag'");
  CHECK(depth_at(flood, {600001, 5790001}, 1) == 0.75F);
  CHECK(flood.maps.speed_m_s[0][1] == 3);
}

// The oracle looks at every face. Would catch a face left out of a square of the index.
TEST_CASE("mesh: the face that holds a point, against looking at every face", "[recorded]") {
  Mesh mesh;
  for (int i = 0; i < 60; ++i) {  // triangles of many sizes, some over others
    const double x = (i * 37) % 101, y = (i * 53) % 97, size = 1 + (i * i) % 23;
    for (const Point corner : {Point{x, y}, {x + size, y + 0.3 * size}, {x + 0.2 * size, y + size}})
      mesh.corner.push_back(corner);
    mesh.begin.push_back(static_cast<std::int64_t>(mesh.corner.size()));
  }
  const MeshIndex index(mesh);
  int held = 0;
  for (int i = 0; i < 2000; ++i) {
    const Point point{(i * 7919) % 12500 / 100.0 - 1, (i * 104729) % 12300 / 100.0 - 1};
    std::optional<std::size_t> first;
    for (std::size_t face = 0; face < mesh.size() && !first; ++face) {
      bool odd = false;
      for (std::size_t k = 0; k < 3; ++k)
        odd ^= crosses_ray(mesh.face(face)[k], mesh.face(face)[(k + 1) % 3], point);
      if (odd) first = face;
    }
    CHECK(index.holding(point) == first);
    held += first.has_value();
  }
  CHECK(held > 200);
}
