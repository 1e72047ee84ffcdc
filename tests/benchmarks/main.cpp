// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include "tests/benchmarks/benchmarks.hpp"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  sandtable::benchmarks::add_engine();
  sandtable::benchmarks::add_task_a();
  sandtable::benchmarks::add_castlemaine();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
