// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/runner.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace sandtable {

namespace {

using Body = std::function<void(std::int64_t)>;

void with_tbb(std::int64_t draws, std::size_t threads, const Body& body) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  std::atomic<std::int64_t> next{0};
  arena.execute([&] {
    tbb::parallel_for(
        std::int64_t{0}, static_cast<std::int64_t>(threads),
        [&](std::int64_t) {
          for (std::int64_t d = next++; d < draws; d = next++) body(d);
        },
        tbb::simple_partitioner{});
  });
}

void with_threads(std::int64_t draws, std::size_t threads, const Body& body) {
  std::atomic<std::int64_t> next{0};
  std::exception_ptr first;
  std::mutex guard;
  const auto work = [&] {
    try {
      for (std::int64_t d = next++; d < draws; d = next++) body(d);
    } catch (...) {
      const std::lock_guard lock(guard);
      if (!first) first = std::current_exception();
      next = draws;
    }
  };
  {
    std::vector<std::jthread> pool;
    for (std::size_t i = 0; i < threads; ++i) pool.emplace_back(work);
  }
  if (first) std::rethrow_exception(first);
}

}  // namespace

std::vector<StepCount> run_draws(const Experiment& experiment, const RunPlan& plan,
                                 const std::function<void(DrawRecord&&)>& sink) {
  std::vector<StepCount> total(experiment.system.processes.size() + 1);
  std::mutex guard;
  const Body body = [&](std::int64_t d) {
    std::vector<StepCount> steps;
    DrawRecord record = run_one(experiment, {d, d, d, d}, plan.options, &steps);
    {
      const std::lock_guard lock(guard);
      for (std::size_t i = 0; i < total.size(); ++i) total[i] += steps[i];
    }
    sink(std::move(record));
  };
  (plan.backend == Backend::tbb ? with_tbb : with_threads)(plan.draws, plan.threads, body);
  return total;
}

}  // namespace sandtable
