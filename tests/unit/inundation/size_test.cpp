// SPDX-License-Identifier: Apache-2.0
// hazard/inundation: a grid that does not fit is refused before it is made.
#include "models/hazard/inundation/size.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "sim/core/support.hpp"
#include "sim/geo/elevation.hpp"
#include "sim/geo/raster.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

using models::flood_bytes;
using models::Inundation;
using models::too_large;

// Would catch plans that are not counted, and a way out that does not fit either.
TEST_CASE("inundation: a grid that does not fit is refused with what would", "[inundation]") {
  const Inundation::Params params;
  const auto one = flood_bytes(1000, 1000, params);
  CHECK(too_large(1000, 1000, 10, 6, params, one.shared + 6 * one.each).empty());
  const std::string told = too_large(1000, 1000, 10, 7, params, one.shared + 6 * one.each);
  CHECK_THAT(told, Catch::Contains("each of 7 plans") && Catch::Contains("cells of 11 instead"));
  const std::string half = too_large(1000, 1000, 10, 6, params, (one.shared + 6 * one.each) / 4);
  CHECK_THAT(half, Catch::Contains("cells of 20 instead of 10"));
  CHECK(too_large(500, 500, 20, 6, params, (one.shared + 6 * one.each) * 26 / 100).empty());
}

// Would catch bytes that are counted too low: what the state holds is less than what was said.
TEST_CASE("inundation: a state is no larger than was said beforehand", "[inundation]") {
  Inundation::Params params;
  params.infiltration = models::Infiltration::green_ampt;
  const std::vector<double> bed(100 * 80, 0.0);
  const std::vector<float> manning = {0.03F};
  const auto grid = inundation::make_grid({100, 80, 10, bed, manning}, {}, {});
  Inundation::State state;
  state.water = inundation::make_water(grid);
  state.peak.resize(8000);
  state.fast.resize(8000);
  state.infiltrated.resize(state.water.depth_m.size());
  CHECK(state.bytes() < flood_bytes(100, 80, params).each);
}

// Would catch a size that is only known once all values are read.
TEST_CASE("raster: its size is known without its values", "[geo]") {
  const Folder folder("raster_size");
  folder.write("dem.asc",
               "ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 25\n1 2 3\n4 5 6\n");
  const RasterSize size = raster_size(folder.path() / "dem.asc");
  CHECK(size.columns == 3);
  CHECK(size.rows == 2);
  CHECK(size.cell == 25);
}

}  // namespace sandtable::testing
