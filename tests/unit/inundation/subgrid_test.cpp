// SPDX-License-Identifier: Apache-2.0
// Water over coarse cells with subgrid tables.
#include <algorithm>
#include <cmath>

#include "tests/unit/inundation/subgrid_basin.hpp"

namespace sandtable::inundation {
namespace {

double fastest(const Basin& basin) {
  float most = 0.0F;
  for (std::size_t k = 0; k < basin.water.flow_x.size(); ++k)
    most = std::max({most, std::abs(basin.water.flow_x[k]), std::abs(basin.water.flow_y[k])});
  return most;
}

/// Discharge through a section of strips 1 m wide, by Manning's equation for each.
double strips_m3_s(const std::vector<double>& beds, double level_m, double slope, double manning) {
  double sum = 0.0;
  for (const double bed : beds) sum += std::pow(std::max(0.0, level_m - bed), 5.0 / 3);
  return std::sqrt(slope) / manning * sum;
}

}  // namespace

// Catches any difference between tables and the plain scheme where both are the same: cells of one
// pixel, and one roughness. The steps are so short that both make the same.
TEST_CASE("tables of one pixel are the plain scheme", "[inundation]") {
  SubgridBasin tables = rough_subgrid(1, 60, 40);
  Basin plain = tables;
  plain.make();
  const auto dam = [](double x, double) { return x < 20.0 ? 3.0 : 0.0; };
  for (Basin* basin : {static_cast<Basin*>(&tables), &plain}) {
    set_depths(basin->grid, basin->water, basin->sample(dam));
    set_crest(basin->grid, basin->water, 19, 20, Side::east, 3.0);
    set_crest(basin->grid, basin->water, 17, 20, Side::east, 2.9);  // under water
    for (int step = 0; step < 500; ++step) basin->run(0.03125, {.rain_m_s = 1e-5});
  }
  CHECK(plain.depth(40, 20) > 0.05);
  double worst = 0.0;
  for (std::size_t k = 0; k < plain.water.depth_m.size(); ++k)
    worst = std::max(worst, std::abs(plain.water.depth_m[k] - tables.water.depth_m[k]));
  CHECK(worst < 2e-4);
  CHECK(tables.water.steps == plain.water.steps);
}

// Catches levels of cells that do not agree: a lake would begin to move, under water and with
// islands, over full cells and over the pieces of cells at the edge.
TEST_CASE("a lake at rest over pixels stays at rest", "[inundation]") {
  const std::int32_t pixels = GENERATE(2, 5, 8);
  const double level = GENERATE(3.0, 1.2, 0.37);
  SubgridBasin basin = rough_subgrid(pixels, 123, 78);
  fill_to_level(basin.grid, basin.water, level);
  const auto before = basin.water.depth_m;
  basin.run(600.0);
  CHECK(fastest(basin) < 1e-6);
  double worst = 0.0;
  for (std::size_t k = 0; k < before.size(); ++k)
    worst = std::max(worst, std::abs(basin.water.depth_m[k] - before[k]));
  CHECK(worst < 1e-6);
}

// Catches water made or lost: fronts over rough ground, rain on dry pixels, drizzle on deep water,
// cells that are outside in part.
TEST_CASE("a flood over pixels keeps its mass", "[inundation]") {
  const std::int32_t pixels = GENERATE(2, 5);
  SubgridBasin basin = rough_subgrid(pixels, 123, 78);
  std::vector<double> depth;
  for (std::int32_t row = 0; row < basin.grid.rows; ++row)
    for (std::int32_t column = 0; column < basin.grid.columns; ++column)
      depth.push_back(column * pixels < 40 ? 2.5 : 0.0);
  set_depths(basin.grid, basin.water, depth);
  const double rain_m_s = 0.5e-3 / 3600;
  basin.run(200.0, {.rain_m_s = rain_m_s});
  const auto ground =
      123.0 * 78 - static_cast<double>(std::count_if(basin.beds.begin(), basin.beds.end(),
                                                     [](double bed) { return std::isnan(bed); }));
  CHECK(basin.water.ledger.rain == Approx(rain_m_s * 200 * ground).epsilon(1e-6));
  CHECK(mass_error(basin.grid, basin.water) < 1e-10);
  CHECK(*std::min_element(basin.water.depth_m.begin(), basin.water.depth_m.end()) >= 0.0);
  CHECK(basin.level(100 / pixels, 20 / pixels) > 0.5);
}

// Catches a channel that is lost in cells wider than it is: a V of 8 m in cells of 10 m, on a slope
// of 1 in 1000, carries its normal discharge at the level that Manning's equation gives by hand.
TEST_CASE("a channel narrower than a cell carries its normal discharge", "[inundation]") {
  constexpr double slope = 1e-3;
  constexpr float manning = 0.03F;
  SubgridBasin basin;
  basin.pixels = 10;
  basin.columns = 4000;
  basin.rows = 10;
  basin.manning = manning;
  const auto across = [](double y) { return std::min(2.0, 0.5 * std::abs(y - 5.0)); };
  basin.bed = [&](double x, double y) { return slope * (4000 - x) + across(y); };
  basin.edges = {{399, 0, Side::east, EdgeKind::free}};
  basin.edge_values = {0};
  basin.make();
  std::vector<double> section;
  for (std::int32_t row = 0; row < 10; ++row) section.push_back(across(row + 0.5));
  const double depth = 1.6, discharge = strips_m3_s(section, depth, slope, double{manning});
  const std::vector<PointSource> spring = {{0, 0, discharge}};
  basin.run(4 * 3600.0, {.sources = spring});
  const double thalweg = slope * (4000 - 2005);
  CHECK(basin.level(200, 0) - thalweg == Approx(depth).epsilon(0.02));
  CHECK(10 * basin.water.flow_x[basin.grid.index(200, 0)] == Approx(discharge).epsilon(0.01));
}

// Catches a factor on the roughness that does nothing over tables, or is not squared.
TEST_CASE("a factor on n is as tables of so much more roughness", "[inundation]") {
  SubgridBasin rougher = rough_subgrid(5, 60, 40), factor = rougher;
  rougher.manning *= 2;
  rougher.make();
  factor.grid.manning_factor_squared = 4;
  for (SubgridBasin* basin : {&rougher, &factor}) {
    fill_to_level(basin->grid, basin->water, 1.0);
    for (int step = 0; step < 100; ++step) basin->run(0.25, {.rain_m_s = 1e-3});
  }
  double worst = 0.0;
  for (std::size_t k = 0; k < rougher.water.depth_m.size(); ++k)
    worst = std::max(worst, std::abs(rougher.water.depth_m[k] - factor.water.depth_m[k]));
  CHECK(worst < 1e-5);
  CHECK(fastest(factor) > 1e-3);
}

// Catches a levee that leaks between pixels, or whose crest counts for nothing.
TEST_CASE("a crest on a coarse face holds water back until it is overtopped", "[inundation]") {
  SubgridBasin basin = rough_subgrid(5, 60, 5);
  set_crest(basin.grid, basin.water, 5, 0, Side::east, 3.0);
  std::vector<double> depth(12, 0.0);
  for (std::size_t cell = 0; cell < 6; ++cell) depth[cell] = 1.2;
  set_depths(basin.grid, basin.water, depth);
  basin.run(300.0);
  CHECK(basin.depth(6, 0) == 0.0);
  const std::vector<PointSource> spring = {{0, 0, 2.0}};
  basin.run(300.0, {.sources = spring});
  CHECK(basin.depth(6, 0) > 0.1);
  CHECK(basin.level(5, 0) > 3.0);
  CHECK(mass_error(basin.grid, basin.water) < 1e-10);
}

// Catches a stage at an edge that ends at another level inside.
TEST_CASE("pixels fill up to the stage at their edge", "[inundation]") {
  SubgridBasin basin;
  basin.pixels = 5;
  basin.columns = 60;
  basin.rows = 20;
  basin.bed = [](double x, double y) { return 0.4 + 0.4 * std::sin(x) * std::cos(y); };
  for (std::int32_t row = 0; row < 4; ++row) {
    basin.edges.push_back({11, row, Side::east, EdgeKind::stage});
    basin.edge_values.push_back(1.5);
  }
  basin.make();
  basin.run(4 * 3600.0);
  for (std::int32_t column = 0; column < 12; ++column)
    CHECK(basin.level(column, 2) == Approx(1.5).margin(0.002));
  CHECK(mass_error(basin.grid, basin.water) < 1e-10);
}

// Catches ground that swallows a stream through banks on which nothing stands, and dry ground that
// takes in nothing of the rain that falls on it.
TEST_CASE("only wet pixels and rain go into the ground", "[inundation]") {
  SubgridBasin basin;
  basin.pixels = 5;
  basin.columns = basin.rows = 5;
  basin.bed = [](double, double y) { return y < 1.0 ? 0.0 : 1.0; };
  basin.make();
  set_depths(basin.grid, basin.water, std::vector<double>{0.1});  // 0.5 m in a fifth
  basin.run(100.0, {.infiltration_m_s = 1e-4});
  CHECK(basin.depth(0, 0) == Approx(0.1 - 0.01 / 5));
  basin.run(100.0, {.rain_m_s = 2e-5, .infiltration_m_s = 1e-4});
  CHECK(basin.depth(0, 0) == Approx(0.1 - 0.01 / 5 - 0.008 / 5));
}

// Catches a culvert that empties one small pit into another and back again in one step.
TEST_CASE("a culvert ends at one level of both coarse cells", "[inundation]") {
  SubgridBasin basin;
  basin.pixels = 5;
  basin.columns = 15;
  basin.rows = 5;
  basin.bed = [](double x, double y) {
    const bool pit =
        std::abs(y - 2.5) < 0.6 && (std::abs(x - 2.5) < 0.6 || std::abs(x - 12.5) < 0.6);
    return pit ? 0.0 : 2.0;
  };
  basin.make();
  set_depths(basin.grid, basin.water, std::vector<double>{0.04, 0, 0});
  Culvert culvert;
  culvert.to_column = 2;
  basin.run(600.0, {.culverts = {&culvert, 1}});
  CHECK(basin.level(0, 0) == Approx(0.5).margin(0.01));
  CHECK(basin.level(2, 0) == Approx(0.5).margin(0.01));
}

// Catches a bit that depends on how rows are shared among threads.
TEST_CASE("bands change no bit of a flood over pixels", "[inundation]") {
  SubgridBasin one = rough_subgrid(2, 500, 300);
  std::vector<double> depth;
  for (std::int32_t row = 0; row < one.grid.rows; ++row)
    for (std::int32_t column = 0; column < one.grid.columns; ++column)
      depth.push_back(column < 60 ? 2.0 : 0.01);
  set_depths(one.grid, one.water, depth);
  SubgridBasin two = one;
  const Forcing forcing{.rain_m_s = 1e-6};
  REQUIRE_FALSE(advance(one.grid, forcing, one.water, 0, 30).has_value());
  REQUIRE_FALSE(advance(two.grid, forcing, two.water, 0, 30, {.threads = 3}).has_value());
  CHECK(one.water == two.water);
}

}  // namespace sandtable::inundation
