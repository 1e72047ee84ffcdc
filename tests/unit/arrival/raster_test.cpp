// SPDX-License-Identifier: Apache-2.0
// Fires from rasters of times: what a cell says, in which unit, from when, and what is refused.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/hazard/arrival/arrival_table.hpp"
#include "tests/unit/arrival/drawn.hpp"
#include "tests/unit/geo/temporary.hpp"

using namespace sandtable;
using namespace sandtable::arrival;
using namespace sandtable::tests;

namespace {

const std::string kCrs = "EPSG:28355";
constexpr double kNever = std::numeric_limits<double>::infinity();

/// 3 by 3 cells of 100 m from (250000, 5890300): 10 to 90 min, the middle never.
DrawnRaster nine() {
  DrawnRaster raster;
  raster.left = 250000;
  raster.top = 5890300;
  raster.no_data = -9999;
  raster.rows = {{10, 20, 30}, {40, -1, 60}, {70, 80, 90}};
  return raster;
}

FireColumns raster_columns() {
  FireColumns columns;
  columns.never_value = -1;
  return columns;
}

Reach reach_at(const Fire& fire, double x, double y, Wanted wanted = {}) {
  const std::vector xs{x}, ys{y};
  return reach({&fire, 1}, xs, ys, wanted)[0];
}

double minutes_at(const Fire& fire, double x, double y) {
  return reach_at(fire, x, y).arrival_s[0] / 60;
}

Fire read(const DrawnRaster& raster, const FireColumns& columns, const std::string& name = "f.tif",
          const std::string& declared = "") {
  const TemporaryPath file(name);
  raster.write(file.path);
  return read_raster_fire(file.path, kCrs, columns, declared);
}

std::string refused(const DrawnRaster& raster, const FireColumns& columns,
                    const std::string& name = "f.tif") {
  return error_of([&] { read(raster, columns, name); });
}

}  // namespace

// Would catch a raster read from the south, or rows taken for columns.
TEST_CASE("raster: a place burns when the cell that holds it does, outside it never") {
  const Fire fire = read(nine(), raster_columns());
  CHECK(minutes_at(fire, 250050, 5890250) == 10);
  CHECK(minutes_at(fire, 250250, 5890250) == 30);
  CHECK(minutes_at(fire, 250001, 5890001) == 70);
  CHECK(minutes_at(fire, 250150, 5890150) == kNever);
  CHECK(minutes_at(fire, 249999, 5890250) == kNever);
  CHECK(reach_at(fire, 249999, 5890250).outside.size() == 1);
  CHECK(reach_at(fire, 250150, 5890150).outside.empty());
  CHECK(final_area_m2(fire) == Approx(8 * 1e4));
  CHECK(burnt(fire, {250050, 5890250}, 600));
  CHECK_FALSE(burnt(fire, {250050, 5890250}, 599));
}

// The oracle looks at every cell. Would catch a block left out of the search, or taken too early.
TEST_CASE("raster: first within a distance and nearest, against looking at every cell") {
  DrawnRaster raster = nine();
  raster.rows.assign(23, std::vector<double>(17));
  for (int row = 0; row < 23; ++row)
    for (int column = 0; column < 17; ++column)
      raster.rows[row][column] =
          (row * 7 + column * 13) % 31 < 4 ? (row * 37 + column * 11) % 97 : -1;
  const Fire fire = read(raster, raster_columns());
  for (int i = 0; i < 200; ++i) {
    const double x = 249500 + (i * 37) % 2700, y = 5887500 + (i * 101) % 3300;
    const double limit = 50 + (i * 53) % 900;
    double first = kNever, nearest = kNever;
    for (int row = 0; row < 23; ++row)
      for (int column = 0; column < 17; ++column) {
        if (raster.rows[row][column] < 0) continue;
        const double left = raster.left + 100 * column, top = raster.top - 100 * row;
        const double away = distance(Box{left, top - 100, left + 100, top}, {x, y});
        nearest = std::min(nearest, away);
        if (away <= limit) first = std::min(first, raster.rows[row][column] * 60);
      }
    Wanted wanted;
    wanted.within_m = {limit};
    wanted.closest = true;
    const Reach reached = reach_at(fire, x, y, wanted);
    CHECK(reached.within_s[0][0] == first);
    CHECK(reached.closest_m[0] == Approx(nearest).margin(1e-6));
  }
}

TEST_CASE("raster: the file's CRS counts, and one that names none needs a declared one") {
  DrawnRaster degrees = nine();
  degrees.crs = "EPSG:4283";
  degrees.left = 147;
  degrees.top = -37;
  degrees.cell = 0.01;
  const Fire fire = read(degrees, raster_columns());
  std::vector<double> xs{147.005, 147.025}, ys{-37.005, -37.025};
  reproject("EPSG:4283", kCrs, xs, ys);
  CHECK(minutes_at(fire, xs[0], ys[0]) == 10);
  CHECK(minutes_at(fire, xs[1], ys[1]) == 90);
  Wanted wanted;
  wanted.closest = true;
  CHECK(reach_at(fire, xs[0], ys[0] + 2000, wanted).closest_m[0] == Approx(2000 - 555).margin(5));
  DrawnRaster nowhere = nine();
  nowhere.crs = "";
  CHECK(holds(refused(nowhere, raster_columns()), "names no CRS"));
  CHECK(minutes_at(read(nowhere, raster_columns(), "g.tif", kCrs), 250050, 5890250) == 10);
}

TEST_CASE("raster: netCDF names its unit and the moment from which it counts") {
  DrawnRaster raster = nine();
  raster.driver = "netCDF";
  raster.unit = "minutes since 2017-02-16 13:00:00";
  FireColumns columns = raster_columns();
  CHECK(holds(refused(raster, columns, "a.nc"), "give file_ignition"));
  columns.ignition = "2017-02-16 12:30:00";
  CHECK(minutes_at(read(raster, columns, "b.nc"), 250050, 5890250) == 40);
  raster.unit = "hours since 2017-02-16 13:00:00 +11:00";
  CHECK(holds(refused(raster, columns, "c.nc"),
              "the file's times name a time zone and "
              "file_ignition does not"));
  columns.ignition = "2017-02-16T02:00:00Z";
  CHECK(minutes_at(read(raster, columns, "d.nc"), 250050, 5890250) == 600);
  columns.ignition = "2017-02-16T15:00:00+11:00";
  raster.rows[0][0] = 1;  // an hour before the ignition
  CHECK(holds(refused(raster, columns, "e.nc"),
              "1 cells burn before the ignition (the first in row 1, column 1: -3600 s)"));
  raster.unit = "h";
  CHECK(minutes_at(read(raster, columns, "f.nc"), 250050, 5890250) == 60);
  columns.unit_is_set = true;
  CHECK(holds(refused(raster, columns, "g.nc"), "the file counts in h but time_unit is min"));
  raster.unit = "kg";
  CHECK(holds(refused(raster, columns, "h.nc"), "the times are in 'kg'"));
}

TEST_CASE("raster: no value is told apart from never") {
  DrawnRaster raster = nine();
  raster.rows[0][0] = raster.no_data;
  FireColumns columns = raster_columns();
  const Reach gap = reach_at(read(raster, columns), 250050, 5890250);
  CHECK(gap.missing == std::vector<std::size_t>{0});
  CHECK(gap.arrival_s[0] == kNever);
  columns.missing = Missing::never;
  CHECK(reach_at(read(raster, columns), 250050, 5890250).missing.empty());
}

TEST_CASE("raster: intensity comes from a file of its own, in its unit") {
  const TemporaryPath times("t.tif"), power("i.tif");
  nine().write(times.path);
  DrawnRaster intensity = nine();
  intensity.rows = {{3, 4}, {5, -9999}};
  intensity.cell = 150;
  intensity.write(power.path);
  const Fire fire = read_raster_fire(times.path, kCrs, raster_columns(), "", power.path);
  Wanted wanted;
  wanted.intensity = true;
  CHECK(reach_at(fire, 250050, 5890250, wanted).intensity[0] == 3000);
  CHECK(reach_at(fire, 250250, 5890050, wanted).intensity[0] == 0);
  intensity.unit = "m/s";
  intensity.write(power.path);
  CHECK(
      holds(error_of([&] { read_raster_fire(times.path, kCrs, raster_columns(), "", power.path); }),
            "the intensity is in 'm/s'"));
}

TEST_CASE("raster: bands, fires that burn nothing and foreign files are refused by name") {
  FireColumns columns = raster_columns();
  columns.band = "2";
  CHECK(holds(refused(nine(), columns), "no band '2' (the file holds 1)"));
  DrawnRaster none = nine();
  none.rows = {{-1, -1}, {-1, -1}};
  CHECK(holds(refused(none, raster_columns()), "the fire burns nothing"));
  const TemporaryFile text("x.tif", "not a raster");
  CHECK(holds(error_of([&] { read_raster_fire(text.path, kCrs, raster_columns()); }),
              "not a GeoTIFF, netCDF or ASCII grid"));
}
