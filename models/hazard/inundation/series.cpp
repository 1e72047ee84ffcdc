// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "sim/geo/vector.hpp"

namespace sandtable::inundation {
namespace {

/// The integral from the first time to `s`.
double until(const Series& series, double s) {
  const std::vector<double>&t = series.time_s, &v = series.value;
  if (s <= t.front()) return series.stepwise ? 0.0 : (s - t.front()) * v.front();
  double sum = 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    const bool last = i + 1 == t.size();
    const double end = last ? s : std::min(s, t[i + 1]);
    if (series.stepwise || last)
      sum += (end - t[i]) * v[i];
    else {
      const double at_end = v[i] + (v[i + 1] - v[i]) * (end - t[i]) / (t[i + 1] - t[i]);
      sum += (end - t[i]) * (v[i] + at_end) / 2;
    }
    if (!last && s <= t[i + 1]) break;
  }
  return sum;
}

struct TimeColumn {
  std::size_t column = 0;
  double scale = 0;  ///< 0: a date and time
};

TimeColumn time_column(const Table& table) {
  const std::vector<std::pair<std::string, double>> known = {
      {"time", 0}, {"seconds", 1}, {"minutes", 60}, {"hours", 3600}};
  for (const auto& [name, scale] : known)
    if (const auto found = table.column(name)) return {*found, scale};
  refuse({table.file, 1, 0},
         "no column of times (expected time, as 2026-01-15T12:00:00+11:00, or seconds, minutes or "
         "hours since the scenario's start)");
}

double seconds(const Table& table, std::size_t row, const TimeColumn& column,
               const Scenario& scenario) {
  if (column.scale > 0) return column.scale * table.number(row, column.column);
  return utc_seconds(table, row, column.column,
                     "time (expected such as 2026-01-15T12:00:00+11:00)") -
         scenario.start_unix_s;
}

double later(const Table& table, std::size_t row, const TimeColumn& times, const Scenario& scenario,
             const std::vector<double>& before) {
  const double time = seconds(table, row, times, scenario);
  if (!before.empty() && time <= before.back())
    refuse(table.where(row),
           fmt::format("'{}' is not later than the time before it (a series runs forwards)",
                       table.cell(row, times.column)));
  return time;
}

}  // namespace

double Series::mean(double from_s, double to_s) const {
  if (time_s.empty() || to_s <= from_s) return 0;
  return (until(*this, to_s) - until(*this, from_s)) / (to_s - from_s);
}

Series read_series(const std::filesystem::path& file, const std::string& column, double scale,
                   bool stepwise, double least, const Scenario& scenario) {
  return series_of(read_table(file), column, scale, stepwise, least, scenario);
}

Series series_of(const Table& table, const std::string& column, double scale, bool stepwise,
                 double least, const Scenario& scenario) {
  const TimeColumn times = time_column(table);
  const std::size_t values = table.required(column);
  Series series{{}, {}, stepwise};
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      const double value = table.number(row, values);
      const double time = later(table, row, times, scenario, series.time_s);
      if (value < least)
        refuse(table.where(row),
               fmt::format("{} is {} (at least {} is expected)", column, value, least));
      series.time_s.push_back(time);
      series.value.push_back(scale * value);
    } catch (const Error& error) {
      problems.add(error);
    }
  if (table.rows.empty()) problems.add({table.file, 1, 0}, "no rows (a series needs one at least)");
  problems.raise();
  return series;
}

std::vector<double> times_of(const Table& table, const Scenario& scenario) {
  const TimeColumn times = time_column(table);
  std::vector<double> list;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      list.push_back(later(table, row, times, scenario, list));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return list;
}

}  // namespace sandtable::inundation
