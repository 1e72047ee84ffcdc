// SPDX-License-Identifier: Apache-2.0
// Files of heights as GDAL opens them; of use to elevation.cpp.
#pragma once

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <filesystem>
#include <string>

#include "sim/geo/elevation.hpp"

namespace sandtable::elevation {

/// An open file of heights, its CRS and what its numbers mean.
struct Heights {
  std::filesystem::path file;
  GDALDatasetUniquePtr data;
  OGRSpatialReference crs;
  double factor = 1, offset = 0;  ///< height in m = number * factor + offset
};

/// Refuses a file that is none, that holds several bands, or that names no place or CRS.
Heights open(const std::filesystem::path& file, const ElevationOptions& options);

/// The extent and cell that GDAL suggests for a file in another CRS.
struct Suggested {
  Box box;
  double cell_m = 0;
};
Suggested suggested(const Heights& heights, const OGRSpatialReference& to);

/// A CRS as GDAL's functions take it.
std::string wkt(const OGRSpatialReference& crs);

}  // namespace sandtable::elevation
