// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "sim/experiment/comparison.hpp"

namespace sandtable::cli {

namespace {

struct CompareOptions {
  std::string results;
  ComparisonChoice choice;
  bool json = false, all = false;
};

void print_next(const CLI::App& app, const CompareOptions& given, const RunInfo& info) {
  const std::string same = app.get_name() + " compare " + given.results;
  std::cout << "\nNext\n";
  if (given.choice.by.empty()) {
    for (const ParameterInfo& parameter : info.parameters)
      if (parameter.path.ends_with(".alternative"))
        std::cout << "  " << same << " --by " << parameter.path.substr(0, parameter.path.find('.'))
                  << '\n';
    for (const Grouping& grouping : info.groupings)
      std::cout << "  " << same << " --by " << grouping.name << '\n';
  } else {
    std::cout << "  " << same << " --by " << given.choice.by
              << " --outcome NAME   another measure by " << given.choice.by << '\n';
    if (!given.all)
      std::cout << "  " << same << " --by " << given.choice.by
                << " --all            every measure, with intervals\n";
  }
  std::cout << "  " << app.get_name() << " show " << given.results
            << "   what the plans, the measures and the data are\n";
}

void run_compare(const CLI::App& app, const CompareOptions& given) {
  const Results results = open_results(app, given.results);
  const Comparison comparison = compare(results, given.choice);
  if (given.json) {
    std::cout << to_json(comparison).dump(2) << '\n';
    return;
  }
  std::cout << to_text(comparison, isatty(1) != 0, given.all);
  print_next(app, given, results.info);
}

}  // namespace

void add_compare(CLI::App& app) {
  auto given = std::make_shared<CompareOptions>();
  CLI::App* command = app.add_subcommand("compare", "Compare the plans of a run, future by future");
  command->add_option("results", given->results, "Results file")->required();
  command->add_option("--baseline", given->choice.baseline,
                      "Plan that the others are compared with (default: the scenario's)");
  command->add_option("--outcome", given->choice.outcome,
                      "Measure to speak of first (default: the scenario's main one)");
  command->add_option("--by", given->choice.by,
                      "Break down by fire, by zone, or by what else the run was grouped by");
  command->add_flag("--all", given->all, "With --by: every measure in every group");
  command->add_flag("--json", given->json,
                    "As JSON (future: draw, plan: policy, measure: outcome)");
  command->footer("Example: sandtable compare first-town.h5 --by fire");
  command->callback([given, &app] { run_compare(app, *given); });
}

}  // namespace sandtable::cli
