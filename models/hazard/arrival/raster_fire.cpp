// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/hazard/arrival/rings.hpp"
#include "sim/core/error.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable::arrival {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// What turns a file's numbers into seconds since ignition.
struct TimeScale {
  double factor = 1, offset_s = 0;
};

double seconds_in(const std::string& unit, const Source& where) {
  if (to_si_name(unit) != "s")
    refuse(where, fmt::format("the times are in '{}' (a unit of time is expected, as min)", unit));
  return 1 / from_si(1, unit);
}

/// A moment as CF writes it: "2017-02-16 13:00:00 +11:00", "2017-2-16 13:0", with " UTC".
WrittenMoment cf_moment(std::string text, const Source& where) {
  if (text.ends_with(" UTC")) text.replace(text.size() - 4, 4, "Z");
  const std::size_t space = text.rfind(' ');
  if (space != std::string::npos && space + 1 < text.size() &&
      (text[space + 1] == '+' || text[space + 1] == '-' || text[space + 1] == 'Z'))
    text.erase(space, 1);
  return needed_moment(text, "the moment from which the file counts", where);
}

/// "minutes since MOMENT", where the file was made by the CF conventions.
TimeScale cf_scale(const Raster& raster, std::size_t since_at, const FireColumns& columns,
                   const Source& where) {
  const std::string from = raster.unit.substr(since_at + 7);
  if (!raster.calendar.empty() && raster.calendar != "standard" && raster.calendar != "gregorian" &&
      raster.calendar != "proleptic_gregorian")
    refuse(where, fmt::format("the calendar '{}' is not read (standard is)", raster.calendar));
  if (columns.ignition.empty())
    refuse(where, fmt::format("the file counts {} (when the fire started is not said): give "
                              "file_ignition, on the file's clock",
                              raster.unit));
  const WrittenMoment ignition = needed_moment(columns.ignition, "file_ignition", where);
  return {seconds_in(raster.unit.substr(0, since_at), where),
          since(ignition, cf_moment(from, where), where)};
}

TimeScale scale_of(const Raster& raster, const FireColumns& columns, const Source& where) {
  if (const std::size_t at = raster.unit.find(" since "); at != std::string::npos)
    return cf_scale(raster, at, columns, where);
  if (columns.unit == "datetime" || columns.unit == "clock")
    refuse(where,
           fmt::format("time_unit is {} (a raster holds numbers): say s, min or h", columns.unit));
  const double declared = seconds_in(columns.unit, where);
  if (raster.unit.empty()) return {declared, 0};
  const double own = seconds_in(raster.unit, where);
  if (columns.unit_is_set && own != declared)
    refuse(where, fmt::format("the file counts in {} but time_unit is {} (they are not the same): "
                              "leave time_unit out",
                              raster.unit, columns.unit));
  return {own, 0};
}

/// Values into seconds since ignition; infinity where the fire never comes.
void to_seconds(Raster& raster, const FireColumns& columns, const Source& where) {
  const TimeScale scale = scale_of(raster, columns, where);
  std::size_t early = 0, first = 0;
  bool burns = false;
  for (std::size_t cell = 0; cell < raster.value.size(); ++cell) {
    double& value = raster.value[cell];
    if (value == columns.never_value || std::isinf(value) ||
        (std::isnan(value) && columns.missing == Missing::never))
      value = kNever;
    else
      value = value * scale.factor + scale.offset_s;
    if (value < 0 && early++ == 0) first = cell;
    burns = burns || std::isfinite(value);
  }
  if (early > 0)
    refuse(where, fmt::format("{} cells burn before the ignition (the first in row {}, column {}: "
                              "{:.0f} s) check the ignition, time_unit and never_value",
                              early, first / raster.columns + 1, first % raster.columns + 1,
                              raster.value[first]));
  if (!burns) refuse(where, "the fire burns nothing (no cell has a time)");
}

std::shared_ptr<const CellIndex> read_intensity(const std::filesystem::path& file,
                                                const std::string& crs, const FireColumns& columns,
                                                const std::string& declared_crs) {
  const Source where{file.string()};
  Raster raster = read_raster(file, crs, {declared_crs, columns.intensity_band});
  const std::string& unit = raster.unit.empty() ? columns.intensity_unit : raster.unit;
  if (to_si_name(unit) != to_si_name("W/m"))
    refuse(where,
           fmt::format("the intensity is in '{}' (power by length is expected, as kW/m)", unit));
  const double factor = 1 / from_si(1, unit);
  for (double& value : raster.value) value *= factor;
  return std::make_shared<const CellIndex>(std::move(raster));
}

}  // namespace

Fire read_raster_fire(const std::filesystem::path& file, const std::string& target_crs,
                      const FireColumns& columns, const std::string& declared_crs,
                      const std::filesystem::path& intensity) {
  Problems problems;
  Fire fire{file.stem().string(), Shape::raster, {}, {}, {}, {}};
  try {
    Raster raster = read_raster(file, target_crs, {declared_crs, columns.band});
    to_seconds(raster, columns, {file.string()});
    fire.raster = std::make_shared<const CellIndex>(std::move(raster));
  } catch (const Error& error) {
    problems.add(error);
  }
  if (!intensity.empty() || !columns.intensity_band.empty()) try {
      fire.intensity =
          read_intensity(intensity.empty() ? file : intensity, target_crs, columns, declared_crs);
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return fire;
}

}  // namespace sandtable::arrival
