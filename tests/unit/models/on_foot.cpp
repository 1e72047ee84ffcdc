// SPDX-License-Identifier: Apache-2.0
// Households without a car: who they are, and their way on foot.
#include <catch2/catch.hpp>
#include <numeric>

#include "tests/unit/models/one_road.hpp"
#include "tests/unit/models/tiny.hpp"
#include "tests/unit/models/village.hpp"

namespace sandtable::testing {

namespace {

/// Nobody has a car; all are told at the ignition, 10:30, and leave at 10:32.
Tiny without_cars() {
  Tiny tiny;
  const std::string where = "population = \"population.xml\"\n";
  tiny.scenario.replace(tiny.scenario.find(where), where.size(), where + "share_without_car = 1\n");
  return tiny;
}

/// Seconds from the first person's departure to the trip's end.
double walked_s(const Ending& ending) {
  const double ticks =
      ending.fields.at("traffic.trip_end")[0] - ending.fields.at("people.trip_depart")[0];
  return ticks / static_cast<double>(Tick::per_second);
}

std::vector<std::uint8_t> modes(double share) {
  Village village;
  for (int household = 0; household < 2000; ++household) {
    village.add(leaver(), household);
    if (household % 2 == 0) village.add(leaver(), household);
  }
  village.params.share_without_car = share;
  village.start();
  return village.bench->written<std::uint8_t>(village.bench->model.mode.slot);
}

}  // namespace

// Would catch a share by person, luck that moves with the share, and members who part.
TEST_CASE("on foot: a household has a car or not, and one that has none at a share has none above",
          "[walk]") {
  const auto few = modes(0.3), more = modes(0.5);
  CHECK(std::ranges::none_of(modes(0), [](std::uint8_t mode) { return mode != 0; }));
  CHECK(std::accumulate(few.begin(), few.end(), 0) == Approx(0.3 * 3000).margin(3 * 33));
  for (std::size_t p = 0; p < few.size(); ++p) CHECK(few[p] <= more[p]);
  for (std::size_t p = 0; p < few.size(); p += 3) CHECK(few[p] == few[p + 1]);
}

// Would catch a walk to the driver's destination (East, 5 km), and a speed of cars.
TEST_CASE("on foot: to the nearest destination at the declared speed, nobody drives", "[walk]") {
  const Ending ending = run_policy(without_cars().load());
  CHECK(ending.reason.empty());
  CHECK(walked_s(ending) == Approx(4000 / 1.34).margin(0.001));
  CHECK(ending.fields.at("people.out") == std::vector<double>{1, 1});
  CHECK(ending.fields.at("traffic.delay") == std::vector<double>{0, 0});
}

// Would catch walkers who keep to the rules of cars.
TEST_CASE("on foot: against a one-way road, and along one that an order has closed", "[walk]") {
  Tiny tiny = without_cars();
  tiny.links =
      Tiny::link("west", "home") + Tiny::road("home", "middle") + Tiny::road("middle", "east");
  tiny.orders += "0,close,west-home\n";
  CHECK(walked_s(run_policy(tiny.load())) == Approx(4000 / 1.34).margin(0.001));
}

// Would catch a walk into the fire that stands on the road already, and foresight of a later one.
TEST_CASE("on foot: around a road that the fire has reached, into one that it reaches later",
          "[walk]") {
  Tiny tiny = without_cars();
  tiny.fire = Tiny::square(1, -1000, 0, 120);
  Ending ending = run_policy(tiny.load());
  CHECK(walked_s(ending) == Approx(5000 / 1.34).margin(0.001));
  CHECK(ending.fields.at("people.exposed") == std::vector<double>{0, 0});

  tiny.scenario = replaced(tiny.scenario, "file = ", "shape = \"cells\"\nfile = ");
  tiny.fire = Tiny::square(30, -2300, 0, 220);  // they are 2,251 m from home then
  ending = run_policy(tiny.load());
  CHECK(walked_s(ending) == Approx(4000 / 1.34).margin(0.001));
  CHECK(ending.fields.at("people.exposed_on_road") == std::vector<double>{1, 1});
}

// Would catch a walker who turns round for a fire far behind, and one forgotten at his node.
TEST_CASE("on foot: who has the fire on every way on stands, and is exposed when it comes",
          "[walk]") {
  Tiny tiny = without_cars();
  tiny.links =
      Tiny::road("home", "middle") + Tiny::road("middle", "east") + Tiny::road("home", "west");
  tiny.fire = Tiny::square(1, -1000, 0, 120) + "," + Tiny::square(20, 3000, 0, 120) + "," +
              Tiny::square(60, 2000, 0, 200);
  const Ending ending = run_policy(tiny.load());
  CHECK(ending.fields.at("traffic.on_foot") == std::vector<double>{2});
  CHECK(ending.fields.at("people.exposed_on_road") == std::vector<double>{1, 1});
  CHECK(ending.fields.at("people.out") == std::vector<double>{0, 0});
}

// Would catch somebody who walks twice: a trip that begins while another is under way replaces it.
TEST_CASE("on foot: nobody is in two places", "[walk]") {
  OneRoad road(1);
  road.start();
  road.bench->set(road.bench->model.mode, std::vector<std::uint8_t>{1});
  road.until(5);
  CHECK(road.scalar(road.bench->model.walking) == 1);
  CHECK(road.scalar(road.bench->model.vehicles) == 0);
  road.bench->set(road.bench->model.depart, std::vector<std::int64_t>{at_minute(5)});
  road.until(10);
  CHECK(road.scalar(road.bench->model.walking) == 1);
}

}  // namespace sandtable::testing
