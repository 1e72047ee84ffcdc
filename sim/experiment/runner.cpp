// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/runner.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <mutex>
#include <optional>
#include <ranges>
#include <thread>

namespace sandtable {

namespace {

/// Hands out the numbers of the draws that a plan still wants, in order, to any thread.
class Queue {
 public:
  explicit Queue(const RunPlan& plan) : stop_(plan.stop) {
    const auto all = std::views::iota(std::int64_t{0}, plan.draws);
    std::ranges::set_difference(all, plan.done, std::back_inserter(numbers_));
  }
  std::optional<std::int64_t> next() {
    if (closed_ || (stop_ != nullptr && *stop_ != 0)) return std::nullopt;
    const std::size_t position = next_++;
    return position < numbers_.size() ? std::optional(numbers_[position]) : std::nullopt;
  }
  void close() { closed_ = true; }

 private:
  std::vector<std::int64_t> numbers_;
  const std::atomic<int>* stop_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> closed_{false};
};

using Worker = std::function<void()>;

void with_tbb(std::size_t threads, const Worker& worker) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_for(
        std::size_t{0}, threads, [&](std::size_t) { worker(); }, tbb::simple_partitioner{});
  });
}

/// Shares the work of a step with threads that have no draw left. Isolated: a thread that waits
/// for the others must not begin a draw meanwhile.
void in_idle_threads(std::size_t count, const Parts::Part& part) {
  tbb::this_task_arena::isolate(
      [&] { tbb::parallel_for(std::size_t{0}, count, part, tbb::simple_partitioner{}); });
}

void with_threads(std::size_t threads, const Worker& worker) {
  std::exception_ptr first;
  std::mutex guard;
  const auto work = [&] {
    try {
      worker();
    } catch (...) {
      const std::lock_guard lock(guard);
      if (!first) first = std::current_exception();
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
  RunOptions options = plan.options;
  if (plan.backend == Backend::tbb && plan.threads > 1)
    options.parts = {plan.threads, in_idle_threads};
  const auto run_one_of = [&](std::int64_t d) {
    std::vector<StepCount> steps;
    DrawRecord record = run_one(experiment, {d, d, d, d}, options, &steps);
    {
      const std::lock_guard lock(guard);
      for (std::size_t i = 0; i < total.size(); ++i) total[i] += steps[i];
    }
    sink(std::move(record));
  };
  Queue queue(plan);
  const Worker worker = [&] {
    try {
      while (const std::optional<std::int64_t> number = queue.next()) run_one_of(*number);
    } catch (...) {
      queue.close();
      throw;
    }
  };
  (plan.backend == Backend::tbb ? with_tbb : with_threads)(plan.threads, worker);
  return total;
}

}  // namespace sandtable
