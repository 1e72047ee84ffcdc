// SPDX-License-Identifier: Apache-2.0
// Holes in heights, and writing them.
#include <gdal_alg.h>

#include <array>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/elevation.hpp"
#include "sim/geo/gdal_file.hpp"

namespace sandtable {
namespace {

GDALDatasetUniquePtr create(const char* driver, const std::string& name, const Elevation& elevation,
                            const char* const* options) {
  GDALAllRegister();
  GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName(driver)->Create(
      name.c_str(), static_cast<int>(elevation.columns), static_cast<int>(elevation.rows), 1,
      GDT_Float32, const_cast<char**>(options)));
  if (!made) fail(name + " cannot be written (" + CPLGetLastErrorMsg() + ")");
  std::array<double, 6> to_map{elevation.west,   elevation.cell_m, 0, elevation.north, 0,
                               -elevation.cell_m};
  const OGRSpatialReference crs = gdal::crs_of(elevation.crs, {});
  made->SetGeoTransform(to_map.data());
  made->SetSpatialRef(&crs);
  return made;
}

template <class Number>
bool transfer(GDALRWFlag direction, GDALRasterBand& band, std::vector<Number>& values,
              GDALDataType type) {
  const int columns = band.GetXSize(), rows = band.GetYSize();
  return band.RasterIO(direction, 0, 0, columns, rows, values.data(), columns, rows, type, 0, 0,
                       nullptr) == CE_None;
}

}  // namespace

std::vector<char> holes(const Elevation& elevation) {
  const std::size_t rows = elevation.rows, columns = elevation.columns;
  std::vector<char> hole(elevation.cells());
  for (std::size_t cell = 0; cell < hole.size(); ++cell)
    hole[cell] = std::isnan(elevation.height_m[cell]);
  std::vector<std::size_t> outside;
  const auto reach = [&](std::size_t cell) {
    if (hole[cell]) hole[cell] = 0, outside.push_back(cell);
  };
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column)
      if (row == 0 || column == 0 || row + 1 == rows || column + 1 == columns)
        reach(row * columns + column);
  while (!outside.empty()) {
    const std::size_t cell = outside.back(), row = cell / columns, column = cell % columns;
    outside.pop_back();
    if (row > 0) reach(cell - columns);
    if (row + 1 < rows) reach(cell + columns);
    if (column > 0) reach(cell - 1);
    if (column + 1 < columns) reach(cell + 1);
  }
  return hole;
}

std::size_t fill_holes(Elevation& elevation) {
  const std::vector<char> hole = holes(elevation);
  const auto count = static_cast<std::size_t>(std::ranges::count(hole, 1));
  if (count == 0) return 0;
  const gdal::Quiet quiet;
  const GDALDatasetUniquePtr heights = create("MEM", "", elevation, nullptr),
                             known = create("MEM", "", elevation, nullptr);
  std::vector<float> values = elevation.height_m, mask;
  for (float& value : values) {
    mask.push_back(std::isnan(value) ? 0 : 1);
    if (std::isnan(value)) value = 0;
  }
  GDALRasterBand &band = *heights->GetRasterBand(1), &mask_band = *known->GetRasterBand(1);
  transfer(GF_Write, band, values, GDT_Float32);
  transfer(GF_Write, mask_band, mask, GDT_Float32);
  const auto farthest = static_cast<double>(std::max(elevation.rows, elevation.columns));
  if (GDALFillNodata(&band, &mask_band, farthest, 0, 0, nullptr, nullptr, nullptr) != CE_None ||
      !transfer(GF_Read, band, values, GDT_Float32))
    fail(std::string("the holes of the heights cannot be filled (") + CPLGetLastErrorMsg() + ")");
  for (std::size_t cell = 0; cell < hole.size(); ++cell)
    if (hole[cell]) elevation.height_m[cell] = values[cell];
  return count;
}

void write_elevation(const Elevation& elevation, const std::filesystem::path& file) {
  write_on_cells(elevation, elevation.height_m, "m", file);
}

void write_on_cells(const Elevation& cells, std::span<const float> given, const std::string& unit,
                    const std::filesystem::path& file) {
  const gdal::Quiet quiet;
  static constexpr std::array<const char*, 4> packed{"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES",
                                                     nullptr};
  const GDALDatasetUniquePtr made = create("GTiff", file.string(), cells, packed.data());
  constexpr float no_data = -9999;
  std::vector<float> values(given.begin(), given.end());
  for (float& value : values)
    if (std::isnan(value)) value = no_data;
  GDALRasterBand& band = *made->GetRasterBand(1);
  band.SetNoDataValue(no_data);
  band.SetUnitType(unit.c_str());
  if (!transfer(GF_Write, band, values, GDT_Float32) || CPLGetLastErrorType() >= CE_Failure)
    fail(file.string() + " cannot be written (" + CPLGetLastErrorMsg() + ")");
}

}  // namespace sandtable
