// SPDX-License-Identifier: Apache-2.0
// A village of four places for the tests of response/people: place k is at node k, trips end when
// the test says so.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "models/response/people/people.hpp"
#include "tests/unit/models/bench.hpp"

namespace sandtable::testing {

using models::Cue;
using models::HouseholdRule;
using models::People;
using models::Person;

inline constexpr std::int32_t no_place = std::numeric_limits<std::int32_t>::min();
enum Message : std::int64_t { advice, watch_and_act, emergency_warning, evacuate_now };

/// Answers EVACUATE_NOW by leaving after 10 min; the first threshold is never met.
inline Person leaver() {
  Person person;
  person.initial_threshold = 9;
  person.final_threshold = 0.5;
  person.impact = {0.25, 0.25, 0.25, 0.5, 0.25, 0.5, 0, 0, 0, 0};
  person.initial_lag_s = 300;
  person.final_lag_s = 600;
  person.destination = 0;
  person.fallback = 1;
  return person;
}

/// The same with dependents at place 1, fetched after 5 min.
inline Person parent() {
  Person person = leaver();
  person.initial_threshold = 0.25;
  person.dependents = 1;
  return person;
}

struct Village {
  static constexpr std::size_t nodes = 10, place_count = 4;

  models::Population data;
  People::Params params;
  std::vector<std::int64_t> arrival = times(place_count), fire_seen = arrival,
                            embers_seen = arrival;
  std::vector<std::int64_t> node_fire_seen = times(nodes), node_embers_seen = node_fire_seen;
  std::vector<float> distance = std::vector<float>(place_count, 0), node_distance = far();
  std::vector<std::int64_t> trip_end, exposed;
  std::vector<std::int32_t> at_node;
  std::unique_ptr<Bench<People>> bench;

  Village() { params.visit = Tick{at_minute(5)}; }

  static std::vector<std::int64_t> times(std::size_t n) {
    return std::vector<std::int64_t>(n, never);
  }
  static std::vector<float> far() { return std::vector<float>(nodes, 1e6F); }

  std::int32_t add(Person person, std::int32_t household = -1) {
    const auto index = static_cast<std::int32_t>(data.person.size());
    if (household < 0) household = static_cast<std::int32_t>(data.household.size());
    if (static_cast<std::size_t>(household) >= data.household.size()) data.household.emplace_back();
    data.household[static_cast<std::size_t>(household)].push_back(index);
    person.household = household;
    data.person.push_back(person);
    return index;
  }
  /// The rest of the day of the person added last: (place, minute of the end), the last for good.
  void day(const std::vector<std::pair<std::int32_t, double>>& stays) {
    params.day_plans = true;
    if (data.day_begin.empty()) data.day_begin.push_back(0);
    for (const auto& [place, end] : stays) data.stays.push_back({place, at_minute(end)});
    data.stays.back().end = never;
    data.day_begin.push_back(static_cast<std::int32_t>(data.stays.size()));
  }
  /// The audience "odd" is, for days, a zone: place 1 and the nodes 1 and 5.
  void zones_of_days() {
    data.zone_names = {"zone"};
    data.region = {{true, {}, {}}, {false, {0}, {}}};
    data.zone_of_place = {-1, 0, -1, -1};
    data.zone_of_node.assign(nodes, -1);
    data.zone_of_node[1] = data.zone_of_node[5] = 0;
  }
  void start() {
    const std::size_t n = data.person.size();
    std::vector<std::string> ids, places, node_ids;
    for (std::size_t p = 0; p < n; ++p) ids.push_back("person " + std::to_string(p));
    for (std::size_t k = 0; k < place_count; ++k) places.push_back("place " + std::to_string(k));
    for (std::size_t k = 0; k < nodes; ++k) node_ids.push_back("node " + std::to_string(k));
    data.people = std::make_shared<const Support>("people", SupportKind::people, ids);
    data.places = std::make_shared<const Support>("places", SupportKind::places, places);
    data.audiences = std::make_shared<const Support>("audiences", SupportKind::zones,
                                                     std::vector<std::string>{"everyone", "odd"});
    data.audience.resize(2);
    for (std::int32_t p = 0; p < static_cast<std::int32_t>(n); ++p) {
      data.audience[0].push_back(p);
      if (p % 2 == 1) data.audience[1].push_back(p);
    }
    data.place_node = {0, 1, 2, 3};
    data.destinations = {{"Town", 0, 0}, {"Oval", 0, 0}, {"Coast", 0, 0}};
    data.zone.assign(n, -1);
    data.kind.assign(n, 0);
    if (params.day_plans) zones_of_days();
    People model;
    model.params = params;
    model.population = std::make_shared<const models::Population>(data);
    model.nodes = std::make_shared<const Support>("nodes", SupportKind::nodes, node_ids);
    bench = std::make_unique<Bench<People>>(std::move(model));
    trip_end = exposed = times(n);
    at_node.assign(n, -1);
    see_hazard();
    see_roads();
    bench->begin();
  }
  void minute(std::vector<Action> orders = {}) { bench->step(std::move(orders)); }
  void until(double minutes) {
    while (bench->now.count < at_minute(minutes)) minute();
  }
  /// p's vehicle is at the node at the end of the minute before; the trip is over there.
  void ends(std::int32_t p, double minutes, std::int32_t node) {
    until(minutes);
    trip_end[static_cast<std::size_t>(p)] = at_minute(minutes);
    at_node[static_cast<std::size_t>(p)] = node;
    see_roads();
    minute();
  }
  void passes(std::int32_t p, double minutes, std::int32_t node) {
    until(minutes);
    at_node[static_cast<std::size_t>(p)] = node;
    see_roads();
    minute();
  }
  void reached(std::int32_t p, double minutes) {
    until(minutes);
    exposed[static_cast<std::size_t>(p)] = at_minute(minutes);
    see_roads();
    minute();
  }
  /// Sends a message in this minute.
  void say(Message kind, std::int64_t destination = -1, std::int64_t audience = 0) {
    minute({{bench->now, 0, 0, audience, {kind, destination, 0, 0}}});
  }

  const People::Actor& actor(std::int32_t p) const {
    return bench->state.actor[static_cast<std::size_t>(p)];
  }
  const People::Fates& fate() const { return bench->state.fate; }
  /// Minutes since start at which p's last trip departs; -1: none was told.
  double departs(std::int32_t p) const {
    const std::int64_t time = fate().depart[static_cast<std::size_t>(p)];
    return time >= never ? -1 : Tick{time}.seconds() / 60;
  }
  std::int32_t goes_to(std::int32_t p) const { return fate().to[static_cast<std::size_t>(p)]; }

 private:
  void see_hazard() {
    const People& m = bench->model;
    bench->set(m.arrival, arrival);
    bench->set(m.fire_seen, fire_seen);
    bench->set(m.embers_seen, embers_seen);
    bench->set(m.distance, distance);
    bench->set(m.node_distance, node_distance);
    bench->set(m.node_fire_seen, node_fire_seen);
    bench->set(m.node_embers_seen, node_embers_seen);
  }
  void see_roads() {
    const People& m = bench->model;
    bench->set(m.trip_end, trip_end);
    bench->set(m.at_node, at_node);
    bench->set(m.reached_by_fire, exposed);
  }
};

}  // namespace sandtable::testing
