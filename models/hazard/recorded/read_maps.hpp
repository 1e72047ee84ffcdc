// SPDX-License-Identifier: Apache-2.0
// Inside the model only: the kinds of files, and what their numbers mean.
#pragma once

#include "models/hazard/recorded/flood_maps.hpp"
#include "sim/geo/netcdf.hpp"

namespace sandtable::recorded {

ReadFlood read_netcdf_flood(const std::filesystem::path& file, const ReadOptions& options,
                            const Scenario& scenario);
ReadFlood read_listed_flood(const std::filesystem::path& file, const ReadOptions& options,
                            const Scenario& scenario);
ReadFlood read_single_flood(const std::filesystem::path& file, const ReadOptions& options);

/// Which variables of a netCDF file hold what.
struct Chosen {
  const NetcdfVariable* water = nullptr;  ///< depth or level
  bool is_level = false;
  const NetcdfVariable* bed = nullptr;       ///< under levels; null: it has a file of its own
  std::vector<const NetcdfVariable*> speed;  ///< none, one, or the two components
};

/// By the names in `options`, else by CF's standard names and by names in wide use. Refuses a file
/// that leaves a choice, a variable without a time axis, a level without a bed.
Chosen choose_variables(const NetcdfFile& file, const ReadOptions& options);

/// How many metres (m/s) one of the file's numbers is. `own` is the file's unit; where it names
/// none, or one that is not known, the declared one holds.
double factor_of(const std::string& own, const ReadOptions& options, const char* si,
                 const std::string& what, const Source& where);

/// Depths of one map; `bed_m` empty: `values` are depths. Dry: no value, or a level below the bed.
/// Refuses depths below 0 or above 1000 m.
std::vector<float> depths_of(std::span<const double> values, double factor,
                             std::span<const double> bed_m, const std::string& what,
                             const Source& where);
/// Speeds of one map, 0 where there is no value: the sizes of vectors if `other` is not empty.
/// Refuses speeds above 100 m/s.
std::vector<float> speeds_of(std::span<const double> values, std::span<const double> other,
                             double factor, const std::string& what, const Source& where);

/// The bed (m) under the middle of every cell, from a raster; not-a-number where it has none.
std::vector<double> bed_under(const FloodCells& cells, const ReadOptions& options);

/// Refuses more maps than can be held, before they are read.
void refuse_too_many(std::size_t maps, std::size_t cells, const Source& where);

}  // namespace sandtable::recorded
