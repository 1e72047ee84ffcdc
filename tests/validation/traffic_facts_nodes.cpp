// SPDX-License-Identifier: Apache-2.0
// Merges, diverges, origins, dead ends and gridlock. Would catch: shares of a merge other than
// declared, a diverge that lets overtake, vehicles that vanish, a ring that drains by itself.
#include <catch2/catch.hpp>

#include "tests/validation/facts.hpp"
#include "tests/validation/traffic_stays.hpp"

namespace {

using namespace sandtable;
using namespace sandtable::traffic_tests;
using namespace sandtable::validation;
using traffic::Trip;

const std::string merge_topic = "Two links merge into one of 0.8 a second";

traffic::Model merge_of(double weight) {
  return standard_model(network_of(4, {{0, 2}, {1, 2}, {2, 3}}), {{{3}}}, {weight, 1.0, 1.0});
}

}  // namespace

TEST_CASE("traffic: merging flows share a full link by priority", "[traffic][fact]") {
  for (const double weight : {1.0, 2.0, 4.0}) {
    std::vector<Trip> trips;
    send(trips, 0, 0, 0.6, 0, 1500);
    send(trips, 1, 0, 0.6, 0, 1500);
    const auto stays = stays_of(simulate(merge_of(weight), trips, 1500));
    double first = 0, second = 0;
    for (const Stay& stay : stays[2])
      if (stay.in >= 600)
        ++(trips[static_cast<std::size_t>(stay.vehicle)].origin == 0 ? first : second);
    const double expected = std::min(0.6, 0.8 * weight / (1.0 + weight));
    const std::string by =
        ", 0.6 each, priorities " + std::to_string(static_cast<int>(weight)) + ":1, 1/s";
    const Source source = weight == 2.0 ? Source{"UXsim, exact", 0.02} : exact;
    reproduce({merge_topic, "first" + by, expected, first / 900}, source);
    reproduce({merge_topic, "second" + by, 0.8 - expected, second / 900}, source);
  }
}

TEST_CASE("traffic: equal flows merge in equal times", "[traffic][fact]") {
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.5, 0, 1000);
  send(trips, 1, 0, 0.5, 0, 1000);
  const Outcome outcome = simulate(merge_of(1.0), trips, 3000);
  double time[2] = {0, 0};
  for (const auto& arrival : outcome.sink.arrivals) {
    const Trip& trip = trips[static_cast<std::size_t>(arrival.vehicle)];
    time[trip.origin] += (arrival.time - trip.ready).seconds() / 500;
  }
  reproduce({merge_topic, "first, 0.5 each, volume", 500,
             static_cast<double>(outcome.state.links[0].entered)},
            uxsim);
  reproduce(
      {merge_topic, "second, volume", 500, static_cast<double>(outcome.state.links[1].entered)},
      uxsim);
  reproduce(
      {merge_topic, "both, volume", 1000, static_cast<double>(outcome.state.links[2].entered)},
      uxsim);
  reproduce({merge_topic, "time of the first over that of the second", 1, time[0] / time[1]},
            uxsim);
}

TEST_CASE("traffic: those who depart share with those who pass by priority", "[traffic][fact]") {
  for (const double priority : {1.0, 3.0}) {
    traffic::LinkRules rules = standard_rules();
    rules.origin_priority = priority;
    const auto network = network_of(3, {{0, 1}, {1, 2}});
    const auto model = traffic::make_model(network, traffic::make_link_table(*network, rules),
                                           plain_rules(), {{{2}}});
    std::vector<Trip> trips;
    send(trips, 0, 0, 0.8, 0, 1500);
    send(trips, 1, 0, 0.8, 0, 1500);
    const auto stays = stays_of(simulate(model, trips, 1500));
    double departing = 0;
    for (const Stay& stay : stays[1])
      departing += stay.in >= 600 && trips[static_cast<std::size_t>(stay.vehicle)].origin == 1;
    reproduce({merge_topic,
               "departing among passing, 0.8 each, priority " +
                   std::to_string(static_cast<int>(priority)) + ":1, 1/s",
               0.8 * priority / (1 + priority), departing / 900},
              {"declared rule", 0.02});
  }
}

TEST_CASE("traffic: at a diverge the blocked branch holds the other up", "[traffic][fact]") {
  const auto model =
      standard_model(network_of(4, {{0, 1}, {1, 2, 1000, 20, 0.2}, {1, 3}}), {{{2}}, {{3}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.5, 0, 1000);
  for (std::size_t k = 0; k < trips.size(); ++k) trips[k].destination = k % 5 < 3 ? 0 : 1;
  const auto stays = stays_of(simulate(model, trips, 4000));
  double time = 0;
  for (const Stay& stay : stays[0])
    time += stay.out - trips[static_cast<std::size_t>(stay.vehicle)].ready.seconds();
  const std::string topic = "A diverge, 0.3 of 0.5 go where 0.2 may enter";
  const double flow = (left_by(stays[0], 1400) - left_by(stays[0], 400)) / 1000.0;
  reproduce({topic, "flow out of the link before, 1/s", 1.0 / 3.0, flow}, exact);
  reproduce({topic, "flow of the free branch, 1/s", 0.4 / 3.0,
             (entered_by(stays[2], 1400) - entered_by(stays[2], 400)) / 1000.0},
            exact);
  reproduce({topic, "time to the diverge of 500 trips, s", 300, time / 500}, exact);
  reproduce({topic, "the same as UXsim has it, s", 333, time / 500}, uxsim_wide);
}

TEST_CASE("traffic: what does not fit waits beside the road", "[traffic][fact]") {
  const auto model = standard_model(network_of(2, {{0, 1}}), {{{1}}});
  std::vector<Trip> trips;
  send(trips, 0, 0, 2.0, 0, 500);
  const Outcome outcome = simulate(model, trips, 500);
  const std::string topic = "1,000 trips in 500 s into a link of 0.8 a second";
  reproduce({topic, "done", 350, static_cast<double>(outcome.state.arrivals)}, uxsim);
  reproduce({topic, "on the link", 40, static_cast<double>(outcome.state.links[0].on)}, uxsim);
  reproduce(
      {topic, "wait at the origin", 610, static_cast<double>(outcome.state.waiting_at_origins)},
      uxsim);
}

TEST_CASE("traffic: a dead end holds those who go there and blocks nobody", "[traffic][fact]") {
  const auto model = standard_model(network_of(4, {{0, 1}, {1, 2}}), {{{2}}, {{3}}});
  std::vector<Trip> trips;
  send(trips, 0, 1, 0.2, 0, 100);
  send(trips, 0, 0, 0.2, 0, 100);
  const Outcome outcome = simulate(model, trips, 1000);
  const std::string topic = "20 of 40 trips lead into a dead end";
  reproduce({topic, "told to have no way, once each", 20,
             static_cast<double>(outcome.sink.strandings.size())},
            {"UXsim: 20 abort", 0.0});
  reproduce({topic, "held", 20, static_cast<double>(traffic::census(outcome.state).held)},
            {"declared rule", 0.0});
  reproduce({topic, "done", 20, static_cast<double>(outcome.state.arrivals)}, {"UXsim", 0.0});
}

TEST_CASE("traffic: a ring in gridlock stands until the squeeze rule lets it drain",
          "[traffic][fact]") {
  const std::string topic = "A ring of four links in gridlock, 800 trips";
  for (const bool rule : {false, true}) {
    std::vector<Road> roads;
    for (std::int32_t k = 0; k < 4; ++k) roads.push_back({k, (k + 1) % 4, 50});
    for (std::int32_t k = 0; k < 4; ++k) roads.push_back({k, 4 + k, 50});
    traffic::Rules rules = plain_rules();
    rules.stuck_after = rule ? from_seconds(300) : from_seconds(1e7);
    const auto model =
        standard_model(network_of(8, roads), {{{4}}, {{5}}, {{6}}, {{7}}}, {}, rules);
    std::vector<Trip> trips;  // everybody goes three sides round, so the ring fills
    for (std::int32_t k = 0; k < 4; ++k) send(trips, k, (k + 3) % 4, 0.8, 0, 250);
    const Outcome outcome = simulate(model, trips, 300000);
    const std::string which = rule ? " with the rule (300 s)" : " without the gridlock rule";
    reproduce(
        {topic, "done" + which, rule ? 800.0 : 0.0, static_cast<double>(outcome.state.arrivals)},
        {"fluid limit", 0.0});
    if (rule)
      reproduce_above({topic, "squeezes" + which, 0, static_cast<double>(outcome.state.squeezed)},
                      {"declared rule"});
    else
      reproduce({topic, "squeezes" + which, 0, static_cast<double>(outcome.state.squeezed)},
                {"declared rule", 0.0});
  }
}
