// SPDX-License-Identifier: Apache-2.0
// response/traffic on one road, 0 -> 1 -> 2 -> 3, its inputs set by hand.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "models/response/traffic/traffic.hpp"
#include "tests/unit/models/bench.hpp"
#include "tests/unit/traffic/networks.hpp"

namespace sandtable::testing {

using models::Traffic;
using traffic_tests::Road;

/// `people` who leave node 0 at the start for node 3. Link 1 takes 25 s, has room for 100, and lets
/// one pass every 2 s; its first vehicle enters after 50 s. `last`: flow capacity of link 2.
struct OneRoad {
  explicit OneRoad(std::size_t who, double last = 4)
      : roads{{0, 1, 1000, 20, 4, 8}, {1, 2, 500, 20, 0.5, 1}, {2, 3, 20, 20, last, 8}},
        people(who) {}
  std::vector<Road> roads;
  std::size_t people;
  Traffic::Params params;
  std::vector<models::OtherTrips> others;
  std::unique_ptr<Bench<Traffic>> bench;

  void start() {
    auto map = std::make_shared<models::RoadMap>();
    map->network = traffic_tests::network_of(4, roads);
    map->links =
        std::make_shared<const Support>("links", SupportKind::links, map->network->link_id);
    auto population = std::make_shared<models::Population>();
    std::vector<std::string> ids;
    for (std::size_t p = 0; p < people; ++p) ids.push_back(std::to_string(p));
    population->people = std::make_shared<const Support>("people", SupportKind::people, ids);
    population->person.resize(people);
    traffic::Rules rules = traffic_tests::plain_rules();
    rules.no_way = traffic::NoWay::remove;
    rules.stuck_after = from_seconds(1e6);
    Traffic model;
    model.map = map;
    model.population = population;
    model.params = model.loaded = params;
    model.kernel = std::make_shared<const traffic::Model>(
        traffic_tests::standard_model(map->network, {{{3}}}, {}, rules));
    model.footways = std::make_shared<const models::Footways>(
        models::make_footways(*map->network, model.kernel->destinations));
    set_free_flow(others, *model.kernel);
    model.others = std::make_shared<const std::vector<models::OtherTrips>>(others);
    bench = std::make_unique<Bench<Traffic>>(std::move(model));
    const auto all = [&](std::int32_t value) { return std::vector<std::int32_t>(people, value); };
    bench->set(bench->model.depart, std::vector<std::int64_t>(people, 0));
    bench->set(bench->model.from, all(0));
    bench->set(bench->model.to, all(0));
    bench->set(bench->model.fallback, all(models::nowhere));
    bench->set(bench->model.closed, std::vector<std::uint8_t>(roads.size(), 0));
    bench->set(bench->model.speed_factor, std::vector<float>(roads.size(), 1));
    capacity(1);
    bench->begin();
  }
  void capacity(float of_link_1) {
    bench->set(bench->model.capacity, std::vector<float>{1, of_link_1, 1});
  }
  void until(double minutes) {
    while (bench->now.count < at_minute(minutes)) bench->step();
  }
  std::int64_t arrived() const { return bench->state.roads.arrivals; }
  std::int32_t on_road() const { return bench->state.roads.links[1].on; }
  /// Arrivals in a span of time from now.
  std::int64_t arrive_in(double minutes) {
    const std::int64_t before = arrived();
    until(Tick{bench->now}.seconds() / 60 + minutes);
    return arrived() - before;
  }
  template <class T>
  T scalar(const Out<T>& port) const {
    return bench->written<T>(port.slot)[0];
  }
};

}  // namespace sandtable::testing
