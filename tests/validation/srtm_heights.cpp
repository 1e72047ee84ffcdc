// SPDX-License-Identifier: Apache-2.0
// Expected numbers: README.md of the cases monaco and andorra, read there with other tools.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "sim/geo/elevation.hpp"
#include "sim/geo/vector.hpp"
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"

using namespace sandtable;

namespace {

// Peaks and hollows lose a little in the change from 3" to square metres.
constexpr validation::Source metres{"README of the case", 0.0, 2.0};
constexpr validation::Source share{"README of the case", 0.01, 0.0};

struct Place {
  std::string name, file, crs;
  Box degrees, box;  ///< the extract's, and one of the CRS around it
  double lowest, highest;
};

void compare(const Place& place) {
  const auto folder = case_folder(place.name);
  if (!folder) return;
  const std::filesystem::path file = *folder / place.file;
  ElevationOptions fine;
  fine.cell_m = 20;
  fine.box = place.box;
  Elevation made = read_elevation({&file, 1}, place.crs, fine);
  CHECK(std::ranges::count(holes(made), 1) > 0);  // SRTM has voids in steep ground
  fill_holes(made);
  std::vector<double> xs, ys;
  for (std::size_t cell = 0; cell < made.cells(); ++cell) {
    xs.push_back(made.middle(cell).x);
    ys.push_back(made.middle(cell).y);
  }
  reproject(place.crs, "EPSG:4326", xs, ys);
  double lowest = 1e9, highest = -1e9;
  for (std::size_t cell = 0; cell < made.cells(); ++cell) {
    if (!inside(place.degrees, {xs[cell], ys[cell]})) continue;
    REQUIRE(std::isfinite(made.height_m[cell]));
    lowest = std::min(lowest, static_cast<double>(made.height_m[cell]));
    highest = std::max(highest, static_cast<double>(made.height_m[cell]));
  }
  const std::string topic = "SRTM: the ground of " + place.name + " (case)";
  validation::reproduce({topic, "lowest height in its box, m", place.lowest, lowest}, metres);
  validation::reproduce({topic, "highest, m", place.highest, highest}, share);
}

}  // namespace

// Would catch a tile turned round, byte order, and heights from another place.
TEST_CASE("srtm: Monaco's heights from a packed tile", "[fact]") {
  compare({"monaco",
           "N43E007.hgt.zip",
           "EPSG:32632",
           {7.349, 43.71, 7.491, 43.77},
           {366500, 4840500, 379500, 4848500},
           -2,
           1106});
}

// The 456 x 276 cells of the README, a little more than the extract's own 430 x 266.
TEST_CASE("srtm: Andorra's heights from a packed tile", "[fact]") {
  compare({"andorra",
           "N42E001.hgt.zip",
           "EPSG:32631",
           {1.4112, 42.4306, 1.7913, 42.6606},
           {369000, 4697000, 401000, 4725000},
           835,
           2911});
}
