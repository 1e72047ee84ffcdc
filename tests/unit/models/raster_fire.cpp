// SPDX-License-Identifier: Apache-2.0
// A raster of times in a whole scenario: the same day as with the same cells as polygons, and what
// is said where it has no value or ends.
#include <catch2/catch.hpp>

#include "tests/unit/arrival/drawn.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

using Catch::Matchers::Contains;

constexpr double cell_m = 500, left_m = -5250, top_m = 2250;

/// 22 by 8 cells over the road; what burns does so later towards the west.
tests::DrawnRaster over_the_road() {
  tests::DrawnRaster raster;
  raster.crs = "EPSG:32755";
  raster.left = Tiny::x0 + left_m;
  raster.top = Tiny::y0 + top_m;
  raster.cell = cell_m;
  raster.no_data = -9999;
  raster.rows.assign(8, std::vector<double>(22, -1));
  for (std::size_t row = 0; row < 6; ++row)
    for (std::size_t column = 14; column < 22; ++column)
      raster.rows[row][column] = 3 + static_cast<double>(22 - column + row);
  return raster;
}

Tiny with_raster(const std::string& more = "never_value = -1\n") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "file = \"fire.geojson\"\n",
                           "file = \"fire.tif\"\nshape = \"raster\"\n" + more);
  return tiny;
}

std::string told(const tests::DrawnRaster& raster, const Tiny& tiny = with_raster()) {
  const Folder folder("raster");
  tiny.write(folder);
  raster.write(folder.path() / "fire.tif");
  return mistakes_in(folder);
}

Experiment load(const tests::DrawnRaster& raster, const Tiny& tiny) {
  const Folder folder("raster");
  tiny.write(folder);
  raster.write(folder.path() / "fire.tif");
  return assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
}

}  // namespace

// The polygons go through another search. Would catch a place, road or sight that a raster misses.
TEST_CASE("raster: a day with a raster is that of the same cells as polygons, field by field") {
  const tests::DrawnRaster raster = over_the_road();
  Tiny cells;
  cells.scenario = replaced(cells.scenario, "file = ", "shape = \"cells\"\nfile = ");
  cells.fire.clear();
  for (std::size_t row = 0; row < raster.rows.size(); ++row)
    for (std::size_t column = 0; column < raster.rows[row].size(); ++column)
      if (const double time = raster.rows[row][column]; time >= 0)
        cells.fire += (cells.fire.empty() ? "" : ",") +
                      Tiny::square(time, left_m + cell_m * (0.5 + static_cast<double>(column)),
                                   top_m - cell_m * (0.5 + static_cast<double>(row)), cell_m / 2);
  for (const std::size_t policy : {0, 1}) {
    const Ending one = run_policy(load(raster, with_raster()), policy),
                 other = run_policy(cells.load(), policy);
    CHECK(one.reason == other.reason);
    REQUIRE(one.fields.size() == other.fields.size());
    for (const auto& [name, values] : one.fields) {
      INFO(name);
      CHECK(values == other.fields.at(name));
    }
  }
}

// Would catch a home without a value taken for one that never burns, and an address in the message.
TEST_CASE(
    "errors: a raster value missing where someone lives or a road lies is told, all at once") {
  tests::DrawnRaster raster = over_the_road();
  for (const std::size_t column : {10U, 18U}) raster.rows[4][column] = raster.no_data;
  const std::string text = told(raster);
  CHECK_THAT(text, Contains("fire.tif: no value at 1 of 1 places (the first near (600, 5790) km): "
                            "fill the gaps, or say missing = \"never\" if the fire never comes "
                            "there"));
  CHECK_THAT(text, Contains("road points (the first near (600, 5790) km, "));
  CHECK(told(raster, with_raster("never_value = -1\nmissing = \"never\"\n")) == "");
}

TEST_CASE("raster: how many places lie outside it stands in the warnings") {
  tests::DrawnRaster raster = over_the_road();
  raster.rows.resize(3);  // the road lies south of it
  raster.rows[0][0] = 1;
  std::string warnings;
  for (const std::string& text : load(raster, with_raster()).info.warnings) warnings += text + '\n';
  CHECK_THAT(warnings, Contains("fire: 1 of 1 places lie outside the raster of fire: it never "
                                "reaches them there.\n"));
}

}  // namespace sandtable::testing
