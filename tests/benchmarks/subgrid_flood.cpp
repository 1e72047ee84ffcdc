// SPDX-License-Identifier: Apache-2.0
// Cells a second with subgrid tables, beside plain cells of the same size over the same bed.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "models/hazard/inundation/kernel/advance.hpp"
#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "tests/benchmarks/benchmarks.hpp"

namespace sandtable::benchmarks {

namespace {

using namespace inundation;

constexpr std::int32_t side = 200, along = 4;  // cells, and pixels in each
constexpr double cell_m = 10.0;
constexpr float manning = 0.03F;

/// Gentle waves of the bed under 2 m of water, sampled at the middles of squares.
std::vector<double> bed_of(std::int32_t count) {
  std::vector<double> bed;
  const double scale = static_cast<double>(side) / count;
  for (std::int32_t row = 0; row < count; ++row)
    for (std::int32_t column = 0; column < count; ++column)
      bed.push_back(0.3 * std::sin(0.05 * scale * (column + 0.5)) *
                    std::cos(0.03 * scale * (row + 0.5)));
  return bed;
}

Water filled(const Grid& grid) {
  std::vector<double> depth;
  for (std::int32_t row = 0; row < side; ++row)
    for (std::int32_t column = 0; column < side; ++column)
      depth.push_back(2.0 + 0.3 * std::sin(0.01 * column + 0.02 * row));
  Water water = make_water(grid);
  set_depths(grid, water, depth);
  return water;
}

/// Cell updates a second over ten seconds of the flood; negative if it breaks.
double rate(const Grid& grid, Water& water, double& time_s) {
  const std::int64_t before = water.updates;
  const auto begin = std::chrono::steady_clock::now();
  if (advance(grid, {}, water, time_s, time_s + 10)) return -1;
  time_s += 10;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return static_cast<double>(water.updates - before) / took.count();
}

void subgrid(benchmark::State& state) {
  const std::vector<double> pixels = bed_of(side * along), cells = bed_of(side);
  const Grid coarse = make_subgrid(
      {side * along, side * along, cell_m / along, pixels, {&manning, 1}}, along, {}, {});
  const Grid plain = make_grid({side, side, cell_m, cells, {&manning, 1}}, {}, {});
  Water with = filled(coarse), without = filled(plain);
  double time_s = 0, plain_time_s = 0, best = 0, plain_best = 0;
  for (auto _ : state) {
    best = std::max(best, rate(coarse, with, time_s));
    plain_best = std::max(plain_best, rate(plain, without, plain_time_s));
  }
  double off = 0;
  for (std::size_t k = 0; k < with.depth_m.size(); ++k)
    off += std::abs(with.depth_m[k] - without.depth_m[k]) / (1.0 * side * side);
  if (off > 0.01) return state.SkipWithError("another flood");
  if (mass_error(coarse, with) > 1e-9) return state.SkipWithError("water was lost");
  state.counters["updates/s"] = best;
  state.counters["plain_updates/s"] = plain_best;
  state.counters["bytes/cell"] =
      static_cast<double>(bytes_needed(side, side, {}, along)) / (1.0 * side * side);
}

}  // namespace

void add_subgrid_flood() {
  benchmark::RegisterBenchmark("inundation/inertial/subgrid", subgrid)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace sandtable::benchmarks
