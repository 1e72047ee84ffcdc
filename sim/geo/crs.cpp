// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/crs.hpp"

#include <cpl_error.h>

#include <cmath>

namespace sandtable::gdal {
namespace {

/// Whether two CRS put the middle of a box at different places of the second, by more than 1 m.
/// (Names prove nothing: the same CRS has many spellings.)
bool apart(const OGRSpatialReference& one, const OGRSpatialReference& other, const Box& box) {
  if (one.IsGeographic() != other.IsGeographic()) return true;
  const Transform transform(OGRCreateCoordinateTransformation(&one, &other));
  const double x = (box.min_x + box.max_x) / 2, y = (box.min_y + box.max_y) / 2;
  double moved_x = x, moved_y = y;
  if (!transform || !transform->Transform(1, &moved_x, &moved_y)) return true;
  const double metre = one.IsGeographic() ? 1e-5 : 1;
  return !(std::abs(moved_x - x) <= metre && std::abs(moved_y - y) <= metre);
}

}  // namespace

OGRSpatialReference crs_of(const std::string& name, const Source& where) {
  OGRSpatialReference crs;
  if (crs.SetFromUserInput(name.c_str()) != OGRERR_NONE) {
    refuse(where,
           "CRS '" + name + "' is unknown (PROJ has none of this name) write it as EPSG:28355");
  }
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

void refuse_unless_metric(const std::string& name, const Source& where) {
  const OGRSpatialReference crs = crs_of(name, where);
  if (!crs.IsProjected() || crs.GetLinearUnits() != 1.0)
    refuse(where, "CRS '" + name + "' is not in metres (" +
                      (crs.IsGeographic() ? "it is in degrees" : "it is no projection in metres") +
                      ") name a projected one, such as the UTM zone: EPSG:32632");
}

std::string crs_urn(const std::string& name) {
  return name.starts_with("EPSG:") ? "urn:ogc:def:crs:EPSG::" + name.substr(5) : name;
}

Transform transform_between(const OGRSpatialReference& from, const OGRSpatialReference& to,
                            const Source& where) {
  Transform transform(OGRCreateCoordinateTransformation(&from, &to));
  if (!transform) {
    refuse(where, std::string("coordinates cannot be reprojected (") + CPLGetLastErrorMsg() + ")");
  }
  return transform;
}

OGRSpatialReference agreed_crs(const OGRSpatialReference* own, const std::string& declared,
                               const Box& box, const Source& where) {
  if (!own && declared.empty()) {
    refuse(where,
           "the file names no CRS (its coordinates could be anywhere) declare one, as crs = "
           "\"EPSG:28355\"");
  }
  if (!own) return crs_of(declared, where);
  OGRSpatialReference crs(*own);
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (!declared.empty() && apart(crs, crs_of(declared, where), box)) {
    const char* const name = crs.GetName();
    refuse(where, std::string("the file is in ") + (name ? name : "another CRS") + " but '" +
                      declared + "' was declared (they are not the same) leave one out");
  }
  return crs;
}

}  // namespace sandtable::gdal
