// SPDX-License-Identifier: Apache-2.0
// hazard/inundation: flow that leaves the domain of the inertial equations.
#include "models/hazard/inundation/froude.hpp"

#include "tests/unit/inundation/basin.hpp"
#include "tests/unit/inundation/channel.hpp"

namespace sandtable::testing {

// Would catch a wrong number, a thin film that counts, and flow along one axis only. By hand: 0.5 m
// deep, 1.2 and 0.9 m2/s through the cell, 3 m/s over sqrt(9.81 x 0.5).
TEST_CASE("froude: speed over that of waves, where water is deep enough", "[inundation]") {
  inundation::Basin basin;
  basin.columns = 4;
  basin.rows = 3;
  basin.make();
  basin.fill([](double, double) { return 0.05; });
  const std::int32_t k = basin.grid.index(2, 1);
  basin.water.depth_m[k] = 0.5;
  basin.water.flow_x[k - 1] = 1.0F;
  basin.water.flow_x[k] = 1.4F;
  basin.water.flow_y[k - basin.grid.stride] = -0.7F;
  basin.water.flow_y[k] = -1.1F;
  std::vector<std::uint8_t> fast(12, 0);
  const inundation::Fastest found = inundation::mark_fast(basin.grid, basin.water, 0.1F, fast);
  CHECK(found.froude == Approx(3 / std::sqrt(9.81 * 0.5)));
  CHECK(found.cell == 6);
  CHECK(std::ranges::count(fast, 1) == 1);
  CHECK(fast[6] == 1);
}

// Would catch a flood that leaves its domain unseen, and one that is accused on the flat. Uniform
// flow of 1 m2/s after Manning down 1 in 10, n = 0.03: 0.24 m deep, Froude number 2.7 (more at the
// wet edge).
TEST_CASE("inundation: a result tells when and where the flow outruns its waves", "[inundation]") {
  const auto channel = [](double slope, float first) {
    Channel made(inundation::StructureKind::barrier);
    std::vector<double> bed;
    for (int cell = 0; cell < 60; ++cell) bed.push_back(-slope * 10 * (cell % 20));
    const std::vector<float> manning = {0.03F};
    made.plain->grid = inundation::make_grid({20, 3, 10, bed, manning}, {}, {});
    made.plain->first_depth.assign(60, first);
    made.plain->inflows = {{"river", {0, 20, 40}, {{0}, {30}}}};
    made.start();
    for (int minute = 0; minute < 3; ++minute) made.bench->step();
    return made;
  };
  const Channel steep = channel(0.1, 0);
  const auto& bench = *steep.bench;
  CHECK(bench.written<float>(bench.model.froude.slot)[0] > 2);
  CHECK(bench.written<std::int64_t>(bench.model.fast_from.slot)[0] <= at_minute(2));
  const auto& fast = bench.written<std::uint8_t>(bench.model.fast.slot);
  CHECK(std::ranges::count(fast, 1) > 3);
  REQUIRE(bench.events.rows.size() == 1);
  CHECK(bench.events.rows[0].kind == models::Inundation::outruns);
  CHECK(fast[static_cast<std::size_t>(bench.events.rows[0].entity)] == 1);
  const auto notices = bench.model.notices(bench.state);
  REQUIRE(notices.size() == 1);
  CHECK_THAT(notices[0], Catch::Contains("Froude number above 1"));
  const Channel flat = channel(0.001, 2);
  CHECK(flat.bench->written<std::int64_t>(flat.bench->model.fast_from.slot)[0] == never);
  CHECK(flat.bench->events.rows.empty());
  CHECK(flat.bench->model.notices(flat.bench->state).empty());
}

}  // namespace sandtable::testing
