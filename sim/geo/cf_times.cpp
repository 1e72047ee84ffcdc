// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/cf_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/geo/vector.hpp"

namespace sandtable {
namespace {

constexpr std::string_view since = " since ";

/// Seconds of one unit of time, by the names that CF and UDUNITS know.
double seconds_of(const std::string& unit, const NetcdfVariable& axis, const Source& where) {
  struct Named {
    std::array<std::string_view, 5> names;
    double seconds;
  };
  static constexpr std::array<Named, 4> known = {
      Named{{"s", "sec", "secs", "second", "seconds"}, 1},
      Named{{"min", "mins", "minute", "minutes"}, 60},
      Named{{"h", "hr", "hrs", "hour", "hours"}, 3600}, Named{{"d", "day", "days"}, 86400}};
  for (const Named& one : known)
    if (!unit.empty() && std::ranges::find(one.names, unit) != one.names.end()) return one.seconds;
  if (unit.starts_with("month") || unit.starts_with("year"))
    refuse(where, fmt::format("times '{}' are in {} (they have no fixed length): count in days",
                              axis.name, unit));
  refuse(where, fmt::format("times '{}' are in '{}' (a unit of time is expected: seconds, minutes, "
                            "hours or days)",
                            axis.name, unit));
}

/// The moment from which times count, s since 1970 in UTC: "2017-02-16 13:00:00 +11:00".
double origin_s(std::string text, const NetcdfVariable& axis, const Source& where) {
  if (text.ends_with(" UTC")) text.replace(text.size() - 4, 4, "Z");
  const std::size_t space = text.rfind(' ');
  if (space != std::string::npos && space + 1 < text.size() &&
      (text[space + 1] == '+' || text[space + 1] == '-' || text[space + 1] == 'Z'))
    text.erase(space, 1);
  const auto when = moment(text);
  if (!when)
    refuse(where, fmt::format("times '{}' count from '{}' (a moment is expected, as 2017-02-16 "
                              "13:00:00)",
                              axis.name, text));
  return when->clock_s - when->zone_s.value_or(0);
}

}  // namespace

const NetcdfVariable* cf_time_axis(const NetcdfFile& file, const NetcdfVariable& variable) {
  if (variable.dimensions.empty()) return nullptr;
  for (const NetcdfVariable& one : file.variables())
    if (one.sizes.size() == 1 && one.dimensions[0] == variable.dimensions[0] &&
        one.unit.find(since) != std::string::npos)
      return &one;
  return nullptr;
}

std::vector<double> cf_times(const NetcdfFile& file, const NetcdfVariable& axis) {
  const Source where = file.where();
  constexpr std::array<std::string_view, 4> calendars = {"", "standard", "gregorian",
                                                         "proleptic_gregorian"};
  if (std::ranges::find(calendars, axis.calendar) == calendars.end())
    refuse(where, fmt::format("the calendar '{}' is not read (standard is)", axis.calendar));
  const std::size_t at = axis.unit.find(since);
  const double unit_s = seconds_of(axis.unit.substr(0, at), axis, where);
  const double from_s = origin_s(axis.unit.substr(at + since.size()), axis, where);
  std::vector<double> times = file.read(axis);
  if (times.empty()) refuse(where, fmt::format("there are no times in '{}'", axis.name));
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!std::isfinite(times[i]))
      refuse(where, fmt::format("time {} of '{}' has no value", i + 1, axis.name));
    if (i > 0 && times[i] <= times[i - 1])
      refuse(where, fmt::format("times '{}' do not ascend (number {} is {:g}, the next {:g} {})",
                                axis.name, i, times[i - 1], times[i], axis.unit.substr(0, at)));
  }
  for (double& time : times) time = from_s + unit_s * time;
  return times;
}

}  // namespace sandtable
