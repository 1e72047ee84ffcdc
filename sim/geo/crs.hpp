// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_spatialref.h>

#include <memory>
#include <string>

#include "sim/core/error.hpp"
#include "sim/geo/shapes.hpp"

namespace sandtable::gdal {

using Transform = std::unique_ptr<OGRCoordinateTransformation>;

/// A CRS by name, x first; refuses one that PROJ does not know.
OGRSpatialReference crs_of(const std::string& name, const Source& where);

/// Refuses a CRS whose coordinates are no metres, such as one in degrees, and one that is unknown.
void refuse_unless_metric(const std::string& name, const Source& where);

/// A CRS as GeoJSON files name it: "urn:ogc:def:crs:EPSG::32632"; by itself if it is no EPSG
/// number.
std::string crs_urn(const std::string& name);

/// From one CRS to another; refuses what PROJ cannot do.
Transform transform_between(const OGRSpatialReference& from, const OGRSpatialReference& to,
                            const Source& where);

/// The CRS of a file that spans `box`: its own, or the declared one ("" = none) where it has none.
/// Refuses a file with neither, and two that put the middle of the box at different places.
OGRSpatialReference agreed_crs(const OGRSpatialReference* own, const std::string& declared,
                               const Box& box, const Source& where);

}  // namespace sandtable::gdal
