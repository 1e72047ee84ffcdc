// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/elevation.hpp"

#include <fmt/format.h>
#include <gdal_utils.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/elevation_open.hpp"
#include "sim/geo/gdal_file.hpp"

namespace sandtable {
namespace {

namespace fs = std::filesystem;
using namespace elevation;

constexpr double most_cells = 25e6, lowest_m = -500, highest_m = 9000;
constexpr float none = std::numeric_limits<float>::quiet_NaN();

/// A length with two digits that say something: 77.3 becomes 77, 0.987 becomes 0.99.
double tidy(double length) {
  double unit = 1;
  while (length / unit >= 100) unit *= 10;
  while (length / unit < 10) unit /= 10;
  return std::round(length / unit) * unit;
}

/// The grid that is to be filled: its corner on multiples of the cell, unless the files' own.
Elevation empty_grid(const std::vector<Heights>& sources, const std::string& name,
                     const OGRSpatialReference& crs, const ElevationOptions& options) {
  Box all = suggested(sources.front(), crs).box;
  const Suggested first = suggested(sources.front(), crs);
  for (const Heights& source : sources) {
    const Box box = suggested(source, crs).box;
    all = {std::min(all.min_x, box.min_x), std::min(all.min_y, box.min_y),
           std::max(all.max_x, box.max_x), std::max(all.max_y, box.max_y)};
  }
  const bool same = sources.front().crs.IsSame(&crs);
  Elevation made;
  made.crs = name;
  made.cell_m = options.cell_m.value_or(same ? first.cell_m : tidy(first.cell_m));
  const Box box = options.box.value_or(all);
  const bool own_grid = same && made.cell_m == first.cell_m;
  const double x0 = own_grid ? first.box.min_x : 0, y0 = own_grid ? first.box.max_y : 0;
  made.west = x0 + std::floor((box.min_x - x0) / made.cell_m + 1e-6) * made.cell_m;
  made.north = y0 + std::ceil((box.max_y - y0) / made.cell_m - 1e-6) * made.cell_m;
  const double columns = std::ceil((box.max_x - made.west) / made.cell_m - 1e-6),
               rows = std::ceil((made.north - box.min_y) / made.cell_m - 1e-6);
  if (!(columns * rows <= most_cells))
    refuse({sources.front().file.string()},
           fmt::format("a grid of {:.0f} x {:.0f} cells of {:g} m is too large (at most 25 million "
                       "cells): name smaller bounds or a larger cell",
                       columns, rows, made.cell_m));
  if (columns < 2 || rows < 2)
    refuse({sources.front().file.string()}, "the bounds hold no cell of the heights");
  made.columns = static_cast<std::size_t>(columns);
  made.rows = static_cast<std::size_t>(rows);
  return made;
}

GDALDatasetUniquePtr in_memory(const Elevation& grid, const OGRSpatialReference& crs) {
  GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("MEM")->Create(
      "", static_cast<int>(grid.columns), static_cast<int>(grid.rows), 1, GDT_Float32, nullptr));
  std::array<double, 6> to_map{grid.west, grid.cell_m, 0, grid.north, 0, -grid.cell_m};
  made->SetGeoTransform(to_map.data());
  made->SetSpatialRef(&crs);
  made->GetRasterBand(1)->SetNoDataValue(none);
  made->GetRasterBand(1)->Fill(none);
  return made;
}

void warp(const Heights& source, GDALDataset& into, const ElevationOptions& options) {
  CPLStringList words;
  for (const char* const word :
       {"-r", "bilinear", "-wt", "Float32", "-dstnodata", "nan", "-et", "0"})
    words.AddString(word);
  words.AddString("-s_srs");
  words.AddString(wkt(source.crs).c_str());
  if (options.no_data) {
    words.AddString("-srcnodata");
    words.AddString(fmt::format("{}", *options.no_data).c_str());
  }
  const std::unique_ptr<GDALWarpAppOptions, decltype(&GDALWarpAppOptionsFree)> how(
      GDALWarpAppOptionsNew(words.List(), nullptr), GDALWarpAppOptionsFree);
  GDALDatasetH from = source.data.get();
  int failed = 0;
  if (!GDALWarp(nullptr, &into, 1, &from, how.get(), &failed) || failed)
    refuse({source.file.string()}, std::string("the heights cannot be read to their end (") +
                                       CPLGetLastErrorMsg() + ") get the file anew");
}

/// The numbers of a file as heights; refuses what no ground has.
void add_heights(const Heights& source, const Elevation& grid, const OGRSpatialReference& crs,
                 const ElevationOptions& options, std::vector<float>& heights) {
  const GDALDatasetUniquePtr target = in_memory(grid, crs);
  warp(source, *target, options);
  std::vector<float> values(grid.cells());
  if (target->GetRasterBand(1)->RasterIO(
          GF_Read, 0, 0, static_cast<int>(grid.columns), static_cast<int>(grid.rows), values.data(),
          static_cast<int>(grid.columns), static_cast<int>(grid.rows), GDT_Float32, 0, 0,
          nullptr) != CE_None)
    refuse({source.file.string()}, CPLGetLastErrorMsg());
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (std::isnan(values[cell])) continue;
    const double height = values[cell] * source.factor + source.offset;
    if (!(height >= lowest_m && height <= highest_m))
      refuse({source.file.string()},
             fmt::format("a height of {:g} m (no ground has it: is it the file's no-data value?) "
                         "declare that value",
                         height));
    heights[cell] = static_cast<float>(height);
  }
}

}  // namespace

std::optional<std::size_t> Elevation::cell_of(Point point) const {
  const double column = std::floor((point.x - west) / cell_m),
               row = std::floor((north - point.y) / cell_m);
  if (!(column >= 0 && row >= 0 && column < static_cast<double>(columns) &&
        row < static_cast<double>(rows)))
    return std::nullopt;
  return static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column);
}

ElevationInfo elevation_info(const fs::path& file, const ElevationOptions& options) {
  const gdal::Quiet quiet;
  const Heights source = open(file, options);
  ElevationInfo made;
  const char* const code = source.crs.GetAuthorityCode(nullptr);
  if (code) made.epsg = std::string("EPSG:") + code;
  made.in_metres =
      source.crs.IsProjected() && source.crs.GetLinearUnits() == 1.0 && made.epsg != "EPSG:3857";
  made.degrees = suggested(source, gdal::crs_of("EPSG:4326", {file.string()})).box;
  made.rows = static_cast<std::size_t>(source.data->GetRasterYSize());
  made.columns = static_cast<std::size_t>(source.data->GetRasterXSize());
  return made;
}

Elevation read_elevation(std::span<const fs::path> files, const std::string& crs,
                         const ElevationOptions& options) {
  const gdal::Quiet quiet;
  if (files.empty()) refuse("no file of heights");
  gdal::refuse_unless_metric(crs, {files.front().string()});
  const OGRSpatialReference to = gdal::crs_of(crs, {});
  std::vector<Heights> sources;
  for (const fs::path& file : files) sources.push_back(open(file, options));
  Elevation made = empty_grid(sources, crs, to, options);
  made.height_m.assign(made.cells(), none);
  for (const Heights& source : sources) add_heights(source, made, to, options, made.height_m);
  if (std::ranges::all_of(made.height_m, [](float height) { return std::isnan(height); }))
    refuse({files.front().string()},
           "there are no heights within the bounds (the files lie elsewhere, or hold none there)");
  return made;
}

}  // namespace sandtable
