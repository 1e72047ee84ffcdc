// SPDX-License-Identifier: Apache-2.0
// hazard/inundation as a process: levers, a levee that breaks, what is written.
#include <catch2/catch.hpp>

#include "tests/unit/inundation/channel.hpp"

namespace sandtable::testing {

// Would catch a barrier that stands before it is placed, one that lets water through, and an order
// that does nothing.
TEST_CASE("inundation: a barrier holds water back from when it is placed", "[inundation]") {
  Channel open(inundation::StructureKind::barrier);
  open.start();
  for (int minute = 0; minute < 10; ++minute) open.bench->step();
  CHECK(open.east_m3() > 2000);
  Channel held(inundation::StructureKind::barrier);
  held.start();
  held.bench->step({held.order(held.bench->model.place)});
  for (int minute = 0; minute < 9; ++minute) held.bench->step();
  CHECK(held.east_m3() == 0);
  CHECK(held.bench->written<std::uint8_t>(held.bench->model.stands.slot)[0] == 1);
  held.bench->step({held.order(held.bench->model.remove)});
  for (int minute = 0; minute < 9; ++minute) held.bench->step();
  CHECK(held.east_m3() > 2000);
  CHECK(held.bench->written<double>(held.bench->model.mass_error.slot)[0] < 1e-12);
  CHECK(held.bench->events.rows.size() == 2);
}

// Would catch a pump that runs unasked, moves another rate, or makes water: 0.5 m3/s for 5 min.
TEST_CASE("inundation: a pump moves its discharge while it runs", "[inundation]") {
  Channel channel(inundation::StructureKind::levee);
  channel.start();
  channel.bench->step();
  CHECK(channel.east_m3() == 0);
  channel.bench->step({channel.order(channel.bench->model.start)});
  for (int minute = 0; minute < 4; ++minute) channel.bench->step();
  CHECK(channel.east_m3() == Approx(150).epsilon(1e-5));
  channel.bench->step({channel.order(channel.bench->model.stop)});
  channel.bench->step();
  CHECK(channel.east_m3() == Approx(150).epsilon(1e-5));
  CHECK(channel.bench->written<double>(channel.bench->model.mass_error.slot)[0] < 1e-12);
}

// Would catch a levee that breaks with the water far below its crest, breaks in a draw in which it
// is sound, or opens at once where it should grow.
TEST_CASE("inundation: a levee breaks when water stands high enough, and grows", "[inundation]") {
  const auto channel = [](double level_below, double chance) {
    Channel made(inundation::StructureKind::levee);
    made.plain->breaches = {1, 0, 2};
    made.model.params.breach_chance = chance;
    made.model.params.breach_level_m = level_below;
    made.model.params.breach_width_m = 10;
    made.model.params.breach_depth_m = 3;
    made.model.params.breach_growth = minute_tick * 10;
    made.start();
    for (int minute = 0; minute < 5; ++minute) made.bench->step();
    return made;
  };
  CHECK(channel(0.9, 1).east_m3() == 0);
  CHECK(channel(1.1, 0).east_m3() == 0);
  Channel broken = channel(1.1, 1);
  const double early = broken.east_m3();
  CHECK(broken.bench->written<std::uint8_t>(broken.bench->model.breached.slot)[0] == 1);
  for (int minute = 0; minute < 60; ++minute) broken.bench->step();
  CHECK(early < 300);
  CHECK(broken.east_m3() > 2500);
}

// Would catch an order to a levee that is carried out.
TEST_CASE("inundation: a levee is neither placed nor removed", "[inundation]") {
  Channel channel(inundation::StructureKind::levee);
  channel.start();
  const Action action = channel.order(channel.bench->model.remove);
  CHECK(channel.bench->model.remove.spec.problem(action).find("is a levee") != std::string::npos);
}

// Would catch a speed of another cell than the one that is read, and one that is left out.
TEST_CASE("inundation: speeds are those of the cells that are read", "[inundation]") {
  Channel channel(inundation::StructureKind::barrier);
  channel.model.plain = channel.plain;
  const auto houses = std::make_shared<const Support>(
      "houses", SupportKind::places, std::vector<std::string>{"a", "b", "c"}, "",
      std::vector<double>{105, 15, 900}, std::vector<double>{15, 25, 5});
  channel.model.flow_speed.on = {{houses, 0}};
  channel.start();
  const std::size_t slot = channel.bench->model.flow_speed.on[0].slot =
      channel.bench->model.breached.slot + 20;
  for (std::size_t i = 0; i <= 20; ++i) channel.bench->add_output();
  channel.bench->step();
  const inundation::Grid& grid = channel.plain->grid;
  std::vector<float> all(60);
  inundation::speeds(grid, channel.bench->state.water, all);
  CHECK(channel.bench->written<float>(slot) == std::vector<float>{all[30], all[41], 0.0F});
  CHECK(all[30] > 0.2F);
  CHECK(all[30] != all[31]);
}

}  // namespace sandtable::testing
