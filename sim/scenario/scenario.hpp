// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/distribution.hpp"
#include "sim/core/error.hpp"
#include "sim/core/time.hpp"
#include "sim/scenario/design.hpp"
#include "sim/scenario/parameter.hpp"

namespace sandtable {

/// What is asked before the answer is shown ([question]).
struct Question {
  std::string decision;      ///< a sentence
  std::string baseline;      ///< a policy's name
  std::string main_outcome;  ///< an outcome's name
  std::string matters;       ///< "5 people": a smaller difference does not count
  double matters_value = 0;  ///< the number in it
  std::string acceptable;    ///< a sentence, shown as it is
};

/// A data file, where it comes from, and its hash ([[dataset]] of datasets.toml).
struct Dataset {
  std::string file;  ///< as written: relative to the scenario, or $CASES/...
  std::filesystem::path path;
  std::string title, source, publisher, licence, date, sha256;
  Source where;
};

/// One entry of a table as written, before a descriptor gives it a meaning.
struct RawEntry {
  std::string key;
  std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>> value;
  bool is_time = false;  ///< a TOML date-time; value is its seconds since start (double)
  std::string text;      ///< as written
  Source where;
};

/// A process's or a policy's table.
struct RawTable {
  std::string name;
  std::string model;  ///< "hazard/arrival"
  std::string label;  ///< for people; the name if none is given
  std::vector<RawEntry> entries;
  Source where;
};

/// An uncertain parameter: its path, "process.parameter", and its distribution in SI.
struct Uncertain {
  std::string path;
  /// The distribution's own words; quantities are read once the parameter's unit is known.
  RawEntry entry;
  std::string kind;                    ///< "uniform", "triangular", ...
  std::vector<std::string> arguments;  ///< as written: "-60 min", "0.7"; a CSV's file and column
  std::vector<double> weights;         ///< of discrete values; empty: alike
  Source where;
};

/// How a field over time and entities becomes a number ([outcomes]).
enum class Reduction { last, maximum, integral, first_time, none };
enum class EntityReduction { sum, mean, quantile };

struct OutcomeSpec {
  std::string name;
  std::string label;
  std::string field;  ///< "people.exposed"
  Reduction over_time = Reduction::last;
  double level = 0;  ///< of first_time: the level to reach, in the field's unit
  EntityReduction over_entities = EntityReduction::sum;
  double quantile = 0;
  std::vector<std::string> of;  ///< u8 fields whose product selects the entities
  std::vector<std::string> by;  ///< i32 fields that group the entities: "zone"
  std::string better;           ///< "lower", "higher" or ""
  std::string unit;             ///< "" the field's own
  bool series = false;          ///< keep the value at every tick, too
  Source where;
};

/// A field kept over time, place by place ([maps]).
struct MapSpec {
  std::string name;
  std::string field;       ///< "roads.closed"
  Tick every;              ///< kept at the start, and again after so long
  std::int64_t draws = 1;  ///< kept in the first so many draws
  Source where;
};

/// A scenario folder as read: nothing is bound or loaded yet.
struct Scenario {
  std::filesystem::path folder;
  std::string name;  ///< the folder's
  std::string title, description;
  std::string start;        ///< ISO 8601 with its offset
  double start_unix_s = 0;  ///< the same as seconds since 1970-01-01T00:00Z
  Tick duration, tick;
  std::uint64_t seed = 1;
  DesignRequest design;  ///< [scenario] design, draws: what is meant for an answer
  std::vector<Asked<std::string>> sobol_dimensions;  ///< paths; the first has dimension 1
  std::vector<std::string> warnings;  ///< [scenario] warnings: shown with every result
  std::optional<Question> question;
  std::vector<RawTable> processes;
  std::vector<Uncertain> uncertain;
  std::vector<RawTable> policies;
  std::vector<OutcomeSpec> outcomes;
  std::vector<MapSpec> maps;
  std::vector<Dataset> datasets;
  std::string text;    ///< scenario.toml (and what it extends), as read
  std::string sha256;  ///< of text and of every dataset's hash
};

/// Reads SCENARIO/scenario.toml, what it extends, and datasets.toml; checks hashes of every
/// dataset. `cases` stands for $CASES in paths. Throws Error with all mistakes found.
Scenario read_scenario(const std::filesystem::path& folder, const std::filesystem::path& cases);

/// A table's parameters: every entry that is not a role is matched with a descriptor, its unit,
/// range and choices checked; what is not written takes its default. Mistakes go to `problems`.
/// `roles` are keys that name other processes; they are returned as (role, value, where) in order.
struct ResolvedTable {
  std::vector<Parameter> parameters;  ///< one for each descriptor, in their order
  std::vector<RawEntry> roles;
};
ResolvedTable resolve(const RawTable& table, const std::vector<ParameterSpec>& specs,
                      const std::vector<std::string>& roles, const Scenario& scenario,
                      Problems& problems);

/// An uncertain parameter's distribution, in the parameter's SI unit (choices: their numbers).
Distribution distribution_of(const Uncertain& uncertain, const Parameter& parameter,
                             const Scenario& scenario, Problems& problems);

}  // namespace sandtable
