// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "models/hazard/inundation/parameters.hpp"
#include "models/hazard/inundation/pixels.hpp"
#include "models/hazard/inundation/rivers.hpp"
#include "models/hazard/inundation/size.hpp"
#include "models/hazard/inundation/terrain.hpp"
#include "sim/core/memory.hpp"
#include "sim/geo/raster.hpp"
#include "sim/geo/table.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

using inundation::Layout;

constexpr double mm_per_h = 1e-3 / 3600;

SupportRef cells_of(const Layout& layout, const std::string& crs) {
  std::vector<std::string> ids;
  std::vector<double> xs, ys;
  for (std::int32_t row = 0; row < layout.rows; ++row)
    for (std::int32_t column = 0; column < layout.columns; ++column) {
      ids.push_back(fmt::format("row {} column {}", row, column));
      xs.push_back(layout.x + (column + 0.5) * layout.cell_m);
      ys.push_back(layout.y + (row + 0.5) * layout.cell_m);
    }
  return std::make_shared<const Support>("cells", SupportKind::cells, std::move(ids), crs,
                                         std::move(xs), std::move(ys));
}

/// The names of what stands in a list, as a support at the places of its things.
template <class T, class Where>
SupportRef named(const char* support, const std::string& crs, const std::vector<T>& list,
                 Where where) {
  std::vector<std::string> ids;
  std::vector<double> xs, ys;
  for (const T& one : list) {
    ids.push_back(one.name);
    const Point at = where(one);
    xs.push_back(at.x);
    ys.push_back(at.y);
  }
  return std::make_shared<const Support>(support, SupportKind::places, std::move(ids), crs,
                                         std::move(xs), std::move(ys));
}

/// The faces of the levee that may break, the nearest to the place first.
void set_breach(const Loader& loader, const Inundation::Params& params, FloodPlain& plain) {
  if (params.breach.empty()) return;
  const auto levee =
      std::ranges::find(plain.structures, params.breach, &inundation::Structure::name);
  if (levee == plain.structures.end())
    refuse(loader.where("breach"),
           fmt::format("no levee '{}' in structures{}", params.breach,
                       suggestion(params.breach, plain.structure_names->ids())));
  const std::vector<double> at = numbers_in(params.breach_at);
  if (at.size() != 2)
    refuse(loader.where("breach_at"),
           fmt::format("breach_at is '{}' (expected \"x, y\" in metres)", params.breach_at));
  plain.levee = static_cast<std::size_t>(levee - plain.structures.begin());
  plain.breaches.resize(levee->faces.size());
  std::iota(plain.breaches.begin(), plain.breaches.end(), std::size_t{0});
  const auto away = [&](std::size_t i) {
    const Point middle = levee->faces[i].middle;
    return std::hypot(middle.x - at[0], middle.y - at[1]);
  };
  std::ranges::stable_sort(plain.breaches, {}, away);
  if (away(plain.breaches[0]) > 10 * plain.layout.cell_m)
    refuse(loader.where("breach_at"),
           fmt::format("levee '{}' is {:.0f} m away from {}", params.breach,
                       away(plain.breaches[0]), params.breach_at));
}

/// Two files of which neither says anything without the other.
void refuse_half(const Loader& loader, const std::string& one, const std::string& value,
                 const std::string& other, const std::string& other_value) {
  if (value.empty() != other_value.empty())
    refuse(loader.where(value.empty() ? other : one),
           fmt::format("{} is given without {}: give both", value.empty() ? other : one,
                       value.empty() ? one : other));
}

/// Rain and ground that differ from place to place.
void set_areas(const Loader& loader, const Inundation::Params& params, const Ground& pixels,
               FloodPlain& plain) {
  refuse_half(loader, "rain_zones", params.rain_zones, "zone_rain", params.zone_rain);
  refuse_half(loader, "soil", params.soil, "soils", params.soils);
  if (!params.rain_zones.empty())
    plain.area_rain.push_back(inundation::read_zone_rain(params.rain_zones, params.rain_zone_column,
                                                         params.zone_rain, *plain.cells,
                                                         loader.scenario));
  if (!params.rain_rasters.empty())
    plain.area_rain.push_back(inundation::read_rain_rasters(
        params.rain_rasters,
        {params.rain_crs, params.rain_variable, params.rain_unit, params.rain_stamp}, *plain.cells,
        plain.inside, loader.scenario));
  if (params.soil.empty()) return;
  const std::vector<inundation::SoilKind> kinds = inundation::read_soils(params.soils);
  plain.soil_of_cell = soil_of_cells(params.soil, pixels, kinds);
  if (params.subgrid > 1)
    plain.soil_of_cell = commonest_over_cells(plain.soil_of_cell, pixels, params.subgrid);
  for (const inundation::SoilKind& kind : kinds) plain.soils.push_back(kind.soil);
}

void set_culverts(const Inundation::Params& params, const Ground& ground, FloodPlain& plain) {
  std::vector<inundation::NamedCulvert> list;
  if (!params.culverts.empty())
    list = inundation::read_culverts(params.culverts, plain.layout, ground.bed_m);
  for (const inundation::NamedCulvert& one : list) plain.culverts.push_back(one.culvert);
  plain.culvert_names =
      named("culverts", params.crs, list, [&](const inundation::NamedCulvert& one) {
        const std::int64_t cell =
            std::int64_t{one.culvert.from_row} * plain.layout.columns + one.culvert.from_column;
        const auto at = static_cast<std::size_t>(cell);
        return Point{plain.cells->x()[at], plain.cells->y()[at]};
      });
}

/// Tables hold for the inertial equations, and a cell is not wider than the ground.
void refuse_subgrid(const Loader& loader, const Inundation::Params& params,
                    const RasterSize& size) {
  if (params.subgrid == 1) return;
  if (params.scheme != inundation::Scheme::inertial)
    refuse(loader.where("subgrid"),
           fmt::format("subgrid is {} with scheme \"shallow-water\" (its tables hold for the "
                       "inertial equations only): leave subgrid out, or choose \"inertial\"",
                       params.subgrid));
  const auto least = static_cast<std::int64_t>(std::min(size.columns, size.rows));
  if (params.subgrid > least)
    refuse(loader.where("subgrid"),
           fmt::format("subgrid is {} on an elevation of {} x {} cells (a computation cell would "
                       "be wider than the ground): choose {} or less",
                       params.subgrid, size.columns, size.rows, least));
}

void set_grid(const Inundation::Params& params, const Ground& pixels,
              const std::vector<float>& manning, const std::vector<inundation::Edge>& edges,
              FloodPlain& plain) {
  inundation::Method method;
  method.scheme = params.scheme;
  method.order = static_cast<std::int32_t>(params.order);
  const inundation::Terrain terrain{pixels.layout.columns, pixels.layout.rows, pixels.layout.cell_m,
                                    pixels.bed_m, manning};
  if (params.subgrid == 1) {
    plain.grid = inundation::make_grid(terrain, edges, method);
    return;
  }
  plain.grid =
      inundation::make_subgrid(terrain, static_cast<std::int32_t>(params.subgrid), edges, method);
  plain.pixels = pixels.layout;
  for (const double bed : pixels.bed_m)
    plain.pixel_bed.push_back(static_cast<float>(bed - plain.grid.lowest_m));
}

Inundation load(Loader& loader, const Inundation::Params& params) {
  auto plain = std::make_shared<FloodPlain>();
  const RasterSize size = raster_size(params.elevation);
  if (const std::string why =
          too_large(static_cast<std::int64_t>(size.columns), static_cast<std::int64_t>(size.rows),
                    size.cell, loader.scenario.policies.size(), params, memory_left());
      !why.empty())
    refuse({params.elevation}, why);
  refuse_subgrid(loader, params, size);
  const Ground pixels = read_ground(params.elevation, params.crs, params.declared_crs);
  const Ground coarse = params.subgrid > 1 ? cells_over(pixels, params.subgrid) : Ground{};
  const Ground& ground = params.subgrid > 1 ? coarse : pixels;
  plain->layout = ground.layout;
  plain->cells = cells_of(plain->layout, params.crs);
  plain->inside = ground.inside;
  plain->inflows = read_inflows(loader, params, *plain);
  const std::vector<inundation::Edge> edges = read_edges(loader, params, *plain);
  const std::vector<float> manning =
      params.roughness.empty() ? std::vector<float>{static_cast<float>(params.manning)}
                               : read_cells(params.roughness, pixels, "roughness", 0.001, 1.0);
  set_grid(params, pixels, manning, edges, *plain);
  if (!params.first_depth.empty())
    plain->first_depth = read_cells(params.first_depth, pixels, "depth", 0, 1e4);
  if (params.subgrid > 1 && !plain->first_depth.empty())
    plain->first_depth = mean_over_cells(plain->first_depth, pixels, params.subgrid);
  if (!params.rain.empty())
    plain->rain = inundation::read_series(params.rain, "rate", mm_per_h, true, 0, loader.scenario);
  set_areas(loader, params, pixels, *plain);
  set_culverts(params, ground, *plain);
  if (!params.structures.empty())
    plain->structures = inundation::read_structures(params.structures, params.crs, plain->layout);
  if (!params.pumps.empty()) plain->pumps = inundation::read_pumps(params.pumps, plain->layout);
  plain->structure_names = named(
      "structures", params.crs, plain->structures,
      [](const inundation::Structure& one) { return one.faces[one.faces.size() / 2].middle; });
  plain->pump_names = named("pumps", params.crs, plain->pumps, [&](const inundation::Pump& pump) {
    const auto at = static_cast<std::size_t>(pump.from);
    return Point{plain->cells->x()[at], plain->cells->y()[at]};
  });
  set_breach(loader, params, *plain);
  loader.notes.push_back(
      fmt::format("{} x {} cells of {:g} m, {} of them inside{}", plain->layout.columns,
                  plain->layout.rows, plain->layout.cell_m, plain->grid.inside_cells,
                  params.subgrid > 1 ? fmt::format(", over pixels of {:g} m", size.cell) : ""));
  Inundation model;
  model.plain = std::move(plain);
  return model;
}

}  // namespace

Model hazard_inundation() {
  return describe<Inundation>("hazard/inundation", inundation_parameters(), {}, {}, load);
}

}  // namespace sandtable::models
