// SPDX-License-Identifier: Apache-2.0
// River town, 12 h: what eight policies that leave the water alone cost against one.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "models/registry.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/runner.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/cases.hpp"

namespace sandtable::benchmarks {

namespace {

namespace fs = std::filesystem;

constexpr int policies = 8;
constexpr double people = 20000;

std::string name_of(int policy) {
  return fmt::format("warn-{}", policy);
}

/// A scenario of its own that extends River town: policy after policy warns everyone a quarter of
/// an hour later than the one before, and does nothing else.
class Scenarios {
 public:
  Scenarios() : folder_(fs::temp_directory_path() / fmt::format("river-town-{}", std::clock())) {
    fs::create_directories(folder_);
    std::ofstream scenario(folder_ / "scenario.toml");
    scenario << fmt::format("extends = \"{}\"\n",
                            (source_folder() / "scenarios" / "river-town").string());
    for (int p = 0; p < policies; ++p) {
      const std::string file = name_of(p) + ".csv";
      scenario << fmt::format("[policies.{}]\norders = \"{}\"\n", name_of(p), file);
      std::ofstream(folder_ / file) << fmt::format(
          "time,kind,group,destination\n2026-03-10T{}:{:02}:00+11:00,EVACUATE_NOW,all,\n",
          17 + p / 4, 15 * (p % 4));
    }
  }
  ~Scenarios() { fs::remove_all(folder_); }
  Scenarios(const Scenarios&) = delete;
  Scenarios& operator=(const Scenarios&) = delete;

  Experiment load(int count) const {
    std::vector<std::string> names;
    for (int p = 0; p < count; ++p) names.push_back(name_of(p));
    return assemble(read_scenario(folder_, {}), models::registry(), {names});
  }

 private:
  fs::path folder_;
};

double outcome(const Experiment& experiment, const BranchRecord& branch, std::string_view name) {
  std::size_t i = 0;
  while (experiment.outcomes.at(i).spec.name != name) ++i;
  return branch.outcomes[i];
}

/// What is wrong with a draw under one and under eight policies, or "".
std::string wrong(const Experiment& experiment, const DrawRecord& one, const DrawRecord& eight) {
  if (one.branches.front().outcomes != eight.branches.front().outcomes)
    return "another result in company than alone";
  for (const BranchRecord& branch : eight.branches) {
    const auto of = [&](std::string_view name) { return outcome(experiment, branch, name); };
    if (!branch.done) return "a branch failed: " + branch.reason;
    if (!(of("moved") > 1000 && of("moved") <= people)) return "not as many moved as should have";
    if (!(of("flood_balance") < 1e-6)) return "water was lost";
    if (of("flooded_area") != outcome(experiment, eight.branches.front(), "flooded_area"))
      return "a warning moved the water";
  }
  return "";
}

void eight_policies(benchmark::State& state) {
  const Scenarios scenarios;
  const std::array<Experiment, 2> experiments{scenarios.load(1), scenarios.load(policies)};
  std::vector<double> ratios;
  for (auto _ : state) {
    std::array<DrawRecord, 2> records;
    std::array<double, 2> seconds{};
    for (const std::size_t k : {0, 1}) {
      const std::clock_t start = std::clock();  // profile only
      records[k] = run_one(experiments[k], {}, {});
      seconds[k] = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    }
    if (const std::string what = wrong(experiments[1], records[0], records[1]); !what.empty())
      return state.SkipWithError(what.c_str());
    ratios.push_back(seconds[1] / seconds[0]);
  }
  std::ranges::sort(ratios);
  state.counters["times_one_policy"] = ratios[ratios.size() / 2];
  state.counters["peak_MB"] = peak_megabytes();
}

}  // namespace

void add_river_town() {
  benchmark::RegisterBenchmark("river_town/eight_policies_one_flood", eight_policies)
      ->Unit(benchmark::kMillisecond)
      ->MeasureProcessCPUTime();
}

}  // namespace sandtable::benchmarks
