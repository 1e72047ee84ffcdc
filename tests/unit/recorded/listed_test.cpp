// SPDX-License-Identifier: Apache-2.0
// Flood maps as rasters: a table of them with their times, or a single one.
#include <catch2/catch.hpp>

#include "models/hazard/recorded/flood_maps.hpp"
#include "tests/unit/arrival/drawn.hpp"
#include "tests/unit/geo/temporary.hpp"
#include "tests/unit/scenario/folder.hpp"

using namespace sandtable;
using namespace sandtable::recorded;
using namespace sandtable::tests;
using Catch::Matchers::Contains;
using testing::Folder;

namespace {

/// 2 by 2 cells of 100 m from (600000, 5790000); no data is -9999.
DrawnRaster drawn(std::vector<std::vector<double>> rows, const std::string& unit = "") {
  DrawnRaster raster;
  raster.crs = "EPSG:32755";
  raster.left = 600000;
  raster.top = 5790200;
  raster.no_data = -9999;
  raster.unit = unit;
  raster.rows = std::move(rows);
  return raster;
}

/// A folder with maps early.tif and late.tif, and a table of them.
struct Maps {
  explicit Maps(const std::string& rows, const std::string& head = "time,file\n") : folder("maps") {
    GDALAllRegister();
    folder.write("maps.csv", head + rows);
    drawn({{0, 1}, {2, -9999}}).write(folder.path() / "early.tif");
    drawn({{100, 200}, {300, 400}}, "cm").write(folder.path() / "late.tif");
  }
  ReadFlood read(const std::string& file = "maps.csv") const {
    Scenario scenario;
    scenario.folder = folder.path();
    scenario.start_unix_s = 1768435200;  // 2026-01-15T00:00Z
    return read_flood(folder.path() / file, options, scenario);
  }
  std::string refused(const std::string& file = "maps.csv") const {
    return testing::without_folder(folder, error_of([&] { read(file); }));
  }
  Folder folder;
  ReadOptions options{.crs = "EPSG:32755"};
};

const std::string two_rows = "2026-01-15T12:00:00+11:00,early.tif\n2026-01-15T02:00:00Z,late.tif\n";

}  // namespace

// Would catch a time zone left out, a unit that is not the file's own, and rows from the south.
TEST_CASE("recorded: a table of rasters, each with its time and unit", "[recorded]") {
  const ReadFlood flood = Maps(two_rows).read();
  CHECK(flood.maps.time_s == std::vector<double>{3600, 7200});
  CHECK(flood.maps.depth_m[0] == std::vector<float>{0, 1, 2, 0});
  CHECK(flood.maps.depth_m[1] == std::vector<float>{1, 2, 3, 4});
  CHECK(flood.cells.holding({600150, 5790150}) == 1U);
}

// Would catch levels that keep their bed, and a bed read at the wrong cells.
TEST_CASE("recorded: levels in rasters stand above the bed of a file", "[recorded]") {
  Maps maps(two_rows);
  drawn({{0.5, 0.5}, {0.25, 5}}).write(maps.folder.path() / "bed.tif");
  maps.options.bed_file = (maps.folder.path() / "bed.tif").string();
  const ReadFlood flood = maps.read();
  CHECK(flood.maps.depth_m[0] == std::vector<float>{0, 0.5F, 1.75F, 0});
  CHECK(flood.maps.depth_m[1] == std::vector<float>{0.5F, 1.5F, 2.75F, 0});
  drawn({{50, 50}, {25, 500}}, "cm").write(maps.folder.path() / "bed.tif");
  CHECK(maps.read().maps.depth_m == flood.maps.depth_m);
}

// Would catch a single map that needs a table.
TEST_CASE("recorded: a single raster holds from the start on", "[recorded]") {
  const ReadFlood flood = Maps(two_rows).read("late.tif");
  CHECK(flood.maps.time_s == std::vector<double>{0});
  CHECK(flood.maps.depth_m[0][3] == 4);
}

// Would catch LISFLOOD-FP's own files left unread for their ending.
TEST_CASE("recorded: an ASCII grid called .wd", "[recorded]") {
  Maps maps("2026-01-15T02:00:00Z,res-0001.wd\n");
  maps.folder.write("res-0001.wd",
                    "ncols 2\nnrows 2\nxllcorner 600000\nyllcorner 5790000\ncellsize 100\n"
                    "NODATA_value -9999\n0.5 1\n-9999 2\n");
  CHECK_THAT(maps.refused(), Contains("res-0001.wd: the file names no CRS"));
  maps.options.declared_crs = "EPSG:32755";
  CHECK(maps.read().maps.depth_m[0] == std::vector<float>{0.5F, 1, 0, 2});
}

// Would catch speeds that are left out, or in km/h.
TEST_CASE("recorded: a table may name rasters of speed", "[recorded]") {
  Maps maps("2026-01-15T02:00:00Z,late.tif,speed.tif\n", "time,file,speed\n");
  drawn({{3.6, 0}, {-9999, 7.2}}, "km/h").write(maps.folder.path() / "speed.tif");
  CHECK(maps.read().maps.speed_m_s[0][0] == Approx(1));
  CHECK(maps.read().maps.speed_m_s[0][2] == 0);
  Maps partly("2026-01-15T02:00:00Z,late.tif,\n", "time,file,speed\n");
  CHECK_THAT(partly.refused(), Contains("maps.csv:2: no file of speeds (all maps have one"));
}

// Would catch mistakes told one at a time, without their line, or maps that lie elsewhere.
TEST_CASE("recorded: what is wrong in a table of rasters is refused with its line", "[recorded]") {
  CHECK_THAT(Maps("2026-01-15T12:00:00,early.tif\nnever,late.tif\n").refused(),
             Contains("maps.csv:2: '2026-01-15T12:00:00' names no time zone") &&
                 Contains("maps.csv:3: 'never' is no time"));
  CHECK_THAT(Maps("2026-01-15T02:00:00Z,late.tif\n2026-01-15T01:00:00Z,early.tif\n").refused(),
             Contains("maps.csv:3: '2026-01-15T01:00:00Z' is not later than the time before it"));
  CHECK_THAT(Maps("2026-01-15T02:00:00Z,lat.tif\n").refused(), Contains("lat.tif"));
  CHECK_THAT(Maps("", "time,fil\n").refused(), Contains("did you mean 'fil'?"));
  CHECK_THAT(Maps("").refused(), Contains("no rows (a flood needs one map)"));
  Maps elsewhere(two_rows);
  DrawnRaster moved = drawn({{1, 1}, {1, 1}});
  moved.left += 50;
  moved.write(elsewhere.folder.path() / "late.tif");
  CHECK_THAT(elsewhere.refused(), Contains("late.tif: its cells are not those of early.tif"));
  Maps negative(two_rows);
  drawn({{1, 1}, {-5, 1}}).write(negative.folder.path() / "late.tif");
  CHECK_THAT(negative.refused(), Contains("late.tif: the map is -5 m deep in cell 3"));
}
