// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/provenance.hpp"

#include <algorithm>

#include "sim/scenario/card.hpp"
#include "sim/scenario/dataset.hpp"

namespace sandtable {

namespace {

void describe_question(const Question& question, const Scenario& scenario, RunInfo& info) {
  const auto ran = [&](const RawTable& policy) { return policy.name == question.baseline; };
  if (std::ranges::any_of(scenario.policies, ran))
    info.baseline = question.baseline;
  else
    info.warnings.push_back("The plan in force, '" + question.baseline + "', was left out.");
  info.main_outcome = question.main_outcome;
  info.decision = question.decision;
  info.matters = question.matters;
  info.matters_value = question.matters_value;
  info.acceptable = question.acceptable;
}

/// The files among a process's parameters that datasets.toml does not list, with their SHA-256 and
/// nothing else: an edit of theirs makes another run.
std::vector<DatasetInfo> unlisted_data(std::span<const Parameter> parameters,
                                       const Scenario& scenario) {
  std::vector<DatasetInfo> data;
  for (const UnlistedFile& file : find_unlisted(parameters, scenario))
    data.push_back({file.written, "", "", "", "", "", sha256_of_file(file.path)});
  return data;
}

}  // namespace

ModelInfo model_info(const std::string& process, const Model& model) {
  const Card card = read_card(model.card);
  return {process, model.name, card.version, card.state};
}

void describe_run(Experiment& made, const ParametersByProcess& parameters) {
  const Scenario& scenario = made.scenario;
  RunInfo& info = made.info;
  info.scenario = scenario.name;
  info.title = scenario.title;
  info.description = scenario.description;
  info.start = scenario.start;
  info.scenario_text = scenario.text;
  info.scenario_sha256 = scenario.sha256;
  info.seed = scenario.seed;
  info.design = name(made.design.kind);
  info.replicates = made.design.replicates;
  info.replicate_size = made.design.size;
  info.duration_s = scenario.duration.seconds();
  info.tick_s = scenario.tick.seconds();
  info.warnings = scenario.warnings;
  if (scenario.question) describe_question(*scenario.question, scenario, info);
  for (const RawTable& policy : scenario.policies)
    info.policies.push_back({policy.name, policy.label.empty() ? policy.name : policy.label});
  for (const DrawnParameter& drawn : made.drawn)
    info.parameters.push_back({drawn.path, drawn.unit, drawn.labels});
  info.assumptions = assumptions_of(parameters, made.drawn, scenario);
  for (const Dataset& data : scenario.datasets)
    info.datasets.push_back(
        {data.file, data.title, data.source, data.publisher, data.licence, data.date, data.sha256});
  for (const auto& [process, list] : parameters)
    for (DatasetInfo& data : unlisted_data(list, scenario))
      info.datasets.push_back(std::move(data));
}

}  // namespace sandtable
