// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/document.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/table_reader.hpp"

namespace sandtable {

/// What the parts of a scenario.toml share while they are read.
struct ReadContext {
  double start_unix_s = 0;
  std::filesystem::path cases;
  Problems& problems;
};

/// A text that begins with $CASES/ with the folder of cases put in.
std::string with_cases(const std::string& text, const ReadContext& context);

/// A value of a process's or policy's table; nothing (and a problem) for a nested table, a date
/// without its time zone and the like.
std::optional<RawEntry> read_entry(const Node& node, const ReadContext& context);

/// The table of a process or policy. `title`: its name in messages; `default_model`: "" if the
/// table must say it.
RawTable read_raw_table(const Node& node, const std::string& title,
                        const std::string& default_model, const ReadContext& context);

/// A kind of distribution as [uncertain] writes it.
struct DistributionForm {
  std::string kind;
  std::size_t arguments = 0;  ///< 0: any number but none
  std::string example;
};
const std::vector<DistributionForm>& distribution_forms();

/// [uncertain]; a path's process must be one of `processes`.
std::vector<Uncertain> read_uncertain(const Node& table, const std::vector<RawTable>& processes,
                                      const ReadContext& context);

/// [outcomes].
std::vector<OutcomeSpec> read_outcomes(const Node& table, const ReadContext& context);

/// The keys of [scenario] that say how its draws are designed, and how many there are.
void read_design(TableReader& reader, Scenario& scenario, Problems& problems);

/// [maps]. `tick`: what `every` must be a whole number of.
std::vector<MapSpec> read_maps(const Node& table, Tick tick, const ReadContext& context);

/// Refuses a name that cannot stand in a path or a file: empty, or with a dot, slash or space.
void check_name(const Node& node, const std::string& what, Problems& problems);

}  // namespace sandtable
