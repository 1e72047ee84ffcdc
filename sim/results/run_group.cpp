// SPDX-License-Identifier: Apache-2.0
#include "sim/results/run_group.hpp"

#include <fmt/format.h>

#include <array>
#include <numeric>

#include "sim/results/identity.hpp"
#include "sim/results/layout.hpp"

namespace sandtable {

namespace {

/// A table of texts: a group with one dataset a column, written row by row.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

using Cells = std::vector<std::string>;

template <class Items, class Row>
Table table_of(std::vector<std::string> columns, const Items& items, Row row) {
  Table table{std::move(columns), {}};
  for (const auto& item : items) table.rows.push_back(row(item));
  return table;
}

void write_table(const hdf5::Group& parent, const std::string& name, const Table& table) {
  const hdf5::Group group = parent.create_group(name);
  std::vector<std::int64_t> numbers(table.rows.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  const hdf5::Dataset row = group.axis<std::int64_t>("row", numbers);
  row.attribute("long_name", std::string("number of the row"));
  row.attribute("units", std::string("1"));
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::vector<std::string> values;
    for (const std::vector<std::string>& cells : table.rows) values.push_back(cells[c]);
    const hdf5::Dataset column = group.create_texts(table.columns[c], {&row});
    column.attribute("long_name", fmt::format("{} of {}", table.columns[c], name));
    column.write_texts(values);
  }
}

void write_texts(const hdf5::Group& run, const RunInfo& info) {
  run.text("scenario_text", info.scenario_text);
  run.text("description", info.description);
  run.text("command", info.command);
  run.text("program", info.program);
}

void write_attributes(const hdf5::Group& run, const RunInfo& info) {
  run.attribute("scenario", info.scenario);
  run.attribute("scenario_sha256", info.scenario_sha256);
  run.attribute("title", info.title);
  run.attribute("start", info.start);
  run.attribute("seed", info.seed);
  run.attribute("design", info.design);
  run.attribute("replicates", info.replicates);
  run.attribute("replicate_size", info.replicate_size);
  run.attribute("draws", info.draws);
  run.attribute("duration_s", info.duration_s);
  run.attribute("tick_s", info.tick_s);
  run.attribute("baseline", info.baseline);
  run.attribute("main_outcome", info.main_outcome);
  run.attribute("decision", info.decision);
  run.attribute("matters", info.matters);
  run.attribute("matters_value", info.matters_value);
  run.attribute("acceptable", info.acceptable);
}

Table outcomes_table(const RunInfo& info) {
  return table_of({"name", "label", "unit", "better", "description"}, info.outcomes,
                  [](const OutcomeInfo& o) {
                    return Cells{o.name, o.label, o.unit, o.better, o.description};
                  });
}

/// Which outcome is grouped by what, in the order of OutcomeInfo::by.
Table outcome_groupings_table(const RunInfo& info) {
  Table table{{"outcome", "grouping"}, {}};
  for (const OutcomeInfo& outcome : info.outcomes)
    for (const std::size_t grouping : outcome.by)
      table.rows.push_back({outcome.name, info.groupings[grouping].name});
  return table;
}

Table outcome_series_table(const RunInfo& info) {
  Table table{{"outcome"}, {}};
  for (const OutcomeInfo& outcome : info.outcomes)
    if (outcome.keeps_series) table.rows.push_back({outcome.name});
  return table;
}

/// The names of a choice's numbers: one row a (parameter, number), numbers from 0 in order.
Table parameter_labels_table(const RunInfo& info) {
  Table table{{"parameter", "label"}, {}};
  for (const ParameterInfo& parameter : info.parameters)
    for (const std::string& label : parameter.labels) table.rows.push_back({parameter.path, label});
  return table;
}

Table maps_table(const RunInfo& info) {
  return table_of({"name", "process", "field", "unit"}, info.maps, [](const MapInfo& m) {
    return Cells{m.name, m.process, m.field, m.unit};
  });
}

Table assumptions_table(const RunInfo& info) {
  return table_of(
      {"path", "value", "unit", "origin", "source", "where", "sentence", "varies", "varies_where"},
      info.assumptions, [](const Assumption& a) {
        return Cells{a.path,  a.value,    a.unit,   a.origin,      a.source,
                     a.where, a.sentence, a.varies, a.varies_where};
      });
}

Table datasets_table(const RunInfo& info) {
  return table_of({"file", "title", "source", "publisher", "licence", "date", "sha256"},
                  info.datasets, [](const DatasetInfo& d) {
                    return Cells{d.file,    d.title, d.source, d.publisher,
                                 d.licence, d.date,  d.sha256};
                  });
}

Table models_table(const RunInfo& info) {
  return table_of({"process", "model", "version", "state"}, info.models, [](const ModelInfo& m) {
    return Cells{m.process, m.model, m.version, m.state};
  });
}

}  // namespace

void write_run(const hdf5::Group& root, const RunInfo& info) {
  root.attribute("Conventions", std::string("CF-1.8"));
  root.attribute("title", info.title.empty() ? info.scenario : info.title);
  root.attribute("source", info.program);
  root.attribute("history", info.command);
  root.attribute("sandtable_kind", std::string(kResultsKind));
  root.attribute("sandtable_format", std::string(kResultsFormat));
  root.attribute("sandtable_identity", fmt::format("{:016x}", identity(info)));
  const hdf5::Group run = root.create_group("run");
  write_attributes(run, info);
  write_texts(run, info);
  write_table(run, "warnings",
              table_of({"text"}, info.warnings, [](const std::string& w) { return Cells{w}; }));
  write_table(run, "policies", table_of({"name", "label"}, info.policies, [](const PolicyInfo& p) {
                return Cells{p.name, p.label};
              }));
  write_table(run, "groupings",
              table_of({"name"}, info.groupings, [](const Grouping& g) { return Cells{g.name}; }));
  write_table(run, "outcomes", outcomes_table(info));
  write_table(run, "outcome_groupings", outcome_groupings_table(info));
  write_table(run, "outcome_series", outcome_series_table(info));
  write_table(run, "maps", maps_table(info));
  write_table(run, "parameter_labels", parameter_labels_table(info));
  write_table(run, "assumptions", assumptions_table(info));
  write_table(run, "datasets", datasets_table(info));
  write_table(run, "models", models_table(info));
}

}  // namespace sandtable
