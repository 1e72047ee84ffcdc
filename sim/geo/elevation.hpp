// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/geo/shapes.hpp"

namespace sandtable {

/// Heights of the ground on square cells of a projected CRS; the first row is the northernmost.
struct Elevation {
  std::string crs;             ///< "EPSG:32632"
  double west = 0, north = 0;  ///< outer corner of the first cell, m
  double cell_m = 0;           ///< side of a cell
  std::size_t rows = 0, columns = 0;
  std::vector<float> height_m;  ///< (row, column); not-a-number where the files say none

  std::size_t cells() const { return rows * columns; }
  Box box() const {
    return {west, north - static_cast<double>(rows) * cell_m,
            west + static_cast<double>(columns) * cell_m, north};
  }
  Point middle(std::size_t cell) const {
    return {west + (static_cast<double>(cell % columns) + 0.5) * cell_m,
            north - (static_cast<double>(cell / columns) + 0.5) * cell_m};
  }
  /// The cell that holds a point.
  std::optional<std::size_t> cell_of(Point point) const;
};

/// What a file of heights says of itself.
struct ElevationInfo {
  std::string epsg;        ///< its CRS as "EPSG:32632", "" where it has no number there
  bool in_metres = false;  ///< the CRS is a projection in metres, and none of the whole world
  Box degrees;             ///< its extent, longitude and latitude
  std::size_t rows = 0, columns = 0;
};

struct ElevationOptions {
  std::string declared_crs;       ///< for files that name none
  std::optional<double> no_data;  ///< the value that stands for no height, where files do not say
  std::optional<double> cell_m;   ///< none: about that of the files
  std::optional<Box> box;         ///< of the target CRS; none: all of the files
};

/// What the first of several files says; refuses what read_elevation would.
ElevationInfo elevation_info(const std::filesystem::path& file,
                             const ElevationOptions& options = {});

/// Reads files that lie side by side (GeoTIFF, ASCII grid, netCDF of one variable, SRTM .hgt; each
/// also alone in a .zip) and warps them into `crs`, bilinearly (GDAL's warp, docs of gdalwarp);
/// where files overlap the last counts. Heights in feet become metres. Refuses a CRS that is not in
/// metres, a file without CRS when none is declared, heights below -500 m or above 9,000 m (a
/// no-data value that the file does not name), a box without heights, and more than 25 million
/// cells before they are allocated.
Elevation read_elevation(std::span<const std::filesystem::path> files, const std::string& crs,
                         const ElevationOptions& options = {});

/// (cell): 1 where a cell without height is a hole: none of those connected to it (by sides) lies
/// on the grid's edge.
std::vector<char> holes(const Elevation& elevation);
/// Fills the holes from the heights around them, by inverse distance (GDALFillNodata); how many.
std::size_t fill_holes(Elevation& elevation);

/// Writes a GeoTIFF of 32-bit floats, no-data -9999. Fails when the file cannot be written.
void write_elevation(const Elevation& elevation, const std::filesystem::path& file);
/// The same of other values on the cells, not-a-number where there is none, with their unit.
void write_on_cells(const Elevation& cells, std::span<const float> values, const std::string& unit,
                    const std::filesystem::path& file);

}  // namespace sandtable
