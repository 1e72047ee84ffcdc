// SPDX-License-Identifier: Apache-2.0
#include "sim/results/writer.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "sim/core/error.hpp"
#include "sim/results/blocks.hpp"
#include "sim/results/identity.hpp"
#include "sim/results/layout.hpp"

namespace sandtable {

namespace {

namespace fs = std::filesystem;

/// Why blocks that an earlier run left are not simply overwritten, and how to go on.
void check_blocks(const fs::path& folder, const RunInfo& info, Problems& problems) {
  const std::vector<fs::path> blocks = finished_blocks(folder);
  if (blocks.empty()) return;
  const bool same = block_identity(blocks.front()) == identity(info);
  problems.add(
      {folder.string()},
      fmt::format("holds {} finished block{} of {} (kept): give {}--force to start over or "
                  "--output another name",
                  blocks.size(), blocks.size() == 1 ? "" : "s",
                  same ? "this same run, which did not finish" : "another run",
                  same ? "--resume to go on, " : ""));
}

void check_output(const fs::path& path, const RunInfo& info, bool force) {
  Problems problems;
  check_names(info, problems);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder))
    problems.add({folder.string()}, "no such folder for the results: create it first");
  else if (fs::is_directory(path))
    problems.add({path.string()},
                 "is a folder (a results file is one file): --output another name");
  else if (fs::exists(path) && !force)
    problems.add({path.string()},
                 "exists (kept): give --force to replace it or --output another name");
  else if (!force)
    check_blocks(blocks_folder(path), info, problems);
  problems.raise();
}

bool branch_fits(const BranchRecord& branch, const RunInfo& info) {
  if (!branch.done) return true;
  if (branch.outcomes.size() != info.outcomes.size() ||
      branch.censored.size() != info.outcomes.size())
    return false;
  std::size_t series = 0;
  for (std::size_t o = 0; o < info.outcomes.size(); ++o) {
    const OutcomeInfo& outcome = info.outcomes[o];
    series += outcome.keeps_series ? 1 : 0;
    if (outcome.by.empty()) continue;
    if (o >= branch.grouped.size() || branch.grouped[o].size() != outcome.by.size()) return false;
    for (std::size_t slot = 0; slot < outcome.by.size(); ++slot)
      if (branch.grouped[o][slot].size() != info.groupings[outcome.by[slot]].labels.size())
        return false;
  }
  if (branch.series.size() != series) return false;
  for (const std::vector<float>& values : branch.series)
    if (values.size() != series_length(info)) return false;
  return true;
}

void check_shape(const DrawRecord& draw, const RunInfo& info) {
  bool fits = draw.branches.size() == info.policies.size() &&
              draw.parameters.size() == info.parameters.size();
  for (const BranchRecord& branch : draw.branches) fits = fits && branch_fits(branch, info);
  if (!fits)
    fail(
        fmt::format("draw {} does not fit the run's outcomes, policies and parameters (a fault of "
                    "the program)",
                    draw.number));
}

}  // namespace

struct ResultsWriter::Work {
  fs::path path;
  RunInfo info;
  WriterOptions options;
  std::mutex mutex;
  std::condition_variable arrived, taken;
  std::deque<DrawRecord> queue;
  bool closed = false;
  std::size_t blocks_written = 0;
  std::exception_ptr failure;
  FolderLock folder_lock;
  std::thread thread;

  /// Only closes blocks, whose borders leave no trace in the file.
  using Clock = std::chrono::steady_clock;  // profile only

  /// Waits for the next draws until `deadline`; false when there will be none any more.
  bool take(std::vector<DrawRecord>& block, Clock::time_point deadline) {
    std::unique_lock lock(mutex);
    const auto ready = [&] { return closed || !queue.empty(); };
    if (block.empty())
      arrived.wait(lock, ready);
    else
      arrived.wait_until(lock, deadline, ready);
    while (!queue.empty() && block.size() < options.block_draws) {
      block.push_back(std::move(queue.front()));
      queue.pop_front();
    }
    taken.notify_all();
    return !(closed && queue.empty());
  }

  void run() try {
    std::vector<DrawRecord> block;
    Clock::time_point deadline = Clock::now();
    for (bool more = true; more;) {
      const bool fresh = block.empty();
      more = take(block, deadline);
      if (fresh) deadline = Clock::now() + options.block_time;
      const bool due = block.size() >= options.block_draws || Clock::now() >= deadline || !more;
      if (!due || block.empty()) continue;
      if (options.before_block) options.before_block(blocks_written++);
      write_block(blocks_folder(path), info, std::move(block));
      block.clear();
    }
  } catch (...) {
    const std::lock_guard lock(mutex);
    failure = std::current_exception();
    taken.notify_all();
  }

  /// Makes the folder of the blocks and holds it for this process.
  void hold_folder() {
    const fs::path folder = blocks_folder(path);
    std::error_code error;
    fs::create_directory(folder, error);
    if (error) fail(fmt::format("cannot create {} ({})", folder.string(), error.message()));
    if (!folder_lock.holds()) folder_lock = FolderLock(folder);
  }

  void start() {
    thread = std::thread([this] { run(); });
  }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      closed = true;
    }
    arrived.notify_all();
    if (thread.joinable()) thread.join();
  }

  /// Throws what stopped the writer, with what is left on the disk.
  [[noreturn]] void fail_with(const std::exception_ptr& error) const {
    std::string what = "unknown";
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& caught) {
      what = caught.what();
    }
    const fs::path folder = blocks_folder(path);
    fail(
        fmt::format("the results could not be written: {}; {} finished blocks stay in {}: "
                    "--resume goes on from them",
                    what, finished_blocks(folder).size(), folder.string()));
  }
};

ResultsWriter::ResultsWriter(fs::path path, RunInfo info, WriterOptions options)
    : work_(std::make_unique<Work>()) {
  work_->path = std::move(path);
  work_->info = std::move(info);
  work_->options = std::move(options);
}

ResultsWriter::ResultsWriter(fs::path path, RunInfo info, bool force, WriterOptions options)
    : ResultsWriter(std::move(path), std::move(info), std::move(options)) {
  check_output(work_->path, work_->info, force);
  work_->hold_folder();
  clear_blocks(blocks_folder(work_->path));
  work_->start();
}

ResultsWriter::ResultsWriter(fs::path path, RunInfo info, Kept kept, WriterOptions options)
    : ResultsWriter(std::move(path), std::move(info), std::move(options)) {
  check_output(work_->path, work_->info, true);
  work_->folder_lock = std::move(kept.lock);
  work_->hold_folder();
  work_->start();
}

ResultsWriter::~ResultsWriter() {
  work_->stop();
}

void ResultsWriter::add(DrawRecord&& draw) {
  check_shape(draw, work_->info);
  std::unique_lock lock(work_->mutex);
  work_->taken.wait(
      lock, [&] { return work_->failure || work_->queue.size() < work_->options.queue_draws; });
  if (work_->failure) work_->fail_with(work_->failure);
  if (work_->closed) fail("a draw came after the results were finished (a fault of the program)");
  work_->queue.push_back(std::move(draw));
  work_->arrived.notify_one();
}

fs::path ResultsWriter::finish() {
  work_->stop();
  if (work_->failure) work_->fail_with(work_->failure);
  const fs::path folder = blocks_folder(work_->path);
  try {
    const std::vector<fs::path> blocks = finished_blocks(folder);
    if (blocks.empty()) fail("no draw was run");
    merge_blocks(blocks, work_->info, work_->path);
  } catch (...) {
    work_->fail_with(std::current_exception());
  }
  remove_blocks(folder);
  return work_->path;
}

fs::path ResultsWriter::interrupt() {
  work_->stop();
  if (work_->failure) work_->fail_with(work_->failure);
  fs::path folder = blocks_folder(work_->path);
  if (finished_blocks(folder).empty()) remove_blocks(folder);
  return folder;
}

}  // namespace sandtable
