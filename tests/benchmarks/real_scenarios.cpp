// SPDX-License-Identifier: Apache-2.0
// Castlemaine, 13 h, and Surf Coast, 10 h, everything on: one policy, all in lockstep, and ready to
// draw.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>

#include "models/registry.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/trace/trace.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/cases.hpp"

namespace sandtable::benchmarks {

namespace {

Experiment load(const std::filesystem::path& cases, const std::vector<std::string>& policies,
                const char* scenario = "castlemaine") {
  const std::filesystem::path source = source_folder();
  return assemble(read_scenario(source / "scenarios" / scenario, cases), models::registry(),
                  {policies, 1});
}

/// What is wrong with a draw, or "".
std::string wrong(const Experiment& experiment, const DrawRecord& record) {
  const auto outcome = [&](std::string_view name) {
    std::size_t i = 0;
    while (experiment.outcomes.at(i).spec.name != name) ++i;
    return i;
  };
  for (const BranchRecord& branch : record.branches) {
    if (!branch.done) return "a branch failed: " + branch.reason;
    const double moved = branch.outcomes[outcome("moved")];
    const double out = branch.outcomes[outcome("share_out")];
    const double hours = branch.outcomes[outcome("hours_on_road")];
    if (!(moved >= 0 && moved <= 10867)) return "moved is no number of Castlemaine's people";
    if (!(out >= 0 && out <= 1)) return "share_out is no share";
    if (!(hours >= 0 && hours <= 13 * 10867.0)) return "hours_on_road cannot be";
  }
  if (record.branches.back().outcomes[outcome("moved")] < 1000) return "nobody moved";
  return "";
}

/// A draw, again and again: every run must give the digest of the first.
void draw(benchmark::State& state, const std::filesystem::path& cases,
          const std::vector<std::string>& policies) {
  const Experiment experiment = load(cases, policies);
  const DrawRecord first = run_one(experiment, {}, {});
  if (const std::string what = wrong(experiment, first); !what.empty())
    return state.SkipWithError(what.c_str());
  for (auto _ : state)
    if (run_one(experiment, {}, {}).digest != first.digest)
      return state.SkipWithError("another digest than that of the first run");
  const auto branches = static_cast<double>(state.iterations()) *
                        static_cast<double>(experiment.system.policies.size());
  state.counters["s/policy"] =
      benchmark::Counter(branches, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["peak_MB"] = peak_megabytes();
}

/// What keeping every event costs, as a share of the traffic's own time in the same run.
void tracing(benchmark::State& state, const std::filesystem::path& cases) {
  const Experiment experiment = load(cases, {"all-at-once"});
  const System& system = experiment.system;
  std::vector<double> shares;
  std::size_t events = 0;
  for (auto _ : state) {
    RunOptions plain, traced;
    plain.profile = traced.profile = true;
    Tracer tracer(system, {0});
    tracer.listen(traced);
    std::vector<StepCount> without, with;
    const std::uint64_t digest = run_one(experiment, {}, plain, &without).digest;
    if (run_one(experiment, {}, traced, &with).digest != digest)
      return state.SkipWithError("another digest with tracing on");
    double cost = 0;
    for (std::size_t p = 0; p < with.size(); ++p) cost += with[p].seconds - without[p].seconds;
    shares.push_back(cost / without[system.process("traffic")].seconds);
    state.PauseTiming();
    events = tracer.traces().front().events.size();
    state.ResumeTiming();
  }
  std::ranges::sort(shares);
  state.counters["share_of_traffic"] = shares[shares.size() / 2];
  state.counters["events"] = static_cast<double>(events);
}

/// The same draws with one thread and with two.
void two_threads(benchmark::State& state, const std::filesystem::path& cases) {
  using Clock = std::chrono::steady_clock;  // profile only
  const Experiment experiment = load(cases, {});
  std::vector<double> ratios;
  for (auto _ : state) {
    std::array<double, 2> seconds{};
    std::array<std::vector<std::uint64_t>, 2> digests;
    for (const std::size_t threads : {1, 2}) {
      RunPlan plan{.draws = 8, .threads = threads};
      std::vector<std::uint64_t>& found = digests[threads - 1];
      found.resize(8);
      const auto start = Clock::now();
      run_draws(experiment, plan, [&](DrawRecord&& record) {
        found[static_cast<std::size_t>(record.number)] = record.digest;
      });
      seconds[threads - 1] = std::chrono::duration<double>(Clock::now() - start).count();
    }
    if (digests[0] != digests[1]) return state.SkipWithError("other digests with two threads");
    ratios.push_back(seconds[0] / seconds[1]);
  }
  std::ranges::sort(ratios);
  state.counters["times_faster"] = ratios[ratios.size() / 2];
}

/// A plan of Surf Coast, again and again; queues there must be those of thousands of vehicles.
void surf_coast(benchmark::State& state, const std::filesystem::path& cases) {
  const Experiment experiment = load(cases, {"everyone"}, "surf-coast");
  const DrawRecord first = run_one(experiment, {}, {});
  std::size_t hours = 0;
  while (experiment.outcomes.at(hours).spec.name != "queue_hours") ++hours;
  const BranchRecord& branch = first.branches.front();
  if (!branch.done || !(branch.outcomes[hours] > 1000))
    return state.SkipWithError("not Surf Coast's queues");
  for (auto _ : state)
    if (run_one(experiment, {}, {}).digest != first.digest)
      return state.SkipWithError("another digest than that of the first run");
  state.counters["peak_MB"] = peak_megabytes();
}

void ready_to_draw(benchmark::State& state, const std::filesystem::path& cases) {
  for (auto _ : state)
    if (load(cases, {}).system.policies.size() != 7)
      return state.SkipWithError("not Castlemaine's policies");
}

}  // namespace

void add_real_scenarios() {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  const std::filesystem::path cases = folder->parent_path();
  const auto add = [](const char* name, auto&& run) {
    benchmark::RegisterBenchmark(name, run)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
  };
  if (case_folder("surf-coast"))
    add("surf_coast/one_policy", [cases](benchmark::State& state) { surf_coast(state, cases); });
  add("castlemaine/ready_to_draw",
      [cases](benchmark::State& state) { ready_to_draw(state, cases); });
  add("castlemaine/one_policy",
      [cases](benchmark::State& state) { draw(state, cases, {"all-at-once"}); });
  add("castlemaine/tracing", [cases](benchmark::State& state) { tracing(state, cases); });
  add("castlemaine/two_threads", [cases](benchmark::State& state) { two_threads(state, cases); });
  add("castlemaine/seven_policies", [cases](benchmark::State& state) { draw(state, cases, {}); });
}

}  // namespace sandtable::benchmarks
