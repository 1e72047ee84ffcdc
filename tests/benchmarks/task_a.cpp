// SPDX-License-Identifier: Apache-2.0
// The traffic kernel alone: task A of the case surf-coast, 10,000 homes to the nearest exit.
#include <benchmark/benchmark.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "models/response/traffic/advance.hpp"
#include "models/response/traffic/fuse.hpp"
#include "sim/geo/matsim_network.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/cases.hpp"

namespace sandtable::benchmarks {

namespace {

struct TaskA {
  traffic::Model model;
  std::vector<traffic::Trip> trips;
};

/// The task on the network as it is read, or with like links fused; each vehicle `times` times,
/// with as many times the capacity.
TaskA read_task(const std::filesystem::path& folder, bool fused, int times) {
  const auto network = std::make_shared<const RoadNetwork>(
      read_matsim_network(folder / "surf_coast_shire_network.xml.gz", "EPSG:32754"));
  std::map<std::string, std::int32_t> nodes, exits;
  for (std::int32_t n = 0; n < network->nodes(); ++n) nodes.emplace(network->node_id[n], n);
  std::vector<traffic::Destination> destinations;
  TaskA task;
  std::ifstream stream(folder / "tasks" / "task-a.csv");
  std::string line, depart, from, to;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::istringstream cells(line);
    std::getline(cells, depart, ',');
    std::getline(cells, from, ',');
    std::getline(cells, to, ',');
    const auto next = static_cast<std::int32_t>(destinations.size());
    const auto [exit, made] = exits.emplace(to, next);
    if (made) destinations.push_back({{nodes.at(to)}});
    for (int k = 0; k < times; ++k)
      task.trips.push_back({static_cast<std::int32_t>(task.trips.size()),
                            from_seconds(std::stod(depart)), nodes.at(from), exit->second,
                            nullptr});
  }
  traffic::Rules rules;
  rules.perceive_delays = false;
  traffic::LinkRules links;
  links.capacity_factor = times;
  links.vehicle_length_m /= times;  // so many times the room, too
  traffic::LinkTable table = traffic::make_link_table(*network, links);
  if (!fused) {
    task.model = make_model(network, std::move(table), rules, destinations);
    return task;
  }
  std::vector<std::uint8_t> keep(network->node_id.size(), 0);
  for (const traffic::Trip& trip : task.trips) keep[trip.origin] = 1;
  for (const traffic::Destination& exit : destinations) keep[exit.nodes.front()] = 1;
  traffic::Fused made =
      traffic::fuse(*network, table, keep, std::vector<std::uint8_t>(network->link_id.size(), 0));
  task.model = make_model(made.network, std::move(made.links), rules, destinations);
  return task;
}

/// What a whole task takes, from the tables of ways to the last arrival.
void task_a(benchmark::State& state, const std::filesystem::path& folder, bool fused, int times) {
  const TaskA task = read_task(folder, fused, times);
  std::int64_t crossings = 0;
  for (auto _ : state) {
    const traffic::Model model =
        make_model(task.model.network, task.model.links, task.model.rules, task.model.destinations);
    traffic::State roads = traffic::begin(model);
    for (const traffic::Trip& trip : task.trips) traffic::insert(roads, model, trip);
    traffic::Sink sink;
    traffic::advance(roads, model, from_seconds(21600), sink);
    if (sink.arrivals.size() != task.trips.size() ||
        std::abs(sink.arrivals.back().time.seconds() - 14396.0) > 2.0)
      return state.SkipWithError("not task A's answer (all arrive, the last at 14,396 s)");
    crossings += roads.crossings;
  }
  state.counters["s/crossing"] = benchmark::Counter(
      static_cast<double>(crossings), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["crossings"] =
      static_cast<double>(crossings) / static_cast<double>(state.iterations());
  state.counters["peak_MB"] = peak_megabytes();
}

}  // namespace

void add_task_a() {
  const auto folder = case_folder("surf-coast");
  if (!folder) return;
  const auto add = [folder](const char* name, bool fused, int times) {
    benchmark::RegisterBenchmark(name, [=](benchmark::State& state) {
      task_a(state, *folder, fused, times);
    })->Unit(benchmark::kMillisecond);
  };
  add("traffic/task_a/fused", true, 1);
  add("traffic/task_a/as_read", false, 1);
  add("traffic/task_a/100000_vehicles/fused", true, 10);
  add("traffic/task_a/100000_vehicles/as_read", false, 10);
}

}  // namespace sandtable::benchmarks
