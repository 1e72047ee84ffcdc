// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>

#include "sim/experiment/assembly.hpp"
#include "sim/experiment/assumptions.hpp"
#include "sim/experiment/bind_outcomes.hpp"
#include "sim/experiment/dimensions.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/provenance.hpp"
#include "sim/scenario/dataset.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable {

namespace {

std::map<std::string, std::string> roles_of(const ResolvedTable& resolved) {
  std::map<std::string, std::string> roles;
  for (const RawEntry& role : resolved.roles) roles[role.key] = std::get<std::string>(role.value);
  return roles;
}

/// Where the parts of an experiment come together.
class Builder {
 public:
  Builder(Scenario scenario, const std::vector<Model>& registry, const Choices& choices)
      : registry_(registry), choices_(choices) {
    made_.scenario = std::move(scenario);
    if (choices.seed) made_.scenario.seed = *choices.seed;
  }
  Experiment build();

 private:
  void load();
  void take(const std::string& name, Assembly::Loaded& entry);
  void take_warnings();
  void choose_policies();
  void tell_mistakes();
  void bind_uncertain();
  std::vector<std::string> may_be_uncertain() const;
  void bind_design();

  const std::vector<Model>& registry_;
  const Choices& choices_;
  Problems problems_;
  Experiment made_;
  std::vector<Unbound> unbound_;
  std::vector<UnboundPolicy> policies_;
  std::vector<Mapping> mappings_;
  LabelsByField labels_;
  ParametersByProcess parameters_;
};

void Builder::choose_policies() {
  std::vector<std::string> known;
  for (const RawTable& policy : made_.scenario.policies) known.push_back(policy.name);
  for (const std::string& name : choices_.policies)
    if (std::ranges::find(known, name) == known.end())
      problems_.add(fmt::format("unknown policy '{}':{}", name, suggestion(name, known)));
  if (!choices_.policies.empty())
    std::erase_if(made_.scenario.policies, [&](const RawTable& policy) {
      return std::ranges::find(choices_.policies, policy.name) == choices_.policies.end();
    });
  if (known.empty())
    problems_.add("the scenario has no policy (nothing to compare): add [policies.NAME]");
}

void Builder::take(const std::string& name, Assembly::Loaded& entry) {
  Loader& loader = *entry.loader;
  for (DrawnParameter& drawn : loader.drawn) made_.drawn.push_back(std::move(drawn));
  for (Mapping& mapping : loader.mappings) mappings_.push_back(std::move(mapping));
  for (auto& [quantity, names] : loader.labels) labels_[name + "." + quantity] = names;
  for (const std::string& note : loader.notes) made_.notes.push_back(name + ": " + note);
  std::vector<std::string> warnings = loader.warnings;
  for (std::string& text : unlisted_files(entry.resolved, made_.scenario))
    warnings.push_back(std::move(text));
  for (const std::string& text : warnings)
    if (std::ranges::find(made_.scenario.warnings, text) == made_.scenario.warnings.end())
      made_.scenario.warnings.push_back(text);
  parameters_[name] = entry.resolved.parameters;
  made_.info.models.push_back(model_info(name, *entry.model));
}

void Builder::load() {
  Assembly assembly(made_.scenario, registry_, problems_, choices_.one_more);
  const std::vector<Assembly::Loaded*> processes = assembly.processes();
  for (std::size_t p = 0; p < processes.size(); ++p) {
    Assembly::Loaded* const entry = processes[p];
    parameters_[made_.scenario.processes[p].name] = entry->resolved.parameters;
    if (!entry->made) continue;
    const std::string& name = entry->loader->process;
    const LoadedModel& model = *entry->made;
    unbound_.push_back({{name, model.model, model.interval, model.instantaneous},
                        roles_of(entry->resolved),
                        entry->loader->table.where});
    take(name, *entry);
    made_.models.push_back(model);
  }
  for (const RawTable& table : made_.scenario.policies) {
    const bool acts = !table.entries.empty();
    policies_.push_back({table.name, acts, {}});
    made_.policy_models.emplace_back();
    if (!acts) continue;
    Assembly::Loaded entry = assembly.policy(table);
    if (!entry.made) continue;
    const LoadedModel& model = *entry.made;
    policies_.back().process = {
        {table.name, model.model, model.interval, true}, roles_of(entry.resolved), table.where};
    made_.policy_models.back() = model;
    take("policies." + table.name, entry);
  }
}

/// After a mistake nothing is bound, but what can be told of the rest is told with it.
void Builder::tell_mistakes() {
  if (problems_.empty()) return;
  bind_uncertain();
  std::vector<std::string> processes;
  for (const RawTable& table : made_.scenario.processes) processes.push_back(table.name);
  for (const OutcomeSpec& spec : made_.scenario.outcomes) {
    const std::string process = spec.field.substr(0, spec.field.find('.'));
    if (std::ranges::find(processes, process) == processes.end())
      problems_.add(spec.where, fmt::format("outcome '{}': '{}' names no process:{}", spec.name,
                                            spec.field, suggestion(process, processes)));
  }
  problems_.raise();
}

std::vector<std::string> Builder::may_be_uncertain() const {
  std::vector<std::string> known;
  for (const auto& [name, list] : parameters_)
    for (const Parameter& parameter : list)
      if (!parameter.spec.at_load) known.push_back(name + "." + parameter.spec.name);
  return known;
}

/// What processes know once their ports are bound.
void Builder::take_warnings() {
  if (!problems_.empty()) return;
  for (const BoundProcess& bound : made_.system.processes)
    if (const ErasedModel& model = bound.process.model; model.table->warnings)
      for (std::string& text : model.table->warnings(model.model.get()))
        made_.scenario.warnings.push_back(bound.process.name + ": " + text);
}

void Builder::bind_uncertain() {
  const std::vector<std::string> known = may_be_uncertain();
  for (const Uncertain& uncertain : made_.scenario.uncertain) {
    const std::size_t dot = uncertain.path.rfind('.');
    const std::string process = uncertain.path.substr(0, dot == std::string::npos ? 0 : dot);
    const auto owner = std::ranges::find(made_.scenario.processes, process, &RawTable::name);
    if (owner != made_.scenario.processes.end() && parameters_[process].empty())
      continue;  // its model is not known: told already
    if (owner == made_.scenario.processes.end() ||
        std::ranges::find(known, uncertain.path) == known.end()) {
      problems_.add(uncertain.where,
                    fmt::format("'{}' is no parameter that can be uncertain:{}", uncertain.path,
                                suggestion(uncertain.path, known)));
      continue;
    }
    const std::vector<Parameter>& list = parameters_[process];
    const auto at =
        std::ranges::find(list, uncertain.path.substr(dot + 1),
                          [](const Parameter& p) -> const std::string& { return p.spec.name; });
    const Distribution distribution = distribution_of(uncertain, *at, made_.scenario, problems_);
    const auto twin = std::ranges::find(made_.drawn, uncertain.path, &DrawnParameter::path);
    if (twin != made_.drawn.end()) {
      twin->distribution = distribution;
      continue;
    }
    made_.drawn.push_back(
        {process, static_cast<std::size_t>(at - list.begin()), uncertain.path,
         at->spec.type == ParameterType::number ? to_si_name(at->spec.unit) : at->spec.unit,
         distribution, at->spec.choices});
  }
  std::ranges::sort(made_.drawn, {}, &DrawnParameter::path);
}

void Builder::bind_design() {
  std::vector<std::string> known = may_be_uncertain(), drawn, dimensions;
  for (const DrawnParameter& parameter : made_.drawn) drawn.push_back(parameter.path);
  known.insert(known.end(), drawn.begin(), drawn.end());
  check_dimensions(made_.scenario.sobol_dimensions, known, problems_);
  for (const Asked<std::string>& path : made_.scenario.sobol_dimensions)
    dimensions.push_back(path.value);
  made_.design = design_of(over(choices_.design, made_.scenario.design), problems_);
  if (made_.design.kind == DesignKind::sobol)
    for (std::string& text : padded(drawn, dimensions, problems_))
      made_.scenario.warnings.push_back(std::move(text));
  made_.points = DesignPoints(made_.design, made_.scenario.seed, std::move(dimensions));
}

Experiment Builder::build() {
  choose_policies();
  problems_.raise();
  load();
  tell_mistakes();
  made_.system = bind_ports(std::move(unbound_), std::move(policies_), mappings_, problems_);
  take_warnings();
  made_.system.tick = made_.scenario.tick;
  made_.system.horizon = made_.scenario.duration;
  made_.system.seed = made_.scenario.seed;
  for (BoundPolicy& policy : made_.system.policies)
    policy.process.process.interval = made_.system.tick;
  bind_uncertain();
  bind_design();
  bind_outcomes(made_, labels_, problems_);
  bind_maps(made_.scenario, made_.system, made_.maps, made_.info, problems_);
  problems_.raise();
  check_first_outputs(made_, problems_);
  problems_.raise();
  describe_run(made_, parameters_);
  return std::move(made_);
}

}  // namespace

Experiment assemble(Scenario scenario, const std::vector<Model>& registry, const Choices& choices) {
  return Builder(std::move(scenario), registry, choices).build();
}

}  // namespace sandtable
