// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sandtable {

/// The labels by which an outcome is grouped: "zone" and the zones' external ids.
struct Grouping {
  std::string name;                 ///< "zone"
  std::vector<std::string> labels;  ///< one a group
};

/// What an outcome is: a number a branch, and one a group for every grouping.
struct OutcomeInfo {
  std::string name, label, unit, better, description;
  bool keeps_series = false;    ///< its value at every tick is kept, too
  std::vector<std::size_t> by;  ///< indices into RunInfo::groupings
};

/// Where the values of maps stand: never people or their homes.
struct MapSupport {
  std::string name;              ///< "links"; the axis
  std::vector<std::string> ids;  ///< external
  std::string crs;               ///< "EPSG:32755", of x and y in its metres
  std::vector<double> x, y;      ///< empty if the support has no points
  std::vector<double> lon, lat;  ///< degrees; empty where they are not known
};

/// A field kept at regular times in the first draws: (draw, policy, time, entity).
struct MapInfo {
  std::string name, process, field, unit;  ///< unit: the field's; "s" since start of a time
  double every_s = 0;
  std::int64_t draws = 0;   ///< kept in draws 0 to draws - 1
  std::size_t support = 0;  ///< index into RunInfo::map_supports
};

struct ParameterInfo {
  std::string path, unit;           ///< "fire.ignition", SI
  std::vector<std::string> labels;  ///< of a choice or an alternative: the name of number i
};

struct PolicyInfo {
  std::string name, label;
};

/// Whose a value is; one row of /run/assumptions.
struct Assumption {
  std::string path, value, unit, origin, source, where, sentence;
  std::string varies;        ///< how it differs from draw to draw, in words; "" if it does not
  std::string varies_where;  ///< where that is said
};

struct DatasetInfo {
  std::string file, title, source, publisher, licence, date, sha256;
};

struct ModelInfo {
  std::string process, model, version,
      state;  ///< state of its life: draft, validated, deployed, retired
};

/// What a run is: everything that is known before its first draw.
struct RunInfo {
  std::string scenario, title, description, start;  ///< start: ISO 8601
  std::string scenario_text, scenario_sha256;
  std::string program;  ///< "sandtable 0.1.0 (g++ 12.2.0, ...)"
  std::string command;
  std::uint64_t seed = 0;
  std::string design = "monte-carlo";
  /// Draws with design rows r x size ... (r + 1) x size - 1 are replicate r; 0 with Monte Carlo.
  std::int64_t replicates = 0, replicate_size = 0;
  std::int64_t draws = 0;  ///< how many were asked for; no part of the identity
  double duration_s = 0, tick_s = 60;
  std::string baseline, main_outcome, decision, matters, acceptable;
  double matters_value = 0;
  std::vector<std::string> warnings;
  std::vector<PolicyInfo> policies;
  std::vector<ParameterInfo> parameters;
  std::vector<Grouping> groupings;
  std::vector<OutcomeInfo> outcomes;
  std::vector<MapSupport> map_supports;
  std::vector<MapInfo> maps;  ///< of one process alike in every_s and draws
  std::vector<Assumption> assumptions;
  std::vector<DatasetInfo> datasets;
  std::vector<ModelInfo> models;
};

/// One order that was given in a branch.
struct DecisionRow {
  double time_s = 0;  ///< since start
  std::string policy_rule, process, lever, target, values;
};

/// A draw under one policy.
struct BranchRecord {
  bool done = false;
  std::string reason;                  ///< why it failed
  std::vector<double> outcomes;        ///< by outcome; NaN if failed
  std::vector<std::uint8_t> censored;  ///< by outcome: 1 when the horizon stands for "never"
  std::vector<std::vector<std::vector<double>>> grouped;  ///< (outcome, grouping of its by, group)
  std::vector<std::vector<float>> series;  ///< (outcome with keeps_series, tick 0..n)
  std::vector<std::vector<float>> maps;    ///< by map, if kept in this draw: (time, entity)
  std::vector<DecisionRow> decisions;
  std::vector<std::string> notices;  ///< what models say of it: "process: sentence [details]"
};

/// One draw under every policy: the unit that is written.
struct DrawRecord {
  std::int64_t number = 0, noise = 0, design_row = 0, forecast = 0;
  std::vector<double> parameters;      ///< by parameter, SI
  std::vector<BranchRecord> branches;  ///< by policy
  std::uint64_t digest = 0;            ///< of the outcomes and decisions of all branches
};

}  // namespace sandtable
