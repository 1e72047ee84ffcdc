// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/results/run_group.hpp"

namespace sandtable {

namespace {

using Columns = std::vector<std::vector<std::string>>;

Columns read_table(const hdf5::Group& run, const std::string& name,
                   const std::vector<std::string>& columns) {
  const hdf5::Group group = run.open_group(name);
  Columns values;
  for (const std::string& column : columns) values.push_back(group.open(column).read_texts());
  return values;
}

std::vector<std::string> read_column(const hdf5::Group& run, const std::string& table,
                                     const std::string& column) {
  return run.open_group(table).open(column).read_texts();
}

/// The item whose `name` member is `name`; the file contradicts itself when there is none.
template <class Items, class Member>
std::size_t index_of(const Items& items, Member member, const std::string& name) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const auto& item) { return item.*member == name; });
  if (found == items.end())
    refuse("the results file is damaged ('" + name + "' is named in /run but does not exist)");
  return static_cast<std::size_t>(found - items.begin());
}

void read_attributes(const hdf5::Group& run, RunInfo& info) {
  info.scenario = run.text_attribute("scenario");
  info.scenario_sha256 = run.text_attribute("scenario_sha256");
  info.title = run.text_attribute("title");
  info.start = run.text_attribute("start");
  info.seed = run.number_attribute<std::uint64_t>("seed");
  info.design = run.text_attribute("design");
  info.replicates = run.number_attribute<std::int64_t>("replicates");
  info.replicate_size = run.number_attribute<std::int64_t>("replicate_size");
  if (run.has_attribute("draws")) info.draws = run.number_attribute<std::int64_t>("draws");
  info.duration_s = run.number_attribute<double>("duration_s");
  info.tick_s = run.number_attribute<double>("tick_s");
  info.baseline = run.text_attribute("baseline");
  info.main_outcome = run.text_attribute("main_outcome");
  info.decision = run.text_attribute("decision");
  info.matters = run.text_attribute("matters");
  info.matters_value = run.number_attribute<double>("matters_value");
  info.acceptable = run.text_attribute("acceptable");
  info.scenario_text = run.read_text("scenario_text");
  info.description = run.read_text("description");
  info.command = run.read_text("command");
  info.program = run.read_text("program");
}

void read_names(const hdf5::Group& root, const hdf5::Group& run, RunInfo& info) {
  info.warnings = read_column(run, "warnings", "text");
  const Columns policies = read_table(run, "policies", {"name", "label"});
  for (std::size_t i = 0; i < policies[0].size(); ++i)
    info.policies.push_back({policies[0][i], policies[1][i]});
  const hdf5::Group groups = root.open_group("groups");
  for (const std::string& name : read_column(run, "groupings", "name"))
    info.groupings.push_back({name, groups.open_group(name).open(name).read_texts()});
  const std::vector<std::string> paths = root.open("parameter").read_texts();
  const std::vector<std::string> units = root.open("parameter_unit").read_texts();
  for (std::size_t i = 0; i < paths.size(); ++i)
    info.parameters.push_back({paths[i], units[i], {}});
  const Columns labels = read_table(run, "parameter_labels", {"parameter", "label"});
  for (std::size_t i = 0; i < labels[0].size(); ++i)
    info.parameters[index_of(info.parameters, &ParameterInfo::path, labels[0][i])].labels.push_back(
        labels[1][i]);
}

void read_outcomes(const hdf5::Group& run, RunInfo& info) {
  const Columns c = read_table(run, "outcomes", {"name", "label", "unit", "better", "description"});
  for (std::size_t i = 0; i < c[0].size(); ++i)
    info.outcomes.push_back({c[0][i], c[1][i], c[2][i], c[3][i], c[4][i], false, {}});
  const Columns by = read_table(run, "outcome_groupings", {"outcome", "grouping"});
  for (std::size_t i = 0; i < by[0].size(); ++i)
    info.outcomes[index_of(info.outcomes, &OutcomeInfo::name, by[0][i])].by.push_back(
        index_of(info.groupings, &Grouping::name, by[1][i]));
  for (const std::string& name : read_column(run, "outcome_series", "outcome"))
    info.outcomes[index_of(info.outcomes, &OutcomeInfo::name, name)].keeps_series = true;
}

void read_maps(const hdf5::Group& run, RunInfo& info) {
  if (!run.has("maps")) return;
  const Columns c = read_table(run, "maps", {"name", "process", "field", "unit"});
  for (std::size_t i = 0; i < c[0].size(); ++i)
    info.maps.push_back({c[0][i], c[1][i], c[2][i], c[3][i]});
}

void read_provenance(const hdf5::Group& run, RunInfo& info) {
  const Columns a = read_table(
      run, "assumptions",
      {"path", "value", "unit", "origin", "source", "where", "sentence", "varies", "varies_where"});
  for (std::size_t i = 0; i < a[0].size(); ++i)
    info.assumptions.push_back(
        {a[0][i], a[1][i], a[2][i], a[3][i], a[4][i], a[5][i], a[6][i], a[7][i], a[8][i]});
  const Columns d = read_table(
      run, "datasets", {"file", "title", "source", "publisher", "licence", "date", "sha256"});
  for (std::size_t i = 0; i < d[0].size(); ++i)
    info.datasets.push_back({d[0][i], d[1][i], d[2][i], d[3][i], d[4][i], d[5][i], d[6][i]});
  const Columns m = read_table(run, "models", {"process", "model", "version", "state"});
  for (std::size_t i = 0; i < m[0].size(); ++i)
    info.models.push_back({m[0][i], m[1][i], m[2][i], m[3][i]});
}

}  // namespace

RunInfo read_run(const hdf5::Group& root) {
  const hdf5::Group run = root.open_group("run");
  RunInfo info;
  read_attributes(run, info);
  read_names(root, run, info);
  read_outcomes(run, info);
  read_maps(run, info);
  read_provenance(run, info);
  return info;
}

}  // namespace sandtable
