// SPDX-License-Identifier: Apache-2.0
// Coordinates in netCDF files; of use to netcdf_cells.cpp and netcdf_mesh.cpp.
#pragma once

#include <string>
#include <vector>

#include "sim/geo/netcdf.hpp"

namespace sandtable {

enum class Axis { x, y };

/// Whether a variable is a coordinate along an axis: by standard_name, axis, unit, or its name.
bool is_coordinate(const NetcdfFile& file, const NetcdfVariable& one, Axis axis);

/// Brings places from the file's CRS into `target_crs`. It is that of the variable's or of the
/// coordinates' grid mapping, else the declared one, else EPSG:4326 for degrees. Refuses units of
/// coordinates but m, km and degrees, degrees taken for metres and the other way round.
void bring_into(const std::string& target_crs, const std::string& declared_crs,
                const NetcdfFile& file, const NetcdfVariable& variable, const NetcdfVariable& x,
                const NetcdfVariable& y, std::vector<double>& xs, std::vector<double>& ys);

/// All values of a coordinate; refuses gaps.
std::vector<double> read_coordinate(const NetcdfFile& file, const NetcdfVariable& one);

}  // namespace sandtable
