// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/netcdf_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"
#include "sim/geo/shapes.hpp"

namespace sandtable {
namespace {

/// Metres of a unit of length, 0 for degrees, nothing for another.
std::optional<double> metres_of(const std::string& unit) {
  if (unit.empty() || unit == "m" || unit == "metre" || unit == "meter" || unit == "metres" ||
      unit == "meters")
    return 1;
  if (unit == "km") return 1000;
  if (unit.starts_with("degree")) return 0;
  return std::nullopt;
}

void refuse_units(const NetcdfFile& file, const NetcdfVariable& x, const NetcdfVariable& y) {
  for (const NetcdfVariable* one : {&x, &y})
    if (!metres_of(one->unit))
      refuse(file.where(), fmt::format("coordinate '{}' is in '{}' (m, km or degrees are expected)",
                                       one->name, one->unit));
  if ((metres_of(x.unit) == 0.0) != (metres_of(y.unit) == 0.0))
    refuse(file.where(), fmt::format("coordinate '{}' is in '{}' but '{}' in '{}'", x.name, x.unit,
                                     y.name, y.unit));
}

/// Refuses degrees that are said to be metres, and the other way round.
OGRSpatialReference crs_of_places(const NetcdfFile& file, const NetcdfVariable& variable,
                                  const NetcdfVariable& x, const Box& box,
                                  const std::string& declared) {
  std::optional<OGRSpatialReference> own = file.crs(variable);
  if (!own) own = file.crs(x);
  const bool in_degrees = metres_of(x.unit) == 0.0;
  if (!own && declared.empty() && in_degrees) own = gdal::crs_of("EPSG:4326", file.where());
  const OGRSpatialReference crs =
      gdal::agreed_crs(own ? &*own : nullptr, declared, box, file.where());
  const bool looks_like_degrees =
      box.min_x >= -360 && box.max_x <= 360 && box.min_y >= -90 && box.max_y <= 90;
  if (crs.IsGeographic() != 0 && (!looks_like_degrees || (!in_degrees && !x.unit.empty())))
    refuse(file.where(), fmt::format("its CRS is in degrees but coordinate '{}' is in metres "
                                     "({:g} to {:g}): declare the right CRS",
                                     x.name, box.min_x, box.max_x));
  if (crs.IsGeographic() == 0 && in_degrees)
    refuse(file.where(), fmt::format("coordinate '{}' is in degrees ({:g} to {:g}) but the CRS "
                                     "'{}' is in metres: declare the right CRS",
                                     x.name, box.min_x, box.max_x, crs.GetName()));
  return crs;
}

}  // namespace

bool is_coordinate(const NetcdfFile& file, const NetcdfVariable& one, Axis axis) {
  const auto among = [](const std::string& text, std::initializer_list<const char*> known) {
    return std::ranges::find(known, text) != known.end();
  };
  if (axis == Axis::x)
    return among(one.standard_name, {"projection_x_coordinate", "longitude"}) ||
           file.text(one.name, "axis") == "X" || among(one.unit, {"degrees_east", "degree_east"}) ||
           (one.standard_name.empty() && among(one.name, {"x", "X", "lon", "longitude"}));
  return among(one.standard_name, {"projection_y_coordinate", "latitude"}) ||
         file.text(one.name, "axis") == "Y" || among(one.unit, {"degrees_north", "degree_north"}) ||
         (one.standard_name.empty() && among(one.name, {"y", "Y", "lat", "latitude"}));
}

std::vector<double> read_coordinate(const NetcdfFile& file, const NetcdfVariable& one) {
  std::vector<double> read = file.read(one);
  if (!std::ranges::all_of(read, [](double value) { return std::isfinite(value); }))
    refuse(file.where(), fmt::format("coordinate '{}' has gaps (the place of a cell is not known): "
                                     "regrid the maps",
                                     one.name));
  return read;
}

void bring_into(const std::string& target_crs, const std::string& declared_crs,
                const NetcdfFile& file, const NetcdfVariable& variable, const NetcdfVariable& x,
                const NetcdfVariable& y, std::vector<double>& xs, std::vector<double>& ys) {
  refuse_units(file, x, y);
  for (auto [values, unit] : {std::pair(&xs, x.unit), {&ys, y.unit}})
    if (const double metres = *metres_of(unit); metres > 1)
      for (double& value : *values) value *= metres;
  const auto [left, right] = std::ranges::minmax(xs);
  const auto [low, high] = std::ranges::minmax(ys);
  const OGRSpatialReference from =
      crs_of_places(file, variable, x, {left, low, right, high}, declared_crs);
  const OGRSpatialReference to = gdal::crs_of(target_crs, file.where());
  if (from.IsSame(&to) != 0) return;
  const gdal::Transform transform = gdal::transform_between(from, to, file.where());
  const bool moved = transform->Transform(static_cast<int>(xs.size()), xs.data(), ys.data()) != 0;
  const auto finite = [](double value) { return std::isfinite(value); };
  if (!moved || !std::ranges::all_of(xs, finite) || !std::ranges::all_of(ys, finite))
    refuse(file.where(),
           "its cells cannot be reprojected (they lie outside the CRS) check its CRS");
}

}  // namespace sandtable
