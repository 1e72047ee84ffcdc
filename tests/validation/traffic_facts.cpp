// SPDX-License-Identifier: Apache-2.0
// What a kinematic-wave model must reproduce: exact solutions of Newell's triangular theory (2 %),
// and the numbers of UXsim's own verification tests (tests/test_verification_*.py; 10 %).
#include <catch2/catch.hpp>

#include "tests/unit/traffic/networks.hpp"

namespace {

using namespace sandtable;
using namespace sandtable::traffic_tests;
using traffic::Trip;

Approx exactly(double value) {
  return Approx(value).epsilon(0.02);
}
Approx roughly(double value) {
  return Approx(value).epsilon(0.10);
}

}  // namespace

TEST_CASE("traffic: one link at free flow", "[traffic]") {
  const auto model = standard_model(network_of(2, {{0, 1}}), {{{1}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.5, 0, 500);
  const Outcome outcome = simulate(model, trips, 1000);
  REQUIRE(outcome.sink.arrivals.size() == 250);
  CHECK(mean_time(outcome, trips) == Approx(50.0).epsilon(1e-9));
}

TEST_CASE("traffic: a link passes u w k / (u + w) at most, at density q / u", "[traffic]") {
  const auto model = standard_model(network_of(2, {{0, 1}}), {{{1}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 1.2, 0, 1000);
  const Outcome outcome = simulate(model, trips, 800);
  CHECK(entries_in(outcome, 0, 200, 700) / 500.0 == exactly(0.8));
  CHECK(outcome.state.links[0].on / 1000.0 == exactly(0.04));
}

TEST_CASE("traffic: delay at a bottleneck", "[traffic]") {
  const double lanes_beyond = GENERATE(1.0, 2.0);  // its jam density makes no difference
  const auto model =
      standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 2.0 / 3.0, lanes_beyond}}), {{{2}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 500);
  send(trips, 0, 0, 0.4, 500, 1500);
  const Outcome outcome = simulate(model, trips, 4000);
  REQUIRE(outcome.sink.arrivals.size() == 800);
  CHECK(mean_time(outcome, trips) - 100.0 == exactly(31.25));
  CHECK(mean_time(outcome, trips) == roughly(131));
}

TEST_CASE("traffic: a queue spills back into the link before", "[traffic]") {
  const auto model =
      standard_model(network_of(4, {{0, 1}, {1, 2}, {2, 3, 1000, 20, 0.4}}), {{{3}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 400);
  send(trips, 0, 0, 0.4, 400, 800);
  send(trips, 0, 0, 0.1, 800, 2000);
  const Outcome outcome = simulate(model, trips, 4000);
  REQUIRE(outcome.sink.arrivals.size() == 600);
  CHECK(mean_time(outcome, trips) - 150.0 == exactly(231.1));
  CHECK(entries_in(outcome, 1, 100, 300) / 200.0 == exactly(0.8));
  CHECK(entries_in(outcome, 1, 300, 800) / 500.0 == exactly(0.4));
  CHECK(simulate(model, trips, 700).state.links[1].on / 1000.0 == exactly(0.12));
}

TEST_CASE("traffic: a shock travels at the slope between the two states", "[traffic]") {
  const auto model = standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 0.4}}), {{{2}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.6, 0, 1000);
  const Outcome outcome = simulate(model, trips, 1000);
  double reached = 0.0;
  for (const auto& entry : outcome.entries) {
    const Tick waited = entry.time - trips[static_cast<std::size_t>(entry.vehicle)].ready;
    if (entry.link == 0 && waited > from_seconds(0.5)) {
      reached = entry.time.seconds();
      break;
    }
  }
  CHECK(reached == exactly(500.0));  // 50 s to the end, then 1000 m at 0.2 / 0.09 m/s
}

TEST_CASE("traffic: cumulative curves through a bottleneck of 0.5", "[traffic]") {
  const auto model = standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 0.5}}), {{{2}}});
  std::vector<Trip> trips;
  const double flows[] = {0.2, 0.5, 0.6, 0.2};
  for (int k = 0; k < 4; ++k) send(trips, 0, 0, flows[k], 500.0 * k, 500.0 * (k + 1));
  const Outcome outcome = simulate(model, trips, 2000);
  CHECK(entries_in(outcome, 0, 0, 1500) == exactly(650));
  CHECK(entries_in(outcome, 1, 0, 1500) == exactly(575));
}

TEST_CASE("traffic: merging flows share a full link by priority", "[traffic]") {
  const double weight = GENERATE(1.0, 2.0, 4.0);
  const auto model =
      standard_model(network_of(4, {{0, 2}, {1, 2}, {2, 3}}), {{{3}}}, {weight, 1.0, 1.0});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.6, 0, 1500);
  send(trips, 1, 0, 0.6, 0, 1500);
  const Outcome outcome = simulate(model, trips, 1500);
  int first = 0, second = 0;
  for (const auto& entry : outcome.entries) {
    if (entry.link != 2 || entry.time < from_seconds(600)) continue;
    ++(trips[static_cast<std::size_t>(entry.vehicle)].origin == 0 ? first : second);
  }
  const double expected = std::min(0.6, 0.8 * weight / (1.0 + weight));
  CHECK(first / 900.0 == exactly(expected));
  CHECK(second / 900.0 == exactly(0.8 - expected));
}

TEST_CASE("traffic: at a diverge the blocked branch holds the other up", "[traffic]") {
  const auto model =
      standard_model(network_of(4, {{0, 1}, {1, 2, 1000, 20, 0.2}, {1, 3}}), {{{2}}, {{3}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.5, 0, 3000);
  for (std::size_t k = 0; k < trips.size(); ++k) trips[k].destination = k % 5 < 3 ? 0 : 1;
  const Outcome outcome = simulate(model, trips, 3000);
  const int passed = entries_in(outcome, 1, 1500, 3000) + entries_in(outcome, 2, 1500, 3000);
  CHECK(passed / 1500.0 == exactly(1.0 / 3.0));
}

TEST_CASE("traffic: nobody takes a way twice as long without need", "[traffic]") {
  const double length = GENERATE(1000.0, 2000.0);
  traffic::Rules rules;
  const auto model = standard_model(network_of(4, {{0, 1}, {1, 3}, {0, 2, length}, {2, 3, length}}),
                                    {{{3}}}, {}, rules);
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 1500);
  const Outcome outcome = simulate(model, trips, 3000);
  REQUIRE(outcome.sink.arrivals.size() == 1200);
  CHECK(mean_time(outcome, trips) == roughly(100));
  if (length > 1000.0) CHECK(entries_in(outcome, 0, 0, 3000) == 1200);
}

TEST_CASE("traffic: four equal ways of 0.3 each share what one cannot carry", "[traffic]") {
  traffic::Rules rules;
  rules.perceive_every = from_seconds(60);
  rules.perceive_least = from_seconds(10);
  rules.perceive_share = 0.1;
  std::vector<Road> roads;
  for (std::int32_t k = 1; k <= 4; ++k) roads.push_back({0, k});
  for (std::int32_t k = 1; k <= 4; ++k) roads.push_back({k, 5, 1000, 20, 0.3});
  const auto model = standard_model(network_of(6, roads), {{{5}}}, {}, rules);
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 2000);
  const Outcome outcome = simulate(model, trips, 8000);
  REQUIRE(outcome.sink.arrivals.size() == 1600);
  for (std::int32_t link = 0; link < 4; ++link) {
    CHECK(outcome.state.links[link].entered == Approx(400).epsilon(0.2));  // as UXsim's tolerance
  }
}

TEST_CASE("traffic: what does not fit waits beside the road", "[traffic]") {
  const auto model = standard_model(network_of(2, {{0, 1}}), {{{1}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 2.0, 0, 500);
  const Outcome outcome = simulate(model, trips, 500);
  CHECK(outcome.state.arrivals == roughly(350));
  CHECK(outcome.state.links[0].on == roughly(40));
  CHECK(outcome.state.waiting_at_origins == roughly(610));
}

TEST_CASE("traffic: a dead end holds those who go there and blocks nobody", "[traffic]") {
  const auto model = standard_model(network_of(4, {{0, 1}, {1, 2}}), {{{2}}, {{3}}});
  std::vector<Trip> trips;
  send(trips, 0, 1, 0.2, 0, 100);
  send(trips, 0, 0, 0.2, 0, 100);
  const Outcome outcome = simulate(model, trips, 1000);
  CHECK(outcome.sink.strandings.size() == 20);
  CHECK(traffic::census(outcome.state).held == 20);
  CHECK(outcome.state.arrivals == 20);
}

TEST_CASE("traffic: a ring in gridlock stands until the squeeze rule lets it drain", "[traffic]") {
  const bool rule = GENERATE(false, true);
  std::vector<Road> roads;
  for (std::int32_t k = 0; k < 4; ++k) roads.push_back({k, (k + 1) % 4, 50});
  for (std::int32_t k = 0; k < 4; ++k) roads.push_back({k, 4 + k, 50});
  traffic::Rules rules = plain_rules();
  rules.stuck_after = rule ? from_seconds(300) : from_seconds(1e7);
  const auto model = standard_model(network_of(8, roads), {{{4}}, {{5}}, {{6}}, {{7}}}, {}, rules);
  std::vector<Trip> trips;  // everybody goes three sides round, so the ring fills
  for (std::int32_t k = 0; k < 4; ++k) send(trips, k, (k + 3) % 4, 0.8, 0, 250);
  const Outcome outcome = simulate(model, trips, 300000);
  CHECK((outcome.state.squeezed > 0) == rule);
  CHECK(outcome.state.arrivals == (rule ? 800 : 0));
}
