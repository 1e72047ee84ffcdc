// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/geo/shapes.hpp"
#include "sim/geo/table.hpp"

namespace sandtable {

enum class GeometryKind { point, line, polygon };

/// A column's value as text, and as a number where it is one (NaN if not; both empty if null).
struct FeatureValue {
  std::string text;
  double number = std::numeric_limits<double>::quiet_NaN();
};

/// One feature of a vector file. Points: one path of one point each. Lines: one path each.
/// Polygons: every outer and inner ring, closed; even-odd tells area from hole.
struct Feature {
  std::string id;
  GeometryKind kind = GeometryKind::point;
  std::vector<Path> parts;
  std::vector<FeatureValue> values;  ///< in the order of the columns asked for
};

struct VectorOptions {
  std::string id_column;     ///< "" = the file's own feature number
  std::string declared_crs;  ///< for a file that has none ("EPSG:28355"); must not contradict one
  std::string layer;         ///< "" = the only layer
  bool optional_columns = false;  ///< a column that is not there has null values
  bool simple_rings = false;      ///< refuse outer rings of polygons that cross themselves
};

/// Reads points, lines or polygons (Shapefile, GeoPackage, GeoJSON and the like; ".gz" too) with
/// the given columns, reprojected to `target_crs`, x first (traditional axis order), in file order.
/// To be called at load, on one thread: GDAL. Refuses a file without CRS when none is declared, an
/// unknown column, a feature without geometry, a ring that is not closed (naming the feature).
std::vector<Feature> read_features(const std::filesystem::path& file, const std::string& target_crs,
                                   std::span<const std::string> columns,
                                   const VectorOptions& options = {});

/// The same of a file in memory; `name` says what it may be ("a.geojson").
std::vector<Feature> read_features_bytes(const std::filesystem::path& name, std::string bytes,
                                         const std::string& target_crs,
                                         std::span<const std::string> columns,
                                         const VectorOptions& options = {});

/// The columns of a vector file of one layer, in their order.
std::vector<std::string> column_names(const std::filesystem::path& file);

/// Points of one CRS in another, x first; refuses a CRS that PROJ does not know.
void reproject(const std::string& from_crs, const std::string& to_crs, std::span<double> xs,
               std::span<double> ys);

/// The least box of one CRS that holds a box of another, its edges looked at in 21 places.
Box reproject(const std::string& from_crs, const std::string& to_crs, const Box& box);

/// A date and time as it is written: seconds since 1970 on its own clock, and that clock's offset
/// from UTC if it is said.
struct WrittenMoment {
  double clock_s = 0;
  std::optional<double> zone_s;
};
/// Reads "2017/02/16 13:00:00", "2017-02-16T13:00:00+11:00" and the like; nothing if it is none.
std::optional<WrittenMoment> moment(const std::string& text);
/// The moment in a cell of a table, s since 1970 in UTC. Refuses one without its zone, and a text
/// that is none: "'noon' is no EXPECTED".
double utc_seconds(const Table& table, std::size_t row, std::optional<std::size_t> column,
                   const std::string& expected);

/// The index of the first polygon feature that holds each point, -1 where none does.
std::vector<int> zone_of_points(std::span<const Feature> features, std::span<const double> xs,
                                std::span<const double> ys);

}  // namespace sandtable
