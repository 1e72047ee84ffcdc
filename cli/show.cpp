// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"

namespace sandtable::cli {

namespace {

struct ShowOptions {
  std::string results;
  bool json = false;
};

/// Reasons of failed branches, and how often each.
std::map<std::string, std::size_t> failures(const Results& results) {
  std::map<std::string, std::size_t> reasons;
  for (const DrawRecord& draw : results.draws)
    for (const BranchRecord& branch : draw.branches)
      if (!branch.done) ++reasons[branch.reason];
  return reasons;
}

nlohmann::json as_json(const Results& results) {
  const RunInfo& info = results.info;
  nlohmann::json policies = nlohmann::json::array(), outcomes = nlohmann::json::array();
  for (const PolicyInfo& policy : info.policies) policies.push_back(policy.name);
  for (const OutcomeInfo& outcome : info.outcomes)
    outcomes.push_back(
        {{"name", outcome.name}, {"unit", outcome.unit}, {"better", outcome.better}});
  return {{"title", info.title},
          {"scenario", info.scenario},
          {"draws", results.draws.size()},
          {"policies", policies},
          {"outcomes", outcomes},
          {"design", info.design},
          {"replicates", info.replicates},
          {"replicate_size", info.replicate_size},
          {"seed", info.seed},
          {"program", info.program},
          {"command", info.command},
          {"scenario_sha256", info.scenario_sha256},
          {"warnings", info.warnings},
          {"failures", failures(results)}};
}

std::string design_text(const RunInfo& info) {
  if (info.replicates == 0) return info.design;
  return fmt::format("{}: {} replicates of {}", info.design, info.replicates, info.replicate_size);
}

void print(const Results& results, const std::string& program, const std::string& file) {
  const RunInfo& info = results.info;
  std::cout << fmt::format(
      "{}\n\n  {} futures ({}), {} plans, seed {}\n  made by   {}\n  with      {}\n  scenario  {} "
      "(SHA-256 {})\n",
      info.title, results.draws.size(), design_text(info), info.policies.size(), info.seed,
      info.program, info.command, info.scenario, info.scenario_sha256);
  std::cout << "\nPlans\n";
  for (const PolicyInfo& policy : info.policies)
    std::cout << fmt::format("  {:<20} {}\n", policy.name, policy.label);
  std::cout << "\nMeasures\n";
  for (const OutcomeInfo& outcome : info.outcomes)
    std::cout << "  " << measure_line(outcome) << '\n';
  std::cout << "\nData\n";
  for (const DatasetInfo& data : info.datasets)
    std::cout << fmt::format("  {:<50} {} ({})\n", data.file, data.publisher, data.licence);
  for (const std::string& warning : info.warnings) std::cout << "\nwarning: " << warning << '\n';
  for (const auto& [reason, count] : failures(results))
    std::cout << fmt::format("\n{} times a plan failed in a future: {}\n", count, reason);
  std::cout << fmt::format("\nNext: {} compare {}\n", program, file);
}

}  // namespace

void add_show(CLI::App& app) {
  auto given = std::make_shared<ShowOptions>();
  CLI::App* command =
      app.add_subcommand("show", "Say what is in a results file and how it was made");
  command->add_option("results", given->results, "Results file")->required();
  command->add_flag("--json", given->json, "As JSON");
  command->footer("Example: sandtable show first-town.h5");
  command->callback([given, &app] {
    const Results results = open_results(app, given->results);
    if (given->json)
      std::cout << as_json(results).dump(2) << '\n';
    else
      print(results, app.get_name(), given->results);
  });
}

}  // namespace sandtable::cli
