// SPDX-License-Identifier: Apache-2.0
// hazard/inundation: rain as rasters.
#include "models/hazard/inundation/rain_rasters.hpp"

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "sim/geo/vector.hpp"
#include "tests/unit/recorded/drawn_netcdf.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

namespace {

using inundation::AreaRain;
using inundation::RainRasterOptions;
using inundation::Stamp;
using tests::DrawnNetcdf;
using tests::DrawnVariable;

/// 2026-01-15T00:00Z and ten hours.
Scenario ten_hours() {
  Scenario scenario;
  scenario.start = "2026-01-15T00:00:00Z";
  scenario.start_unix_s = 1768435200;
  scenario.duration = from_seconds(36000);
  return scenario;
}

/// Four places in the squares of 100 m from (600000, 5790000): south-west, south-east, north-west,
/// and one in the south-west that lies outside the ground; and one far away.
struct Places {
  Support cells{"cells",
                SupportKind::cells,
                {"sw", "se", "nw", "hole", "far"},
                "EPSG:32755",
                {600050, 600150, 600050, 600060, 700000},
                {5790050, 5790050, 5790150, 5790060, 5790000}};
  std::vector<std::uint8_t> inside{1, 1, 1, 0, 1};
};

/// Rates of radar: 0, then 1, 2 (north), 3, 4 (south) mm/h from 01:00, then twice as much.
struct Radar : DrawnNetcdf {
  Radar() {
    sizes = {{"time", 3}, {"y", 2}, {"x", 2}};
    variables = {{"x", {"x"}, {600050, 600150}},
                 {"y", {"y"}, {5790150, 5790050}},
                 {"time", {"time"}, {0, 60, 90}, "minutes since 2026-01-15 00:00"},
                 {"rain", {"time", "y", "x"}, {0, 0, 0, 0, 1, 2, 3, 4, 2, 4, 6, 8}, "mm/h"}};
    at("x").type = at("y").type = at("time").type = GDT_Float64;
    at("x").texts = {{"standard_name", "projection_x_coordinate"}};
    at("y").texts = {{"standard_name", "projection_y_coordinate"}};
  }
};

struct Case {
  AreaRain read(const DrawnNetcdf& drawn) const {
    std::filesystem::create_directories(folder.path());
    drawn.write(folder.path() / "rain.nc");
    return inundation::read_rain_rasters(folder.path() / "rain.nc", options, places.cells,
                                         places.inside, ten_hours());
  }
  Folder folder{"rain_rasters"};
  Places places;
  RainRasterOptions options{"EPSG:32755", "", "", Stamp::begin};
};

/// Rain of a place over a time, mm.
double fallen_mm(const AreaRain& rain, std::size_t cell, double from_s, double to_s) {
  std::vector<float> rate(rain.area_of_cell.size(), 0.0F);
  rain.add_mean(from_s, to_s, 1, rate);
  return 1000 * (to_s - from_s) * static_cast<double>(rate[cell]);
}

}  // namespace

// Would catch rasters upside down, wrong units and times, and rain after the last one's time.
TEST_CASE("rain rasters: each cell takes its rate from its time on", "[inundation]") {
  Case made;
  const AreaRain rain = made.read(Radar());
  CHECK(rain.area_of_cell[3] == -1);
  CHECK(rain.area_of_cell[4] == -1);
  CHECK(rain.areas == 3);
  CHECK(fallen_mm(rain, 0, 0, 3600) == 0);
  CHECK(fallen_mm(rain, 0, 3600, 5400) == Approx(3 * 0.5));
  CHECK(fallen_mm(rain, 1, 3600, 5400) == Approx(4 * 0.5));
  CHECK(fallen_mm(rain, 2, 3600, 5400) == Approx(1 * 0.5));
  CHECK(fallen_mm(rain, 1, 0, 36000) == Approx(4 * 0.5 + 8 * 0.5));
  made.options.stamp = Stamp::end;
  const AreaRain earlier = made.read(Radar());
  CHECK(fallen_mm(earlier, 1, 0, 3600) == Approx(4 * 1.0));
  CHECK(fallen_mm(earlier, 1, 3600, 36000) == Approx(8 * 0.5));
}

// Would catch kilograms taken for metres, and degrees for metres: as ERA5's mean rate has it.
TEST_CASE("rain rasters: rates in kg m-2 s-1 on degrees", "[inundation]") {
  Case made;
  std::vector<double> x = {600050}, y = {5790050};
  reproject("EPSG:32755", "EPSG:4326", x, y);
  Radar drawn;
  drawn.sizes = {{"time", 3}, {"latitude", 2}, {"longitude", 2}};
  drawn.at("x") = {"longitude", {"longitude"}, {x[0], x[0] + 0.25}, "degrees_east"};
  drawn.at("y") = {"latitude", {"latitude"}, {y[0] + 0.25, y[0]}, "degrees_north"};
  drawn.at("longitude").type = drawn.at("latitude").type = GDT_Float64;
  drawn.at("longitude").texts = {{"standard_name", "longitude"}};
  drawn.at("latitude").texts = {{"standard_name", "latitude"}};
  drawn.at("rain").dimensions = {"time", "latitude", "longitude"};
  drawn.at("rain").unit = "kg m-2 s-1";
  for (double& rate : drawn.at("rain").values) rate /= 3600;
  made.options.declared_crs = "";
  const AreaRain rain = made.read(drawn);
  CHECK(fallen_mm(rain, 0, 3600, 5400) == Approx(3 * 0.5));
  CHECK(fallen_mm(rain, 2, 3600, 5400) == Approx(3 * 0.5));
}

// Would catch a depth that is taken for a rate, gaps and negative rates that are taken for dry
// weather, and a file of another year.
TEST_CASE("rain rasters: what is no rate of rain here is refused", "[inundation]") {
  Case made;
  const auto told = [&](auto change) {
    Radar drawn;
    change(drawn);
    try {
      made.read(drawn);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("it was read");
  };
  CHECK_THAT(told([](Radar& r) { r.at("rain").unit = "m"; }), Catch::Contains("a depth, of what"));
  CHECK_THAT(told([](Radar& r) { r.at("rain").unit = ""; }),
             Catch::Contains("say rain_unit = \"mm/h\""));
  CHECK_THAT(told([](Radar& r) { r.at("rain").unit = "K"; }), Catch::Contains("is in 'K'"));
  CHECK_THAT(told([](Radar& r) { r.at("rain").values[7] = -1; }),
             Catch::Contains("'rain' at time 2 is -1"));
  CHECK_THAT(told([](Radar& r) { r.at("rain").fill = 3; }), Catch::Contains("fill its gaps"));
  CHECK_THAT(told([](Radar& r) {
               DrawnVariable other = r.at("rain");
               other.name = "snow";
               r.variables.push_back(other);
             }),
             Catch::Contains("name it by rain_variable"));
  CHECK_THAT(told([](Radar& r) { r.at("time").unit = "minutes since 2025-01-15 00:00"; }),
             Catch::Contains("none of its times lies in the scenario"));
  made.options.unit = "kg m-2 s-1";
  CHECK_THAT(told([](Radar&) {}), Catch::Contains("leave rain_unit out"));
}

// Would catch rasters on other cells and times that are mixed up; units must be said for them.
TEST_CASE("rain rasters: a list of grids with their times", "[inundation]") {
  Case made;
  const auto grid = [](const char* west, const char* values) {
    return "ncols 2\nnrows 2\nxllcorner " + std::string(west) +
           "\nyllcorner 5790000\ncellsize 100\n" + values;
  };
  made.folder.write("a.asc", grid("600000", "1 2\n3 4\n"));
  made.folder.write("b.asc", grid("600000", "0 0\n0 6\n"));
  made.folder.write("c.asc", grid("600010", "0 0\n0 0\n"));
  made.folder.write("rain.csv", "hours,file\n1,a.asc\n2,b.asc\n");
  const auto read = [&] {
    return inundation::read_rain_rasters(made.folder.path() / "rain.csv", made.options,
                                         made.places.cells, made.places.inside, ten_hours());
  };
  CHECK_THROWS_WITH(read(), Catch::Contains("the rain names no unit"));
  made.options.unit = "mm/h";
  CHECK(fallen_mm(read(), 1, 0, 36000) == Approx(4 + 6));
  CHECK(fallen_mm(read(), 2, 0, 36000) == Approx(1));
  made.folder.write("rain.csv", "hours,file\n1,a.asc\n2,c.asc\n");
  CHECK_THROWS_WITH(read(), Catch::Contains("its cells are not those of a.asc"));
}

}  // namespace sandtable::testing
