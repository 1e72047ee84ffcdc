// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <ogr_api.h>

#include <chrono>
#include <optional>

#include "sim/core/error.hpp"
#include "sim/geo/gdal_file.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable {

std::optional<WrittenMoment> moment(const std::string& text) {
  OGRField field;
  const gdal::Quiet quiet;
  if (!OGRParseDate(text.c_str(), &field, 0)) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(field.Date.Year),
                                        std::chrono::month(field.Date.Month),
                                        std::chrono::day(field.Date.Day)};
  if (!day.ok()) return std::nullopt;
  WrittenMoment result;
  result.clock_s =
      static_cast<double>(std::chrono::sys_days(day).time_since_epoch().count()) * 86400.0 +
      field.Date.Hour * 3600.0 + field.Date.Minute * 60.0 + static_cast<double>(field.Date.Second);
  if (field.Date.TZFlag > 1) result.zone_s = (field.Date.TZFlag - 100) * 900.0;
  return result;
}

double utc_seconds(const Table& table, std::size_t row, std::optional<std::size_t> column,
                   const std::string& expected) {
  const std::string& clock = table.cell(row, column);
  const auto when = moment(clock);
  if (!when) refuse(table.where(row), fmt::format("'{}' is no {}", clock, expected));
  if (!when->zone_s)
    refuse(table.where(row), fmt::format("'{}' names no time zone (it could be hours apart): write "
                                         "2017-02-16T12:00:00+11:00",
                                         clock));
  return when->clock_s - *when->zone_s;
}

}  // namespace sandtable
