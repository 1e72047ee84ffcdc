// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "models/hazard/inundation/area_rain.hpp"

namespace sandtable::inundation {

/// What a rate's time says of it: it holds from then on, or it is the mean of the time before.
enum class Stamp { begin, end };

struct RainRasterOptions {
  std::string declared_crs;  ///< of files that name none
  std::string variable;      ///< of a netCDF file; "": the only rain rate in it
  std::string unit;          ///< where the file names none: "mm/h"
  Stamp stamp = Stamp::begin;
};

/// Rain as a series of rasters: a netCDF file with times as CF has them (radar, ERA5), or a CSV of
/// times (as a hydrograph's) and `file`, a GeoTIFF or ASCII grid each. Rates in mm/h or the like,
/// or in kg m-2 s-1. A cell takes the rate of the raster's cell that holds its middle. The first or
/// last rate, of which no time says how long it holds, does so as long as the one beside it.
/// Refuses depths in place of rates, rates below 0, a raster's cell without a value over the
/// ground (`inside`), rasters on different cells, and times of which none lies in the scenario.
AreaRain read_rain_rasters(const std::filesystem::path& file, const RainRasterOptions& options,
                           const Support& cells, std::span<const std::uint8_t> inside,
                           const Scenario& scenario);

}  // namespace sandtable::inundation
