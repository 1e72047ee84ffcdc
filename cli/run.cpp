// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/run_command.hpp"
#include "sim/core/memory.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/results/notices.hpp"
#include "sim/results/reader.hpp"
#include "sim/results/resume.hpp"
#include "sim/results/writer.hpp"

namespace sandtable::cli {

namespace {

std::size_t threads_for(const RunOptionsGiven& given, const Experiment& experiment) {
  const std::size_t wanted =
      given.threads > 0 ? given.threads : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t bytes = std::max<std::size_t>(1, draw_bytes(experiment));
  return std::clamp<std::size_t>(std::min(given.memory, memory_left()) / bytes, 1, wanted);
}

void print_profile(const Experiment& experiment, const std::vector<StepCount>& steps) {
  std::cout << fmt::format("{:<28}{:>14}{:>14}{:>10}{:>12}\n", "process", "computed", "shared",
                           "copies", "seconds");
  for (std::size_t p = 0; p < steps.size(); ++p)
    std::cout << fmt::format("{:<28}{:>14}{:>14}{:>10}{:>12.3f}\n",
                             p < experiment.system.processes.size()
                                 ? experiment.system.processes[p].process.name
                                 : "policies",
                             steps[p].computed, steps[p].shared, steps[p].copies, steps[p].seconds);
}

/// As typed, else as many as the run that is gone on with, else the scenario's, else 100.
std::int64_t draws_for(const RunInfo& asked, const Kept& kept, const Experiment& experiment) {
  if (asked.draws > 0) return asked.draws;
  if (kept.asked > 0) return kept.asked;
  return experiment.design.draws > 0 ? experiment.design.draws : 100;
}

void tell_kept(const Kept& kept, const std::filesystem::path& output) {
  for (const std::string& note : kept.notes) std::cerr << "note: " << note << '\n';
  if (kept.draws.empty())
    std::cerr << fmt::format("nothing of {} was left to go on with: all is run\n", output.string());
  else if (!kept.whole)
    std::cerr << fmt::format("{} of {} futures were done before\n", kept.draws.size(), kept.asked);
}

void tell_results(const std::string& program, const std::filesystem::path& file,
                  const std::string& what) {
  for (const std::string& notice : counted_notices(read_results(file).draws))
    std::cerr << "notice: " << notice << '\n';
  std::cout << fmt::format("Results: {} ({})\nNext: {} compare {}\n", file.string(), what, program,
                           file.string());
}

void fail_if_any(std::int64_t failed, const RunInfo& info, const std::string& program,
                 const std::filesystem::path& file) {
  if (failed == 0) return;
  fail(
      fmt::format("{} of {} pairs of a plan and a future failed (the others are kept); their "
                  "reasons: {} show {}",
                  failed, info.draws * static_cast<std::int64_t>(info.policies.size()), program,
                  file.string()));
}

/// Says what is safe and how to go on, and ends the program.
[[noreturn]] void stop(int signal, std::int64_t done, const RunInfo& info,
                       const std::filesystem::path& folder, const std::string& go_on) {
  if (done == 0)
    std::cerr << "\nInterrupted before the first future was done: nothing is kept\n";
  else
    std::cerr << fmt::format("\nInterrupted: {} of {} futures are kept in {}\nGo on: {}\n", done,
                             info.draws, folder.string(), go_on);
  throw Interrupted{signal};
}

ResultsWriter open_writer(const RunOptionsGiven& given, const std::filesystem::path& output,
                          const RunInfo& info, Kept kept) {
  const WriterOptions options{.block_draws = given.block_draws};
  if (given.resume) return ResultsWriter(output, info, std::move(kept), options);
  return ResultsWriter(output, info, given.force, options);
}

void tell_start(const RunInfo& info) {
  std::cerr << fmt::format("{}: {} plans in {} futures\n", info.title, info.policies.size(),
                           info.draws);
  for (const std::string& warning : info.warnings) std::cerr << "warning: " << warning << '\n';
}

RunPlan plan_for(const RunOptionsGiven& given, const Experiment& experiment, const RunInfo& info,
                 const Kept& kept) {
  RunPlan plan;
  plan.draws = info.draws;
  plan.done = kept.draws;
  plan.threads = threads_for(given, experiment);
  plan.options.profile = given.profile;
  plan.stop = &watch_signals();
  return plan;
}

/// Runs what is not kept; throws Interrupted when a signal came before all was run.
void run_missing(const std::string& program, const RunOptionsGiven& given,
                 const Experiment& experiment, const RunInfo& info,
                 const std::filesystem::path& output, Kept kept) {
  const RunPlan plan = plan_for(given, experiment, info, kept);
  std::atomic<std::int64_t> failed = kept.failed;
  ResultsWriter writer = open_writer(given, output, info, std::move(kept));
  Progress progress(info.draws, static_cast<std::int64_t>(plan.done.size()), given.quiet);
  const std::vector<StepCount> steps = run_draws(experiment, plan, [&](DrawRecord&& record) {
    for (const BranchRecord& branch : record.branches) failed += !branch.done;
    writer.add(std::move(record));
    progress.done();
  });
  if (progress.count() < info.draws)
    stop(*plan.stop, progress.count(), info, writer.interrupt(),
         command_to_go_on(program, given, info, output));
  const std::filesystem::path file = writer.finish();
  progress.finish();
  if (given.profile) print_profile(experiment, steps);
  if (!given.quiet)
    tell_results(program, file,
                 fmt::format("{} futures, {:.1f} s", info.draws, progress.seconds()));
  fail_if_any(failed, info, program, file);
}

void run(const std::string& program, const RunOptionsGiven& given) {
  const Choices choices{split(given.policies), given.seed, design_of(given)};
  const Experiment experiment = load(given.scenario, choices);
  verify(given.scenario, experiment, choices, given.verify, given.quiet);
  const std::filesystem::path output =
      given.output.empty() ? experiment.scenario.name + ".h5" : given.output;
  RunInfo info = experiment.info;
  info.program = version();
  place_on_earth(info);
  info.draws = info.replicates > 0 ? experiment.design.draws : given.draws;
  Kept kept = given.resume ? resume(output, info, given.force) : Kept();
  info.draws = draws_for(info, kept, experiment);
  info.command = command_of(given, info);
  if (!given.quiet) {
    tell_start(info);
    if (given.resume) tell_kept(kept, output);
  }
  if (!kept.whole) return run_missing(program, given, experiment, info, output, std::move(kept));
  if (!given.quiet) tell_results(program, output, "whole before: nothing was left to run");
  fail_if_any(kept.failed, info, program, output);
}

}  // namespace

void add_run(CLI::App& app) {
  auto given = std::make_shared<RunOptionsGiven>();
  CLI::App* command = app.add_subcommand("run", "Run a scenario's plans on the same futures");
  command->add_option("scenario", given->scenario, "Folder with scenario.toml")->required();
  command
      ->add_option("--draws", given->draws, "Number of futures (default: the scenario's, else 100)")
      ->check(whole_number());
  command->add_option("--design", given->design,
                      "How futures are spread: monte-carlo (default), latin-hypercube, sobol");
  command
      ->add_option("--replicates", given->replicates,
                   "Of latin-hypercube or sobol: how many, 8 or more (default 8)")
      ->check(whole_number());
  command
      ->add_option("--replicate-size", given->replicate_size,
                   "Futures in each; sobol: a power of two (default 64, or --draws shared out)")
      ->check(whole_number());
  command->add_option("--policies", given->policies, "Only these plans, by name: early,as-planned");
  command->add_option("--seed", given->seed, "Other luck: another number than the scenario's seed")
      ->check(CLI::NonNegativeNumber);
  command
      ->add_option("--threads", given->threads, "Futures computed at a time (default: all cores)")
      ->check(whole_number());
  command
      ->add_option("--memory", given->memory,
                   "Memory for the futures computed at a time (default 4G)")
      ->transform(amount_of_memory());
  command->add_option("--output", given->output,
                      "Results file (default: the scenario's name with .h5, here)");
  command->add_flag("--force", given->force, "Replace an output that exists");
  command->add_flag("--resume", given->resume,
                    "Go on with a run that was interrupted: what it had done is kept");
  command
      ->add_option("--block-draws", given->block_draws,
                   "Futures after which what is done is made safe on the disk (default 64)")
      ->check(whole_number());
  command->add_flag("--profile", given->profile,
                    "Print steps computed, shared, copied, and time, by process");
  command
      ->add_option(
          "--verify", given->verify,
          "First look in that many futures (1 if none is given) for models whose steps are "
          "not pure, and run nothing if there is one")
      ->expected(0, 1)
      ->default_str("1")
      ->check(whole_number());
  command->add_flag("--quiet", given->quiet, "No progress, no summary");
  command->footer("Example: sandtable run scenarios/first-town --draws 200 --output first-town.h5");
  command->callback([given, &app] { run(app.get_name(), *given); });
}

}  // namespace sandtable::cli
