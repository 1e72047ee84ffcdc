// SPDX-License-Identifier: Apache-2.0
// Rings as people draw them in QGIS: files, ways to say when, and outlines that are wrong.
#include "tests/unit/arrival/drawn.hpp"

#include <catch2/catch.hpp>

#include "models/hazard/arrival/arrival_table.hpp"
#include "tests/unit/geo/temporary.hpp"

using namespace sandtable;
using namespace sandtable::arrival;
using namespace sandtable::tests;

namespace {

const std::string kCrs = "EPSG:28355";

std::string square(double half, double x = 0) {
  const std::string low = std::to_string(-half), high = std::to_string(half);
  const std::string left = std::to_string(x - half), right = std::to_string(x + half);
  return "((" + left + " " + low + "," + right + " " + low + "," + right + " " + high + "," + left +
         " " + high + "," + left + " " + low + "))";
}

std::string polygon(double half, double x = 0) {
  return "POLYGON" + square(half, x);
}

FireColumns when(const std::string& unit, const std::string& ignition = "") {
  FireColumns columns;
  columns.time = "when";
  columns.unit = unit;
  columns.ignition = ignition;
  return columns;
}

Fire read(const DrawnLayer& layer, const FireColumns& columns, const std::string& name = "d.gpkg") {
  const TemporaryPath file(name);
  layer.write(file.path);
  return read_fire(file.path, kCrs, columns);
}

double minutes_at(const Fire& fire, double x) {
  const std::vector xs{x}, ys{0.0};
  return reach({&fire, 1}, xs, ys, {})[0].arrival_s[0] / 60;
}

}  // namespace

// Would catch a GeoPackage that is read otherwise than a Shapefile or GeoJSON.
TEST_CASE("drawn: nested polygons of a GeoPackage, a GeoJSON and a Shapefile are the same fire") {
  for (const auto& [driver, name] : std::vector<std::pair<std::string, std::string>>{
           {"GPKG", "n.gpkg"}, {"GeoJSON", "n.geojson"}}) {
    DrawnLayer layer;
    layer.driver = driver;
    layer.type = OFTInteger;
    layer.features = {{"60", polygon(2000)}, {"30", polygon(1000)}};
    if (driver == "GeoJSON") layer.crs = "EPSG:4326";
    if (driver == "GeoJSON") layer.features = {{"60", polygon(2)}, {"30", polygon(1)}};
    const TemporaryPath file(name);
    layer.write(file.path);
    const Fire fire = read_fire(file.path, layer.crs, when("min"));
    REQUIRE(fire.rings.size() == 2);
    CHECK(fire.rings[0].time_s == 1800);
    CHECK(minutes_at(fire, driver == "GeoJSON" ? 1.5 : 1500) == Approx(45));
  }
}

// Filled polygons, a donut round the earlier one, and a multi-polygon whose parts overlap.
TEST_CASE("drawn: nested, donut and overlapping polygons give the same times") {
  DrawnLayer layer;
  layer.type = OFTReal;
  layer.features = {{"0.5", polygon(1000)}, {"1", polygon(2000)}};
  const Fire nested = read(layer, when("h"));
  layer.features[1].second = "POLYGON(" + square(2000).substr(1, square(2000).size() - 2) + "," +
                             square(1000).substr(1, square(1000).size() - 2) + ")";
  const Fire donut = read(layer, when("h"));
  layer.features[1].second = "MULTIPOLYGON(" + square(2000) + "," + square(500, 2000) + ")";
  const Fire parts = read(layer, when("h"));
  for (const double x : {0.0, 500.0, 1250.0, 1750.0}) {
    CHECK(minutes_at(donut, x) == minutes_at(nested, x));
    CHECK(minutes_at(parts, x) == Approx(minutes_at(nested, x)));
  }
  CHECK(minutes_at(parts, 2400) > minutes_at(nested, 1750));
}

TEST_CASE("drawn: times as ISO 8601 text, as date-time, as HH:MM, as text numbers") {
  DrawnLayer layer;
  layer.features = {{"2017-02-16T13:30:00", polygon(1000)}};
  CHECK(read(layer, when("datetime", "2017-02-16 13:00:00")).rings[0].time_s == 1800);
  CHECK(holds(error_of([&] { read(layer, when("datetime", "2017-02-16T13:00:00+11:00")); }),
              "the file's times name no time zone and file_ignition does"));
  layer.type = OFTDateTime;
  layer.features = {{"2017/02/16 13:30:00+11", polygon(1000)}};
  CHECK(read(layer, when("datetime", "2017-02-16T02:00:00Z")).rings[0].time_s == 1800);
  layer.type = OFTString;
  layer.features = {{"23:30", polygon(1000)}, {"00:30", polygon(2000)}};
  const Fire night = read(layer, when("clock", "23:00"));
  CHECK(night.rings[0].time_s == 1800);
  CHECK(night.rings[1].time_s == 5400);
  CHECK(holds(error_of([&] { read(layer, when("clock", "soon")); }), "ignition is 'soon'"));
  layer.features = {{"45", polygon(1000)}};
  CHECK(read(layer, when("min")).rings[0].time_s == 2700);
}

// Would catch a bow-tie whose half is silently left out, and a message without its place.
TEST_CASE("drawn: outlines that cross themselves or do not close are told by feature and place") {
  DrawnLayer layer;
  layer.type = OFTReal;
  layer.features = {{"1", polygon(10)},
                    {"2", "POLYGON((0 0,8 8,8 0,0 8,0 0))"},
                    {"3", "POLYGON((0 0,8 0,8 8,0 8))"},
                    {"soon", polygon(20)}};
  layer.type = OFTString;
  const std::string told = error_of([&] { read(layer, when("h")); });
  CHECK(holds(told,
              "feature '2' has an outline that is not simple (Self-intersection at or near "
              "point 4 4"));
  CHECK(holds(told, "feature '3' has a ring that is not closed"));
}

TEST_CASE("drawn: of several layers one is named") {
  DrawnLayer layer;
  layer.features = {{"1", polygon(10)}};
  layer.layers = {"fire", "roads"};
  FireColumns columns = when("h");
  CHECK(holds(error_of([&] { read(layer, columns); }), "the file has 2 layers (fire, roads)"));
  columns.layer = "fire";
  CHECK(read(layer, columns).rings.size() == 1);
}
