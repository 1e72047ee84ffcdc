// SPDX-License-Identifier: Apache-2.0
// The flood kernels: cell updates a second on one core and beside a plain loop, one flood on two
// threads, what a grid that is mostly dry costs, and the Environment Agency's test 5 at 50 m.
#include <benchmark/benchmark.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "models/hazard/inundation/kernel/advance.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/benchmarks/plain_flood.hpp"
#include "tests/cases.hpp"
#include "tests/validation/inundation/dem.hpp"

namespace sandtable::benchmarks {

namespace {

using namespace inundation;

struct Lake {
  Grid grid;
  Water water;
};

constexpr double square_cell_m = 10.0;
constexpr float square_manning = 0.03F;

struct Square {
  std::vector<double> bed, depth;
};

/// side x side cells over gentle waves of the bed; water on the south-west corner only, up to a
/// share of the area, or everywhere.
Square waves(std::int32_t side, double wet_share) {
  Square square;
  const double edge = side * std::sqrt(wet_share);
  for (std::int32_t row = 0; row < side; ++row)
    for (std::int32_t column = 0; column < side; ++column) {
      const bool wet = row < edge && column < edge;
      square.bed.push_back(0.3 * std::sin(0.05 * column) * std::cos(0.03 * row) +
                           (wet ? 0.0 : 5.0));
      square.depth.push_back(wet ? 2.0 + 0.3 * std::sin(0.01 * column + 0.02 * row) : 0.0);
    }
  return square;
}

Lake lake(std::int32_t side, const Method& method, double wet_share) {
  const Square square = waves(side, wet_share);
  Lake made{make_grid({side, side, square_cell_m, square.bed, {&square_manning, 1}}, {}, method),
            {}};
  made.water = make_water(made.grid);
  set_depths(made.grid, made.water, square.depth);
  return made;
}

void updates(benchmark::State& state, const Method& method, double wet_share) {
  const std::int32_t side = 1000;
  Lake made = lake(side, method, wet_share);
  double time_s = 0.0;
  const std::int64_t steps_before = made.water.steps;
  for (auto _ : state) {
    if (advance(made.grid, {}, made.water, time_s, time_s + 10))
      return state.SkipWithError("unstable");
    time_s += 10;
  }
  if (mass_error(made.grid, made.water) > 1e-9) return state.SkipWithError("water was lost");
  const double steps = static_cast<double>(made.water.steps - steps_before);
  using benchmark::Counter;
  state.counters["updates/s"] = Counter(static_cast<double>(made.water.updates), Counter::kIsRate);
  state.counters["grids/s"] = Counter(steps, Counter::kIsRate);
  state.counters["bytes/cell"] =
      static_cast<double>(bytes_needed(side, side, method)) / (1.0 * side * side);
}

/// The same equation in plain loops, the peer of `inertial`; both come to the same water.
void plain_loop(benchmark::State& state) {
  const std::int32_t side = 1000;
  const Square square = waves(side, 1.0);
  PlainFlood plain(side, square_cell_m, square_manning, square.bed, square.depth);
  Lake made = lake(side, {}, 1.0);
  plain.run(10);
  if (advance(made.grid, {}, made.water, 0, 10)) return state.SkipWithError("unstable");
  double most = 0.0;
  for (std::int32_t row = 0; row < side; ++row)
    for (std::int32_t column = 0; column < side; ++column)
      most = std::max(most, std::abs(plain.depth[(row + 1) * plain.stride + column + 1] -
                                     made.water.depth_m[made.grid.index(column, row)]));
  if (most > 1e-3) return state.SkipWithError("another flood");
  const std::int64_t steps_before = plain.steps;
  for (auto _ : state) plain.run(10);
  state.counters["updates/s"] = benchmark::Counter(
      static_cast<double>((plain.steps - steps_before) * side * side), benchmark::Counter::kIsRate);
}

/// One flood on two threads against the same on one, by the clock on the wall.
void two_threads(benchmark::State& state, const Method& method) {
  const auto seconds = [&](const Parts& parts, Water& water) {
    Lake made = lake(1000, method, 1.0);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 5; ++i)
      if (advance(made.grid, {}, made.water, i * 10, i * 10 + 10, parts)) return 0.0;
    water = std::move(made.water);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const Parts both{.threads = 2, .run = [](std::size_t count, const Parts::Part& part) {
                     tbb::parallel_for(std::size_t{0}, count, part, tbb::simple_partitioner{});
                   }};
  for (auto _ : state) {
    Water one, two;
    const double alone = seconds({}, one);
    state.counters["times_faster"] = alone / seconds(both, two);
    if (one != two) return state.SkipWithError("other bits on two threads");
  }
}

/// The Environment Agency's test 5, 30 hours; the answer that is checked is the peak at point 1.
void valley(benchmark::State& state, const std::filesystem::path& folder) {
  using namespace validation;
  const Dem dem = coarsen(parse_dem(read_gzip(folder / "ea5-10m.dem.raw.gz")), 5);
  const float manning = 0.04F;
  const Grid grid = make_grid({dem.columns, dem.rows, dem.cell_m, dem.bed, {&manning, 1}}, {}, {});
  const std::vector<std::vector<double>> hydrograph{{300, 0}, {600, 150}, {1200, 150}, {6000, 0}};
  const std::int32_t point = grid.index(dem.column(235200), dem.row(832400));
  for (auto _ : state) {
    Water water = make_water(grid);
    double peak = 0.0;
    for (double time = 0; time < 108000; time += 60) {
      std::vector<PointSource> sources;
      for (int k = 0; k < 20; ++k)
        sources.push_back({dem.column(232620 + 10 * k), dem.row(830505 - 10 * k),
                           at_time(hydrograph, time + 30)});
      if (advance(grid, {.sources = sources}, water, time, time + 60))
        return state.SkipWithError("unstable");
      peak = std::max(peak, water.depth_m[point]);
    }
    if (std::abs(peak - 3.45) > 0.3) return state.SkipWithError("another flood");
    if (mass_error(grid, water) > 1e-6) return state.SkipWithError("water was lost");
    state.counters["steps"] = static_cast<double>(water.steps);
    state.counters["updates"] = static_cast<double>(water.updates);
  }
  state.counters["cells"] = static_cast<double>(grid.inside_cells);
}

}  // namespace

void add_inundation() {
  const auto add = [](const std::string& name, Scheme scheme, std::int32_t order, double wet) {
    Method method;
    method.scheme = scheme;
    method.order = order;
    benchmark::RegisterBenchmark(("inundation/" + name).c_str(), [=](benchmark::State& state) {
      updates(state, method, wet);
    })->Unit(benchmark::kMillisecond);
  };
  add("inertial", Scheme::inertial, 1, 1.0);
  add("inertial/5_percent_wet", Scheme::inertial, 1, 0.05);
  add("shallow-water", Scheme::shallow_water, 1, 1.0);
  add("shallow-water/5_percent_wet", Scheme::shallow_water, 1, 0.05);
  add("shallow-water/second-order", Scheme::shallow_water, 2, 1.0);
  benchmark::RegisterBenchmark("inundation/inertial/plain_loop", plain_loop)
      ->Unit(benchmark::kMillisecond);
  for (const Scheme scheme : {Scheme::inertial, Scheme::shallow_water})
    benchmark::RegisterBenchmark(scheme == Scheme::inertial
                                     ? "inundation/inertial/two_threads"
                                     : "inundation/shallow-water/two_threads",
                                 [scheme](benchmark::State& state) {
                                   Method method;
                                   method.scheme = scheme;
                                   two_threads(state, method);
                                 })
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
  if (const auto folder = case_folder("flood-ea-test5-valley"))
    benchmark::RegisterBenchmark("inundation/valley_30_h", [=](benchmark::State& state) {
      valley(state, *folder);
    })->Unit(benchmark::kMillisecond);
}

}  // namespace sandtable::benchmarks
