// SPDX-License-Identifier: Apache-2.0
// Heights: where they lie after reprojection, what is a hole, and what is refused.
#include "sim/geo/elevation.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/geo/vector.hpp"
#include "tests/unit/geo/temporary.hpp"
#include "tests/unit/scenario/folder.hpp"

using namespace sandtable;
using namespace sandtable::tests;
using sandtable::testing::Folder;

namespace {

namespace fs = std::filesystem;

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// An ASCII grid of rows of numbers; its lower left corner at (x, y).
std::string grid(double x, double y, double cell, const std::vector<std::vector<double>>& rows,
                 const std::string& no_data = "NODATA_value -9999\n") {
  std::string text = fmt::format("ncols {}\nnrows {}\nxllcorner {}\nyllcorner {}\ncellsize {}\n{}",
                                 rows[0].size(), rows.size(), x, y, cell, no_data);
  for (const auto& row : rows) text += fmt::format("{}\n", fmt::join(row, " "));
  return text;
}

/// What becomes of a text in the name of the file.
Elevation read(const std::string& text, const std::string& crs, const ElevationOptions& options) {
  const TemporaryFile file("heights.asc", text);
  return read_elevation({&file.path, 1}, crs, options);
}

ElevationOptions declared(const std::string& crs) {
  ElevationOptions options;
  options.declared_crs = crs;
  return options;
}

}  // namespace

// Would catch rows turned upside down, and a grid that is shifted or smoothed without need.
TEST_CASE("elevation: a file that is in the target CRS is read cell by cell") {
  const Elevation read_back = read(grid(500003, 5000007, 10, {{1, 2, 3}, {4, -9999, 6.5}}),
                                   "EPSG:32632", declared("EPSG:32632"));
  CHECK(read_back.west == 500003);
  CHECK(read_back.north == 5000027);
  CHECK(read_back.cell_m == 10);
  REQUIRE(read_back.rows == 2);
  CHECK(read_back.height_m[0] == 1);
  CHECK(std::isnan(read_back.height_m[4]));
  CHECK(read_back.height_m[5] == 6.5F);
  CHECK(read_back.cell_of({500014, 5000026}) == 1U);
  CHECK_FALSE(read_back.cell_of({500034, 5000026}));
}

// A slope that is straight in degrees keeps its heights, but for the filter (GDAL widens it where
// cells grow): would catch axes that are swapped and a
// shift by half a cell (0.5 m here).
TEST_CASE("elevation: degrees are brought into metres") {
  std::vector<std::vector<double>> rows(60, std::vector<double>(50));
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      rows[r][c] = 100 + static_cast<double>(c) + 0.5 * static_cast<double>(rows.size() - r);
  const Elevation made = read(grid(9, 45, 0.001, rows), "EPSG:32632", declared("EPSG:4326"));
  CHECK(made.cell_m == Approx(95).margin(15));
  std::size_t compared = 0;
  for (std::size_t cell = 0; cell < made.cells(); ++cell) {
    if (std::isnan(made.height_m[cell])) continue;
    std::vector<double> x{made.middle(cell).x}, y{made.middle(cell).y};
    reproject("EPSG:32632", "EPSG:4326", x, y);
    const double column = (x[0] - 9) / 0.001 - 0.5, up = (y[0] - 45) / 0.001 + 0.5;
    if (column < 0.5 || column > 48.5 || up < 1.5 || up > 59.5) continue;  // the edges are flat
    CHECK(made.height_m[cell] == Approx(100 + column + 0.5 * up).margin(0.1));
    ++compared;
  }
  CHECK(compared > 2000);
}

// Would catch a lake of no data that is taken for the world's end, or the other way round.
TEST_CASE("elevation: no data connected to the edge lies outside, else it is a hole") {
  const Elevation whole{
      "EPSG:32632", 500000, 5000050, 10, 5, 5, {1, kNone, 1, 1, 1, 1, kNone, 1, 1, 1, 1, 1, kNone,
                                                5, 1,     1, 1, 1, 1, 1,     1, 1, 1, 1, 1}};
  const std::vector<char> found = holes(whole);
  CHECK(std::ranges::count(found, 1) == 1);
  CHECK(found[12] == 1);  // it touches the others by a corner only
  Elevation filled = whole;
  CHECK(fill_holes(filled) == 1);
  CHECK(filled.height_m[12] >= 1);
  CHECK(filled.height_m[12] <= 5);
  CHECK(std::isnan(filled.height_m[1]));
  CHECK(fill_holes(filled) == 0);
}

TEST_CASE("elevation: what is written is read again, bit by bit") {
  const Elevation whole{"EPSG:32632", 500000.5, 5000020, 10, 2, 2, {1.25F, kNone, -3, 0.1F}};
  const Folder folder("heights");
  fs::create_directories(folder.path());
  const fs::path file = folder.path() / "terrain.tif";
  write_elevation(whole, file);
  const Elevation again = read_elevation({&file, 1}, "EPSG:32632");
  CHECK(again.west == whole.west);
  CHECK(again.north == whole.north);
  CHECK(again.height_m[0] == 1.25F);
  CHECK(std::isnan(again.height_m[1]));
  CHECK(again.height_m[3] == 0.1F);
  const ElevationInfo info = elevation_info(file);
  CHECK(info.epsg == "EPSG:32632");
  CHECK(info.in_metres);
  CHECK(info.degrees.min_x == Approx(9).margin(0.001));
}

// Would catch a seam between two tiles, or the second one left out.
TEST_CASE("elevation: files that lie side by side make one grid") {
  const TemporaryFile west("w.asc", grid(500000, 5000000, 10, {{1, 2}, {3, 4}})),
      east("e.asc", grid(500020, 5000000, 10, {{5, 6}, {7, 8}}));
  const std::vector<fs::path> files{west.path, east.path};
  const Elevation made = read_elevation(files, "EPSG:32632", declared("EPSG:32632"));
  CHECK(made.height_m == std::vector<float>{1, 2, 5, 6, 3, 4, 7, 8});
  ElevationOptions part = declared("EPSG:32632");
  part.box = Box{500010, 5000000, 500030, 5000020};
  CHECK(read_elevation(files, "EPSG:32632", part).height_m == std::vector<float>{2, 5, 4, 7});
}

TEST_CASE("elevation: what cannot be right is refused") {
  const std::string good = grid(500000, 5000000, 10, {{1, 2}, {3, 4}});
  const ElevationOptions utm = declared("EPSG:32632");
  CHECK(holds(error_of([&] { read(good, "EPSG:4326", utm); }),
              "CRS 'EPSG:4326' is not in metres (it is in degrees) name a projected one"));
  CHECK(holds(error_of([&] { read(good, "EPSG:32632", {}); }), "the file names no CRS"));
  const std::string bare = grid(500000, 5000000, 10, {{1, 2}, {-9999, 4}}, "");
  CHECK(holds(error_of([&] { read(bare, "EPSG:32632", utm); }),
              "a height of -9999 m (no ground has it: is it the file's no-data value?)"));
  ElevationOptions with_no_data = utm;
  with_no_data.no_data = -9999;
  CHECK(std::isnan(read(bare, "EPSG:32632", with_no_data).height_m[2]));
  ElevationOptions fine = utm;
  fine.cell_m = 0.001;
  CHECK(holds(error_of([&] { read(good, "EPSG:32632", fine); }),
              "cells of 0.001 m is too large (at most 25 million cells)"));
  ElevationOptions elsewhere = utm;
  elsewhere.box = Box{0, 0, 100, 100};
  CHECK(holds(error_of([&] { read(good, "EPSG:32632", elsewhere); }),
              "there are no heights within the bounds"));
  CHECK(holds(error_of([&] { read("ncols 2\nnrows 2\nxll", "EPSG:32632", utm); }),
              "not a GeoTIFF, ASCII grid, netCDF or SRTM .hgt that GDAL can read"));
  const TemporaryFile zip("a.zip", "PK");
  CHECK(holds(error_of([&] {
                read_elevation({&zip.path, 1}, "EPSG:32632", utm);
              }),
              "the .zip holds 0 files of heights"));
}
