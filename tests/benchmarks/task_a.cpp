// SPDX-License-Identifier: Apache-2.0
// The traffic kernel alone: task A of the case surf-coast, 10,000 homes to the nearest exit.
#include <benchmark/benchmark.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "models/response/traffic/advance.hpp"
#include "sim/geo/matsim_network.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/cases.hpp"

namespace sandtable::benchmarks {

namespace {

struct TaskA {
  traffic::Model model;
  std::vector<traffic::Trip> trips;
};

TaskA read_task(const std::filesystem::path& folder) {
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
    task.trips.push_back({static_cast<std::int32_t>(task.trips.size()),
                          from_seconds(std::stod(depart)), nodes.at(from), exit->second, nullptr});
  }
  traffic::Rules rules;
  rules.perceive_delays = false;
  task.model = make_model(network, traffic::make_link_table(*network, {}), rules, destinations);
  return task;
}

void task_a(benchmark::State& state, const std::filesystem::path& folder) {
  const TaskA task = read_task(folder);
  std::int64_t crossings = 0;
  for (auto _ : state) {
    traffic::State roads = traffic::begin(task.model);
    for (const traffic::Trip& trip : task.trips) traffic::insert(roads, task.model, trip);
    traffic::Sink sink;
    traffic::advance(roads, task.model, from_seconds(21600), sink);
    if (sink.arrivals.size() != 10000 ||
        std::abs(sink.arrivals.back().time.seconds() - 14396.0) > 2.0)
      return state.SkipWithError("not task A's answer (10,000 arrivals, the last at 14,396 s)");
    crossings += roads.crossings;
  }
  state.counters["s/crossing"] = benchmark::Counter(
      static_cast<double>(crossings), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace

void add_task_a() {
  const auto folder = case_folder("surf-coast");
  if (!folder) return;
  benchmark::RegisterBenchmark("traffic/task_a", [folder](benchmark::State& state) {
    task_a(state, *folder);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace sandtable::benchmarks
