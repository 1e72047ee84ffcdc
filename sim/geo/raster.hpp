// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sandtable {

/// One band of a raster. Cells are areas: a value holds for the whole cell.
struct Raster {
  std::string file;
  std::string band;  ///< "1", or a netCDF variable
  std::size_t rows = 0, columns = 0;
  std::vector<double> value;               ///< (row, column), not-a-number where there is none
  std::vector<double> corner_x, corner_y;  ///< (row + 1, column + 1): where cells meet, m
  std::string unit;  ///< as the file says it: "minutes since 2017-02-16 13:00"; "" if it does not
  std::string calendar;  ///< netCDF's
};

struct RasterOptions {
  std::string declared_crs;  ///< for a file that has none; must not contradict one
  std::string band;          ///< number of a band or name of a netCDF variable; "" = the only one
};

/// Reads one band of a GeoTIFF, netCDF file or ASCII grid, its corners reprojected to `target_crs`,
/// x first; scale and offset of the file are applied. To be called at load, on one thread: GDAL.
/// Refuses a file without CRS when none is declared, without a place, with several bands when none
/// is named, or with more than 16 million cells.
Raster read_raster(const std::filesystem::path& file, const std::string& target_crs,
                   const RasterOptions& options = {});

/// How many cells a raster has, and how wide they are in the unit of its own CRS.
struct RasterSize {
  std::size_t rows = 0, columns = 0;
  double cell = 0;  ///< 0 where it does not say where it lies
};
/// Of a band that read_raster would read, without reading a value.
RasterSize raster_size(const std::filesystem::path& file, const RasterOptions& options = {});

/// read_raster of a file in memory; `name` says what it may be ("a.tif").
Raster read_raster_bytes(const std::filesystem::path& name, std::string bytes,
                         const std::string& target_crs, const RasterOptions& options = {});

}  // namespace sandtable
