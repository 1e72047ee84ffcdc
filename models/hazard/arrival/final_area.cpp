// SPDX-License-Identifier: Apache-2.0
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <memory>
#include <utility>

#include "models/hazard/arrival/rings.hpp"
#include "sim/core/error.hpp"

namespace sandtable::arrival {
namespace {

using Context = std::unique_ptr<GEOSContextHandle_HS, decltype(&GEOS_finish_r)>;

/// A GEOS geometry and the context that it belongs to.
struct FreeGeometry {
  GEOSContextHandle_t context;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, FreeGeometry>;

Geometry own(GEOSContextHandle_t context, GEOSGeometry* geometry) {
  if (!geometry) fail("the union of a fire's rings could not be made (GEOS refused a ring)");
  return Geometry(geometry, FreeGeometry{context});
}

/// The filled outline; one that crosses itself is split into valid parts.
Geometry filled(GEOSContextHandle_t context, const Path& outline) {
  GEOSCoordSequence* const points =
      GEOSCoordSeq_create_r(context, static_cast<unsigned>(outline.size()), 2);
  for (std::size_t i = 0; i < outline.size(); ++i) {
    GEOSCoordSeq_setXY_r(context, points, static_cast<unsigned>(i), outline[i].x, outline[i].y);
  }
  Geometry ring = own(context, GEOSGeom_createLinearRing_r(context, points));
  Geometry area = own(context, GEOSGeom_createPolygon_r(context, ring.release(), nullptr, 0));
  return own(context, GEOSMakeValid_r(context, area.get()));
}

}  // namespace

double final_area_m2(const Fire& fire) {
  if (fire.raster) return fire.raster->area_m2();
  const Context context(GEOS_init_r(), &GEOS_finish_r);
  std::vector<GEOSGeometry*> parts;
  for (const Ring& ring : fire.rings) {
    for (const Path& outline : ring.outlines) {
      parts.push_back(filled(context.get(), outline).release());
    }
  }
  const Geometry all = own(context.get(), GEOSGeom_createCollection_r(
                                              context.get(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                              static_cast<unsigned>(parts.size())));
  const Geometry whole = own(context.get(), GEOSUnaryUnion_r(context.get(), all.get()));
  double area_m2 = 0;
  if (!GEOSArea_r(context.get(), whole.get(), &area_m2))
    fail("a fire's area could not be measured");
  return area_m2;
}

}  // namespace sandtable::arrival
