// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"

namespace sandtable::cli {

namespace {

struct CheckOptions {
  std::string scenario;
  bool json = false;
};

nlohmann::json as_json(const Experiment& e) {
  nlohmann::json bindings = nlohmann::json::array();
  for (const Binding& b : e.system.bindings)
    bindings.push_back(
        {{"reader", b.reader}, {"role", b.role}, {"field", b.field}, {"by_name", b.by_name}});
  nlohmann::json policies = nlohmann::json::array(), outcomes = nlohmann::json::array(),
                 parameters = nlohmann::json::array();
  for (const PolicyInfo& policy : e.info.policies) policies.push_back(policy.name);
  for (const OutcomeInfo& outcome : e.info.outcomes) outcomes.push_back(outcome.name);
  for (const ParameterInfo& parameter : e.info.parameters) parameters.push_back(parameter.path);
  return {{"title", e.info.title},       {"policies", policies},         {"outcomes", outcomes},
          {"uncertain", parameters},     {"bindings", bindings},         {"notes", e.notes},
          {"warnings", e.info.warnings}, {"bytes_a_draw", draw_bytes(e)}};
}

void print(const Experiment& e, const std::string& program, const std::string& scenario) {
  std::cout << e.info.title << "\n\nThe plans\n";
  for (const PolicyInfo& policy : e.info.policies)
    std::cout << fmt::format("  {:<24} {}\n", policy.name, policy.label);
  std::cout << "\nWhat was read\n";
  for (const std::string& note : e.notes) std::cout << "  " << note << '\n';
  std::cout << "\nWhat is uncertain\n";
  for (const ParameterInfo& parameter : e.info.parameters)
    std::cout << fmt::format("  {}{}{}\n", parameter.path,
                             parameter.labels.empty() ? "" : ": one of ",
                             fmt::join(parameter.labels, ", "));
  std::cout << "\nWhat is measured\n";
  for (const OutcomeInfo& outcome : e.info.outcomes)
    std::cout << "  " << measure_line(outcome) << '\n';
  std::cout << "\nInside: what runs\n";
  for (const BoundProcess& process : e.system.processes)
    std::cout << fmt::format(
        "  {:<24} {}\n", process.process.name,
        process.process.instantaneous
            ? "at every tick"
            : fmt::format("every {:.0f} s", process.process.interval.seconds()));
  std::cout << "\nInside: what reads what\n";
  for (const Binding& b : e.system.bindings)
    std::cout << fmt::format("  {:<16} {:<10} <- {}{}\n", b.reader, b.role, b.field,
                             b.by_name ? " (named)" : "");
  for (const std::string& warning : e.info.warnings) std::cout << "\nwarning: " << warning << '\n';
  std::cout << fmt::format(
      "\nAbout {:.0f} MB of memory for each future computed at a time. Nothing is wrong.\nNext: {} "
      "run {}\n",
      static_cast<double>(draw_bytes(e)) / 1e6, program, scenario);
}

}  // namespace

void add_check(CLI::App& app) {
  auto given = std::make_shared<CheckOptions>();
  CLI::App* command =
      app.add_subcommand("check", "Say what would run, what reads what, and every mistake found");
  command->add_option("scenario", given->scenario, "Folder with scenario.toml")->required();
  command->add_flag("--json", given->json, "As JSON");
  command->footer("Example: sandtable check scenarios/first-town");
  command->callback([given, &app] {
    const Experiment experiment = load(given->scenario, {});
    if (given->json)
      std::cout << as_json(experiment).dump(2) << '\n';
    else
      print(experiment, app.get_name(), given->scenario);
  });
}

}  // namespace sandtable::cli
