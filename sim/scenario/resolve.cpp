// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/dataset.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/value.hpp"

namespace sandtable {

namespace {

const RawEntry* find_entry(const RawTable& table, const std::string& key) {
  for (const RawEntry& entry : table.entries)
    if (entry.key == key) return &entry;
  return nullptr;
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// A file that datasets.toml calls a placeholder makes its parameter one.
void look_at_dataset(const Scenario& scenario, Parameter& parameter) {
  if (parameter.spec.type != ParameterType::file || parameter.origin != Origin::set) return;
  const Dataset* const data = find_dataset(scenario, std::get<std::string>(parameter.value));
  if (data == nullptr || !data->source.starts_with("placeholder")) return;
  parameter.origin = Origin::placeholder;
  parameter.spec.source = data->source;
}

Parameter resolve_one(const RawTable& table, const ParameterSpec& spec, const Scenario& scenario,
                      Problems& problems) {
  Parameter parameter;
  parameter.spec = spec;
  std::optional<Value> value;
  if (const RawEntry* entry = find_entry(table, spec.name)) {
    parameter.origin = Origin::set;
    parameter.where = entry->where;
    parameter.text = entry->text;
    value = read_value(*entry, spec, scenario, problems);
  } else if (!spec.fallback.empty()) {
    parameter.origin =
        spec.source.starts_with("placeholder") ? Origin::placeholder : Origin::fallback;
    parameter.text = spec.fallback;
    value = read_value(fallback_entry(spec, scenario), spec, scenario, problems);
  } else if (spec.optional) {
    value = absent_value(spec);
  } else {
    problems.add(table.where, fmt::format("{} is missing in '{}' (it has no default: {})",
                                          spec.name, table.name, spec.sentence));
  }
  parameter.value = value.value_or(absent_value(spec));
  look_at_dataset(scenario, parameter);
  return parameter;
}

void resolve_role(const RawEntry& entry, ResolvedTable& resolved, Problems& problems) {
  if (std::holds_alternative<std::string>(entry.value))
    resolved.roles.push_back(entry);
  else
    problems.add(entry.where, fmt::format("{} = {} (a process's name in quotes is expected)",
                                          entry.key, entry.text));
}

}  // namespace

ResolvedTable resolve(const RawTable& table, const std::vector<ParameterSpec>& specs,
                      const std::vector<std::string>& roles, const Scenario& scenario,
                      Problems& problems) {
  ResolvedTable resolved;
  std::vector<std::string> known;
  for (const ParameterSpec& spec : specs) known.push_back(spec.name);
  known.insert(known.end(), roles.begin(), roles.end());
  for (const RawEntry& entry : table.entries) {
    if (contains(roles, entry.key))
      resolve_role(entry, resolved, problems);
    else if (!contains(known, entry.key))
      problems.add(entry.where, fmt::format("unknown key '{}' (not a parameter of {}){}", entry.key,
                                            table.model, suggestion(entry.key, known)));
  }
  for (const ParameterSpec& spec : specs)
    resolved.parameters.push_back(resolve_one(table, spec, scenario, problems));
  return resolved;
}

}  // namespace sandtable
