// SPDX-License-Identifier: Apache-2.0
// Rasters and layers as other programs write them, made by GDAL.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sandtable::tests {

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// A path below the temporary folder whose file is removed at the end.
struct TemporaryPath {
  explicit TemporaryPath(const std::string& name)
      : path(std::filesystem::temp_directory_path() / (std::to_string(getpid()) + "-" + name)) {
    GDALAllRegister();
  }
  ~TemporaryPath() { std::filesystem::remove(path); }
  TemporaryPath(const TemporaryPath&) = delete;
  TemporaryPath& operator=(const TemporaryPath&) = delete;

  std::filesystem::path path;
};

/// A raster to write: rows from the north, cells of `cell` m (or degrees) from the upper left.
struct DrawnRaster {
  std::string driver = "GTiff", crs = "EPSG:28355", unit;
  double left = 0, top = 0, cell = 100, no_data = no_value;
  std::vector<std::vector<double>> rows;

  void write(const std::filesystem::path& path) const {
    GDALAllRegister();
    auto* const memory = GetGDALDriverManager()->GetDriverByName("MEM");
    const int columns = static_cast<int>(rows[0].size()), lines = static_cast<int>(rows.size());
    const GDALDatasetUniquePtr made(memory->Create("", columns, lines, 1, GDT_Float64, nullptr));
    std::array<double, 6> place{left, cell, 0, top, 0, -cell};
    made->SetGeoTransform(place.data());
    if (!crs.empty()) {
      OGRSpatialReference reference;
      reference.SetFromUserInput(crs.c_str());
      reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
      made->SetSpatialRef(&reference);
    }
    GDALRasterBand* const band = made->GetRasterBand(1);
    if (!unit.empty()) band->SetUnitType(unit.c_str());
    if (!unit.empty()) band->SetMetadataItem("units", unit.c_str());
    if (no_data == no_data) band->SetNoDataValue(no_data);
    for (int row = 0; row < lines; ++row) {
      std::vector<double> values = rows[static_cast<std::size_t>(row)];
      if (band->RasterIO(GF_Write, 0, row, columns, 1, values.data(), columns, 1, GDT_Float64, 0, 0,
                         nullptr) != CE_None)
        throw std::runtime_error("a row was not written");
    }
    auto* const to = GetGDALDriverManager()->GetDriverByName(driver.c_str());
    GDALClose(to->CreateCopy(path.c_str(), made.get(), FALSE, nullptr, nullptr, nullptr));
  }
};

/// A vector layer to write: one column "when", and features as WKT.
struct DrawnLayer {
  std::string driver = "GPKG", crs = "EPSG:28355";
  OGRFieldType type = OFTString;
  std::vector<std::pair<std::string, std::string>> features;  ///< (when, WKT)
  std::vector<std::string> layers{"fire"};

  void write(const std::filesystem::path& path) const {
    GDALAllRegister();
    auto* const to = GetGDALDriverManager()->GetDriverByName(driver.c_str());
    const GDALDatasetUniquePtr made(to->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference reference;
    reference.SetFromUserInput(crs.c_str());
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    for (const std::string& name : layers) {
      OGRLayer* const layer = made->CreateLayer(name.c_str(), &reference, wkbUnknown, nullptr);
      OGRFieldDefn column("when", type);
      layer->CreateField(&column);
      for (const auto& [when, wkt] : features) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, when.c_str());
        OGRGeometry* shape = nullptr;
        OGRGeometryFactory::createFromWkt(wkt.c_str(), &reference, &shape);
        feature.SetGeometryDirectly(shape);
        if (layer->CreateFeature(&feature) != OGRERR_NONE)
          throw std::runtime_error("a feature was not written");
      }
    }
  }
};

}  // namespace sandtable::tests
