// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/terrain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/raster.hpp"

namespace sandtable::models {

namespace {

using inundation::Layout;

void refuse_degrees(const std::string& crs, const Source& where) {
  if (gdal::crs_of(crs, where).IsProjected() == 0)
    refuse(where, fmt::format("crs '{}' is in degrees (cells need metres): give a projected CRS, "
                              "such as the UTM zone of the place",
                              crs));
}

/// The cells of a raster whose corners make a square grid along the axes.
Layout layout_of(const Raster& raster) {
  const std::size_t across = raster.columns + 1;
  const double west = raster.corner_x.front(), first_y = raster.corner_y.front();
  const double dx = (raster.corner_x[raster.columns] - west) / static_cast<double>(raster.columns);
  const double dy =
      (raster.corner_y[raster.rows * across] - first_y) / static_cast<double>(raster.rows);
  const double tolerance = 0.01 * std::abs(dx);
  bool regular = dx > 0 && std::abs(std::abs(dy) - dx) < 0.001 * dx;
  for (std::size_t row = 0; regular && row <= raster.rows; ++row)
    for (const std::size_t column : {std::size_t{0}, raster.columns}) {
      const std::size_t at = row * across + column;
      regular =
          regular &&
          std::abs(raster.corner_x[at] - (west + dx * static_cast<double>(column))) < tolerance &&
          std::abs(raster.corner_y[at] - (first_y + dy * static_cast<double>(row))) < tolerance;
    }
  if (!regular)
    refuse({raster.file}, fmt::format("its cells are not squares along the axes of the scenario's "
                                      "CRS ({:.4f} by {:.4f} m): warp it to that CRS first "
                                      "(gdalwarp -t_srs CRS -tr 10 10)",
                                      dx, std::abs(dy)));
  return {west, std::min(first_y, first_y + dy * static_cast<double>(raster.rows)), dx,
          static_cast<std::int32_t>(raster.columns), static_cast<std::int32_t>(raster.rows)};
}

/// Values with row 0 in the south.
std::vector<double> from_south(const Raster& raster) {
  if (raster.corner_y.back() > raster.corner_y.front()) return raster.value;
  std::vector<double> turned;
  turned.reserve(raster.value.size());
  for (std::size_t row = raster.rows; row-- > 0;) {
    const auto begin = raster.value.begin() + static_cast<std::ptrdiff_t>(row * raster.columns);
    turned.insert(turned.end(), begin, begin + static_cast<std::ptrdiff_t>(raster.columns));
  }
  return turned;
}

/// Cells without a value that no path of such cells joins to the grid's edge.
void refuse_holes(const Ground& ground, const std::string& file) {
  const std::int64_t columns = ground.layout.columns, rows = ground.layout.rows;
  std::vector<std::uint8_t> reached(ground.inside.begin(), ground.inside.end());
  std::vector<std::int64_t> open;
  const auto reach = [&](std::int64_t column, std::int64_t row) {
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    const std::int64_t cell = row * columns + column;
    if (std::exchange(reached[static_cast<std::size_t>(cell)], std::uint8_t{1}) == 0)
      open.push_back(cell);
  };
  for (std::int64_t column = 0; column < columns; ++column)
    reach(column, 0), reach(column, rows - 1);
  for (std::int64_t row = 0; row < rows; ++row) reach(0, row), reach(columns - 1, row);
  while (!open.empty()) {
    const std::int64_t column = open.back() % columns, row = open.back() / columns;
    open.pop_back();
    reach(column - 1, row), reach(column + 1, row), reach(column, row - 1), reach(column, row + 1);
  }
  const auto holes = std::ranges::count(reached, std::uint8_t{0});
  if (holes == 0) return;
  const auto first = std::ranges::find(reached, std::uint8_t{0}) - reached.begin();
  refuse(
      {file},
      fmt::format(
          "{} cells without a height lie inside the elevation (the first at {:.0f}, "
          "{:.0f}): fill them (gdal_fillnodata.py)",
          holes,
          ground.layout.x + (static_cast<double>(first % columns) + 0.5) * ground.layout.cell_m,
          ground.layout.y + (static_cast<double>(first / columns) + 0.5) * ground.layout.cell_m));
}

}  // namespace

Ground read_ground(const std::filesystem::path& file, const std::string& crs,
                   const std::string& declared_crs) {
  refuse_degrees(crs, {file.string()});
  const Raster raster = read_raster(file, crs, {declared_crs, ""});
  Ground ground{crs, declared_crs, layout_of(raster), from_south(raster), {}};
  for (const double height : ground.bed_m) ground.inside.push_back(std::isfinite(height));
  if (std::ranges::count(ground.inside, std::uint8_t{1}) == 0)
    refuse({file.string()}, "no cell has a height");
  refuse_holes(ground, file.string());
  return ground;
}

std::vector<float> read_cells(const std::filesystem::path& file, const Ground& ground,
                              const std::string& what, double least, double most) {
  const Raster raster = read_raster(file, ground.crs, {ground.declared_crs, ""});
  const Layout layout = layout_of(raster);
  if (layout.columns != ground.layout.columns || layout.rows != ground.layout.rows ||
      std::hypot(layout.x - ground.layout.x, layout.y - ground.layout.y) >
          0.01 * ground.layout.cell_m)
    refuse({file.string()}, "its cells are not those of the elevation: warp it to them");
  const std::vector<double> values = from_south(raster);
  std::vector<float> list(values.size(), static_cast<float>(least));
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (!ground.inside[cell]) continue;
    if (!(values[cell] >= least && values[cell] <= most))
      refuse({file.string()},
             fmt::format("{} is {} in row {}, column {} from the south-west ({} to {} is expected)",
                         what, values[cell], cell / raster.columns, cell % raster.columns, least,
                         most));
    list[cell] = static_cast<float>(values[cell]);
  }
  return list;
}

std::vector<std::uint8_t> soil_of_cells(const std::filesystem::path& file, const Ground& ground,
                                        const std::vector<inundation::SoilKind>& kinds) {
  const std::vector<float> numbers = read_cells(file, ground, "soil", 0, 1e6);
  std::vector<std::uint8_t> list(numbers.size(), 0);
  for (std::size_t cell = 0; cell < numbers.size(); ++cell) {
    if (!ground.inside[cell]) continue;
    const auto at = std::ranges::find_if(kinds, [&](const inundation::SoilKind& kind) {
      return static_cast<float>(kind.number) == numbers[cell];
    });
    if (at == kinds.end())
      refuse({file.string()},
             fmt::format("soil {} stands in no row of soils: add it there", numbers[cell]));
    list[cell] = static_cast<std::uint8_t>(at - kinds.begin());
  }
  return list;
}

std::vector<std::int64_t> cells_within(const FloodPlain& plain, Point at, double radius_m) {
  const Layout& layout = plain.layout;
  std::vector<std::int64_t> list;
  for (std::int32_t row = 0; row < layout.rows; ++row)
    for (std::int32_t column = 0; column < layout.columns; ++column) {
      const std::int64_t cell = std::int64_t{row} * layout.columns + column;
      const double dx = layout.x + (column + 0.5) * layout.cell_m - at.x,
                   dy = layout.y + (row + 0.5) * layout.cell_m - at.y;
      if (plain.inside[static_cast<std::size_t>(cell)] && dx * dx + dy * dy <= radius_m * radius_m)
        list.push_back(cell);
    }
  const std::int64_t own = layout.cell_at(at);
  if (list.empty() && own >= 0 && plain.inside[static_cast<std::size_t>(own)]) list.push_back(own);
  return list;
}

std::vector<std::int64_t> cells_at_edge(const FloodPlain& plain, inundation::Side side,
                                        double from_m, double to_m) {
  const Layout& layout = plain.layout;
  const bool across = inundation::along_y(side);  // the edge runs along x
  const std::int32_t along = across ? layout.columns : layout.rows;
  const std::int32_t deep = across ? layout.rows : layout.columns;
  const bool far = side == inundation::Side::east || side == inundation::Side::north;
  std::vector<std::int64_t> list;
  for (std::int32_t i = 0; i < along; ++i) {
    const double middle = (across ? layout.x : layout.y) + (i + 0.5) * layout.cell_m;
    if (middle < std::min(from_m, to_m) || middle > std::max(from_m, to_m)) continue;
    for (std::int32_t j = 0; j < deep; ++j) {
      const std::int32_t depth = far ? deep - 1 - j : j;
      const std::int64_t cell = across ? std::int64_t{depth} * layout.columns + i
                                       : std::int64_t{i} * layout.columns + depth;
      if (!plain.inside[static_cast<std::size_t>(cell)]) continue;
      list.push_back(cell);
      break;
    }
  }
  return list;
}

}  // namespace sandtable::models
