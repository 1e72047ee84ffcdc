// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {
namespace {

/// 40 x 8 cells of 5 m, flat, with a levee between columns 19 and 20; water 2 m deep on the left.
Basin levee(int number, double crest_m) {
  Basin basin;
  basin.columns = 40;
  basin.rows = 8;
  basin.cell_m = 5.0;
  basin.method = either(number);
  basin.make();
  for (std::int32_t row = 0; row < 8; ++row)
    set_crest(basin.grid, basin.water, 19, row, Side::east, crest_m);
  basin.fill([](double x, double) { return x < 100 ? 2.0 : 0.0; });
  return basin;
}

double right_of(std::int32_t levee_column, const Basin& basin) {
  double volume = 0.0;
  for (std::int32_t row = 0; row < basin.rows; ++row)
    for (std::int32_t column = levee_column; column < basin.columns; ++column)
      volume += basin.depth(column, row) * basin.cell_m * basin.cell_m;
  return volume;
}

}  // namespace

// Catches a levee that leaks, and one that lets water back or stays when it is taken away.
TEST_CASE("a levee holds water until it breaches", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  Basin basin = levee(number, 2.5);
  basin.run(60.0);
  CHECK(right_of(20, basin) == 0.0);
  for (const std::int32_t row : {3, 4})
    set_crest(basin.grid, basin.water, 20, row, Side::west, 0.0);
  CHECK(basin.water.weirs_x.size() == 6);
  basin.run(3600.0);
  CHECK(basin.depth(5, 4) == Approx(1.0).margin(0.03));
  CHECK(basin.depth(35, 4) == Approx(1.0).margin(0.03));
  CHECK(mass_error(basin.grid, basin.water) < 1e-12);
}

// Catches a crest that passes another flow than a weir: over 1.5 m of levee, water 2 m deep and at
// rest far away, q = (2/3)^(3/2) sqrt(g) head^(3/2).
TEST_CASE("a levee that is overtopped is a broad-crested weir", "[inundation]") {
  const int number = GENERATE(0, 1);
  Basin basin;
  basin.columns = 400;
  basin.rows = 1;
  basin.cell_m = 5.0;
  basin.manning = 0.01F;
  basin.method = either(number);
  basin.make();
  set_crest(basin.grid, basin.water, 379, 0, Side::east, 1.5);
  basin.fill([](double x, double) { return x < 1900 ? 2.0 : 0.0; });
  basin.run(60.0);
  const double before = right_of(380, basin);
  basin.run(30.0);
  const double passed = (right_of(380, basin) - before) / (30 * basin.cell_m);
  const double head = basin.depth(379, 0) - 1.5;
  const double weir = std::pow(2.0 / 3, 1.5) * std::sqrt(9.81) * std::pow(head, 1.5);
  CHECK(weir > 0.05);
  CHECK(passed == Approx(weir).epsilon(0.02));
}

// Catches walls that take or give momentum along themselves, or do not turn a wave back.
TEST_CASE("a wave that meets a wall comes back", "[inundation]") {
  Basin basin;
  basin.columns = 200;
  basin.rows = 3;
  basin.manning = 0.0F;
  basin.method = method_of(Scheme::shallow_water, 2);
  basin.make();
  basin.fill([](double x, double) { return 1.0 + 0.01 * std::exp(-0.01 * (x - 100) * (x - 100)); });
  basin.run(200.0 / std::sqrt(9.81));
  double highest = 0.0, place = 0.0;
  for (std::int32_t k = 0; k < 200; ++k)
    if (basin.depth(k, 1) > highest) highest = basin.depth(k, 1), place = basin.x(k);
  CHECK(place == Approx(100.0).margin(2.5));
  CHECK(highest == Approx(1.01).margin(0.002));
}

// Catches an instability that goes on unseen.
TEST_CASE("a depth that is no number is told with its place and time", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  Basin basin = levee(number, 0.0);
  basin.water.depth_m[basin.grid.index(7, 3)] = std::numeric_limits<double>::quiet_NaN();
  const auto broken = advance(basin.grid, {}, basin.water, 100.0, 160.0);
  REQUIRE(broken.has_value());
  CHECK(std::abs(broken->column - 7) <= 1);
  CHECK(std::abs(broken->row - 3) <= 1);
  CHECK(broken->time_s >= 100.0);
  CHECK_THAT(broken->text(), Catch::Contains("unstable at 100"));
}

// Catches input that would run although it makes no sense.
TEST_CASE("a grid, a source or a rate that makes no sense is refused", "[inundation]") {
  const std::vector<double> bed(12, 1.0);
  const float manning = 0.03F, negative = -0.03F;
  const Terrain terrain{4, 3, 10.0, bed, {&manning, 1}};
  CHECK_THROWS_AS(make_grid({4, 4, 10.0, bed, {&manning, 1}}, {}, {}), Error);
  CHECK_THROWS_AS(make_grid({4, 3, 0.0, bed, {&manning, 1}}, {}, {}), Error);
  CHECK_THROWS_WITH(make_grid({4, 3, 10.0, bed, {&negative, 1}}, {}, {}),
                    Catch::Contains("roughness -0.03"));
  const std::vector<double> nothing(12, std::numeric_limits<double>::quiet_NaN());
  CHECK_THROWS_AS(make_grid({4, 3, 10.0, nothing, {&manning, 1}}, {}, {}), Error);
  const std::vector<Edge> within{{1, 1, Side::east, EdgeKind::free}};
  CHECK_THROWS_AS(make_grid(terrain, within, {}), Error);
  const Grid grid = make_grid(terrain, {}, {});
  Water water = make_water(grid);
  const std::vector<PointSource> outside{{4, 0, 1.0}};
  CHECK_THROWS_WITH((void)advance(grid, {.sources = outside}, water, 0, 1),
                    Catch::Contains("column 4, row 0"));
  CHECK_THROWS_AS((void)advance(grid, {.rain_m_s = -1.0}, water, 0, 1), Error);
  CHECK_THROWS_AS(set_crest(grid, water, 0, 0, Side::west, 3.0), Error);
}

}  // namespace sandtable::inundation
