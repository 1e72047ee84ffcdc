// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <map>

#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;
using traffic::Trip;

namespace {

struct Town {
  traffic::Model model;
  std::vector<Trip> trips;
};

Town random_town(std::uint64_t seed, traffic::Rules rules) {
  Dice dice(seed);
  const auto network = random_network(dice, 25, 35);
  Town town{standard_model(network, {{{0, 1}}, {{12}}, {{20, 21}}}, {}, rules), {}};
  for (std::int32_t vehicle = 0; vehicle < 1500; ++vehicle) {
    Trip trip;
    trip.vehicle = vehicle;
    trip.ready = from_seconds(0.25 * dice.below(4000));
    trip.origin = dice.below(25);
    trip.destination = dice.below(3);
    if (dice.below(5) == 0) {  // some along a path of their own
      trip.destination = traffic::none;
      std::vector<std::int64_t> cost;
      for (const auto& row : town.model.links.rows) cost.push_back(row.free_flow);
      const std::int32_t to = dice.below(25);
      trip.path = std::make_shared<const std::vector<std::int32_t>>(
          *traffic::shortest_path(*network, cost, trip.origin, std::span(&to, 1)));
    }
    town.trips.push_back(trip);
  }
  return town;
}

traffic::Rules alert_rules() {
  traffic::Rules rules;
  rules.perceive_every = from_seconds(60);
  rules.perceive_least = from_seconds(20);
  return rules;
}

void check_counts(const traffic::State& state, const traffic::Model& model) {
  REQUIRE(state.inserted == state.arrivals + state.removed + traffic::census(state).all());
  std::int64_t on_links = 0;
  for (std::int32_t link = 0; link < model.links.size(); ++link) {
    on_links += state.links[link].on;
    if (state.squeezed == 0) REQUIRE(state.links[link].on <= model.links[link].spaces);
  }
  REQUIRE(on_links == traffic::census(state).on_links);
  REQUIRE(state.waiting_at_origins == traffic::census(state).at_origins);
}

}  // namespace

// Would catch: a vehicle lost or doubled, more vehicles on a link than fit on it.
TEST_CASE("traffic: vehicles are conserved and fit on their links", "[traffic]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Town town = random_town(seed, alert_rules());
    traffic::State state = traffic::begin(town.model);
    traffic::Sink sink;
    for (const Trip& trip : town.trips) traffic::insert(state, town.model, trip);
    for (int minute = 1; minute <= 60; ++minute) {
      traffic::advance(state, town.model, from_seconds(60.0 * minute), sink);
      check_counts(state, town.model);
    }
    traffic::advance(state, town.model, from_seconds(1e6), sink);
    CHECK(state.arrivals == 1500);
  }
}

// Would catch: a link that passes more than its capacity in some window, or lets one overtake.
TEST_CASE("traffic: links keep their capacity and their order", "[traffic]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Town town = random_town(seed, alert_rules());
    Outcome outcome = simulate(town.model, town.trips, 1e6);
    std::map<std::int32_t, std::vector<traffic::LinkEntry>> by_link, by_vehicle;
    for (const auto& entry : outcome.entries) {
      by_link[entry.link].push_back(entry);
      by_vehicle[entry.vehicle].push_back(entry);
    }
    std::map<std::pair<std::int32_t, std::int64_t>, Tick> left;  // (vehicle, entry): its exit
    for (const auto& arrival : outcome.sink.arrivals) {
      const auto& way = by_vehicle[arrival.vehicle];
      for (std::size_t k = 0; k < way.size(); ++k) {
        left[{arrival.vehicle, way[k].time.count}] =
            k + 1 < way.size() ? way[k + 1].time : arrival.time;
      }
    }
    for (const auto& [link, entries] : by_link) {
      const Tick headway{town.model.links[link].headway};
      for (std::size_t k = 1; k < entries.size(); ++k) {
        if (outcome.state.squeezed == 0) {
          REQUIRE(entries[k].time - entries[k - 1].time >= headway);
        }
        REQUIRE(left.at({entries[k].vehicle, entries[k].time.count}) -
                    left.at({entries[k - 1].vehicle, entries[k - 1].time.count}) >=
                headway);
      }
    }
  }
}

// Would catch: anything outside the state that the future depends on, and a result that depends on
// how often the engine calls.
TEST_CASE("traffic: in slices, in one go, or from a copy: the same bits", "[traffic]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Town town = random_town(seed, alert_rules());
    const Outcome whole = simulate(town.model, town.trips, 7200);
    traffic::State state = traffic::begin(town.model);
    traffic::Sink sink;
    std::vector<Trip> backwards(town.trips.rbegin(), town.trips.rend());
    for (const Trip& trip : backwards) traffic::insert(state, town.model, trip);
    for (int minute = 1; minute <= 30; ++minute) {
      traffic::advance(state, town.model, from_seconds(60.0 * minute), sink);
    }
    traffic::State copy = state;
    traffic::Sink of_copy = sink;
    traffic::advance(copy, town.model, from_seconds(7200), of_copy);
    for (int minute = 31; minute <= 120; ++minute) {
      traffic::advance(state, town.model, from_seconds(60.0 * minute), sink);
    }
    REQUIRE(sink.arrivals == whole.sink.arrivals);
    REQUIRE(of_copy.arrivals == whole.sink.arrivals);
    REQUIRE(state.outlook.link == whole.state.outlook.link);
  }
}

// Would catch: a vehicle lost among those who wait, stand or turn round as roads close, slow down
// and open; a way that is not what a table made anew would give.
TEST_CASE("traffic: vehicles are conserved while roads close and open", "[traffic]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Town town = random_town(seed, alert_rules());
    const auto& network = *town.model.network;
    Dice dice(100 + seed);
    traffic::State state = traffic::begin(town.model);
    traffic::Sink sink;
    for (const Trip& trip : town.trips) traffic::insert(state, town.model, trip);
    std::vector<std::int32_t> all;
    for (std::int32_t link = 0; link < network.links(); ++link) all.push_back(link);
    for (int minute = 1; minute <= 60; ++minute) {
      std::vector<std::uint8_t> closed;
      std::vector<double> speed;
      for (std::size_t k = 0; k < all.size(); ++k) {
        closed.push_back(dice.below(10) < 3);
        speed.push_back(0.25 * dice.below(5));
      }
      traffic::set_closed(state, town.model, all, closed);
      if (minute % 3 == 0) traffic::set_speed(state, town.model, all, speed);
      check_counts(state, town.model);
      traffic::advance(state, town.model, from_seconds(60.0 * minute), sink);
      check_counts(state, town.model);
      for (std::int32_t k = 0; k < 3; ++k) {
        const auto table =
            traffic::build_next_hop(network, state.outlook.link, town.model.destinations[k]);
        for (std::int32_t node = 0; node < network.nodes(); ++node)
          if (dice.below(3) == 0)  // others are asked in a later minute
            REQUIRE(traffic::way_on(state, town.model, k, node) == table.next[node]);
      }
    }
    traffic::set_closed(state, town.model, all, std::vector<std::uint8_t>(all.size(), 0));
    traffic::set_speed(state, town.model, all, std::vector<double>(all.size(), 1.0));
    traffic::advance(state, town.model, from_seconds(1e6), sink);
    CHECK(state.arrivals == 1500);
    CHECK(state.held.empty());
    CHECK(!sink.strandings.empty());
  }
}

// The oracle: on a tree all vehicles keep the order in which they start, so that Newell's
// recursion can be written down as it stands, one vehicle after the other.
TEST_CASE("traffic: on trees, Newell's recursion to the tick", "[traffic]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Dice dice(seed);
    std::vector<Road> roads;
    for (std::int32_t node = 1; node < 12; ++node) {
      const std::int32_t from = node == 1 ? 0 : 1 + dice.below(node - 1);
      roads.push_back({from, node, 20.0 * (1 + dice.below(10)), 5.0 * (1 + dice.below(4)),
                       0.05 * (1 + dice.below(10))});
    }
    traffic::Rules rules = plain_rules();
    rules.stuck_after = from_seconds(1e6);
    const auto network = network_of(12, roads);
    std::vector<traffic::Destination> places;
    for (std::int32_t node = 2; node < 12; ++node) places.push_back({{node}});
    const auto model = standard_model(network, places, {}, rules);
    std::vector<Trip> trips;
    send(trips, 0, 0, 0.4, 0, 1000);
    for (Trip& trip : trips) trip.destination = dice.below(10);
    const Outcome outcome = simulate(model, trips, 2e5);
    REQUIRE(outcome.sink.arrivals.size() == trips.size());

    std::vector<std::vector<std::int64_t>> entered(roads.size()), exited(roads.size());
    std::map<std::int32_t, std::int64_t> expected;
    for (const Trip& trip : trips) {
      std::int64_t time = trip.ready.count;
      std::int32_t before = traffic::none;
      for (std::int32_t node = 0; node != trip.destination + 2;) {
        const std::int32_t link = model.free_flow_ways[trip.destination]->next[node];
        const traffic::LinkRow& row = model.links[link];
        if (!entered[link].empty()) time = std::max(time, entered[link].back() + row.headway);
        const auto count = static_cast<std::int32_t>(entered[link].size());
        if (count >= row.spaces) {
          time = std::max(time, exited[link][count - row.spaces] + row.hole_time);
        }
        if (before != traffic::none) exited[before].push_back(time);
        entered[link].push_back(time);
        time += row.free_flow;
        if (!exited[link].empty()) time = std::max(time, exited[link].back() + row.headway);
        before = link;
        node = row.to;
      }
      exited[before].push_back(time);
      expected[trip.vehicle] = time;
    }
    for (const auto& arrival : outcome.sink.arrivals) {
      REQUIRE(arrival.time.count == expected.at(arrival.vehicle));
    }
  }
}
