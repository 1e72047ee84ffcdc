// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdal_priv.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/geo/raster.hpp"

namespace sandtable {

/// A variable of numbers in a netCDF file, as its attributes say it ("" where they do not).
struct NetcdfVariable {
  std::string name, unit, standard_name, long_name, calendar;
  std::vector<std::string> dimensions;  ///< the slowest first
  std::vector<std::size_t> sizes;       ///< (dimension)
  std::size_t count() const;            ///< of all its values
};

/// A netCDF file, open for reading; of its groups the root. To be used at load, on one thread:
/// GDAL.
class NetcdfFile {
 public:
  /// Refuses what is no netCDF file.
  explicit NetcdfFile(const std::filesystem::path& file);

  Source where() const { return {file_.string()}; }
  const std::vector<NetcdfVariable>& variables() const { return variables_; }
  /// Null if there is none of this name.
  const NetcdfVariable* find(const std::string& name) const;
  /// Refuses an unknown one, with the nearest name.
  const NetcdfVariable& required(const std::string& name) const;
  /// An attribute of a variable; "" if there is none.
  std::string text(const std::string& variable, const std::string& attribute) const;

  /// Its values, unpacked (scale_factor, add_offset), not-a-number where it has none (_FillValue,
  /// missing_value, valid_range, netCDF's own fill value). Refuses a file that is torn.
  std::vector<double> read(const NetcdfVariable& variable) const;
  /// The same of one index of its first dimension.
  std::vector<double> read(const NetcdfVariable& variable, std::size_t first) const;

  /// The CRS that its grid mapping names, by CF's attributes or an EPSG number; nothing if none
  /// does.
  std::optional<OGRSpatialReference> crs(const NetcdfVariable& variable) const;

 private:
  std::shared_ptr<GDALMDArray> open(const std::string& name) const;
  std::vector<double> read(const NetcdfVariable& variable, const std::vector<GUInt64>& begin,
                           const std::vector<std::size_t>& count) const;
  std::string epsg_number(const NetcdfVariable& variable) const;

  std::filesystem::path file_;
  GDALDatasetUniquePtr data_;
  std::shared_ptr<GDALGroup> root_;
  std::vector<NetcdfVariable> variables_;
};

/// The cells over which a variable's last two dimensions run, with the value 0 each, their corners
/// brought into `target_crs`. Its coordinates are the centres of cells: one-dimensional variables
/// of those dimensions, or two-dimensional ones (a turned or curvilinear grid); corners lie halfway
/// between centres. Degrees without a CRS are those of EPSG:4326; metres without one are those of
/// `declared_crs`. Refuses cells without coordinates or area, a declared CRS that contradicts the
/// file's, degrees taken for metres and the other way round.
Raster netcdf_cells(const NetcdfFile& file, const NetcdfVariable& variable,
                    const std::string& target_crs, const std::string& declared_crs);

}  // namespace sandtable
