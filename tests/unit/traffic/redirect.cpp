// SPDX-License-Identifier: Apache-2.0
// Would catch a vehicle that is lost or doubled when it changes its mind, one that turns before its
// next node, and a queue that keeps waiting for where its head no longer wants to go.
#include <catch2/catch.hpp>
#include <set>

#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;

namespace {

/// From 0 to 1, and on to 2 (destination 0) or 3 (destination 1); the way to 2 lets one in a while.
traffic::Model forking(double capacity_to_2 = 0.8) {
  return standard_model(network_of(4, {{0, 1}, {1, 2, 1000.0, 20.0, capacity_to_2}, {1, 3}}),
                        {{{2}}, {{3}}});
}

traffic::Trip elsewhere(const traffic::State& state, const traffic::Model& model,
                        std::int32_t vehicle, std::int32_t destination) {
  return {vehicle, state.now, traffic::next_node(state, model, vehicle), destination, nullptr};
}

double arrival_s(const Outcome& outcome, std::int32_t vehicle, std::int32_t node) {
  for (const traffic::Arrival& arrival : outcome.sink.arrivals)
    if (arrival.vehicle == vehicle && arrival.node == node) return arrival.time.seconds();
  return -1;
}

}  // namespace

TEST_CASE("traffic: who changes his mind on a link turns at its end") {
  const traffic::Model model = forking();
  Outcome outcome = simulate(model, {{0, Tick{}, 0, 0, nullptr}}, 20);
  CHECK(traffic::next_node(outcome.state, model, 0) == 1);
  traffic::redirect(outcome.state, model, elsewhere(outcome.state, model, 0, 1));
  traffic::advance(outcome.state, model, from_seconds(1000), outcome.sink);
  CHECK(arrival_s(outcome, 0, 3) == Approx(100).margin(0.01));
  CHECK(traffic::next_node(outcome.state, model, 0) == traffic::none);
}

TEST_CASE("traffic: a path replaces a destination, and a destination a path") {
  const traffic::Model model = forking();
  traffic::State state = traffic::begin(model);
  traffic::Sink sink;
  const auto way = [&](std::int32_t from, std::int32_t to) {
    return traffic::cheapest_path(state, model, from, to);
  };
  traffic::insert(state, model, {0, Tick{}, 0, 0, nullptr});
  traffic::insert(state, model, {1, Tick{}, 0, traffic::none, way(0, 2)});
  traffic::advance(state, model, from_seconds(20), sink);
  traffic::Trip as_usual{0, state.now, 1, traffic::none, way(1, 3)};
  as_usual.heed = traffic::Heed::closures;
  traffic::redirect(state, model, as_usual);
  traffic::redirect(state, model, {1, state.now, 1, 1, nullptr});
  const auto heed = [&](std::size_t vehicle) { return state.slots[state.slot_of[vehicle]].heed; };
  CHECK(heed(0) == traffic::Heed::closures);
  CHECK(heed(1) == traffic::Heed::delays);
  traffic::advance(state, model, from_seconds(1000), sink);
  REQUIRE(sink.arrivals.size() == 2);
  CHECK(sink.arrivals[0].node == 3);
  CHECK(sink.arrivals[1].node == 3);
}

TEST_CASE("traffic: a head that waits for a full road and turns away lets the queue go") {
  const traffic::Model model = forking(0.001);
  std::vector<traffic::Trip> trips;
  send(trips, 0, 0, 0.4, 0, 10);
  send(trips, 0, 1, 0.4, 10, 20);
  Outcome outcome = simulate(model, trips, 300);
  CHECK(outcome.sink.arrivals.size() == 1);  // the others stand behind the second
  for (std::int32_t vehicle = 1; vehicle < 4; ++vehicle)
    traffic::redirect(outcome.state, model, elsewhere(outcome.state, model, vehicle, 1));
  traffic::advance(outcome.state, model, from_seconds(400), outcome.sink);
  CHECK(outcome.sink.arrivals.size() == trips.size());
}

TEST_CASE("traffic: who waits beside the road and changes his mind leaves that queue") {
  // From node 0 to 1 (slow to enter) or 2.
  const traffic::Model model =
      standard_model(network_of(3, {{0, 1, 1000.0, 20.0, 0.01}, {0, 2}}), {{{1}}, {{2}}});
  std::vector<traffic::Trip> trips;
  send(trips, 0, 0, 1, 0, 5);
  Outcome outcome = simulate(model, trips, 30);
  for (const std::int32_t vehicle : {2, 4})  // the middle and the tail
    traffic::redirect(outcome.state, model, elsewhere(outcome.state, model, vehicle, 1));
  traffic::advance(outcome.state, model, from_seconds(2000), outcome.sink);
  CHECK(outcome.sink.arrivals.size() == 5);
  CHECK(arrival_s(outcome, 2, 2) == Approx(80).margin(2.1));
  CHECK(arrival_s(outcome, 4, 2) == Approx(81.25).margin(2.1));
  CHECK(arrival_s(outcome, 3, 1) > 200);
  CHECK(outcome.state.waiting_at_origins == 0);
}

TEST_CASE(
    "traffic: whoever changes his mind, and however often, arrives once, where he said last") {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Dice dice(seed);
    const auto network = random_network(dice, 30, 40);
    const traffic::Model model = standard_model(network, {{{0}}, {{11}}, {{23}}});
    std::vector<traffic::Trip> trips;
    std::vector<std::int32_t> wanted;
    for (std::int32_t k = 0; k < 300; ++k) {
      wanted.push_back(dice.below(3));
      trips.push_back({k, from_seconds(dice.below(300)), dice.below(30), wanted.back(), nullptr});
    }
    Outcome outcome = simulate(model, trips, 60);
    for (int round = 0; round < 40; ++round) {
      for (int turn = 0; turn < 20; ++turn) {
        const std::int32_t vehicle = dice.below(300);
        const traffic::Trip trip = elsewhere(outcome.state, model, vehicle, dice.below(3));
        if (trip.origin == traffic::none) continue;
        wanted[static_cast<std::size_t>(vehicle)] = trip.destination;
        traffic::redirect(outcome.state, model, trip);
      }
      traffic::advance(outcome.state, model, from_seconds(60 + 15 * round), outcome.sink);
    }
    traffic::advance(outcome.state, model, from_seconds(20000), outcome.sink);
    REQUIRE(outcome.sink.arrivals.size() == 300);
    std::set<std::int32_t> seen;
    for (const traffic::Arrival& arrival : outcome.sink.arrivals) {
      seen.insert(arrival.vehicle);
      const auto to = static_cast<std::size_t>(wanted[static_cast<std::size_t>(arrival.vehicle)]);
      CHECK(arrival.node == model.destinations[to].nodes[0]);
    }
    CHECK(seen.size() == 300);
  }
}
