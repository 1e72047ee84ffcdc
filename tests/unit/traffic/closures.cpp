// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;
using traffic::Trip;

namespace {

/// 0 -> 1 -> 2 -> 4 (slow at its last link) and the way round 1 -> 3 -> 4.
std::shared_ptr<const RoadNetwork> two_ways() {
  return network_of(5, {{0, 1, 200}, {1, 2, 100}, {2, 4, 100, 20, 0.02}, {1, 3, 500}, {3, 4, 500}});
}

void close(traffic::State& state, const traffic::Model& model, std::int32_t link, bool shut) {
  const auto flag = static_cast<std::uint8_t>(shut);
  traffic::set_closed(state, model, std::span(&link, 1), std::span(&flag, 1));
}

Run jam(bool on_paths) {
  Run run(standard_model(two_ways(), {{{4}}}));
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.5, 0, 200);
  const auto path = std::make_shared<const std::vector<std::int32_t>>(
      std::initializer_list<std::int32_t>{0, 1, 2});
  for (Trip& trip : trips) {
    if (on_paths) trip.destination = traffic::none, trip.path = path;
    traffic::insert(run.state, run.model, trip);
  }
  run.go(150);
  return run;
}

}  // namespace

// Would catch: vehicles that wait for ever for a link that has closed (matsim-libs#1733), whether
// they follow a table or a path of their own.
TEST_CASE("traffic: those who wait for a link that closes go another way", "[traffic]") {
  Run run = jam(GENERATE(false, true));
  REQUIRE(run.state.links[1].on == 20);  // full, and link 0 waits for it
  REQUIRE(run.state.links[0].waits_for == 1);
  close(run.state, run.model, 1, true);
  const std::int32_t entered = run.state.links[1].entered;
  run.go(2000);
  CHECK(run.state.links[1].entered == entered);
  CHECK(run.state.links[3].entered > 70);
  CHECK(run.state.arrivals == 100);
  CHECK(run.sink.strandings.empty());
}

// Would catch: a driver who knows of a closed road that nobody has seen, one who drives into it or
// waits before it for ever, and the next who does not profit from what the first has seen.
TEST_CASE("traffic: who first stands before a closed link makes it known", "[traffic]") {
  const bool seen = GENERATE(false, true);
  const bool on_path = GENERATE(false, true);
  Run run(standard_model(
      network_of(5, {{0, 1, 200}, {1, 2, 100}, {2, 4, 100}, {2, 1, 100}, {1, 3, 500}, {3, 4, 500}}),
      {{{4}}}));
  const std::int32_t link = 2;
  const std::uint8_t shut = 1, open = 0, unseen = seen ? 0 : 1;
  traffic::set_closed(run.state, run.model, {&link, 1}, {&shut, 1}, {&unseen, 1});
  const auto go = [&](std::int32_t vehicle, double until_s) {
    Trip trip{.vehicle = vehicle, .ready = run.state.now, .origin = 0, .destination = 0};
    if (on_path) {
      trip.destination = traffic::none;
      trip.path = traffic::cheapest_path(run.state, run.model, 0, 4, traffic::Heed::delays);
    }
    traffic::insert(run.state, run.model, trip);
    run.go(until_s);
  };
  const std::int32_t looked = seen ? 0 : 1;
  go(0, 500);
  CHECK(run.state.links[1].entered == looked);
  CHECK(run.state.links[3].entered == looked);
  go(1, 1000);
  CHECK(run.state.links[1].entered == looked);
  CHECK(run.state.arrivals == 2);
  traffic::set_closed(run.state, run.model, {&link, 1}, {&open, 1}, {&unseen, 1});
  go(2, 1500);
  CHECK(run.state.links[2].entered == 1);
  CHECK(run.state.arrivals == 3);
}

// Would catch: those who wait for a link that nobody is told of, although they stand before it.
TEST_CASE("traffic: who waits for a link that closes unseen sees it", "[traffic]") {
  Run run = jam(GENERATE(false, true));
  REQUIRE(run.state.links[0].waits_for == 1);
  const std::int32_t link = 1;
  const std::uint8_t yes = 1;
  traffic::set_closed(run.state, run.model, {&link, 1}, {&yes, 1}, {&yes, 1});
  run.go(2000);
  CHECK(run.state.arrivals == 100);
}

// Would catch: a vehicle without a way that blocks others, is reported twice, or stays for ever.
TEST_CASE("traffic: those without a way wait aside until one opens", "[traffic]") {
  Run run = jam(GENERATE(false, true));
  close(run.state, run.model, 1, true);
  close(run.state, run.model, 3, true);
  run.go(1500);
  CHECK(run.state.links[0].on == 0);
  CHECK(traffic::census(run.state).held > 60);
  const auto reported = run.sink.strandings.size();
  CHECK(reported >= static_cast<std::size_t>(traffic::census(run.state).held));
  close(run.state, run.model, 3, false);
  close(run.state, run.model, 3, true);  // nothing moved meanwhile
  run.go(1600);
  CHECK(run.sink.strandings.size() == reported);
  close(run.state, run.model, 3, false);
  run.go(6000);
  CHECK(run.state.arrivals == 100);
  CHECK(run.sink.strandings.size() == reported);
}

// Would catch: a vehicle taken off the road that still counts, or cannot set out again.
TEST_CASE("traffic: by the other rule those without a way are taken off the road", "[traffic]") {
  traffic::Rules rules = plain_rules();
  rules.no_way = traffic::NoWay::remove;
  Run run(standard_model(two_ways(), {{{4}}, {{0}}}, {}, rules));
  Trip trip;
  trip.vehicle = 7;
  trip.origin = 1;
  trip.destination = 1;  // no link leads back to node 0
  traffic::insert(run.state, run.model, trip);
  run.go(60);
  REQUIRE(run.sink.strandings.size() == 1);
  CHECK(run.sink.strandings[0].node == 1);
  CHECK(run.state.removed == 1);
  CHECK(traffic::census(run.state).all() == 0);
  trip.destination = 0;
  traffic::insert(run.state, run.model, trip);
  run.go(200);
  CHECK(run.state.arrivals == 1);
}

// Would catch: vehicles that wait beside the road and start into a link that has closed.
TEST_CASE("traffic: those who wait to start on a link that closes start on another", "[traffic]") {
  Run run(standard_model(two_ways(), {{{4}}}));
  std::vector<Trip> trips;
  send(trips, 1, 0, 1.0, 0, 100);
  for (const Trip& trip : trips) traffic::insert(run.state, run.model, trip);
  run.go(120);
  REQUIRE(run.state.waiting_at_origins > 50);
  const std::int32_t entered = run.state.links[1].entered;
  close(run.state, run.model, 1, true);
  run.go(2000);
  CHECK(run.state.links[1].entered == entered);
  CHECK(run.state.arrivals == 100);
}

// Would catch: a vehicle with a path of its own that drives into a dead end known to be shut.
TEST_CASE("traffic: a path is left before the closed link, where another way still leads on",
          "[traffic]") {
  Run run(standard_model(two_ways(), {}));
  Trip trip;
  trip.vehicle = 0;
  trip.origin = 0;
  trip.path = std::make_shared<const std::vector<std::int32_t>>(
      std::initializer_list<std::int32_t>{0, 1, 2});
  traffic::insert(run.state, run.model, trip);
  run.go(5);
  close(run.state, run.model, 2, true);
  run.go(500);
  CHECK(run.state.arrivals == 1);
  CHECK(run.sink.strandings.empty());
}

// Would catch: an order that touches nobody's way and yet changes somebody's (sumo#17325).
TEST_CASE("traffic: closing a road that nobody uses changes nothing", "[traffic]") {
  Run run(standard_model(network_of(4, {{0, 1}, {1, 2, 1000, 20, 0.3}, {1, 3}, {3, 2}}), {{{2}}}));
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.6, 0, 900);
  for (const Trip& trip : trips) traffic::insert(run.state, run.model, trip);
  Run other = run;
  run.go(400);
  other.go(400);
  close(other.state, other.model, 2, true);
  run.go(5000);
  other.go(5000);
  CHECK(other.sink.arrivals == run.sink.arrivals);
}

// Would catch: a speed of zero that stops a link for good (code-examples#383), a slowed link whose
// time or cost stays as it was.
TEST_CASE("traffic: a link slows, closes at speed 0 and opens again", "[traffic]") {
  Run run(standard_model(network_of(2, {{0, 1}}), {{{1}}}));
  const auto drive = [&](std::int32_t vehicle, double factor) {
    const std::int32_t link = 0;
    traffic::set_speed(run.state, run.model, std::span(&link, 1), std::span(&factor, 1));
    Trip trip;
    trip.vehicle = vehicle;
    trip.origin = 0;
    trip.destination = 0;
    const Tick start = run.state.now;
    traffic::insert(run.state, run.model, trip);
    run.go(start.seconds() + 1000);
    return run.sink.arrivals.empty() || run.sink.arrivals.back().vehicle != vehicle
               ? -1.0
               : (run.sink.arrivals.back().time - start).seconds();
  };
  CHECK(drive(0, 1.0) == 50.0);
  CHECK(drive(1, 0.25) == 200.0);
  CHECK(drive(2, 0.0) == -1.0);
  CHECK(traffic::census(run.state).held == 1);
  CHECK(drive(3, 0.5) == Approx(100.0).margin(2));  // behind vehicle 2, which goes on as well
  CHECK(run.state.arrivals == 4);
}

// Would catch: ways that miss what changed while nobody asked for them.
TEST_CASE("traffic: a way is worked out when somebody asks for it, not earlier", "[traffic]") {
  Run run(standard_model(two_ways(), {{{4}}}));
  close(run.state, run.model, 1, true);
  CHECK(!run.state.ways[0].reach.begun());
  Trip trip;
  trip.vehicle = 5;
  trip.origin = 0;
  trip.destination = 0;
  traffic::insert(run.state, run.model, trip);
  CHECK(!run.state.ways[0].reach.begun());
  run.go(500);
  CHECK(run.state.ways[0].reach.begun());
  CHECK(run.state.links[3].entered == 1);
}

// Would catch: a way chosen near the fire although a little longer one keeps clear of it.
TEST_CASE("traffic: drivers keep away from links that they dread", "[traffic]") {
  Run run(standard_model(two_ways(), {{{4}}}));
  const std::int32_t link = 2;
  const double factor = 100.0;
  traffic::set_cost_factor(run.state, run.model, std::span(&link, 1), std::span(&factor, 1));
  Trip trip;
  trip.vehicle = 0;
  trip.origin = 0;
  trip.destination = 0;
  traffic::insert(run.state, run.model, trip);
  run.go(500);
  CHECK(run.state.links[3].entered == 1);
}

// Would catch: wrong input that would walk out of an array.
TEST_CASE("traffic: trips that make no sense are refused", "[traffic]") {
  Run run(standard_model(two_ways(), {{{4}}}));
  Trip good;
  good.vehicle = 3;
  good.origin = 0;
  good.destination = 0;
  const auto refused = [&](auto change) {
    Trip trip = good;
    change(trip);
    CHECK_THROWS_AS(traffic::insert(run.state, run.model, trip), Error);
  };
  refused([](Trip& trip) { trip.vehicle = -1; });
  refused([](Trip& trip) { trip.origin = 5; });
  refused([](Trip& trip) { trip.destination = 1; });
  refused([](Trip& trip) { trip.destination = traffic::none; });
  refused([](Trip& trip) {
    trip.destination = traffic::none;
    trip.path = std::make_shared<const std::vector<std::int32_t>>(1, 4);  // starts elsewhere
  });
  traffic::insert(run.state, run.model, good);
  refused([](Trip&) {});  // on its way already
}

// Would catch: a queue that stops, loses or hurries vehicles when one of them is taken off,
// wherever it stands: at the head and waiting, in the middle, at the tail.
TEST_CASE("traffic: the others go on when a vehicle is taken off a link", "[traffic]") {
  Run run = jam(false);
  std::vector<traffic::Position> queue;
  traffic::positions_on(run.state, run.model, 0, queue);
  REQUIRE(queue.size() > 10);
  const std::vector<std::int32_t> taken{queue.front().vehicle, queue[5].vehicle,
                                        queue.back().vehicle};
  const std::int32_t before = run.state.links[0].on;
  for (const std::int32_t vehicle : taken) {
    traffic::take_off(run.state, run.model, vehicle);
    traffic::take_off(run.state, run.model, vehicle);
  }
  CHECK(run.state.links[0].on == before - 3);
  run.go(20000);
  CHECK(run.state.arrivals == 97);
  CHECK(traffic::census(run.state).all() == 0);
  for (const traffic::Arrival& arrival : run.sink.arrivals)
    CHECK(std::ranges::count(taken, arrival.vehicle) == 0);
}

// Would catch: a vehicle that leaves before it has driven the link, at the time of one taken off.
TEST_CASE("traffic: who follows a vehicle that is taken off is not hurried", "[traffic]") {
  Run run(standard_model(two_ways(), {{{4}}}));
  for (std::int32_t v = 0; v < 2; ++v)
    traffic::insert(run.state, run.model, Trip{v, from_seconds(5.0 * v), 0, 0, nullptr});
  run.go(9);  // the first would leave the link of 200 m after 10 s, the second after 15 s
  traffic::take_off(run.state, run.model, 0);
  run.go(14.9);
  CHECK(run.state.links[0].on == 1);
  run.go(15.1);
  CHECK(run.state.links[0].on == 0);
}
