// SPDX-License-Identifier: Apache-2.0
// network/roads: what the fire and orders close, open and slow.
#include "models/network/roads/roads.hpp"

#include <catch2/catch.hpp>

#include "models/network/roads/water.hpp"
#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

using models::RoadMap;
using models::Roads;
using Flags = std::vector<std::uint8_t>;

/// Three links in a row, 0-1-2-3; the hazard is read at their four ends.
Bench<Roads> three_links() {
  auto network = std::make_shared<RoadNetwork>();
  auto map = std::make_shared<RoadMap>();
  for (std::int32_t i = 0; i < 3; ++i) {
    network->link_id.push_back(std::to_string(i));
    network->lanes.push_back(i + 1);
    network->free_speed_m_s.push_back(20);
    network->from.push_back(i);
    network->to.push_back(i + 1);
    map->point.insert(map->point.end(), {i, i + 1});
    map->share.insert(map->share.end(), {0, 1});
  }
  map->point_begin = {0, 2, 4, 6};
  map->opposite = {-1, 2, 1};
  map->network = network;
  map->links = std::make_shared<const Support>("links", SupportKind::links, network->link_id);
  map->points = std::make_shared<const Support>("points", SupportKind::places,
                                                std::vector<std::string>{"a", "b", "c", "d"});
  Roads roads;
  roads.map = map;
  return Bench<Roads>(std::move(roads));
}

Action order(const Lever& lever, std::int64_t link, double minutes, std::int64_t percent = 0) {
  return {Tick{at_minute(minutes)},
          0,
          static_cast<std::uint32_t>(lever.slot),
          link,
          {percent, 0, 0, 0}};
}

Flags closed(const Bench<Roads>& bench) {
  return bench.written<std::uint8_t>(bench.model.closed.slot);
}

}  // namespace

// Would catch a road that is entered in the minute in which the fire touches it. What the step from
// minute 9 writes is in force from minute 10 on.
TEST_CASE("roads: a link is closed from the start of the minute in which the fire touches it") {
  auto bench = three_links();
  bench.set(bench.model.arrival,
            std::vector<std::int64_t>{never, never, at_minute(10.9), at_minute(12)});
  bench.begin();
  for (int minute = 0; minute < 9; ++minute) bench.step();
  CHECK(closed(bench) == Flags{0, 0, 0});
  bench.step();
  CHECK(bench.now.count == at_minute(10));
  CHECK(closed(bench) == Flags{0, 1, 1});
  for (int minute = 0; minute < 9; ++minute) bench.step();
  CHECK(closed(bench) == Flags{0, 1, 1});
}

TEST_CASE("roads: orders close, open and slow the link that they name, and no other") {
  auto bench = three_links();
  bench.set(bench.model.arrival, std::vector<std::int64_t>(4, never));
  bench.begin();
  bench.step({order(bench.model.close, 1, 0)});
  CHECK(closed(bench) == Flags{0, 1, 0});
  bench.step({order(bench.model.open, 1, 1), order(bench.model.slow, 2, 1, 25)});
  CHECK(closed(bench) == Flags{0, 0, 0});
  CHECK(bench.written<float>(bench.model.speed_factor.slot) == std::vector<float>{1, 1, 0.25F});
}

// Would catch lanes that are taken from one direction and given to nobody, or kept when given back.
TEST_CASE("roads: the lanes of a reversed link serve the other direction until it is opened") {
  auto bench = three_links();
  bench.set(bench.model.arrival, std::vector<std::int64_t>(4, never));
  bench.begin();
  bench.step({order(bench.model.reverse, 1, 0)});
  CHECK(closed(bench) == Flags{0, 1, 0});
  const std::size_t slot = bench.model.capacity_factor.slot;
  CHECK(bench.written<float>(slot) == std::vector<float>{1, 1, static_cast<float>(1 + 2.0 / 3)});
  bench.step({order(bench.model.open, 1, 1)});
  CHECK(closed(bench) == Flags{0, 0, 0});
  CHECK(bench.written<float>(slot) == std::vector<float>{1, 1, 1});
}

// Would catch lanes that are kept and driven on all the same, or kept for ever.
TEST_CASE("roads: lanes kept for responders leave the rest to the public, none closes the link") {
  auto bench = three_links();
  bench.set(bench.model.arrival, std::vector<std::int64_t>(4, never));
  bench.begin();
  const std::size_t slot = bench.model.capacity_factor.slot;
  bench.step({order(bench.model.reserve, 2, 0, 1)});
  CHECK(closed(bench) == Flags{0, 0, 0});
  CHECK(bench.written<float>(slot) == std::vector<float>{1, 1, static_cast<float>(2.0 / 3)});
  bench.step({order(bench.model.reserve, 2, 1, 3)});
  CHECK(closed(bench) == Flags{0, 0, 1});
  bench.step({order(bench.model.reverse, 1, 2)});  // its two lanes are open to the public
  CHECK(closed(bench) == Flags{0, 1, 0});
  CHECK(bench.written<float>(slot) == std::vector<float>{1, 1, static_cast<float>(2.0 / 3)});
  bench.step({order(bench.model.open, 1, 3), order(bench.model.open, 2, 3)});
  CHECK(closed(bench) == Flags{0, 0, 0});
  CHECK(bench.written<float>(slot) == std::vector<float>{1, 1, 1});
}

// Would catch an order that cannot be carried out and is taken all the same.
TEST_CASE("roads: no more lanes are kept than there are, and no road reversed into nothing") {
  Tiny tiny;
  tiny.links = Tiny::road("home", "west") + Tiny::link("home", "middle") +
               Tiny::road("middle", "east") + Tiny::link("middle", "west");
  tiny.orders =
      "offset_min,kind,group,lanes\n1,reserve,home-west,2\n2,reverse,home-middle,\n"
      "3,reserve,home-west,\n4,reserve,home-west,0\n5,roads.close,home-west,\n";
  CHECK(mistakes_in(tiny) ==
        "orders.csv:2: link 'home-west' has 1 lane (2 are to be kept): close it to stop all\n"
        "orders.csv:3: link 'home-middle' cannot be reversed (the road has no other direction)\n"
        "orders.csv:4: 'reserve' has no lanes (it needs one): fill the column lanes\n"
        "orders.csv:5: lanes is '0' (a whole number from 1 is expected)");
}

// Would catch a look ahead at the final area, links that change every minute, and a slow order that
// smoke undoes. Smoke comes to the points at 3, 7, 12 min and never; looked at every 5 min.
TEST_CASE("roads: smoke slows drivers where the hazard is near as it stands", "[smoke]") {
  auto made = three_links();
  made.model.params.smoke_by = models::SmokeBy::embers_seen;
  made.model.params.smoke_speed_factor = 0.25;
  Bench<Roads> bench(made.model);
  CHECK(bench.model.smoke.spec.quantity == "embers_seen_time");
  bench.set(bench.model.arrival, std::vector<std::int64_t>(4, never));
  bench.set(bench.model.smoke,
            std::vector<std::int64_t>{at_minute(3), at_minute(7), at_minute(12), never});
  bench.begin();
  const auto speed = [&] { return bench.written<float>(bench.model.speed_factor.slot); };
  const auto until = [&](int minute) {
    while (bench.now.count < at_minute(minute)) bench.step();
  };
  until(4);
  CHECK(speed() == std::vector<float>{1, 1, 1});
  until(5);
  CHECK(speed() == std::vector<float>{0.25, 1, 1});
  until(8);
  bench.step({order(bench.model.slow, 0, 8, 50)});
  CHECK(speed() == std::vector<float>{0.125, 1, 1});
  until(10);
  CHECK(speed() == std::vector<float>{0.125, 0.25, 1});
  until(15);
  CHECK(speed() == std::vector<float>{0.125, 0.25, 0.25});
}

// Would catch a depth-disruption function of other units: by Pregnolato et al. (2017), figure 6, a
// car may go at some 40 km/h in 0.1 m of water, and creeps at 0.3 m.
TEST_CASE("roads: the speed in water", "[water]") {
  CHECK(3.6 * models::speed_in_water_m_s(0) == Approx(86.9448));
  CHECK(3.6 * models::speed_in_water_m_s(0.1) == Approx(40.65).margin(0.01));
  CHECK(3.6 * models::speed_in_water_m_s(0.3) == Approx(2.07).margin(0.01));
}

// Would catch a mean depth along a link, water that closes for good, and an order that opens a road
// under water.
TEST_CASE("roads: water slows and closes links by their deepest point, and leaves them",
          "[water]") {
  auto bench = three_links();
  const auto water = [&](std::vector<float> at_point) { bench.set(bench.model.depth, at_point); };
  const auto speed = [&](std::size_t link) {
    return bench.written<float>(bench.model.speed_factor.slot)[link];
  };
  water({0, 0, 0, 0});
  bench.begin();
  bench.step();
  CHECK(closed(bench) == Flags{0, 0, 0});
  CHECK(speed(0) == 1);
  water({0, 0.1F, 0.29F, 0});
  bench.step();
  CHECK(closed(bench) == Flags{0, 0, 0});
  CHECK(speed(0) == Approx(models::speed_in_water_m_s(0.1) / 20));
  CHECK(speed(1) == Approx(models::speed_in_water_m_s(0.29) / 20));
  water({0, 0.1F, 0.3F, 0});
  bench.step({order(bench.model.open, 1, 2)});
  CHECK(closed(bench) == Flags{0, 1, 1});
  CHECK(bench.written<std::uint8_t>(bench.model.flooded.slot) == Flags{0, 1, 1});
  bench.step({order(bench.model.close, 0, 3)});
  CHECK(closed(bench) == Flags{1, 1, 1});
  water({0, 0, 0, 0});
  bench.step();
  CHECK(closed(bench) == Flags{1, 0, 0});
  CHECK(speed(1) == 1);
}

// Would catch orders carried out lever by lever.
TEST_CASE("roads: of two orders in one minute the later holds") {
  auto bench = three_links();
  bench.set(bench.model.arrival, std::vector<std::int64_t>(4, never));
  bench.begin();
  bench.step({order(bench.model.open, 0, 0.25), order(bench.model.close, 0, 0.5),
              order(bench.model.close, 1, 0.25), order(bench.model.open, 1, 0.5)});
  CHECK(closed(bench) == Flags{1, 0, 0});
}

TEST_CASE("roads: what the fire has closed stays closed whatever is ordered") {
  auto bench = three_links();
  bench.set(bench.model.arrival, std::vector<std::int64_t>{0, never, never, never});
  bench.begin();
  bench.step();
  CHECK(closed(bench) == Flags{1, 0, 0});
  bench.step({order(bench.model.open, 0, 1)});
  CHECK(closed(bench) == Flags{1, 0, 0});
}

// Would catch a fire between two nodes that touches neither: the road home-middle is 2 km long.
TEST_CASE("roads: a fire that crosses a link between its ends closes both directions") {
  Tiny tiny;
  tiny.fire = Tiny::square(60, 1000, 0, 120);
  const Ending ending = run_policy(tiny.load(), 0);
  CHECK(ending.fields.at("roads.closed") == std::vector<double>{0, 0, 1, 1, 0, 0});
}

}  // namespace sandtable::testing
