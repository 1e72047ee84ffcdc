// SPDX-License-Identifier: Apache-2.0
// What sharing is worth: five policies on a hazard that none of them touches and that costs ten
// times the rest, in lockstep and as five runs.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "sim/core/engine.hpp"
#include "tests/benchmarks/benchmarks.hpp"

namespace sandtable::benchmarks {

namespace {

constexpr std::size_t policies = 5;
constexpr std::int64_t ticks = 400;
constexpr int unit_of_work = 4000;

/// Takes a time in proportion to `units`; its result depends on all of it.
double work(int units, double seed) {
  double value = seed;
  for (int k = 0; k < units * unit_of_work; ++k) value = value * 0.999999 + 1e-6;
  return value;
}

/// Ten units of work at every tick.
struct Hazard {
  struct State {
    double level = 1;
  };
  Out<double> level{{.quantity = "level", .unit = "m", .support = scalar_support("everything")}};
  void ports(PortList& list) { list.out(level); }
  State begin(Context& context) const {
    context.write_scalar(level, 1.0);
    return {};
  }
  void step(State& state, Context& context) const {
    context.write_scalar(level, state.level = work(10, state.level));
  }
};

/// One unit of work at every tick, on what it reads and was ordered.
struct Rest {
  struct State {
    double sum = 0;
  };
  In<double> level{{.role = "hazard", .quantity = "level", .unit = "m"}};
  Out<double> sum{{.quantity = "sum", .unit = "m", .support = scalar_support("everything")}};
  Lever push{{.name = "push"}};
  void ports(PortList& list) {
    list.in(level);
    list.out(sum);
    list.lever(push);
  }
  State begin(Context& context) const {
    context.write_scalar(sum, 0.0);
    return {};
  }
  void step(State& state, Context& context) const {
    for (const Action& action : context.actions(push))
      state.sum += static_cast<double>(action.values[0]);
    state.sum = work(1, state.sum + context.read(level)[0]);
    context.write_scalar(sum, state.sum);
  }
};

/// Orders something of its own at the start.
struct Policy {
  struct State {};
  std::int64_t number = 0;
  void ports(PortList&) {}
  State begin(Context&) const { return {}; }
  void step(State&, Context& context) const {
    if (context.begin() == Tick{}) context.act({Tick{}, 1, 0, -1, {number, 0, 0, 0}}, "push");
  }
};

/// The last sums under the policies of these numbers, run in lockstep.
std::vector<double> run(const std::vector<std::int64_t>& numbers) {
  const Tick tick = from_seconds(60);
  std::vector<UnboundPolicy> unbound;
  for (const std::int64_t number : numbers)
    unbound.push_back({std::to_string(number), true, {"", erase(Policy{number}), tick}});
  Problems problems;
  System system = bind_ports(
      {{{"hazard", erase(Hazard{}), tick}, {}, {}}, {{"rest", erase(Rest{}), tick}, {}, {}}},
      unbound, {}, problems);
  problems.raise();
  system.tick = tick;
  system.horizon = tick * ticks;
  std::vector<ErasedModel> models, policy_models;
  for (const auto& process : system.processes) models.push_back(process.process.model);
  std::vector<std::size_t> branches;
  for (const auto& policy : system.policies) {
    branches.push_back(branches.size());
    policy_models.push_back(policy.process.process.model);
  }
  std::vector<double> sums(numbers.size());
  const std::size_t field = system.field("rest.sum");
  run_draw(system, {}, models, branches, policy_models, {},
           [&](Tick, std::size_t branch, const BranchView& view) {
             sums[branch] = view.field(field).values<double>()[0];
           });
  return sums;
}

void five_policies(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;  // profile only
  std::vector<double> ratios;
  for (auto _ : state) {
    const auto start = Clock::now();
    const std::vector<double> together = run({1, 2, 3, 4, 5});
    const auto between = Clock::now();
    std::vector<double> alone;
    for (std::int64_t number = 1; number <= static_cast<std::int64_t>(policies); ++number)
      alone.push_back(run({number}).front());
    const auto end = Clock::now();
    if (alone != together) return state.SkipWithError("other results in lockstep than alone");
    ratios.push_back(std::chrono::duration<double>(end - between) /
                     std::chrono::duration<double>(between - start));
  }
  std::ranges::sort(ratios);
  state.counters["times_faster"] = ratios[ratios.size() / 2];
}

}  // namespace

void add_sharing() {
  benchmark::RegisterBenchmark("engine/five_policies_one_hazard", five_policies)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace sandtable::benchmarks
