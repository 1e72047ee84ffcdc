// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "sim/experiment/comparison_words.hpp"
#include "sim/experiment/text_layout.hpp"
#include "sim/results/notices.hpp"

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

std::size_t failed_draws(const Results& results) {
  return static_cast<std::size_t>(std::ranges::count_if(results.draws, [](const DrawRecord& draw) {
    return std::ranges::any_of(draw.branches, [](const BranchRecord& b) { return !b.done; });
  }));
}

nlohmann::ordered_json outcome_json(const OutcomeInfo& outcome, const RunInfo& info) {
  nlohmann::ordered_json by = nlohmann::ordered_json::array();
  for (const std::size_t grouping : outcome.by) by.push_back(info.groupings[grouping].name);
  return {{"name", outcome.name},
          {"label", outcome.label},
          {"unit", outcome.unit},
          {"better", outcome.better},
          {"by", by},
          {"series", outcome.keeps_series},
          {"definition", outcome.description}};
}

nlohmann::ordered_json as_json(const Results& results) {
  using Json = nlohmann::ordered_json;
  const RunInfo& info = results.info;
  Json policies = Json::array(), outcomes = Json::array(), uncertain = Json::array(),
       models = Json::array();
  for (const PolicyInfo& policy : info.policies) policies.push_back(policy.name);
  for (const OutcomeInfo& outcome : info.outcomes) outcomes.push_back(outcome_json(outcome, info));
  for (const ParameterInfo& parameter : info.parameters) uncertain.push_back(parameter.path);
  for (const ModelInfo& m : info.models)
    models.push_back(
        {{"process", m.process}, {"model", m.model}, {"version", m.version}, {"state", m.state}});
  return {{"title", info.title},
          {"scenario", info.scenario},
          {"decision", info.decision},
          {"draws", results.draws.size()},
          {"failed_draws", failed_draws(results)},
          {"design", info.design},
          {"policies", policies},
          {"baseline", info.baseline},
          {"outcomes", outcomes},
          {"replicates", info.replicates},
          {"replicate_size", info.replicate_size},
          {"main_outcome", info.main_outcome},
          {"uncertain", uncertain},
          {"models", models},
          {"assumptions", info.assumptions.size()},
          {"placeholders", placeholders(info)},
          {"seed", info.seed},
          {"program", info.program},
          {"command", info.command},
          {"scenario_sha256", info.scenario_sha256},
          {"warnings", info.warnings},
          {"notices", counted_notices(results.draws)},
          {"failures", failures(results)}};
}

std::string design_text(const RunInfo& info) {
  if (info.replicates == 0) return info.design;
  return fmt::format("{}: {} replicates of {}", info.design, info.replicates, info.replicate_size);
}

void print_origin(const Results& results) {
  const RunInfo& info = results.info;
  std::cout << info.title << "\n\n";
  const auto line = [](const std::string& name, const std::string& text) {
    if (!text.empty()) std::cout << wrapped(fmt::format("  {:<10} ", name), text);
  };
  line("question", info.decision);
  line("holds", fmt::format("{}, {} plans, {} measures", futures_text(results.draws.size()),
                            info.policies.size(), info.outcomes.size()));
  line("drawn", fmt::format("{}, seed {}", design_text(info), info.seed));
  line("starts", fmt::format("{}, lasts {:g} h", info.start, info.duration_s / 3600));
  line("made by", info.program);
  line("with", info.command);
  line("scenario", fmt::format("{} (SHA-256 {})", info.scenario, info.scenario_sha256));
}

std::string outcome_text(const OutcomeInfo& outcome, const RunInfo& info) {
  std::string text = outcome.label;
  if (!outcome.unit.empty() && outcome.unit != "1") text += fmt::format(" ({})", outcome.unit);
  if (outcome.name == info.main_outcome) text += "; the one that decides";
  if (outcome.keeps_series) text += "; over time";
  for (const std::size_t grouping : outcome.by)
    text += (grouping == outcome.by[0] ? "; by " : ", ") + info.groupings[grouping].name;
  return text;
}

void print_parts(const RunInfo& info) {
  const auto item = [](const std::string& name, const std::string& text) {
    std::cout << item_text(name, text);
  };
  std::cout << "\nPlans\n";
  for (const PolicyInfo& policy : info.policies)
    item(policy.name, policy.label + (policy.name == info.baseline ? " (the plan in force)" : ""));
  std::cout << "\nMeasures\n";
  for (const OutcomeInfo& outcome : info.outcomes) item(outcome.name, outcome_text(outcome, info));
  std::cout << "\nUncertain, drawn anew in every future\n";
  for (const Assumption& a : info.assumptions)
    if (!a.varies.empty()) item(a.path, a.varies);
  std::cout << "\nModels\n";
  for (const ModelInfo& model : info.models)
    if (!model.process.starts_with("policies."))
      item(model.process, fmt::format("{} {} {}", model.model, model.version, model.state));
  std::cout << "\nData\n";
  for (const DatasetInfo& data : info.datasets)
    item(data.file, fmt::format("{} ({})", data.publisher, data.licence));
}

void print_doubts(const Results& results) {
  const RunInfo& info = results.info;
  for (const std::string& warning : info.warnings)
    std::cout << '\n' << wrapped("warning: ", warning);
  for (const std::string& notice : counted_notices(results.draws))
    std::cout << '\n' << wrapped("warning: ", notice);
  if (const std::size_t count = failed_draws(results); count > 0)
    std::cout << fmt::format("\nIn {} of {} a plan failed: compare leaves out what failed.\n",
                             count, futures_text(results.draws.size()));
  for (const auto& [reason, count] : failures(results))
    std::cout << fmt::format("  {} times: {}\n", count, reason);
  std::cout << fmt::format(
      "\nIt rests on {} values; {} of them are placeholders without a source.\n",
      info.assumptions.size(), placeholders(info));
}

void print(const Results& results, const std::string& program, const std::string& file) {
  print_origin(results);
  print_parts(results.info);
  print_doubts(results);
  std::cout << fmt::format(
      "\nNext\n  {0} compare {1}\n  {0} assumptions {1}   every value, and whose it is\n", program,
      file);
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
