// SPDX-License-Identifier: Apache-2.0
// Links in a row. Would catch: a flow above capacity, a queue of another density, length or time
// than kinematic-wave theory gives, a wave of another speed.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/validation/facts.hpp"
#include "tests/validation/traffic_stays.hpp"

namespace {

using namespace sandtable;
using namespace sandtable::traffic_tests;
using namespace sandtable::validation;
using traffic::Trip;

struct Measured {
  std::vector<Trip> trips;
  Outcome outcome;
  std::vector<std::vector<Stay>> stays;
};

Measured measure(const traffic::Model& model, std::vector<Trip> trips, double until_s) {
  Outcome outcome = simulate(model, trips, until_s);
  auto stays = stays_of(outcome);
  return {std::move(trips), std::move(outcome), std::move(stays)};
}

/// 0.8 a second to 500 s, then 0.4 to 1500 s: 800 trips.
std::vector<Trip> rush() {
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 500);
  send(trips, 0, 0, 0.4, 500, 1500);
  return trips;
}

void tell_times(const std::string& topic, const Measured& run, double free_flow, double total,
                double mean, double delay) {
  REQUIRE(run.outcome.sink.arrivals.size() == 800);
  const double got = mean_time(run.outcome, run.trips);
  reproduce({topic, "delay a trip, s", 31.25, got - free_flow}, exact);
  reproduce({topic, "total time of 800 trips, s", total, 800 * got}, uxsim);
  reproduce({topic, "mean time, s", mean, got}, uxsim);
  reproduce({topic, "delay a trip as UXsim has it, s", delay, got - free_flow}, uxsim);
}

}  // namespace

TEST_CASE("traffic: one link at free flow", "[traffic][fact]") {
  const auto model = standard_model(network_of(2, {{0, 1}}), {{{1}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.5, 0, 500);
  const Measured run = measure(model, trips, 1000);
  const std::string topic = "One link of 1,000 m, 0.5 vehicles a second for 500 s";
  const double mean = mean_time(run.outcome, run.trips);
  reproduce({topic, "trips", 250, static_cast<double>(run.outcome.sink.arrivals.size())}, exact);
  reproduce({topic, "total time, s", 12500, 250 * mean}, exact);
  reproduce({topic, "mean time, s", 50, mean}, exact);
  reproduce({topic, "delay, s", 0, mean - 50}, {"exact", 0, 0.01});
  const Regime steady = regime(run.stays[0], 1000, 100, 400);
  reproduce({topic, "flow, 1/s", 0.5, steady.q}, exact);
  reproduce({topic, "density, 1/m", 0.025, steady.k}, exact);
  reproduce({topic, "speed, m/s", 20, steady.v()}, exact);
}

TEST_CASE("traffic: a link passes u w k / (u + w) at most, at density q / u", "[traffic][fact]") {
  const auto model = standard_model(network_of(2, {{0, 1}}), {{{1}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 1.2, 0, 1000);
  const Measured run = measure(model, trips, 1000);
  const Regime full = regime(run.stays[0], 1000, 200, 700);
  const std::string topic = "One link, demand of 1.2 a second above its capacity";
  reproduce({topic, "flow, 1/s", 0.8, full.q}, exact);
  reproduce({topic, "density, 1/m", 0.04, full.k}, exact);
  reproduce({topic, "speed, m/s", 20, full.v()}, exact);
}

TEST_CASE("traffic: a slower second link is a bottleneck", "[traffic][fact]") {
  const auto model = standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 10, 2.0 / 3.0}}), {{{2}}});
  const Measured run = measure(model, rush(), 4000);
  const std::string topic = "Two links, the second of 10 m/s";
  tell_times(topic, run, 150, 146000, 182.5, 32.5);
  const Regime before = regime(run.stays[0], 1000, 300, 600);
  reproduce({topic, "flow before it, 1/s", 2.0 / 3.0, before.q}, exact);
  reproduce({topic, "density before it, 1/m", 0.2 / 3.0, before.k}, exact);
  reproduce({topic, "speed before it, m/s", 10, before.v()}, exact);
}

TEST_CASE("traffic: delay at a bottleneck", "[traffic][fact]") {
  const auto plain = standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 2.0 / 3.0}}), {{{2}}});
  tell_times("Two links, the second takes 2/3 a second", measure(plain, rush(), 4000), 100, 104775,
             131, 31);
  // The model has one backward wave for all roads: 10 m/s, as the second link's in UXsim.
  traffic::LinkRules rules = standard_rules();
  rules.backward_wave_m_s = 10;
  const auto network = network_of(3, {{0, 1}, {1, 2, 1000, 20, 2.0 / 3.0, 0.5}});
  const auto dense = traffic::make_model(network, traffic::make_link_table(*network, rules),
                                         plain_rules(), {{{2}}});
  tell_times("Two links, jam density 0.1 in the second", measure(dense, rush(), 4000), 100, 106000,
             132.5, 32.5);
  const auto node =
      standard_model(network_of(4, {{0, 1}, {1, 2, 10, 20, 0.666}, {2, 3, 990}}), {{{3}}});
  tell_times("A node that takes 0.666 a second (here a link of 10 m)", measure(node, rush(), 4000),
             100, 104775, 131, 31);
}

TEST_CASE("traffic: a queue spills back into the link before", "[traffic][fact]") {
  const auto model =
      standard_model(network_of(4, {{0, 1}, {1, 2}, {2, 3, 1000, 20, 0.4}}), {{{3}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 400);
  send(trips, 0, 0, 0.4, 400, 800);
  send(trips, 0, 0, 0.1, 800, 2000);
  const std::string topic = "Three links, the last takes 0.4 a second: spillback";
  const Measured all = measure(model, trips, 4000);
  REQUIRE(all.outcome.sink.arrivals.size() == 600);
  reproduce({topic, "delay a trip, s", 231.1, mean_time(all.outcome, trips) - 150}, exact);
  const Measured early = measure(model, trips, 2000);
  reproduce({topic, "trips done by 2,000 s", 585,
             static_cast<double>(early.outcome.sink.arrivals.size())},
            uxsim);
  reproduce({topic, "their total time, s", 221050, total_time(early.outcome, trips)}, uxsim);
  reproduce({topic, "their mean time, s", 378, mean_time(early.outcome, trips)}, uxsim);
  reproduce({topic, "flow into the second before 300 s, 1/s", 0.8,
             regime(all.stays[1], 1000, 100, 300).q},
            exact);
  const Regime queue = regime(all.stays[1], 1000, 600, 750);
  reproduce({topic, "flow in the queue on link 2, 1/s", 0.4, queue.q}, exact);
  reproduce({topic, "density in it, 1/m", 0.12, queue.k}, exact);
  reproduce({topic, "speed in it, m/s", 10.0 / 3.0, queue.v()}, exact);
  // The last of 0.8 a second meet the queue 600 m from the end of link 1, where it then stands.
  const Regime half = regime(all.stays[0], 1000, 600, 750);
  reproduce({topic, "density on link 1, of which 600 m queue, 1/m", 0.08, half.k}, exact);
  reproduce({topic, "flow on link 1, 1/s", 0.4, half.q}, exact);
  // Before the queue has come through the second link its entries are a headway of 1.25 s apart.
  double reached = 0;
  for (std::size_t k = 1; k < all.stays[1].size() && reached == 0; ++k)
    if (all.stays[1][k].in - all.stays[1][k - 1].in > 2) reached = all.stays[1][k - 1].in;
  reproduce({topic, "the queue reaches the first link, s", 300, reached}, exact);
}

TEST_CASE("traffic: a shock travels at the slope between the two states", "[traffic][fact]") {
  const auto model = standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 0.4}}), {{{2}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.6, 0, 1000);
  const Measured run = measure(model, trips, 1000);
  double reached = 0;
  for (const Stay& stay : run.stays[0])
    if (stay.in - trips[static_cast<std::size_t>(stay.vehicle)].ready.seconds() > 0.5) {
      reached = stay.in;
      break;
    }
  const std::string topic = "A flow of 0.6 meets one of 0.4: a shock of -2.222 m/s";
  reproduce({topic, "it comes to the start of 1,000 m after, s", 450, reached - 50}, exact);
}

TEST_CASE("traffic: a queue that is let go starts at the wave's speed", "[traffic][fact]") {
  const auto model = standard_model(network_of(3, {{0, 1}, {1, 2}}), {{{2}}});
  traffic::Model shut = model;
  shut.links.rows[1].headway = traffic::no_flow;
  traffic::State state = traffic::begin(model);
  traffic::Sink sink;
  std::vector<traffic::LinkEntry> entries;
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 1000);
  for (const Trip& trip : trips) traffic::insert(state, model, trip);
  traffic::capacity_changed(state, model, shut);
  traffic::advance(state, shut, from_seconds(600), sink);
  const std::string topic = "A standing queue of 1,000 m is let go";
  reproduce({topic, "density in it, 1/m", 0.2, state.links[0].on / 1000.0}, exact);
  traffic::capacity_changed(state, shut, model);
  sink.entries = &entries;
  traffic::advance(state, model, from_seconds(1000), sink);
  double first = 0;
  for (const auto& entry : entries)
    if (entry.link == 0 && first == 0) first = entry.time.seconds();
  reproduce({topic, "speed of the starting wave, m/s", 5, 1000 / (first - 600)}, exact);
  int passed = 0;
  for (const auto& entry : entries) passed += entry.link == 1 && entry.time < from_seconds(700);
  reproduce({topic, "discharge, 1/s", 0.8, passed / 100.0}, exact);
}

TEST_CASE("traffic: cumulative curves through a bottleneck of 0.5", "[traffic][fact]") {
  const auto model = standard_model(network_of(3, {{0, 1}, {1, 2, 1000, 20, 0.5}}), {{{2}}});
  std::vector<Trip> trips;
  const double flows[] = {0.2, 0.5, 0.6, 0.2};
  for (int k = 0; k < 4; ++k) send(trips, 0, 0, flows[k], 500.0 * k, 500.0 * (k + 1));
  const Measured run = measure(model, trips, 4000);
  const auto& link = run.stays[0];
  const std::string topic = "Cumulative curves; flows of 0.2, 0.5, 0.6, 0.2 through 0.5 a second";
  reproduce({topic, "A(1500)", 650, static_cast<double>(entered_by(link, 1500))}, exact);
  reproduce({topic, "D(1500)", 575, static_cast<double>(left_by(link, 1500))}, exact);
  double worst = 0, fit = 0;
  for (int t = 10; t < 2000; t += 10) {
    const int entered = entered_by(link, t);
    if (entered == 0) continue;
    const double time = link[static_cast<std::size_t>(entered) - 1].time();
    worst = std::max(worst, std::abs(entered - left_by(link, t + time) - 0.0));
    fit = std::max(fit, entered - (left_by(link, t - 200.0) + 200.0));
  }
  reproduce({topic, "A(t) - D(t + time of the last to enter), most, every 10 s", 0, worst},
            {"exact", 0, 2});
  reproduce({topic, "A(t) - D(t - L/w) - kj L above 0, every 10 s", 0, std::max(0.0, fit)},
            {"exact", 0, 0.5});
}
