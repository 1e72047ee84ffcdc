// SPDX-License-Identifier: Apache-2.0
// response/traffic: lanes given to the other direction, and lanes kept.
#include <catch2/catch.hpp>

#include "tests/unit/models/one_road.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

// Would catch lanes of the other direction that add room but no flow, and flow that stays doubled.
TEST_CASE("lanes: a road of one and one lane passes twice as many while both lead out", "[lanes]") {
  OneRoad road(1000);
  road.start();
  road.until(2);
  CHECK(road.arrive_in(5) == 150);
  road.capacity(2);
  road.until(8);
  CHECK(road.arrive_in(5) == 300);
  road.capacity(1);
  road.until(15);
  CHECK(road.arrive_in(5) == 150);
  road.until(40);
  CHECK(road.arrived() == 1000);
}

// Would catch vehicles lost where room shrinks under them, and more that enter before there is
// room.
TEST_CASE("lanes: who stands on a road whose lanes are taken stays, and drives on", "[lanes]") {
  OneRoad road(300, 0.1);
  road.start();
  road.until(12);
  CHECK(road.on_road() > 80);
  road.capacity(0.5);
  const std::int32_t entered = road.bench->state.roads.links[1].entered;
  road.until(13);
  CHECK(road.bench->state.kernel->links[1].spaces == 50);
  CHECK(road.on_road() > 70);
  CHECK(road.bench->state.roads.links[1].entered == entered);
  road.until(30);
  CHECK(road.on_road() <= 50);
  CHECK(road.scalar(road.bench->model.vehicles) + road.arrived() == 300);
  road.until(60);
  CHECK(road.arrived() == 300);
}

// Would catch queues that do not notice new room until somebody leaves: here nobody does for long.
TEST_CASE("lanes: new room on a full road is filled at once", "[lanes]") {
  OneRoad road(500, 0.0001);
  road.start();
  road.until(12);
  const std::int32_t full = road.on_road();
  CHECK(full == 100);
  road.capacity(2);
  road.until(13);
  CHECK(road.on_road() == full + 60);  // one a second
  road.until(15);
  CHECK(road.on_road() == 2 * full);
}

// Would catch an order that ends at the roads and never comes to the traffic: 100 cars, one every 2
// s over one lane, one a second over two, on the whole way to East.
TEST_CASE("lanes: contraflow by order halves the time that a column takes", "[lanes]") {
  Tiny tiny;
  tiny.people.clear();
  for (int p = 0; p < 100; ++p) tiny.people += Tiny::person(std::to_string(p));
  const auto column_s = [](const Ending& ending) {
    const std::vector<double>& ends = ending.fields.at("traffic.trip_end");
    return (std::ranges::max(ends) - std::ranges::min(ends)) / Tick::per_second;
  };
  CHECK(column_s(run_policy(tiny.load())) == Approx(198).margin(0.01));
  tiny.orders += "-5,reverse,middle-home\n-5,reverse,east-middle\n";
  CHECK(column_s(run_policy(tiny.load())) == Approx(99).margin(0.01));
  tiny.orders += "-2,open,middle-home\n-2,open,east-middle\n";
  CHECK(column_s(run_policy(tiny.load())) == Approx(198).margin(0.01));
}

// Would catch water that meets nobody, or all on the road: link 1 holds those who wait for it.
TEST_CASE("water: who is on a road when it floods is exposed", "[water]") {
  OneRoad road(300, 0.1);
  road.start();
  road.until(12);
  const std::int32_t on_link = road.on_road();
  road.bench->set(road.bench->model.flooded, std::vector<std::uint8_t>{0, 1, 0});
  road.until(13);
  const auto& exposed = road.bench->written<std::int64_t>(road.bench->model.exposed.slot);
  CHECK(on_link > 50);
  CHECK(std::ranges::count_if(exposed, [](std::int64_t t) { return t < never; }) == on_link);
}

// Would catch smoke that is not felt, and headways that grow with it (Rohaert 2025: they do not):
// every car takes twice as long, and the column of 100 as long as without, 198 s.
TEST_CASE("smoke: half the speed, the same headways", "[smoke]") {
  Tiny tiny;
  tiny.people.clear();
  for (int p = 0; p < 100; ++p) tiny.people += Tiny::person(std::to_string(p));
  tiny.fire = Tiny::square(1, 2500, 3000, 100);  // the road within 5 km of it
  tiny.scenario =
      replaced(tiny.scenario, "\"network/roads\"",
               "\"network/roads\"\nsmoke_by = \"embers_seen\"\nsmoke_every = \"1 min\"");
  const Ending ending = run_policy(tiny.load());
  const std::vector<double>& ends = ending.fields.at("traffic.trip_end");
  const double departs = ending.fields.at("people.trip_depart")[0];
  CHECK((std::ranges::min(ends) - departs) / Tick::per_second == Approx(500).margin(0.01));
  CHECK((std::ranges::max(ends) - std::ranges::min(ends)) / Tick::per_second ==
        Approx(198).margin(0.01));
}

}  // namespace sandtable::testing
