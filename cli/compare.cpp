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
  std::string results, baseline, by;
  bool json = false;
};

void run_compare(const CompareOptions& given) {
  const Comparison comparison =
      compare(read_results(given.results), given.baseline,
              given.by.empty() ? std::nullopt : std::optional<std::string>(given.by));
  if (given.json)
    std::cout << to_json(comparison).dump(2) << '\n';
  else
    std::cout << to_text(comparison, isatty(1) != 0);
}

}  // namespace

void add_compare(CLI::App& app) {
  auto given = std::make_shared<CompareOptions>();
  CLI::App* command =
      app.add_subcommand("compare", "Compare the policies of a run, future by future");
  command->add_option("results", given->results, "Results file")->required();
  command->add_option("--baseline", given->baseline,
                      "Policy to compare with (default: the scenario's)");
  command->add_option(
      "--by", given->by,
      "Break down by a grouping (zone), a choice (people.household) or the fire (fire)");
  command->add_flag("--json", given->json, "As JSON");
  command->footer("Example: sandtable compare first-town.h5 --by fire");
  command->callback([given] { run_compare(*given); });
}

}  // namespace sandtable::cli
