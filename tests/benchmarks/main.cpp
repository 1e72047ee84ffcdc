// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "tests/benchmarks/benchmarks.hpp"

double sandtable::benchmarks::peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  sandtable::benchmarks::add_engine();
  sandtable::benchmarks::add_sharing();
  sandtable::benchmarks::add_task_a();
  sandtable::benchmarks::add_real_scenarios();
  sandtable::benchmarks::add_growth();
  sandtable::benchmarks::add_inundation();
  sandtable::benchmarks::add_subgrid_flood();
  sandtable::benchmarks::add_river_town();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
