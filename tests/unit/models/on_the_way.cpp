// SPDX-License-Identifier: Apache-2.0
// response/traffic: trips that begin on the way, and what became of the one before.
#include <catch2/catch.hpp>

#include "tests/unit/models/one_road.hpp"

namespace sandtable::testing {

namespace {

/// One who has left node 0 at the start, and later wants elsewhere, wherever he is.
struct OnTheWay : OneRoad {
  explicit OnTheWay(models::NoWayOn rule, double first_m = 10000) : OneRoad(1) {
    params.no_way_on = rule;
    roads[0].length_m = first_m;  // 500 s
    start();
  }
  void close(std::size_t link) {
    std::vector<std::uint8_t> closed(roads.size(), 0);
    closed[link] = 1;
    bench->set(bench->model.closed, closed);
  }
  void go_elsewhere(double minute, std::int32_t to) {
    until(minute);
    bench->set(bench->model.from, std::vector<std::int32_t>{models::nowhere});
    bench->set(bench->model.to, std::vector<std::int32_t>{to});
    bench->set(bench->model.depart, std::vector<std::int64_t>{at_minute(minute)});
  }
  double end_s() const { return Tick{bench->state.trip_end[0]}.seconds(); }
};

}  // namespace

// Would catch a walker who turns in the middle of a road, or is back at once where it began: 1,000
// m to node 1, and back.
TEST_CASE("on the way: who walks turns at the next node", "[walk]") {
  OnTheWay road(models::NoWayOn::hold, 1000);
  road.bench->set(road.bench->model.mode, std::vector<std::uint8_t>{1});
  road.go_elsewhere(5, models::to_node(0));
  road.until(30);
  CHECK(road.end_s() == Approx(2000 / 1.34).margin(0.01));
  CHECK(road.bench->state.at_node[0] == 0);
  CHECK(road.scalar(road.bench->model.walking) == 0);
}

// Would catch somebody who has left the car and drives on, or walks and drives.
TEST_CASE("on the way: who has left the car walks on, wherever to", "[walk]") {
  OnTheWay road(models::NoWayOn::walk);
  road.until(2);
  road.close(1);
  road.go_elsewhere(10, models::to_node(2));
  CHECK(road.scalar(road.bench->model.no_way) == 1);
  CHECK(road.scalar(road.bench->model.walking) == 1);
  road.until(30);
  CHECK(road.scalar(road.bench->model.vehicles) == 0);
  CHECK(road.end_s() == Approx(500 + 500 / 1.34).margin(0.01));
  CHECK(road.bench->state.at_node[0] == 2);
}

// Would catch a place where one set out that is none.
TEST_CASE("on the way: who set out there has nowhere to drive back to, and stands") {
  OnTheWay road(models::NoWayOn::turn_back);
  road.go_elsewhere(5, 0);
  road.close(1);
  road.until(20);
  CHECK(road.scalar(road.bench->model.no_way) == 1);
  CHECK(road.scalar(road.bench->model.held) == 1);
}

// Would catch one who is off the road for good and is back on it.
TEST_CASE("on the way: who counts as exposed without a way on goes nowhere else") {
  OnTheWay road(models::NoWayOn::count_exposed);
  road.until(2);
  road.close(1);
  road.go_elsewhere(10, models::to_node(0));
  CHECK(road.scalar(road.bench->model.no_way) == 1);
  road.until(30);
  CHECK(road.scalar(road.bench->model.vehicles) == 0);
  CHECK(road.bench->state.trip_end[0] == never);
}

}  // namespace sandtable::testing
