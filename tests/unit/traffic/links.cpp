// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "models/response/traffic/event_heap.hpp"
#include "models/response/traffic/link_table.hpp"
#include "sim/core/error.hpp"
#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;

// Would catch: a unit mixed up, lanes forgotten or rounded, a short link without room for anybody.
TEST_CASE("traffic: a road's attributes become ticks and spaces", "[traffic]") {
  const auto network =
      network_of(2, {{0, 1, 100, 20, 0.5, 1.0}, {0, 1, 100, 20, 0.5, 1.5}, {0, 1, 2, 20, 0.5, 1}});
  const auto table = traffic::make_link_table(*network, traffic::LinkRules{});
  CHECK(table[0].free_flow == 5 * Tick::per_second);
  CHECK(table[0].headway == 2 * Tick::per_second);
  CHECK(table[0].hole_time == from_seconds(100 / 7.5).count);
  CHECK(table[0].spaces == 14);  // 13.3 vehicles of 7.5 m
  CHECK(table[1].spaces == 20);
  CHECK(table[2].spaces == 1);
  CHECK(table[0].merge_quantum == table[0].headway);
  traffic::LinkRules by_lanes;
  by_lanes.merge_by = traffic::MergeBy::lanes;
  CHECK(traffic::make_link_table(*network, by_lanes)[1].merge_quantum ==
        from_seconds(1 / 1.5).count);
}

// Would catch: a link that would stop a run for ever, and mistakes told one at a time.
TEST_CASE("traffic: links that make no sense are refused, all at once", "[traffic]") {
  const auto network = network_of(2, {{0, 1, 100, 0, 0.5, 1}, {0, 1, 100, 20, 0, 1}});
  try {
    traffic::make_link_table(*network, traffic::LinkRules{});
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.problems().size() == 2);
  }
}

// Would catch: an order of events that depends on how they came in.
TEST_CASE("traffic: the heap gives numbers in order", "[traffic]") {
  Dice dice(1);
  traffic::EventHeap heap;
  std::vector<std::uint64_t> kept;
  for (int round = 0; round < 3000; ++round) {
    if (dice.below(3) > 0 || kept.empty()) {
      const std::uint64_t key = dice.engine() >> 20;
      heap.push(key);
      kept.push_back(key);
    } else {
      const auto least = std::min_element(kept.begin(), kept.end());
      REQUIRE(heap.top() == *least);
      heap.pop();
      kept.erase(least);
    }
  }
}

// Would catch: a vehicle shown beyond its link, or inside the one ahead.
TEST_CASE("traffic: positions follow free flow and stand behind the queue", "[traffic]") {
  const auto model = standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 0.01}}), {{{2}}});
  std::vector<traffic::Trip> trips;
  send(trips, 0, 0, 0.5, 0, 20);
  const Outcome early = simulate(model, trips, 10);
  CHECK(traffic::position(early.state, model, 0).share == Approx(0.2));
  CHECK(traffic::position(early.state, model, 1).share == Approx(0.16));
  CHECK(traffic::position(early.state, model, 9).place == traffic::Place::scheduled);
  CHECK(traffic::position(early.state, model, 77).place == traffic::Place::nowhere);
  const Outcome late = simulate(model, trips, 140);  // one let in each 100 s
  std::vector<traffic::Position> queue;
  traffic::positions_on(late.state, model, 0, queue);
  REQUIRE(queue.size() == 9);
  for (std::size_t k = 0; k < queue.size(); ++k) {
    CHECK(queue[k].share == Approx(1.0 - static_cast<double>(k) / 200));
    CHECK(queue[k] == traffic::position(late.state, model, queue[k].vehicle));
  }
  CHECK(traffic::count_queued(late.state) == 9);
}
