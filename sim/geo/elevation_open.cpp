// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/elevation_open.hpp"

#include <fmt/format.h>
#include <gdal_alg.h>

#include <array>
#include <memory>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"

namespace sandtable::elevation {
namespace {

namespace fs = std::filesystem;

/// The only raster inside a .zip, as GDAL names it; other files by their own name.
std::string gdal_name(const fs::path& file) {
  if (!fs::is_regular_file(file))
    refuse({file.string()}, "the file cannot be read (there is none of this name)");
  if (file.extension() != ".zip") return file.string();
  const std::string inside = "/vsizip/" + fs::absolute(file).string();
  const CPLStringList names(VSIReadDirRecursive(inside.c_str()));
  std::vector<std::string> rasters;
  for (int i = 0; i < names.Count(); ++i) {
    const fs::path name = names[i];
    for (const char* const ending : {".hgt", ".tif", ".tiff", ".asc", ".nc"})
      if (CPLString(name.extension().string()).tolower() == ending)
        rasters.push_back(name.string());
  }
  if (rasters.size() != 1)
    refuse({file.string()},
           fmt::format("the .zip holds {} files of heights{}{} (one .tif, .hgt, .asc or .nc is "
                       "wanted) unpack it and name them one by one",
                       rasters.size(), rasters.empty() ? "" : ": ", fmt::join(rasters, ", ")));
  return inside + "/" + rasters[0];
}

double metres_of(const std::string& unit, const Source& where) {
  if (unit.empty() || unit == "m" || unit == "metre" || unit == "meter" || unit == "metres" ||
      unit == "meters")
    return 1;
  if (unit == "ft" || unit == "foot" || unit == "feet") return 0.3048;
  if (unit == "US survey foot" || unit == "us-ft" || unit == "ftUS") return 1200.0 / 3937;
  refuse(where, "heights are in '" + unit + "' (m or ft is wanted) convert them");
}

}  // namespace

Heights open(const fs::path& file, const ElevationOptions& options) {
  GDALAllRegister();
  static constexpr std::array<const char*, 5> drivers{"GTiff", "AAIGrid", "SRTMHGT", "netCDF",
                                                      nullptr};
  Heights made;
  made.file = file;
  const Source where{file.string()};
  made.data.reset(GDALDataset::Open(gdal_name(file).c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY,
                                    drivers.data()));
  if (!made.data) {
    const std::string why = CPLGetLastErrorMsg();
    refuse(where, "not a GeoTIFF, ASCII grid, netCDF or SRTM .hgt that GDAL can read" +
                      (why.empty() ? "" : " (" + why + ")"));
  }
  if (made.data->GetRasterCount() != 1)
    refuse(where, fmt::format("the file holds {} bands (one, of heights, is wanted)",
                              made.data->GetRasterCount()));
  std::array<double, 6> to_map{};
  if (made.data->GetGeoTransform(to_map.data()) != CE_None)
    refuse(where,
           "the raster does not say where it lies (it has no geotransform) save it with one");
  const double width = made.data->GetRasterXSize(), height = made.data->GetRasterYSize();
  const Box box{to_map[0], to_map[3] + height * to_map[5], to_map[0] + width * to_map[1],
                to_map[3]};
  made.crs = gdal::agreed_crs(made.data->GetSpatialRef(), options.declared_crs, box, where);
  GDALRasterBand& band = *made.data->GetRasterBand(1);
  int has_scale = 0, has_offset = 0;
  const double scale = band.GetScale(&has_scale), offset = band.GetOffset(&has_offset);
  const double metre = metres_of(band.GetUnitType(), where);
  made.factor = metre * (has_scale ? scale : 1);
  made.offset = metre * (has_offset ? offset : 0);
  return made;
}

std::string wkt(const OGRSpatialReference& crs) {
  char* text = nullptr;
  crs.exportToWkt(&text);
  const std::unique_ptr<char, decltype(&VSIFree)> owner(text, VSIFree);
  return text;
}

Suggested suggested(const Heights& heights, const OGRSpatialReference& to) {
  const std::unique_ptr<void, decltype(&GDALDestroyGenImgProjTransformer)> transformer(
      GDALCreateGenImgProjTransformer(heights.data.get(), wkt(heights.crs).c_str(), nullptr,
                                      wkt(to).c_str(), FALSE, 0, 1),
      GDALDestroyGenImgProjTransformer);
  std::array<double, 6> to_map{};
  int columns = 0, rows = 0;
  if (!transformer ||
      GDALSuggestedWarpOutput(heights.data.get(), GDALGenImgProjTransform, transformer.get(),
                              to_map.data(), &columns, &rows) != CE_None)
    refuse({heights.file.string()},
           std::string("the heights cannot be reprojected (") + CPLGetLastErrorMsg() + ")");
  return {{to_map[0], to_map[3] + rows * to_map[5], to_map[0] + columns * to_map[1], to_map[3]},
          to_map[1]};
}

}  // namespace sandtable::elevation
