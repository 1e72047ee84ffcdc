// SPDX-License-Identifier: Apache-2.0
// Would catch anything by which the kernel is fast (heap, pending events, lists of waiters and
// holes, tables repaired in place, paths kept) and by which it is no longer its model.
#include <catch2/catch.hpp>

#include "tests/unit/traffic/naive.hpp"
#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;
using traffic::Trip;

namespace {

struct Town {
  traffic::Model model;
  std::vector<Trip> trips;
};

traffic::Rules random_rules(Dice& dice) {
  traffic::Rules rules;
  rules.stuck_after = from_seconds(10 * (1 + dice.below(10)));
  rules.perceive_delays = dice.below(3) > 0;
  rules.perceive_every = from_seconds(60 * (1 + dice.below(4)));
  rules.perceive_least = from_seconds(10 * dice.below(4));
  rules.perceive_share = 0.25 * dice.below(3);
  rules.older_ways = dice.below(3) == 0 ? 3 : 0;
  rules.capacity_drop = dice.below(3) == 0 ? 0.1 : 0.0;
  return rules;
}

Town random_town(std::uint64_t seed) {
  Dice dice(seed);
  const std::int32_t nodes = 4 + dice.below(8);
  const auto network = random_network(dice, nodes, 4 + dice.below(10));
  std::vector<double> priority;
  if (dice.below(2) == 0)
    for (std::int32_t link = 0; link < network->links(); ++link)
      priority.push_back(1 + dice.below(4));
  Town town{
      standard_model(network, {{{0}}, {{nodes / 2, nodes - 1}}}, priority, random_rules(dice)), {}};
  std::vector<std::int64_t> cost;
  for (const auto& row : town.model.links.rows) cost.push_back(row.free_flow);
  const std::int32_t vehicles = 40 + dice.below(260);
  for (std::int32_t vehicle = 0; vehicle < vehicles; ++vehicle) {
    Trip trip;
    trip.vehicle = vehicle;
    trip.ready = from_seconds(0.5 * dice.below(seed % 2 == 0 ? 100 : 400));
    trip.origin = dice.below(nodes);
    trip.news_age = dice.below(5);
    if (dice.below(4) == 0) {
      const std::int32_t to = dice.below(nodes);
      trip.path = std::make_shared<const std::vector<std::int32_t>>(
          *traffic::shortest_path(*network, cost, trip.origin, std::span(&to, 1)));
    } else {
      trip.destination = dice.below(2);
    }
    town.trips.push_back(trip);
  }
  return town;
}

struct Count {
  std::int64_t arrivals = 0, squeezed = 0, held = 0;
};

/// Ten minutes with roads that close, slow and open, then until all is over.
Count compare(std::uint64_t seed) {
  const Town town = random_town(seed);
  Dice dice(1000 + seed);
  traffic::State state = traffic::begin(town.model);
  traffic::Sink sink;
  Naive naive(town.model, town.trips);
  for (const Trip& trip : town.trips) traffic::insert(state, town.model, trip);
  std::vector<std::int32_t> all;
  for (std::int32_t link = 0; link < town.model.links.size(); ++link) all.push_back(link);
  traffic::Model other = town.model;  // some links pass less, some more, some nobody at all
  for (traffic::LinkRow& row : other.links.rows) {
    const std::int64_t headways[] = {row.headway, row.headway, 4 * row.headway, row.headway / 2,
                                     traffic::no_flow};
    row.headway = headways[dice.below(5)];
    if (dice.below(4) == 0) row.spaces = 1 + row.spaces / 2;
  }
  const traffic::Model* model = &town.model;
  const auto set_capacity = [&](const traffic::Model& next) {
    traffic::capacity_changed(state, *model, next);
    naive.set_capacity(next);
    model = &next;
  };
  const auto set = [&](const std::vector<std::uint8_t>& closed, const std::vector<double>& speed) {
    traffic::set_closed(state, *model, all, closed);
    traffic::set_speed(state, *model, all, speed);
    naive.set_closed(closed);
    naive.set_speed(speed);
  };
  Count count;
  for (int minute = 1; minute <= 10; ++minute) {
    traffic::advance(state, *model, from_seconds(60.0 * minute), sink);
    naive.advance(from_seconds(60.0 * minute).count);
    count.held += static_cast<std::int64_t>(state.held.size());
    if (minute == 4) set_capacity(other);
    if (minute == 8) set_capacity(town.model);
    if (minute % 2 == 0) continue;
    std::vector<std::uint8_t> closed;
    std::vector<double> speed;
    for (std::size_t k = 0; k < all.size(); ++k) {
      closed.push_back(dice.below(8) == 0);
      speed.push_back(dice.below(4) == 0 ? 0.5 : 1.0);
    }
    set(closed, speed);
  }
  set(std::vector<std::uint8_t>(all.size(), 0), std::vector<double>(all.size(), 1.0));
  traffic::advance(state, town.model, from_seconds(20000), sink);
  naive.advance(from_seconds(20000).count);

  std::vector<std::int64_t> arrival(town.trips.size(), -1);
  for (const auto& one : sink.arrivals) arrival[one.vehicle] = one.time.count;
  for (std::size_t k = 0; k < arrival.size(); ++k) {
    INFO("vehicle " << k);
    REQUIRE(arrival[k] == naive.arrival[k]);
  }
  for (const std::int32_t link : all) REQUIRE(state.links[link].entered == naive.entries[link]);
  REQUIRE(state.squeezed == naive.squeezed);
  count.arrivals = state.arrivals;
  count.squeezed = state.squeezed;
  return count;
}

}  // namespace

TEST_CASE("traffic: every vehicle arrives at the tick at which the plain model says", "[traffic]") {
  Count all;
  for (std::uint64_t seed = 1; seed <= 240; ++seed) {
    INFO("seed " << seed);
    const Count one = compare(seed);
    all.arrivals += one.arrivals;
    all.squeezed += one.squeezed;
    all.held += one.held;
  }
  CHECK(all.arrivals > 20000);
  CHECK(all.squeezed > 100);  // it is about jams, too
  CHECK(all.held > 100);      // and about those without a way
}
