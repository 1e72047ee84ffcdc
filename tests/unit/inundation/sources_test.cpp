// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {

// Catches water that is taken and leaves its momentum behind: what remains would run faster. All
// flows alike, so that in the middle nothing changes but by the sinks.
TEST_CASE("water that is taken takes its momentum along", "[inundation]") {
  const int order = GENERATE(1, 2);
  Basin basin;
  basin.columns = basin.rows = 9;
  basin.cell_m = 10.0;
  basin.manning = 0.0F;
  basin.method = method_of(Scheme::shallow_water, order);
  basin.make();
  basin.fill([](double, double) { return 1.0; });
  for (std::size_t k = 0; k < basin.water.depth_m.size(); ++k)
    if (basin.grid.inside[k] != 0) basin.water.flow_x[k] = 0.5F, basin.water.flow_y[k] = 0.3F;
  const std::vector<PointSource> sink{{4, 3, -100.0}};
  basin.run(0.1, {.infiltration_m_s = 0.5, .sources = sink});
  REQUIRE(basin.water.steps == 1);
  const std::int32_t k = basin.grid.index(4, 3);
  // 0.05 m have seeped away and 0.1 m were pumped before neighbours felt it.
  CHECK(basin.water.ledger.sink == Approx(10.0));
  CHECK(basin.water.flow_x[k] / basin.water.flow_y[k] == Approx(0.5 / 0.3).epsilon(1e-6));
  const std::int32_t away = basin.grid.index(4, 6);
  CHECK(basin.depth(4, 6) == Approx(0.95).epsilon(1e-3));
  CHECK(basin.water.flow_x[away] / basin.depth(4, 6) == Approx(0.5).epsilon(1e-3));
  CHECK(basin.water.flow_y[away] / basin.depth(4, 6) == Approx(0.3).epsilon(1e-3));
}

// Catches a first step on dry ground that is as long as if no water came: a tide 8 m deep stands
// beyond an edge (c = 8.9 m/s), or a source lifts a cell by 10 m/s.
TEST_CASE("a step allows for the water that comes in it", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  Basin basin;
  basin.columns = 10;
  basin.rows = 3;
  basin.cell_m = 10.0;
  basin.method = either(number);
  SECTION("from an edge") {
    basin.open(Side::west, EdgeKind::stage, 8.0);
    basin.make();
    basin.run(2.0);
  }
  SECTION("from a source") {
    basin.make();
    const std::vector<PointSource> spring{{5, 1, 1000.0}};
    basin.run(2.0, {.sources = spring});
  }
  CHECK(basin.water.steps >= 4);
}

}  // namespace sandtable::inundation
