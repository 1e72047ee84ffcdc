// SPDX-License-Identifier: Apache-2.0
// What the engine itself takes for a step: a model that does nothing, 16 branches.
#include "sim/core/engine.hpp"

#include <benchmark/benchmark.h>

#include "tests/benchmarks/benchmarks.hpp"

namespace sandtable::benchmarks {

namespace {

constexpr std::size_t branches = 16;
constexpr std::int64_t ticks = 10000;

/// Does nothing.
struct Empty {
  struct State {};
  Out<double> nothing{
      {.quantity = "nothing", .unit = "1", .support = scalar_support("everything")}};
  void ports(PortList& list) { list.out(nothing); }
  State begin(Context& context) const {
    context.write_scalar(nothing, 0.0);
    return {};
  }
  void step(State&, Context&) const {}
};

System empty_system() {
  const Tick tick = from_seconds(60);
  std::vector<UnboundPolicy> policies;
  for (std::size_t b = 0; b < branches; ++b) policies.push_back({std::to_string(b), false, {}});
  Problems problems;
  System system = bind_ports({{{"empty", erase(Empty{}), tick}, {}, {}}}, policies, {}, problems);
  problems.raise();
  system.tick = tick;
  system.horizon = tick * ticks;
  return system;
}

/// With sharing one step in 16 is computed and 15 are shared; without all are computed.
void steps(benchmark::State& state, bool sharing) {
  const System system = empty_system();
  const std::vector<ErasedModel> models{system.processes[0].process.model};
  const std::vector<ErasedModel> policy_models(branches);
  std::vector<std::size_t> policies(branches);
  for (std::size_t b = 0; b < branches; ++b) policies[b] = b;
  RunOptions options;
  options.sharing = sharing;
  const std::uint64_t wanted = sharing ? ticks : ticks * branches;
  for (auto _ : state) {
    const DrawResult result = run_draw(system, {}, models, policies, policy_models, options,
                                       [](Tick, std::size_t, const BranchView&) {});
    if (result.steps[0].computed != wanted)
      return state.SkipWithError("another number of computed steps than there are");
  }
  const auto all = static_cast<double>(state.iterations()) * ticks * branches;
  state.counters["s/step"] =
      benchmark::Counter(all, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace

void add_engine() {
  const auto add = [](const char* name, bool sharing) {
    benchmark::RegisterBenchmark(name, [sharing](benchmark::State& state) {
      steps(state, sharing);
    })->Unit(benchmark::kMillisecond);
  };
  add("engine/computed_steps", false);
  add("engine/shared_steps", true);
}

}  // namespace sandtable::benchmarks
