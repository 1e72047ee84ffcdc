// SPDX-License-Identifier: Apache-2.0
// network/roads: what the fire and orders close, open and slow.
#include "models/network/roads/roads.hpp"

#include <catch2/catch.hpp>

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
