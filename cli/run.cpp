// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <thread>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/results/writer.hpp"

namespace sandtable::cli {

namespace {

struct RunOptionsGiven {
  std::string scenario, policies, output;
  std::int64_t draws = 0;
  std::optional<std::uint64_t> seed;
  std::size_t threads = 0;
  std::uint64_t memory = 4ULL << 30;
  bool force = false, profile = false, quiet = false;
};

std::size_t threads_for(const RunOptionsGiven& given, const Experiment& experiment) {
  const std::size_t wanted =
      given.threads > 0 ? given.threads : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t bytes = std::max<std::size_t>(1, draw_bytes(experiment));
  return std::clamp<std::size_t>(given.memory / bytes, 1, wanted);
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

void run(const std::string& program, const RunOptionsGiven& given) {
  Experiment experiment = load(given.scenario, {split(given.policies), given.seed});
  const std::int64_t draws = given.draws > 0                 ? given.draws
                             : experiment.scenario.draws > 0 ? experiment.scenario.draws
                                                             : 100;
  const std::filesystem::path output =
      given.output.empty() ? experiment.scenario.name + ".h5" : given.output;
  RunInfo info = experiment.info;
  info.program = version();
  place_on_earth(info);
  info.command =
      fmt::format("sandtable run {} --draws {} --seed {}{}", given.scenario, draws, info.seed,
                  given.policies.empty() ? "" : " --policies " + given.policies);
  if (!given.quiet) {
    std::cerr << fmt::format("{}: {} plans in {} futures\n", info.title, info.policies.size(),
                             draws);
    for (const std::string& warning : info.warnings) std::cerr << "warning: " << warning << '\n';
  }
  ResultsWriter writer(output, info, given.force);
  Progress progress(draws, given.quiet);
  RunPlan plan;
  plan.draws = draws;
  plan.threads = threads_for(given, experiment);
  plan.options.profile = given.profile;
  std::atomic<std::int64_t> failed = 0;
  const std::vector<StepCount> steps = run_draws(experiment, plan, [&](DrawRecord&& record) {
    for (const BranchRecord& branch : record.branches) failed += !branch.done;
    writer.add(std::move(record));
    progress.done();
  });
  const std::filesystem::path file = writer.finish();
  progress.finish();
  if (given.profile) print_profile(experiment, steps);
  if (!given.quiet)
    std::cout << fmt::format("Results: {} ({} futures, {:.1f} s)\nNext: {} compare {}\n",
                             file.string(), draws, progress.seconds(), program, file.string());
  if (failed > 0)
    fail(
        fmt::format("{} of {} pairs of a plan and a future failed (the others are kept); their "
                    "reasons: {} show {}",
                    failed.load(), draws * static_cast<std::int64_t>(info.policies.size()), program,
                    file.string()));
}

}  // namespace

void add_run(CLI::App& app) {
  auto given = std::make_shared<RunOptionsGiven>();
  CLI::App* command = app.add_subcommand("run", "Run a scenario's plans on the same futures");
  command->add_option("scenario", given->scenario, "Folder with scenario.toml")->required();
  command
      ->add_option("--draws", given->draws, "Number of futures (default: the scenario's, else 100)")
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
  command->add_flag("--profile", given->profile,
                    "Print steps computed, shared, copied, and time, by process");
  command->add_flag("--quiet", given->quiet, "No progress, no summary");
  command->footer("Example: sandtable run scenarios/first-town --draws 200 --output first-town.h5");
  command->callback([given, &app] { run(app.get_name(), *given); });
}

}  // namespace sandtable::cli
