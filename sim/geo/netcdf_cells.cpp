// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "sim/geo/gdal_file.hpp"
#include "sim/geo/netcdf_places.hpp"

namespace sandtable {
namespace {

/// The variable with one coordinate of the cells' centres: of a dimension itself, else one that
/// `coordinates` names, else any over both dimensions.
const NetcdfVariable& coordinate(const NetcdfFile& file, const NetcdfVariable& variable,
                                 Axis axis) {
  const std::vector<std::string> across(variable.dimensions.end() - 2, variable.dimensions.end());
  for (const std::string& name : across)
    if (const NetcdfVariable* const found = file.find(name);
        found && found->sizes.size() == 1 && is_coordinate(file, *found, axis))
      return *found;
  std::istringstream named(file.text(variable.name, "coordinates"));
  for (std::string name; named >> name;)
    if (const NetcdfVariable* const found = file.find(name);
        found && found->dimensions == across && is_coordinate(file, *found, axis))
      return *found;
  for (const NetcdfVariable& one : file.variables())
    if (one.dimensions == across && is_coordinate(file, one, axis)) return one;
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
  std::vector<double> read = read_coordinate(file, one);
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
  raster.corner_x =
      corners(centres(file, x, variable, raster.rows, raster.columns), raster.rows, raster.columns);
  raster.corner_y =
      corners(centres(file, y, variable, raster.rows, raster.columns), raster.rows, raster.columns);
  bring_into(target_crs, declared_crs, file, variable, x, y, raster.corner_x, raster.corner_y);
  raster.value.assign(raster.rows * raster.columns, 0);
  return raster;
}

}  // namespace sandtable
