// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"
#include "sim/geo/netcdf.hpp"
#include "sim/geo/shapes.hpp"

namespace sandtable {
namespace {

enum class Axis { x, y };

/// Metres of a unit of length, 0 for degrees, nothing for another.
std::optional<double> metres_of(const std::string& unit) {
  if (unit.empty() || unit == "m" || unit == "metre" || unit == "meter" || unit == "metres" ||
      unit == "meters")
    return 1;
  if (unit == "km") return 1000;
  if (unit.starts_with("degree")) return 0;
  return std::nullopt;
}

bool is_axis(const NetcdfVariable& one, Axis axis, const NetcdfFile& file) {
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

/// The variable with one coordinate of the cells' centres: of a dimension itself, else one that
/// `coordinates` names, else any over both dimensions.
const NetcdfVariable& coordinate(const NetcdfFile& file, const NetcdfVariable& variable,
                                 Axis axis) {
  const std::vector<std::string> across(variable.dimensions.end() - 2, variable.dimensions.end());
  for (const std::string& name : across)
    if (const NetcdfVariable* const found = file.find(name);
        found && found->sizes.size() == 1 && is_axis(*found, axis, file))
      return *found;
  std::istringstream named(file.text(variable.name, "coordinates"));
  for (std::string name; named >> name;)
    if (const NetcdfVariable* const found = file.find(name);
        found && found->dimensions == across && is_axis(*found, axis, file))
      return *found;
  for (const NetcdfVariable& one : file.variables())
    if (one.dimensions == across && is_axis(one, axis, file)) return one;
  refuse(file.where(),
         fmt::format("no {} coordinate of the cells of '{}' (a variable over {} or over one of "
                     "them with the standard_name {} is expected)",
                     axis == Axis::x ? "x" : "y", variable.name, fmt::join(across, " and "),
                     axis == Axis::x ? "projection_x_coordinate or longitude"
                                     : "projection_y_coordinate or latitude"));
}

/// Centres of cells, (row, column), of one or two dimensions.
std::vector<double> centres(const NetcdfFile& file, const NetcdfVariable& one,
                            const NetcdfVariable& variable, std::size_t rows, std::size_t columns) {
  std::vector<double> read = file.read(one);
  if (!std::ranges::all_of(read, [](double value) { return std::isfinite(value); }))
    refuse(file.where(), fmt::format("coordinate '{}' has gaps (the place of a cell is not known): "
                                     "regrid the maps",
                                     one.name));
  if (one.sizes.size() == 2) return read;
  const bool by_column = one.dimensions[0] == variable.dimensions.back();
  std::vector<double> spread;
  spread.reserve(rows * columns);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column)
      spread.push_back(read[by_column ? column : row]);
  return spread;
}

/// Corners from centres: halfway between them, beyond the outermost as far as on their other side.
std::vector<double> corners(const std::vector<double>& centre, std::size_t rows,
                            std::size_t columns) {
  const auto at = [&](std::ptrdiff_t row, std::ptrdiff_t column) {
    const auto inside = [](std::ptrdiff_t i, std::size_t n) {
      return std::clamp<std::ptrdiff_t>(i, 0, static_cast<std::ptrdiff_t>(n) - 1);
    };
    const auto value = [&](std::ptrdiff_t r, std::ptrdiff_t c) {
      return centre[static_cast<std::size_t>(r) * columns + static_cast<std::size_t>(c)];
    };
    const std::ptrdiff_t r = inside(row, rows), c = inside(column, columns);
    return 3 * value(r, c) - value(inside(2 * r - row, rows), c) -
           value(r, inside(2 * c - column, columns));
  };
  std::vector<double> made;
  made.reserve((rows + 1) * (columns + 1));
  for (std::ptrdiff_t row = 0; row <= static_cast<std::ptrdiff_t>(rows); ++row)
    for (std::ptrdiff_t column = 0; column <= static_cast<std::ptrdiff_t>(columns); ++column)
      made.push_back(
          (at(row - 1, column - 1) + at(row - 1, column) + at(row, column - 1) + at(row, column)) /
          4);
  return made;
}

/// The CRS of the coordinates; refuses degrees that are said to be metres, and the other way round.
OGRSpatialReference crs_of_cells(const NetcdfFile& file, const NetcdfVariable& variable,
                                 const NetcdfVariable& x, const Raster& raster,
                                 const std::string& declared) {
  std::optional<OGRSpatialReference> own = file.crs(variable);
  if (!own) own = file.crs(x);
  const bool in_degrees = metres_of(x.unit) == 0.0;
  if (!own && declared.empty() && in_degrees) own = gdal::crs_of("EPSG:4326", file.where());
  const auto [left, right] = std::ranges::minmax(raster.corner_x);
  const auto [low, high] = std::ranges::minmax(raster.corner_y);
  const OGRSpatialReference crs =
      gdal::agreed_crs(own ? &*own : nullptr, declared, {left, low, right, high}, file.where());
  const bool looks_like_degrees = left >= -360 && right <= 360 && low >= -90 && high <= 90;
  if (crs.IsGeographic() != 0 && (!looks_like_degrees || (!in_degrees && !x.unit.empty())))
    refuse(file.where(), fmt::format("its CRS is in degrees but coordinate '{}' is in metres "
                                     "({:g} to {:g}): declare the right CRS",
                                     x.name, left, right));
  if (crs.IsGeographic() == 0 && in_degrees)
    refuse(file.where(),
           fmt::format("coordinate '{}' is in degrees ({:g} to {:g}) but the CRS '{}' "
                       "is in metres: declare the right CRS",
                       x.name, left, right, crs.GetName()));
  return crs;
}

void into(const std::string& target_crs, const OGRSpatialReference& from, Raster& raster,
          const Source& where) {
  const OGRSpatialReference to = gdal::crs_of(target_crs, where);
  if (from.IsSame(&to) != 0) return;
  const gdal::Transform transform = gdal::transform_between(from, to, where);
  const bool moved = transform->Transform(static_cast<int>(raster.corner_x.size()),
                                          raster.corner_x.data(), raster.corner_y.data()) != 0;
  const auto finite = [](double value) { return std::isfinite(value); };
  if (!moved || !std::ranges::all_of(raster.corner_x, finite) ||
      !std::ranges::all_of(raster.corner_y, finite))
    refuse(where, "its cells cannot be reprojected (they lie outside the CRS) check its CRS");
}

}  // namespace

Raster netcdf_cells(const NetcdfFile& file, const NetcdfVariable& variable,
                    const std::string& target_crs, const std::string& declared_crs) {
  const gdal::Quiet quiet;
  Raster raster;
  raster.file = file.where().file;
  raster.band = variable.name;
  raster.rows = variable.sizes[variable.sizes.size() - 2];
  raster.columns = variable.sizes.back();
  if (raster.rows < 2 || raster.columns < 2)
    refuse(file.where(), fmt::format("'{}' has {} x {} cells (at least 2 x 2 are needed to know "
                                     "their size)",
                                     variable.name, raster.rows, raster.columns));
  const NetcdfVariable& x = coordinate(file, variable, Axis::x);
  const NetcdfVariable& y = coordinate(file, variable, Axis::y);
  for (const NetcdfVariable* one : {&x, &y})
    if (!metres_of(one->unit))
      refuse(file.where(), fmt::format("coordinate '{}' is in '{}' (m, km or degrees are expected)",
                                       one->name, one->unit));
  if ((metres_of(x.unit) == 0.0) != (metres_of(y.unit) == 0.0))
    refuse(file.where(), fmt::format("coordinate '{}' is in '{}' but '{}' in '{}'", x.name, x.unit,
                                     y.name, y.unit));
  raster.corner_x =
      corners(centres(file, x, variable, raster.rows, raster.columns), raster.rows, raster.columns);
  raster.corner_y =
      corners(centres(file, y, variable, raster.rows, raster.columns), raster.rows, raster.columns);
  for (auto [values, unit] : {std::pair(&raster.corner_x, x.unit), {&raster.corner_y, y.unit}})
    if (const double metres = *metres_of(unit); metres > 1)
      for (double& value : *values) value *= metres;
  into(target_crs, crs_of_cells(file, variable, x, raster, declared_crs), raster, file.where());
  raster.value.assign(raster.rows * raster.columns, 0);
  return raster;
}

}  // namespace sandtable
