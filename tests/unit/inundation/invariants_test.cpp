// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <random>

#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {
namespace {

/// A rough bed, the same each time.
Basin::Shape rough(double height_m) {
  return [height_m](double x, double y) {
    std::mt19937 dice(static_cast<std::uint32_t>(1000 * x + 7919 * y));
    return height_m * static_cast<double>(dice()) / 4294967296.0;
  };
}

Basin rough_basin(const Method& method, double height_m = 2.0) {
  Basin basin;
  basin.columns = 70;
  basin.rows = 45;
  basin.cell_m = 5.0;
  basin.method = method;
  basin.bed = rough(height_m);
  basin.make();
  return basin;
}

double fastest(const Basin& basin) {
  std::vector<float> speed(static_cast<std::size_t>(basin.columns) * basin.rows);
  speeds(basin.grid, basin.water, speed);
  return *std::max_element(speed.begin(), speed.end());
}

}  // namespace

// Catches a bed source that does not balance the pressure, over a rough bed under water and with
// islands: a lake would begin to move.
TEST_CASE("a lake at rest stays at rest to the last bit", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  const double level = GENERATE(3.0, 1.2);
  Basin basin = rough_basin(either(number));
  fill_to_level(basin.grid, basin.water, level);
  const auto before = basin.water.depth_m;
  basin.run(600.0);
  CHECK(fastest(basin) == 0.0);
  CHECK(basin.water.depth_m == before);
}

// Catches any way in which water is made or lost: fronts over dry and rough ground, limited
// outflow.
TEST_CASE("a flood over rough dry ground keeps its mass", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  Basin basin = rough_basin(either(number));
  basin.fill([](double x, double) { return x < 60.0 ? 3.0 : 0.0; });
  basin.run(400.0);
  CHECK(mass_error(basin.grid, basin.water) < 1e-10);
  CHECK(*std::min_element(basin.water.depth_m.begin(), basin.water.depth_m.end()) >= 0.0);
  CHECK(basin.depth(20, 20) > 0.01);
}

// Catches a row of fluxes that keeps what the row four before it left there: the edge of the water
// goes in stairs, so that rows are computed which begin behind those that they roll over.
TEST_CASE("a flood with an edge in stairs keeps its mass", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  Basin basin = rough_basin(either(number));
  const auto uneven = rough(1.0);
  basin.fill([&](double x, double y) {
    const double stair_m = 80.0 * std::floor(y / 40.0);  // 16 cells each 8 rows
    return x >= stair_m ? 2.0 + uneven(x, y) : 0.0;
  });
  for (int second = 0; second < 40; ++second) basin.run(1.0);
  CHECK(mass_error(basin.grid, basin.water) < 1e-10);
}

// Catches single precision in the depth: drizzle on deep water would vanish in the rounding.
TEST_CASE("drizzle on deep water is not lost", "[inundation]") {
  const int number = GENERATE(0, 1);
  Basin basin = rough_basin(either(number));
  fill_to_level(basin.grid, basin.water, 20.0);
  const double first = stored(basin.grid, basin.water);
  const double rain_m_s = 0.5e-3 / 3600;
  basin.run(1800.0, {.rain_m_s = rain_m_s});
  const double fell = rain_m_s * 1800 * 70 * 45 * 25;
  CHECK(basin.water.ledger.rain == Approx(fell).epsilon(1e-9));
  CHECK(stored(basin.grid, basin.water) - first == Approx(fell).epsilon(1e-6));
  CHECK(mass_error(basin.grid, basin.water) < 1e-10);
}

// Catches sources, sinks, transfers and edges that the ledger does not book as they are.
TEST_CASE("the ledger books what comes and goes", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  Basin basin;
  basin.columns = 40;
  basin.rows = 30;
  basin.cell_m = 10.0;
  basin.method = either(number);
  basin.bed = [](double x, double) { return 5.0 - 0.01 * x; };
  basin.open(Side::west, EdgeKind::inflow, 0.2);
  basin.open(Side::east, EdgeKind::free);
  basin.open(Side::south, EdgeKind::stage, 3.5);
  basin.make();
  const std::vector<PointSource> sources{{5, 5, 3.0}, {30, 20, -0.5}};
  const std::vector<Transfer> transfers{{20, 15, 2, 2, 0.4}};
  basin.run(
      1800.0,
      {.rain_m_s = 1e-5, .infiltration_m_s = 3e-6, .sources = sources, .transfers = transfers});
  const Ledger& ledger = basin.water.ledger;
  CHECK(ledger.source == Approx(3.0 * 1800));
  CHECK(ledger.rain == Approx(1e-5 * 1800 * 40 * 30 * 100));
  CHECK(ledger.edge_in >= 0.2 * 30 * 10 * 1800 * 0.9999);
  CHECK(ledger.edge_out > 0);
  CHECK(ledger.infiltration > 0);
  CHECK(mass_error(basin.grid, basin.water) < 1e-10);
}

// Catches a direction that is treated unlike the others (swapped axes, a wrong neighbour).
TEST_CASE("a square hump spreads alike in all directions", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  Basin basin;
  basin.columns = basin.rows = 61;
  basin.method = either(number);
  basin.make();
  basin.fill([](double x, double y) {
    return 0.2 + (std::abs(x - 30.5) < 6 && std::abs(y - 30.5) < 6 ? 1.0 : 0.0);
  });
  basin.run(6.0);
  double worst = 0.0;
  for (std::int32_t b = 0; b < 61; ++b)
    for (std::int32_t a = 0; a < 61; ++a)
      for (const double other : {basin.depth(60 - a, b), basin.depth(a, 60 - b), basin.depth(b, a)})
        worst = std::max(worst, std::abs(basin.depth(a, b) - other));
  CHECK(basin.depth(30, 30) < 1.1);
  CHECK(worst < 2e-6);
}

// Catches tiles that are left out although water could reach them: all computed must give the same,
// over rough ground from a corner, and all ways from the middle of a plain, on which a film runs a
// cell a step.
TEST_CASE("computing only wet tiles changes no bit", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  const double middle = GENERATE(0.0, 85.0);
  const auto run = [&](bool all) {
    Basin basin;
    basin.columns = 200;
    basin.rows = 170;
    basin.method = either(number);
    basin.bed = rough(middle > 0 ? 0.0 : 0.3);
    basin.make();
    basin.fill([&](double x, double y) {
      return std::abs(x - middle) < 20 && std::abs(y - middle) < 20 ? 4.0 : 0.0;
    });
    // Far drizzle that never flows has every tile computed.
    std::vector<float> rain(200 * 170, 0.0F);
    rain[200 * 170 - 1] = all ? 1e-12F : 0.0F;
    basin.run(middle > 0 ? 2.0 : 25.0, {.rain_by_cell_m_s = rain});
    basin.water.depth_m[basin.grid.index(199, 169)] = 0.0;
    return basin.water;
  };
  const Water some = run(false);
  const Water all = run(true);
  CHECK(some.updates < all.updates / 2);
  CHECK(some.depth_m == all.depth_m);
  CHECK(some.flow_x == all.flow_x);
  CHECK(some.flow_y == all.flow_y);
}

}  // namespace sandtable::inundation
