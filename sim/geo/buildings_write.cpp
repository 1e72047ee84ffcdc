// SPDX-License-Identifier: Apache-2.0
#include <ogrsf_frmts.h>

#include <array>
#include <memory>

#include "sim/core/error.hpp"
#include "sim/geo/buildings.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"

namespace sandtable {
namespace {

/// Polygons with their holes, or a point where there is no footprint.
std::unique_ptr<OGRGeometry> geometry_of(const Building& building) {
  if (building.rings.empty())
    return std::make_unique<OGRPoint>(building.middle.x, building.middle.y);
  std::vector<OGRGeometry*> rings;
  for (const Path& path : building.rings) {
    auto ring = std::make_unique<OGRLinearRing>();
    for (const Point point : path) ring->addPoint(point.x, point.y);
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(ring.release());
    rings.push_back(polygon.release());
  }
  return std::unique_ptr<OGRGeometry>(OGRGeometryFactory::organizePolygons(
      rings.data(), static_cast<int>(rings.size()), nullptr, nullptr));
}

}  // namespace

void write_buildings(std::span<const Building> buildings, const std::string& crs,
                     const std::filesystem::path& file) {
  const gdal::Quiet quiet;
  GDALAllRegister();
  OGRSpatialReference reference = gdal::crs_of(crs, {});
  const GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GeoJSON")->Create(
      file.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  static constexpr std::array<const char*, 2> centimetres{"COORDINATE_PRECISION=2", nullptr};
  OGRLayer* const layer = made ? made->CreateLayer("buildings", &reference, wkbUnknown,
                                                   const_cast<char**>(centimetres.data()))
                               : nullptr;
  if (!layer) fail(file.string() + " cannot be written (" + CPLGetLastErrorMsg() + ")");
  for (const auto& [name, type] : {std::pair{"id", OFTString}, std::pair{"building", OFTString},
                                   std::pair{"area_m2", OFTReal}, std::pair{"levels", OFTReal}}) {
    OGRFieldDefn field(name, type);
    layer->CreateField(&field);
  }
  bool written = true;
  for (const Building& building : buildings) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField("id", building.id.c_str());
    feature.SetField("building", building.kind.c_str());
    feature.SetField("area_m2", building.area_m2);
    feature.SetField("levels", building.levels);
    feature.SetGeometryDirectly(geometry_of(building).release());
    written &= layer->CreateFeature(&feature) == OGRERR_NONE;
  }
  if (!written) fail(file.string() + " cannot be written (disk full, or no permission?)");
}

}  // namespace sandtable
