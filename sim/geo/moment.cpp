// SPDX-License-Identifier: Apache-2.0
#include <ogr_api.h>

#include <chrono>
#include <optional>

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

}  // namespace sandtable
