// SPDX-License-Identifier: Apache-2.0
// How the traffic of one draw grows with people, links and closures: a grid town whose people drive
// to its edge, on a network made up here, in the memory said beforehand.
#include <benchmark/benchmark.h>

#include <memory>
#include <random>
#include <string>

#include "models/response/traffic/advance.hpp"
#include "models/response/traffic/observe.hpp"
#include "tests/benchmarks/benchmarks.hpp"

namespace sandtable::benchmarks {

namespace {

struct Size {
  std::int32_t people, side, closures;
};

/// Blocks of 200 m, streets both ways: side x side nodes, 4 side (side - 1) links.
std::shared_ptr<const RoadNetwork> grid(std::int32_t side) {
  auto made = std::make_shared<RoadNetwork>();
  const auto street = [&](std::int32_t from, std::int32_t to) {
    made->link_id.push_back(std::to_string(made->link_id.size()));
    made->from.push_back(from);
    made->to.push_back(to);
    made->length_m.push_back(200);
    made->free_speed_m_s.push_back(14);
    made->capacity_per_s.push_back(0.5);
    made->lanes.push_back(1);
  };
  for (std::int32_t y = 0; y < side; ++y)
    for (std::int32_t x = 0; x < side; ++x) {
      const std::int32_t node = y * side + x;
      made->node_id.push_back(std::to_string(node));
      made->node_x.push_back(200.0 * x);
      made->node_y.push_back(200.0 * y);
      if (x > 0) street(node, node - 1), street(node - 1, node);
      if (y > 0) street(node, node - side), street(node - side, node);
    }
  made->index();
  return made;
}

traffic::Destination edge(std::int32_t side) {
  traffic::Destination made;
  for (std::int32_t node = 0; node < side * side; ++node)
    if (node < side || node >= side * (side - 1) || node % side == 0 || node % side == side - 1)
      made.nodes.push_back(node);
  return made;
}

/// A bound on the state's bytes, from the counts alone: a list that grows takes at most twice its
/// length. Holes: as many as fit on all links.
double said_bytes(const Size& size, const traffic::Model& model) {
  double spaces = 0;
  for (const traffic::LinkRow& row : model.links.rows) spaces += row.spaces;
  using traffic::Departure, traffic::Hole, traffic::LinkState, traffic::OriginQueue, traffic::Slot,
      traffic::Turn, traffic::Waiting;
  const double a_vehicle = sizeof(Slot) + sizeof(traffic::Path) + sizeof(Departure) + 2 * 4;
  const double a_link =
      sizeof(LinkState) + sizeof(Turn) + sizeof(OriginQueue) + sizeof(Waiting) + 5 * 8 + 1 + 2 * 8;
  return 2.0 * (size.people * a_vehicle + model.links.size() * a_link +
                std::min<double>(spaces, 40.0 * size.people) * sizeof(Hole));
}

void town(benchmark::State& state, const Size& size) {
  const auto network = grid(size.side);
  const traffic::Model model =
      make_model(network, traffic::make_link_table(*network, {}), {}, {edge(size.side)});
  const double said = said_bytes(size, model);
  std::mt19937_64 dice(1);
  std::vector<traffic::Trip> trips;
  for (std::int32_t person = 0; person < size.people; ++person)
    trips.push_back({person, from_seconds(static_cast<double>(dice() % 3600)),
                     static_cast<std::int32_t>(dice() % network->node_id.size()), 0, nullptr});
  std::vector<std::int32_t> closed;
  for (std::int32_t k = 0; k < size.closures; ++k)
    closed.push_back(static_cast<std::int32_t>(dice() % network->link_id.size()));
  for (auto _ : state) {
    traffic::State roads = traffic::begin(model);
    for (const traffic::Trip& trip : trips) traffic::insert(roads, model, trip);
    traffic::Sink sink;
    const std::uint8_t shut = 1;
    for (std::int32_t k = 0; k < size.closures; ++k) {
      traffic::advance(roads, model, from_seconds(3600.0 * (k + 1) / size.closures), sink);
      traffic::set_closed(roads, model, {&closed[k], 1}, {&shut, 1});
    }
    traffic::advance(roads, model, from_seconds(6 * 3600), sink);
    if (static_cast<std::int64_t>(sink.arrivals.size()) + traffic::census(roads).all() !=
        size.people)
      return state.SkipWithError("vehicles were lost");
    if (static_cast<double>(traffic::bytes(roads)) > said)
      return state.SkipWithError("more memory than was said");
    state.counters["arrived"] = static_cast<double>(sink.arrivals.size());
    state.counters["crossings"] = static_cast<double>(roads.crossings);
    state.counters["state_MB"] = static_cast<double>(traffic::bytes(roads)) / 1e6;
  }
  state.counters["links"] = network->links();
  state.counters["said_MB"] = said / 1e6;
}

}  // namespace

void add_growth() {
  const auto add = [](const std::string& name, const Size& size) {
    benchmark::RegisterBenchmark(name.c_str(), [size](benchmark::State& state) {
      town(state, size);
    })->Unit(benchmark::kMillisecond);
  };
  for (const std::int32_t people : {1000, 10000, 100000, 1000000})
    add("growth/people/" + std::to_string(people), {people, 64, 0});
  for (const std::int32_t side : {16, 64, 256})
    add("growth/links/" + std::to_string(4 * side * (side - 1)), {100000, side, 0});
  for (const std::int32_t closures : {0, 60, 600})
    add("growth/closures/" + std::to_string(closures), {100000, 64, closures});
}

}  // namespace sandtable::benchmarks
