// SPDX-License-Identifier: Apache-2.0
// Floods in netCDF files by the CF conventions: SFINCS, LISFLOOD-FP, Delft3D and others.
#include <fmt/format.h>

#include "models/hazard/recorded/read_maps.hpp"
#include "sim/geo/cf_times.hpp"

namespace sandtable::recorded {
namespace {

double factor_of(const NetcdfFile& file, const NetcdfVariable& one, const ReadOptions& options,
                 const char* si) {
  return recorded::factor_of(one.unit, options, si, fmt::format("'{}'", one.name), file.where());
}

std::vector<double> bed_m(const NetcdfFile& file, const Chosen& chosen, const ReadOptions& options,
                          const FloodCells& cells) {
  if (!chosen.is_level) return {};
  if (chosen.bed == nullptr) return bed_under(cells, options);
  const double factor = factor_of(file, *chosen.bed, options, "m");
  std::vector<double> bed = file.read(*chosen.bed);
  for (double& height : bed) height *= factor;
  return bed;
}

/// Speeds of one map, of one variable or two components.
std::vector<float> speed_at(const NetcdfFile& file, const Chosen& chosen, std::size_t map) {
  const double factor = factor_of(file, *chosen.speed[0], {.unit = "m/s"}, "m s-1");
  const std::vector<double> one = file.read(*chosen.speed[0], map);
  const std::string what = fmt::format("the speed at time {}", map + 1);
  if (chosen.speed.size() == 1) return speeds_of(one, {}, factor, what, file.where());
  if (factor != factor_of(file, *chosen.speed[1], {.unit = "m/s"}, "m s-1"))
    refuse(file.where(), fmt::format("'{}' and '{}' are in different units", chosen.speed[0]->name,
                                     chosen.speed[1]->name));
  return speeds_of(one, file.read(*chosen.speed[1], map), factor, what, file.where());
}

std::string note_of(const Chosen& chosen) {
  std::string note =
      fmt::format("{} from '{}'", chosen.is_level ? "levels" : "depths", chosen.water->name);
  if (chosen.is_level)
    note += chosen.bed ? fmt::format(" above the bed '{}'", chosen.bed->name)
                       : std::string(" above the bed of bed_file");
  for (std::size_t i = 0; i < chosen.speed.size(); ++i)
    note += fmt::format("{}'{}'", i == 0 ? ", speeds from " : " and ", chosen.speed[i]->name);
  return note;
}

}  // namespace

ReadFlood read_netcdf_flood(const std::filesystem::path& file, const ReadOptions& options,
                            const Scenario& scenario) {
  const NetcdfFile nc(file);
  const Chosen chosen = choose_variables(nc, options);
  const NetcdfVariable& water = *chosen.water;
  const double factor = factor_of(nc, water, options, "m");
  ReadFlood flood;
  flood.note = note_of(chosen);
  flood.maps.time_s = cf_times(nc, *cf_time_axis(nc, water));
  for (double& time : flood.maps.time_s) time -= scenario.start_unix_s;
  refuse_too_many(water.sizes[0] * (chosen.speed.empty() ? 1 : 2), water.count() / water.sizes[0],
                  nc.where());
  flood.cells = water.sizes.size() == 2
                    ? FloodCells(netcdf_mesh(nc, water, options.crs, options.declared_crs))
                    : FloodCells(netcdf_cells(nc, water, options.crs, options.declared_crs));
  const std::vector<double> bed = bed_m(nc, chosen, options, flood.cells);
  for (std::size_t map = 0; map < water.sizes[0]; ++map) {
    const std::string what = fmt::format("'{}' at time {}", water.name, map + 1);
    flood.maps.depth_m.push_back(depths_of(nc.read(water, map), factor, bed, what, nc.where()));
    if (!chosen.speed.empty()) flood.maps.speed_m_s.push_back(speed_at(nc, chosen, map));
  }
  return flood;
}

}  // namespace sandtable::recorded
