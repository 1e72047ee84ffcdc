// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/vector.hpp"

#include <ogrsf_frmts.h>

#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"

namespace sandtable {
namespace {

using gdal::crs_of;
using gdal::File;
using gdal::Quiet;
using gdal::Transform;
using gdal::transform_between;

/// A GeoJSON file is WGS 84 unless another is declared.
OGRSpatialReference source_crs(const File& file, OGRLayer& layer, const VectorOptions& options,
                               const Source& where) {
  const bool implied = std::string(file.data->GetDriverName()) == "GeoJSON";
  const bool own_counts = options.declared_crs.empty() || !implied;
  const OGRSpatialReference* const own = own_counts ? layer.GetSpatialRef() : nullptr;
  OGREnvelope box;  // where the two are compared; to find it, a GeoJSON file is read once more
  if (own && !options.declared_crs.empty() && layer.GetExtent(&box) != OGRERR_NONE)
    box = OGREnvelope();
  return gdal::agreed_crs(own, options.declared_crs, {box.MinX, box.MinY, box.MaxX, box.MaxY},
                          where);
}

void take_line(const OGRSimpleCurve& line, std::vector<Path>& parts) {
  Path path(static_cast<std::size_t>(line.getNumPoints()));
  for (int i = 0; i < line.getNumPoints(); ++i) path[i] = {line.getX(i), line.getY(i)};
  parts.push_back(std::move(path));
}

/// Adds a geometry's paths; returns what is wrong with it, or "".
std::string take(const OGRGeometry& geometry, Feature& feature) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
      feature.kind = GeometryKind::point;
      if (geometry.IsEmpty()) return "is empty";
      feature.parts.push_back({{geometry.toPoint()->getX(), geometry.toPoint()->getY()}});
      return "";
    case wkbLineString:
      feature.kind = GeometryKind::line;
      if (geometry.IsEmpty()) return "is empty";
      take_line(*geometry.toLineString(), feature.parts);
      return "";
    case wkbPolygon:
      feature.kind = GeometryKind::polygon;
      if (geometry.IsEmpty()) return "is empty";
      for (const OGRLinearRing* const ring : *geometry.toPolygon()) {
        if (ring->getNumPoints() < 4) return "has a ring of fewer than 3 corners";
        if (!ring->get_IsClosed()) return "has a ring that is not closed";
        take_line(*ring, feature.parts);
      }
      return "";
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon: {
      if (geometry.IsEmpty()) return "is empty";
      for (const OGRGeometry* const part : *geometry.toGeometryCollection()) {
        if (std::string wrong = take(*part, feature); !wrong.empty()) return wrong;
      }
      return "";
    }
    default:
      return std::string("is a ") + geometry.getGeometryName() +
             " (points, lines and polygons can be read)";
  }
}

/// Which outer ring of a polygon crosses itself, and where, in the file's coordinates; or "".
std::string crossing(const OGRGeometry& geometry) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbMultiPolygon) {
    for (const OGRPolygon* const part : *geometry.toMultiPolygon())
      if (std::string wrong = crossing(*part); !wrong.empty()) return wrong;
  }
  if (type != wkbPolygon) return "";
  OGRPolygon filled;
  OGRLinearRing outer(*geometry.toPolygon()->getExteriorRing());
  filled.addRing(&outer);
  CPLErrorReset();
  if (filled.IsValid()) return "";
  return std::string("has an outline that is not simple (") + CPLGetLastErrorMsg() +
         ", in the file's coordinates) redraw it there";
}

FeatureValue value_of(const OGRFeature& row, int column) {
  FeatureValue value;
  if (column < 0 || !row.IsFieldSetAndNotNull(column)) return value;
  value.text = row.GetFieldAsString(column);
  const OGRFieldType type = row.GetFieldDefnRef(column)->GetType();
  if (type == OFTInteger || type == OFTInteger64 || type == OFTReal) {
    value.number = row.GetFieldAsDouble(column);
    return value;
  }
  double number = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto [last, code] = std::from_chars(value.text.data(), end, number);
  if (code == std::errc() && last == end) value.number = number;
  return value;
}

/// -1 for one that is not there, if that is allowed.
std::vector<int> find_columns(const OGRFeatureDefn& layer, std::span<const std::string> names,
                              bool optional, const Source& where) {
  std::vector<std::string> known;
  for (int i = 0; i < layer.GetFieldCount(); ++i) {
    known.emplace_back(layer.GetFieldDefn(i)->GetNameRef());
  }
  Problems problems;
  std::vector<int> columns;
  for (const std::string& name : names) {
    int column = -1;
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (known[i] == name) column = static_cast<int>(i);
    }
    if (column < 0 && !optional)
      problems.add(where, "no column '" + name + "'" + suggestion(name, known));
    columns.push_back(column);
  }
  problems.raise();
  return columns;
}

OGRLayer& find_layer(const File& file, const std::string& name, const Source& where) {
  std::vector<std::string> known;
  for (OGRLayer* const layer : file.data->GetLayers()) known.emplace_back(layer->GetName());
  if (name.empty() && known.size() == 1) return *file.data->GetLayer(0);
  if (name.empty()) {
    std::string list;
    for (const std::string& layer : known) list += (list.empty() ? "" : ", ") + layer;
    refuse(where, "the file has " + std::to_string(known.size()) + " layers (" + list +
                      ") name one of them");
  }
  OGRLayer* const layer = file.data->GetLayerByName(name.c_str());
  if (!layer) refuse(where, "no layer '" + name + "'" + suggestion(name, known));
  return *layer;
}

std::string reproject(Feature& feature, OGRCoordinateTransformation* transform, bool degrees) {
  for (Path& path : feature.parts) {
    for (Point& point : path) {
      if (degrees && !(std::abs(point.x) <= 360 && std::abs(point.y) <= 90)) {
        return "has coordinates that are not degrees (the CRS is geographic) declare its CRS";
      }
      if (transform && !transform->Transform(1, &point.x, &point.y)) {
        return "cannot be reprojected (it lies outside the CRS)";
      }
      if (!std::isfinite(point.x) || !std::isfinite(point.y)) return "has an infinite coordinate";
    }
  }
  return "";
}

std::vector<Feature> features_of(const File& open, const Source& where,
                                 const std::string& target_crs,
                                 std::span<const std::string> columns,
                                 const VectorOptions& options) {
  OGRLayer& layer = find_layer(open, options.layer, where);
  const OGRSpatialReference from = source_crs(open, layer, options, where);
  const OGRSpatialReference to = crs_of(target_crs, where);
  const Transform transform = from.IsSame(&to) ? Transform() : transform_between(from, to, where);
  const std::vector<int> wanted =
      find_columns(*layer.GetLayerDefn(), columns, options.optional_columns, where);
  std::optional<int> id_column;
  if (!options.id_column.empty()) {
    id_column = find_columns(*layer.GetLayerDefn(), {&options.id_column, 1}, false, where).front();
  }
  Problems problems;
  std::vector<Feature> features;
  for (const OGRFeatureUniquePtr& row : layer) {
    Feature& feature = features.emplace_back();
    feature.id = id_column ? value_of(*row, *id_column).text : std::to_string(row->GetFID());
    for (const int column : wanted) feature.values.push_back(value_of(*row, column));
    const OGRGeometry* const geometry = row->GetGeometryRef();
    std::string wrong = geometry ? take(*geometry, feature) : "has no geometry";
    if (wrong.empty() && options.simple_rings) wrong = crossing(*geometry);
    if (wrong.empty()) wrong = reproject(feature, transform.get(), from.IsGeographic());
    if (!wrong.empty()) problems.add(where, "feature '" + feature.id + "' " + wrong);
  }
  problems.raise();
  return features;
}

}  // namespace

std::vector<Feature> read_features(const std::filesystem::path& file, const std::string& target_crs,
                                   std::span<const std::string> columns,
                                   const VectorOptions& options) {
  const Quiet quiet;
  return features_of(File(file), {file.string()}, target_crs, columns, options);
}

std::vector<Feature> read_features_bytes(const std::filesystem::path& name, std::string bytes,
                                         const std::string& target_crs,
                                         std::span<const std::string> columns,
                                         const VectorOptions& options) {
  const Quiet quiet;
  return features_of(File(name, std::move(bytes)), {name.string()}, target_crs, columns, options);
}

std::vector<std::string> column_names(const std::filesystem::path& file) {
  const Quiet quiet;
  const File open(file);
  const OGRFeatureDefn& layer = *find_layer(open, "", {file.string()}).GetLayerDefn();
  std::vector<std::string> names;
  for (int i = 0; i < layer.GetFieldCount(); ++i)
    names.emplace_back(layer.GetFieldDefn(i)->GetNameRef());
  return names;
}

void reproject(const std::string& from_crs, const std::string& to_crs, std::span<double> xs,
               std::span<double> ys) {
  const Quiet quiet;
  const OGRSpatialReference from = crs_of(from_crs, {}), to = crs_of(to_crs, {});
  if (from.IsSame(&to)) return;
  const Transform transform = transform_between(from, to, {});
  if (!transform->Transform(static_cast<int>(xs.size()), xs.data(), ys.data())) {
    refuse("points cannot be reprojected from " + from_crs + " to " + to_crs +
           " (they lie outside)");
  }
}

}  // namespace sandtable
