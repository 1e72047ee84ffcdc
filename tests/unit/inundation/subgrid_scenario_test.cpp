// SPDX-License-Identifier: Apache-2.0
// hazard/inundation with `subgrid` in whole scenarios.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/hazard/inundation/forcing.hpp"
#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "models/hazard/inundation/pixels.hpp"
#include "models/hazard/inundation/size.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

using Catch::Matchers::Contains;

/// 8 x 8 pixels of 10 m, 2 m high but for a ditch along x = 15 m with a metre of water in it.
struct Ditch {
  std::string scenario = R"([scenario]
title = "A ditch"
start = 2026-01-15T11:00:00+11:00
duration = "10 min"

[flood]
model = "hazard/inundation"
elevation = "elevation.asc"
first_depth = "depth.asc"
crs = "EPSG:32755"
declared_crs = "EPSG:32755"
subgrid = 4

[buildings]
model = "impact/buildings"
buildings = "buildings.csv"
crs = "EPSG:32755"

[policies.none]

[outcomes]
flooded = { field = "buildings.flooded", last = true, better = "lower" }
)";

  static std::string raster(const std::string& row) {
    std::string text =
        "ncols 8\nnrows 8\nxllcorner 600000\nyllcorner 5790000\ncellsize 10\nNODATA_value -9999\n";
    for (int i = 0; i < 8; ++i) text += row + "\n";
    return text;
  }
  void write(const Folder& folder) const {
    folder.write("scenario.toml", scenario)
        .write("elevation.asc", raster("2 0 2 2 2 2 2 2"))
        .write("depth.asc", raster("0 1 0 0 0 0 0 0"))
        .write("buildings.csv",
               "id,x,y,floor\nditch,600015,5790015,0.5\ndeep,600015,5790025,1.1\n"
               "bank,600035,5790015,0\n");
  }
  std::string mistakes(const std::string& from, const std::string& to) const {
    Ditch changed = *this;
    changed.scenario = replaced(scenario, from, to);
    const Folder folder("ditch");
    changed.write(folder);
    return mistakes_in(folder);
  }
};

}  // namespace

// Would catch a depth that is the cell's mean (0.25 m) where a place lies on one of its pixels,
// water at the start that is not that of the raster, and an area of cells where pixels are wet.
TEST_CASE("inundation: places feel the depth on their pixel", "[inundation]") {
  const Ditch ditch;
  const Folder folder("ditch");
  ditch.write(folder);
  const Ending ending =
      run_policy(assemble(read_scenario(folder.path(), folder.path()), models::registry(), {}), 0);
  CHECK(ending.fields.at("buildings.flooded") == std::vector<double>{1, 0, 0});
  CHECK(ending.fields.at("flood.flooded_area")[0] == Approx(800));
  CHECK(ending.fields.at("flood.depth")[0] == Approx(0.25));
  CHECK(ending.fields.at("flood.mass_error")[0] < 1e-12);
}

// Would catch tables under equations for which they are not made, cells wider than the ground, and
// a number that is none.
TEST_CASE("errors: subgrid where it cannot be", "[inundation]") {
  const Ditch ditch;
  CHECK(ditch.mistakes("", "") == "");
  CHECK_THAT(ditch.mistakes("subgrid = 4", "subgrid = 4\nscheme = \"shallow-water\""),
             Contains("subgrid is 4 with scheme \"shallow-water\" (its tables hold for the "
                      "inertial equations only): leave subgrid out, or choose \"inertial\""));
  CHECK_THAT(ditch.mistakes("subgrid = 4", "subgrid = 9"),
             Contains("subgrid is 9 on an elevation of 8 x 8 cells (a computation cell would be "
                      "wider than the ground): choose 8 or less"));
  for (const char* wrong : {"subgrid = 0", "subgrid = 101", "subgrid = 2.5"})
    CHECK_THAT(ditch.mistakes("subgrid = 4", wrong), Contains("subgrid"));
}

// Would catch tables copied for every draw, and a factor on the roughness that is lost over them.
TEST_CASE("inundation: draws share tables, whatever their roughness", "[inundation]") {
  auto plain = std::make_shared<models::FloodPlain>();
  const std::vector<double> bed(16, 0.0);
  const std::vector<float> manning = {0.03F};
  plain->grid = inundation::make_subgrid({4, 4, 10, bed, manning}, 2, {}, {});
  const auto grid = models::grid_of_draw(plain, 1.5);
  CHECK(grid->subgrid == plain->grid.subgrid);
  CHECK(grid->manning_factor_squared == 2.25F);
  CHECK(models::grid_of_draw(plain, 1) ==
        std::shared_ptr<const inundation::Grid>(plain, &plain->grid));
}

// Would catch cells whose lowest pixel, water or soil are not theirs, at the edge too.
TEST_CASE("inundation: pixels as the cells above them", "[inundation]") {
  models::Ground pixels;
  pixels.layout = {100, 200, 10, 3, 2};
  pixels.bed_m = {5, 4, 3, 2, std::nan(""), 1};
  pixels.inside = {1, 1, 1, 1, 0, 1};
  const models::Ground cells = models::cells_over(pixels, 2);
  CHECK(cells.layout.columns == 2);
  CHECK(cells.layout.rows == 1);
  CHECK(cells.layout.cell_m == 20);
  CHECK(cells.bed_m == std::vector<double>{2, 1});
  CHECK(models::mean_over_cells({1, 2, 3, 4, 9, 5}, pixels, 2) == std::vector<float>{1.75F, 2});
  CHECK(models::commonest_over_cells({1, 2, 0, 2, 1, 0}, pixels, 2) ==
        std::vector<std::uint8_t>{2, 0});
}

// Would catch tables that are counted for every plan or not at all.
TEST_CASE("inundation: a coarse grid is said to take less, its tables once", "[inundation]") {
  models::Inundation::Params params;
  const auto plain = models::flood_bytes(1000, 1000, params);
  params.subgrid = 5;
  const auto coarse = models::flood_bytes(1000, 1000, params);
  CHECK(coarse.each < plain.each / 20);
  CHECK(coarse.shared > 200 * 200 * static_cast<std::uint64_t>(inundation::subgrid_bytes(5)));
  CHECK(coarse.shared < plain.shared);
}

}  // namespace sandtable::testing
