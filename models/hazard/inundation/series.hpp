// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/geo/table.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable::inundation {

/// A number that changes with time: values at times (s since the scenario's start, ascending).
struct Series {
  std::vector<double> time_s, value;
  bool stepwise =
      false;  ///< a value holds until the next (rain); else straight lines (hydrographs)

  /// The mean over an interval; before the first and after the last time their value holds (a
  /// stepwise series is 0 before its first and, from its last time on, at its last value).
  double mean(double from_s, double to_s) const;
};

/// A CSV file of a series: `time` (ISO 8601 with its offset), or `seconds`, `minutes` or `hours`
/// since the scenario's start; and a column with the values, which are multiplied by `scale`. All
/// mistakes at once: a time that runs backwards, a value that is no number or below `least`.
Series read_series(const std::filesystem::path& file, const std::string& column, double scale,
                   bool stepwise, double least, const Scenario& scenario);
/// The same of a table that was read.
Series series_of(const Table& table, const std::string& column, double scale, bool stepwise,
                 double least, const Scenario& scenario);

/// The times of a table, as those of a series; all mistakes at once.
std::vector<double> times_of(const Table& table, const Scenario& scenario);

}  // namespace sandtable::inundation
