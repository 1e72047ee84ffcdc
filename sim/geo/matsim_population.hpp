// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandtable {

/// One stay at a place. Times are seconds since midnight; an end that is not said is infinity.
struct MatsimActivity {
  std::string type;
  double x = 0;  ///< m
  double y = 0;  ///< m
  double end_s = std::numeric_limits<double>::infinity();
  std::string leg;  ///< mode of the leg that leads away: "car"; "" where none does
};

/// One person of a MATSim population (version 6), with the activities of the selected plan.
struct MatsimPerson {
  std::string id;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< (name, value), sorted by name
  std::vector<MatsimActivity> activities;                       ///< at least one

  /// The value of an attribute, or null.
  const std::string* attribute(std::string_view name) const;
  /// Where the person is first: the first activity.
  const MatsimActivity& home() const { return activities.front(); }
};

/// Reads a population (.xml or .xml.gz) in the order of the file. Of several plans the one with
/// selected="yes" counts, else the first. Refuses, all at once and by line: ids given twice, a
/// person without an activity, an activity without coordinates, a time that is none.
std::vector<MatsimPerson> read_matsim_population(const std::filesystem::path& file);

/// The same of a text; `file` names it in messages.
std::vector<MatsimPerson> parse_matsim_population(std::string text, const std::string& file);

}  // namespace sandtable
