// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdal_priv.h>

#include <filesystem>
#include <string>

namespace sandtable::gdal {

/// Keeps GDAL from printing; its last message goes into ours.
struct Quiet {
  Quiet() {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
  }
  ~Quiet() { CPLPopErrorHandler(); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
};

/// What a file is opened as. Rasters: GeoTIFF, netCDF and ASCII grids, no other.
enum class Kind { vector, raster, table };

/// An open file; a gzip'd one is unpacked into GDAL's memory first.
struct File {
  explicit File(const std::filesystem::path& path, Kind kind = Kind::vector);
  /// A file that stands in memory; its name tells GDAL what it may be ("a.geojson").
  File(const std::filesystem::path& name, std::string bytes, Kind kind = Kind::vector);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::string memory_name, content;
  GDALDatasetUniquePtr data;

 private:
  void keep_in_memory(const std::filesystem::path& name);
  void open(const std::string& name, const std::filesystem::path& shown, Kind kind);
};

}  // namespace sandtable::gdal
