// SPDX-License-Identifier: Apache-2.0
// A hamlet for the tests of response/residents: place k is at node k; water and trips' ends come
// when the test says so. It is 12 h when the story starts.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "models/response/residents/residents.hpp"
#include "tests/unit/models/bench.hpp"

namespace sandtable::testing {

using models::Fate;
using models::ResidentKind;
using models::Residents;

enum Message : std::int64_t { advice, watch_and_act, emergency_warning, evacuate_now };

struct Hamlet {
  std::vector<ResidentKind> kinds{{.name = "resident"}};
  Residents::Params params;
  bool wet = false, fire = false;  ///< whether there is such a hazard at all
  std::vector<float> depth;
  std::vector<std::int64_t> arrival, trip_end, exposed;
  std::vector<std::int32_t> at_node;
  double start_hour = 12;
  std::unique_ptr<Bench<Residents>> bench;

  /// Everybody hears at once, complies and leaves at once, until a test says otherwise.
  Hamlet() {
    params.alert_half = Tick{1};
    params.action_half = params.water_action_half = Tick{0};
  }

  /// A household at a place of its own; returns its first person.
  std::int32_t add(std::int32_t people = 1, std::int32_t kind = 0) {
    const auto first = static_cast<std::int32_t>(persons_.size());
    for (std::int32_t i = 0; i < people; ++i) {
      persons_.push_back(fmt::format("h{}/{}", households_, i));
      if (i % kinds[static_cast<std::size_t>(kind)].people_per_vehicle == 0) {
        data_.first.push_back(first + i);
        data_.place.push_back(households_);
        data_.kind.push_back(kind);
        data_.destination.push_back(0);
        data_.fallback.push_back(1);
        first_of_household_.push_back(first);
      }
    }
    ++households_;
    return first;
  }
  void start() {
    auto population = std::make_shared<models::Population>();
    const std::size_t n = persons_.size(), homes = static_cast<std::size_t>(households_);
    std::vector<std::string> places;
    for (std::int32_t k = 0; k < households_; ++k) {
      places.push_back(fmt::format("place {}", k));
      population->place_node.push_back(k);
    }
    population->people = std::make_shared<const Support>("people", SupportKind::people, persons_);
    population->places = std::make_shared<const Support>("places", SupportKind::places, places);
    population->audiences = std::make_shared<const Support>(
        "audiences", SupportKind::zones, std::vector<std::string>{"everyone", "nobody"});
    population->destinations = {{"Town", 0, 0}, {"Oval", 0, 0}, {"Coast", 0, 0}};
    population->zone.assign(n, -1);
    population->kind.assign(n, 0);
    data_.kinds = kinds;
    data_.audience.resize(2);
    for (std::size_t i = 0; i < data_.first.size(); ++i) {
      data_.key.push_back(
          population->people->key(static_cast<std::size_t>(first_of_household_[i])));
      data_.audience[0].push_back(static_cast<std::int32_t>(i));
    }
    data_.first.push_back(static_cast<std::int32_t>(n));
    Residents model;
    model.params = params;
    model.population = population;
    model.parties = std::make_shared<const models::Parties>(data_);
    model.start_clock_s = 3600 * start_hour;
    bench = std::make_unique<Bench<Residents>>(std::move(model));
    if (depth.empty()) depth.assign(homes, 0);
    if (arrival.empty()) arrival.assign(homes, never);
    trip_end.assign(n, never);
    exposed.assign(n, never);
    at_node.assign(n, -1);
    see_hazard();
    see_roads();
    bench->begin();
  }
  void minute(std::vector<Action> orders = {}) { bench->step(std::move(orders)); }
  void until(double minutes) {
    while (bench->now.count < at_minute(minutes)) minute();
  }
  /// Sends a message in this minute.
  void say(Message kind, std::int64_t destination = -1, std::int64_t audience = 0) {
    minute({{bench->now, 0, 0, audience, {kind, destination, 0, 0}}});
  }
  /// From this minute on, at all places.
  void water(double minutes, float depth_m) {
    until(minutes);
    std::ranges::fill(depth, depth_m);
    see_hazard();
    minute();
  }
  /// p's vehicle is at the node at the end of the minute before; the trip is over there.
  void ends(std::int32_t p, double minutes, std::int32_t node) {
    until(minutes);
    trip_end[static_cast<std::size_t>(p)] = at_minute(minutes);
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

  bool is(Fate fate, std::int32_t p = 0) const { return values(fate)[static_cast<std::size_t>(p)]; }
  const std::vector<std::uint8_t>& values(Fate fate) const {
    return bench->written<std::uint8_t>(bench->model.fate[static_cast<std::size_t>(fate)].slot);
  }
  static double in_minutes(std::int64_t time) {
    return time >= never ? -1 : Tick{time}.seconds() / 60;
  }
  /// Minutes since start at which p's last trip departs; -1: none was told.
  double departs(std::int32_t p = 0) const {
    return in_minutes(departures()[static_cast<std::size_t>(p)]);
  }
  const std::vector<std::int64_t>& departures() const {
    return bench->written<std::int64_t>(bench->model.depart.slot);
  }
  const std::vector<std::int64_t>& warned_times() const {
    return bench->written<std::int64_t>(bench->model.warned_time.slot);
  }
  std::int32_t goes_to(std::int32_t p = 0) const {
    return bench->written<std::int32_t>(bench->model.to.slot)[static_cast<std::size_t>(p)];
  }

 private:
  void see_hazard() {
    if (wet) bench->set(bench->model.water, depth);
    if (fire) bench->set(bench->model.arrival, arrival);
  }
  void see_roads() {
    bench->set(bench->model.trip_end, trip_end);
    bench->set(bench->model.at_node, at_node);
    bench->set(bench->model.exposed_time, exposed);
  }

  models::Parties data_;
  std::vector<std::string> persons_;
  std::vector<std::int32_t> first_of_household_;  ///< (party)
  std::int32_t households_ = 0;
};

}  // namespace sandtable::testing
