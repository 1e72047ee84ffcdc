// SPDX-License-Identifier: Apache-2.0
// Queues against what can be worked out on paper. Would catch: a discharge other than declared, a
// delay that is not the area between the curves, a queue that depends on who stands in it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/validation/facts.hpp"
#include "tests/validation/traffic_stays.hpp"

namespace {

using namespace sandtable;
using namespace sandtable::traffic_tests;
using namespace sandtable::validation;
using traffic::Trip;

struct Discharge {
  double rate = 0.0, delay = 0.0;
};

/// Of a bottleneck of 2/3 a second, while its queue stands; demand 0.8 to 500 s, then 0.4.
Discharge discharge(double drop, double until_m_s) {
  traffic::Rules rules = plain_rules();
  rules.capacity_drop = drop;
  rules.capacity_drop_until_m_s = until_m_s;
  const auto model =
      standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 2.0 / 3.0}}), {{{2}}}, {}, rules);
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 500);
  send(trips, 0, 0, 0.4, 500, 1500);
  const Outcome outcome = simulate(model, trips, 5000);
  const auto stays = stays_of(outcome);
  return {(entered_by(stays[1], 650) - entered_by(stays[1], 450)) / 200.0,
          mean_time(outcome, trips) - 100};
}

}  // namespace

TEST_CASE("traffic: the capacity drop", "[traffic][fact]") {
  const std::string topic = "Capacity drop at a bottleneck of 2/3 a second";
  const Discharge off = discharge(0, 0), on = discharge(0.1, 0);
  reproduce({topic, "discharge without it, 1/s", 2.0 / 3.0, off.rate}, exact);
  reproduce({topic, "discharge of a queue, drop of 10 %, 1/s", 0.6, on.rate}, exact);
  reproduce({topic, "delay a trip, drop of 10 %, s", 62.5, on.delay}, exact);
  // The queue that fills the link settles where q = C (1 - d (1 - v / v1)) and v = q / (kj - q /
  // w): C = 2/3, d = 0.2, v1 = 20 m/s give q = 0.5792 and v = 6.88 m/s.
  reproduce({topic, "discharge, drop of 20 % that fades until 20 m/s, 1/s", 0.5792,
             discharge(0.2, 20).rate},
            exact);
  reproduce_above(
      {topic, "discharge where nothing is lost from 1 m/s on, 1/s", 0.6533, discharge(0.2, 1).rate},
      {"declared rule"});
}

TEST_CASE("traffic: a point queue's delay is the area between the curves", "[traffic][fact]") {
  const auto model = standard_model(network_of(3, {{0, 1, 4000}, {1, 2, 1000, 20, 0.5}}), {{{2}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.3, 0, 400);
  send(trips, 0, 0, 0.7, 400, 1000);
  send(trips, 0, 0, 0.2, 1000, 2000);
  const Outcome outcome = simulate(model, trips, 5000);
  // 0.2 a second too many for 600 s, 0.3 a second too few until the queue is gone after 400 s.
  const double area = 0.5 * (600 + 400) * 120;
  reproduce({"A point queue, 0.7 a second for 600 s into 0.5", "sum of delays, s", area,
             total_time(outcome, trips) - 250.0 * static_cast<double>(trips.size())},
            exact);
}

// Vickrey (1969): N commuters wish to pass a bottleneck of s at one time; an hour in the queue
// costs 1, one too early beta, one too late gamma. In equilibrium each pays beta gamma / (beta +
// gamma) N / s. The departures of the equilibrium are given to the model; its queue must make it
// one.
TEST_CASE("traffic: Vickrey's equilibrium costs everybody the same", "[traffic][fact]") {
  constexpr double count = 900, s = 0.5, beta = 0.5, gamma = 2.0, wish = 4000;
  const double cost = beta * gamma / (beta + gamma) * count / s;
  const double first = wish - gamma / (beta + gamma) * count / s;
  const double on_time = wish - cost;  // when he departs who arrives as he wishes
  const double early = s / (1 - beta), late = s / (1 + gamma);
  const auto model =
      standard_model(network_of(3, {{0, 1, 4000, 20, 4.0, 5.0}, {1, 2, 20, 20, s}}), {{{2}}});
  const double free_flow = 201;
  std::vector<Trip> trips;
  send(trips, 0, 0, early, first - free_flow, on_time - free_flow);
  send(trips, 0, 0, late, on_time - free_flow,
       on_time - free_flow + (count - early * (on_time - first)) / late);
  const Outcome outcome = simulate(model, trips, 20000);
  double least = 1e18, most = 0;
  for (const auto& arrival : outcome.sink.arrivals) {
    const double at = arrival.time.seconds();
    const double waited =
        at - trips[static_cast<std::size_t>(arrival.vehicle)].ready.seconds() - free_flow;
    const double pays = waited + beta * std::max(0.0, wish - at) + gamma * std::max(0.0, at - wish);
    least = std::min(least, pays);
    most = std::max(most, pays);
  }
  const std::string topic = "Vickrey's bottleneck: 900 through 0.5 a second, beta 0.5, gamma 2";
  reproduce({topic, "commuters", count, static_cast<double>(outcome.sink.arrivals.size())}, exact);
  reproduce({topic, "least that somebody pays, s", cost, least}, exact);
  reproduce({topic, "most that somebody pays, s", cost, most}, exact);
}
