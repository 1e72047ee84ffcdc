// SPDX-License-Identifier: Apache-2.0
// Flood maps that cannot be read as they are: each is refused in one sentence that says what is
// wrong and what to do.
#include <catch2/catch.hpp>
#include <fstream>

#include "models/hazard/recorded/flood_maps.hpp"
#include "tests/unit/arrival/drawn.hpp"
#include "tests/unit/geo/temporary.hpp"
#include "tests/unit/recorded/drawn_netcdf.hpp"

using namespace sandtable;
using namespace sandtable::recorded;
using namespace sandtable::tests;
using Catch::Matchers::Contains;

namespace {

ReadOptions metric(const std::string& declared = "EPSG:32755") {
  ReadOptions options;
  options.crs = "EPSG:32755";
  options.declared_crs = declared;
  return options;
}

std::string refused(const std::filesystem::path& path, const ReadOptions& options) {
  return error_of([&] { read_flood(path, options, Scenario()); });
}

std::string refused(const DrawnNetcdf& drawn, const ReadOptions& options = metric()) {
  const TemporaryPath file("refused.nc");
  drawn.write(file.path);
  return refused(file.path, options);
}

/// A drawn file with one thing changed.
template <class Drawn = DrawnCf, class Change>
std::string refused_with(Change change, const ReadOptions& options = metric()) {
  Drawn drawn;
  change(drawn);
  return refused(drawn, options);
}

}  // namespace

// Would catch maps whose times are made up, go backwards, stand still, or are not of our calendar.
TEST_CASE("recorded: times that are none are refused", "[recorded]") {
  CHECK_THAT(refused_with([](DrawnCf& d) { d.drop("time"); }),
             Contains("'depth' has no time axis (its dimensions are time, y, x; time, rows and "
                      "columns are expected"));
  CHECK_THAT(refused_with([](DrawnCf& d) {
               d.at("time").values = {25, 24};
             }),
             Contains("times 'time' do not ascend (number 1 is 25, the next 24 hours)"));
  CHECK_THAT(refused_with([](DrawnCf& d) {
               d.at("time").values = {24, 24};
             }),
             Contains("do not ascend"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("time").unit = "months since 2026-01-01"; }),
             Contains("no fixed length"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("time").unit = "m since 2026-01-01"; }),
             Contains("times 'time' are in 'm' (a unit of time is expected"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("time").unit = "hours since the flood"; }),
             Contains("count from 'the flood'"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("time").texts["calendar"] = "360_day"; }),
             Contains("the calendar '360_day' is not read"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("time").values[1] = 9.969209968386869e36; }),
             Contains("time 2 of 'time' has no value"));
}

// Would catch a depth in an unknown or foreign unit taken for metres.
TEST_CASE("recorded: units that are unknown, foreign or contradict are refused", "[recorded]") {
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("depth").unit = "m+MSL"; }),
             Contains("'depth' is in 'm+MSL' (units are spelled as in UDUNITS): say unit"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("depth").unit = "s"; }),
             Contains("'depth' is in 's' (a length such as"));
  ReadOptions declared = metric();
  declared.unit_is_set = true;
  CHECK_THAT(refused(DrawnCf(), declared), Contains("'depth' is in 'cm' but unit is 'm'"));
  CHECK(refused_with([](DrawnCf& d) { d.at("depth").unit = "m+MSL"; }, declared) == "");
  CHECK_THAT(refused_with<DrawnSfincs>([](DrawnSfincs& d) { d.at("u").unit = "m"; }),
             Contains("'u' is in 'm' (a speed such as"));
}

// Would catch a variable guessed among several, or another one taken for one that is not there.
TEST_CASE("recorded: a variable that is absent, or not alone, is refused", "[recorded]") {
  ReadOptions options = metric();
  options.variable = "dept";
  CHECK_THAT(refused(DrawnCf(), options), Contains("no variable 'dept': did you mean 'depth'?"));
  options.variable = "time";
  CHECK_THAT(refused(DrawnCf(), options), Contains("'time' has no time axis"));
  CHECK_THAT(refused_with([](DrawnCf& d) {
               d.variables.push_back(d.at("depth"));
               d.variables.back().name = "depth2";
             }),
             Contains("several variables may be the water (depth, depth2): name one"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("depth").texts["standard_name"] = "rainfall"; }),
             Contains("none of its maps over time (depth) is known to be a depth or level"));
  CHECK_THAT(refused_with<DrawnSfincs>([](DrawnSfincs& d) { d.drop("zb"); }),
             Contains("'zs' is a level (no bed is known to take from it)"));
  options = metric();
  options.bed = "time";
  CHECK_THAT(refused(DrawnSfincs(), options), Contains("the bed 'time' is not on the cells of"));
  CHECK_THAT(refused(DrawnCf(), options), Contains("'depth' is a depth, yet a bed is given"));
  options = metric();
  options.speed = "u,v,zs";
  CHECK_THAT(refused(DrawnSfincs(), options), Contains("one variable, or two components"));
}

// Would catch stations read as cells, nodes that are not there, and faces that are lines.
TEST_CASE("recorded: stations and torn meshes are refused", "[recorded]") {
  DrawnNetcdf stations;
  stations.sizes = {{"time", 1}, {"station", 3}};
  stations.variables = {{"time", {"time"}, {0}, "hours since 2026-01-15"},
                        {"h", {"time", "station"}, {1, 2, 3}}};
  CHECK_THAT(refused(stations), Contains("'h' has one value for each station (no mesh by UGRID"));
  CHECK_THAT(refused_with<DrawnMesh>([](DrawnMesh& d) { d.at("mesh2d_face_nodes").values[3] = 9; }),
             Contains("face 1 of 'mesh2d_face_nodes' names node 9 (there are 7)"));
  CHECK_THAT(
      refused_with<DrawnMesh>([](DrawnMesh& d) { d.at("mesh2d_face_nodes").values[10] = -999; }),
      Contains("face 3 of 'mesh2d_face_nodes' has fewer than three corners"));
  CHECK_THAT(
      refused_with<DrawnMesh>([](DrawnMesh& d) { d.at("mesh2d").texts.erase("node_coordinates"); }),
      Contains("mesh 'mesh2d' says no node_coordinates"));
}

// Would catch degrees taken for metres, a CRS that is guessed, and one that contradicts.
TEST_CASE("recorded: coordinates whose CRS is not theirs are refused", "[recorded]") {
  CHECK_THAT(refused(DrawnCf(), metric("")), Contains("the file names no CRS"));
  CHECK_THAT(refused(DrawnCf(), metric("EPSG:4326")),
             Contains("its CRS is in degrees but coordinate 'x' is in metres (600000 to 600200)"));
  const auto in_degrees = [](DrawnCf& d) {
    d.at("x").values = {148.1, 148.2};
    d.at("y").values = {-38.0, -38.1};
    d.at("x").unit = "degrees_east";
    d.at("y").unit = "degrees_north";
  };
  CHECK_THAT(refused_with(in_degrees),
             Contains("coordinate 'x' is in degrees (148.05 to 148.25) but the CRS"));
  CHECK_THAT(refused(DrawnSfincs(), metric("EPSG:32756")), Contains("they are not the same"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("y").unit = "feet"; }), Contains("is in 'feet'"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.drop("y"); }),
             Contains("no y coordinate of the cells of 'depth'"));
  CHECK_THAT(refused_with<DrawnSfincs>([](DrawnSfincs& d) {
               d.at("x").fill = sfincs_fill;
               d.at("x").values[2] = sfincs_fill;
             }),
             Contains("coordinate 'x' has gaps"));
}

// Would catch a value that stands for no data taken for a depth or speed, and levels taken for
// depths.
TEST_CASE("recorded: depths below 0 and beyond 1000 m, speeds beyond 100 m/s are refused",
          "[recorded]") {
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("depth").values[4] = -9999; }),
             Contains("'depth' at time 2 is -49.995 m deep in cell 1"));
  CHECK_THAT(refused_with([](DrawnCf& d) { d.at("depth").unit = "km"; }),
             Contains("40000 m deep in cell 1"));
  CHECK_THAT(refused_with<DrawnSfincs>([](DrawnSfincs& d) { d.at("u").values[13] = 999; }),
             Contains("the speed at time 2 is 999 m/s in cell 2 (0 to 100 m/s is expected)"));
}

// Would catch a crash on a file that is torn, empty, or of another kind under the name of one.
TEST_CASE("recorded: files that are broken are refused", "[recorded]") {
  const TemporaryPath whole("whole.nc"), torn("torn.nc");
  DrawnSfincs().write(whole.path);
  std::ifstream in(whole.path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  for (const std::size_t left : {std::size_t{0}, std::size_t{100}, bytes.size() / 2}) {
    std::ofstream(torn.path, std::ios::binary) << bytes.substr(0, left);
    CHECK_THAT(refused(torn.path, metric()), Contains("not a netCDF file that can be read"));
  }
  std::ofstream(torn.path, std::ios::binary) << "time,file\n";
  CHECK_THAT(refused(torn.path, metric()), Contains("not a netCDF file"));
  CHECK_THAT(refused("nowhere.nc", metric()), Contains("there is none of this name"));
}
