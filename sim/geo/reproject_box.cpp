// SPDX-License-Identifier: Apache-2.0
#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable {

Box reproject(const std::string& from_crs, const std::string& to_crs, const Box& box) {
  const gdal::Quiet quiet;
  const OGRSpatialReference from = gdal::crs_of(from_crs, {}), to = gdal::crs_of(to_crs, {});
  const gdal::Transform transform = gdal::transform_between(from, to, {});
  Box made;
  if (!transform->TransformBounds(box.min_x, box.min_y, box.max_x, box.max_y, &made.min_x,
                                  &made.min_y, &made.max_x, &made.max_y, 21))
    refuse("a box cannot be brought from " + from_crs + " into " + to_crs + " (it lies outside)");
  return made;
}

}  // namespace sandtable
