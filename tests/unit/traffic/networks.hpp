// SPDX-License-Identifier: Apache-2.0
// Small networks for the tests of the traffic kernel.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "models/response/traffic/advance.hpp"
#include "models/response/traffic/model.hpp"
#include "models/response/traffic/observe.hpp"

namespace sandtable::traffic_tests {

struct Road {
  std::int32_t from, to;
  double length_m = 1000.0, speed_m_s = 20.0, capacity_per_s = 0.8, lanes = 1.0;
};

inline std::shared_ptr<const RoadNetwork> network_of(std::int32_t nodes,
                                                     const std::vector<Road>& roads) {
  auto network = std::make_shared<RoadNetwork>();
  for (std::int32_t node = 0; node < nodes; ++node) {
    network->node_id.push_back(std::to_string(node));
    network->node_x.push_back(node);
    network->node_y.push_back(0.0);
  }
  for (const Road& road : roads) {
    network->link_id.push_back(std::to_string(network->link_id.size()));
    network->from.push_back(road.from);
    network->to.push_back(road.to);
    network->length_m.push_back(road.length_m);
    network->free_speed_m_s.push_back(road.speed_m_s);
    network->capacity_per_s.push_back(road.capacity_per_s);
    network->lanes.push_back(road.lanes);
  }
  network->index();
  return network;
}

/// Uniform whole numbers below a bound, the same on every machine.
struct Dice {
  std::mt19937_64 engine;
  explicit Dice(std::uint64_t seed) : engine(seed) {}
  std::int32_t below(std::int32_t bound) {
    return static_cast<std::int32_t>(engine() % static_cast<std::uint64_t>(bound));
  }
};

/// A ring through all nodes, so that there is always a way, and `extra` more links.
inline std::shared_ptr<const RoadNetwork> random_network(Dice& dice, std::int32_t nodes,
                                                         std::int32_t extra) {
  std::vector<Road> roads;
  for (std::int32_t k = 0; k < nodes + extra; ++k) {
    Road road{k, (k + 1) % nodes};
    if (k >= nodes) road = {dice.below(nodes), dice.below(nodes)};
    road.length_m = 10.0 * (1 + dice.below(30));
    road.speed_m_s = 5.0 * (1 + dice.below(4));
    road.capacity_per_s = 0.1 * (2 + dice.below(8));
    road.lanes = 0.5 * (1 + dice.below(4));
    roads.push_back(road);
  }
  return network_of(nodes, roads);
}

/// UXsim's standard road: 0.2 vehicles a metre, a backward wave of 5 m/s, so 0.8 vehicles a second
/// at 20 m/s.
inline traffic::LinkRules standard_rules() {
  traffic::LinkRules rules;
  rules.vehicle_length_m = 5.0;
  rules.backward_wave_m_s = 5.0;
  return rules;
}

inline traffic::Rules plain_rules() {
  traffic::Rules rules;
  rules.perceive_delays = false;
  return rules;
}

inline traffic::Model standard_model(std::shared_ptr<const RoadNetwork> network,
                                     std::vector<traffic::Destination> destinations,
                                     std::vector<double> priority = {},
                                     traffic::Rules rules = plain_rules()) {
  auto links = traffic::make_link_table(*network, standard_rules(), priority);
  return traffic::make_model(std::move(network), std::move(links), rules, std::move(destinations));
}

/// Vehicles that leave a node evenly: `flow` a second from `begin` to `end` (s).
inline void send(std::vector<traffic::Trip>& trips, std::int32_t origin, std::int32_t destination,
                 double flow, double begin, double end) {
  const auto count = static_cast<std::int32_t>((end - begin) * flow + 0.5);
  for (std::int32_t k = 0; k < count; ++k) {
    traffic::Trip trip;
    trip.vehicle = static_cast<std::int32_t>(trips.size());
    trip.ready = from_seconds(begin + k / flow);
    trip.origin = origin;
    trip.destination = destination;
    trips.push_back(trip);
  }
}

struct Outcome {
  traffic::State state;
  traffic::Sink sink;
  std::vector<traffic::LinkEntry> entries;
};

inline Outcome simulate(const traffic::Model& model, const std::vector<traffic::Trip>& trips,
                        double until_s) {
  Outcome outcome{traffic::begin(model), {}, {}};
  for (const traffic::Trip& trip : trips) traffic::insert(outcome.state, model, trip);
  outcome.sink.entries = &outcome.entries;
  traffic::advance(outcome.state, model, from_seconds(until_s), outcome.sink);
  outcome.sink.entries = nullptr;
  return outcome;
}

/// Traffic that goes on from where it stands.
struct Run {
  traffic::Model model;
  traffic::State state;
  traffic::Sink sink;
  explicit Run(traffic::Model made) : model(std::move(made)), state(traffic::begin(model)) {}
  void go(double until_s) { traffic::advance(state, model, from_seconds(until_s), sink); }
};

/// Entries into a link in [begin, end) s.
inline int entries_in(const Outcome& outcome, std::int32_t link, double begin, double end) {
  int count = 0;
  for (const traffic::LinkEntry& entry : outcome.entries) {
    count +=
        entry.link == link && entry.time >= from_seconds(begin) && entry.time < from_seconds(end);
  }
  return count;
}

/// Mean time from being ready to arriving, s.
inline double mean_time(const Outcome& outcome, const std::vector<traffic::Trip>& trips) {
  double sum = 0.0;
  for (const traffic::Arrival& arrival : outcome.sink.arrivals) {
    sum += (arrival.time - trips[static_cast<std::size_t>(arrival.vehicle)].ready).seconds();
  }
  return sum / static_cast<double>(outcome.sink.arrivals.size());
}

}  // namespace sandtable::traffic_tests
