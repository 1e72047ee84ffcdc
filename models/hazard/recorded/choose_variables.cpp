// SPDX-License-Identifier: Apache-2.0
// Which variables of a netCDF file hold depth, level, bed and speed.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "models/hazard/recorded/read_maps.hpp"
#include "sim/geo/cf_times.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable::recorded {
namespace {

using Names = std::vector<std::string>;

/// CF standard names, those of SFINCS and D-Flow FM among them; names where there is no such one.
struct Known {
  Names standard_names, names;
  bool has(const NetcdfVariable& one) const {
    return std::ranges::find(one.standard_name.empty() ? names : standard_names,
                             one.standard_name.empty() ? one.name : one.standard_name) !=
           (one.standard_name.empty() ? names : standard_names).end();
  }
};

const Known& depths() {
  static const Known known{
      {"flood_water_thickness", "water_depth", "depth", "sea_floor_depth_below_sea_surface"},
      {"depth", "water_depth", "waterdepth", "Depth", "h", "hs", "wd", "inundation_depth"}};
  return known;
}
const Known& levels() {
  static const Known known{
      {"sea_surface_height", "sea_surface_height_above_reference_level",
       "sea_surface_height_above_geoid", "sea_surface_height_above_mean_sea_level",
       "sea_surface_height_above_geopotential_datum", "water_level",
       "water_surface_height_above_reference_datum"},
      {"zs", "water_level", "waterlevel", "wse", "stage", "level"}};
  return known;
}
const Known& beds() {
  static const Known known{
      {"altitude", "surface_altitude", "bed_level", "height_above_mean_sea_level"},
      {"zb", "bed", "bed_level", "bedlevel", "elevation", "dem", "topography"}};
  return known;
}
/// A speed, or its components in this order.
const std::array<Names, 4>& speeds() {
  static const std::array<Names, 4> known{
      {{"sea_water_speed"},
       {"eastward_sea_water_velocity", "northward_sea_water_velocity"},
       {"sea_water_x_velocity", "sea_water_y_velocity"},
       {"x_sea_water_velocity", "y_sea_water_velocity"}}};
  return known;
}

/// Over time and either rows and columns or the faces of a mesh.
bool runs_over_time(const NetcdfFile& file, const NetcdfVariable& one) {
  const bool has_cells =
      one.sizes.size() == 3 || (one.sizes.size() == 2 && !netcdf_topology(file, one).empty());
  return has_cells && one.count() > 0 && cf_time_axis(file, one) != nullptr;
}

/// Variables over time and cells; what they say of their whole span (maxima) left out.
std::vector<const NetcdfVariable*> maps_of(const NetcdfFile& file) {
  std::vector<const NetcdfVariable*> maps;
  for (const NetcdfVariable& one : file.variables())
    if (runs_over_time(file, one) &&
        file.text(one.name, "cell_methods").find("maximum") == std::string::npos)
      maps.push_back(&one);
  return maps;
}

Names names_of(const std::vector<const NetcdfVariable*>& list) {
  Names names;
  for (const NetcdfVariable* one : list) names.push_back(one->name);
  return names;
}

/// The variable that `variable` names.
const NetcdfVariable& named_water(const NetcdfFile& file, const std::string& name) {
  const NetcdfVariable& one = file.required(name);
  if (one.sizes.size() == 2 && cf_time_axis(file, one) && netcdf_topology(file, one).empty())
    refuse(
        file.where(),
        fmt::format("'{}' has one value for each {} (no mesh by UGRID says where they lie): give "
                    "maps, not stations",
                    name, one.dimensions[1]));
  if (!runs_over_time(file, one))
    refuse(file.where(),
           fmt::format("'{}' has no time axis (its dimensions are {}; time, rows and columns are "
                       "expected, the times in \"UNIT since MOMENT\"): list single maps in a CSV "
                       "with the columns time and file",
                       name, fmt::join(one.dimensions, ", ")));
  return one;
}

const NetcdfVariable& guessed_water(const NetcdfFile& file) {
  const std::vector<const NetcdfVariable*> maps = maps_of(file);
  for (const Known* known : {&depths(), &levels()}) {
    std::vector<const NetcdfVariable*> fit;
    for (const NetcdfVariable* one : maps)
      if (known->has(*one)) fit.push_back(one);
    if (fit.size() == 1) return *fit.front();
    if (fit.size() > 1)
      refuse(file.where(), fmt::format("several variables may be the water ({}): name one, as "
                                       "variable = \"{}\"",
                                       fmt::join(names_of(fit), ", "), fit.front()->name));
  }
  Names known;
  for (const NetcdfVariable& one : file.variables()) known.push_back(one.name);
  if (!maps.empty())
    refuse(file.where(), fmt::format("none of its maps over time ({}) is known to be a depth or "
                                     "level: name one with variable",
                                     fmt::join(names_of(maps), ", ")));
  for (const NetcdfVariable& one : file.variables())
    if (depths().has(one) || levels().has(one)) named_water(file, one.name);  // says why not
  refuse(file.where(), fmt::format("no variable has a time axis and two dimensions of cells (the "
                                   "file holds {})",
                                   fmt::join(known, ", ")));
}

/// The variable of the bed under levels; null where it has a file of its own.
const NetcdfVariable* bed_of(const NetcdfFile& file, const ReadOptions& options,
                             const NetcdfVariable& water) {
  const std::vector<std::string> across(water.dimensions.begin() + 1, water.dimensions.end());
  if (!options.bed_file.empty()) return nullptr;
  if (!options.bed.empty()) {
    const NetcdfVariable& bed = file.required(options.bed);
    if (bed.dimensions != across)
      refuse(file.where(), fmt::format("the bed '{}' is not on the cells of '{}' ({} instead of "
                                       "{})",
                                       bed.name, water.name, fmt::join(bed.dimensions, ", "),
                                       fmt::join(across, ", ")));
    return &bed;
  }
  for (const NetcdfVariable& one : file.variables())
    if (one.dimensions == across && beds().has(one)) return &one;
  refuse(file.where(),
         fmt::format("'{}' is a level (no bed is known to take from it): name the bed "
                     "with bed, or its raster with bed_file",
                     water.name));
}

std::vector<const NetcdfVariable*> named_speeds(const NetcdfFile& file, const std::string& names,
                                                const NetcdfVariable& water) {
  std::vector<const NetcdfVariable*> list;
  for (std::size_t from = 0; from <= names.size();) {
    const std::size_t comma = std::min(names.find(',', from), names.size());
    std::string name = names.substr(from, comma - from);
    std::erase(name, ' ');
    list.push_back(&file.required(name));
    if (list.back()->dimensions != water.dimensions)
      refuse(file.where(),
             fmt::format("the speed '{}' is not on the times and cells of '{}'", name, water.name));
    from = comma + 1;
  }
  if (list.size() > 2)
    refuse(file.where(), fmt::format("speed is '{}' (one variable, or two components with a comma "
                                     "between them)",
                                     names));
  return list;
}

std::vector<const NetcdfVariable*> speeds_of(const NetcdfFile& file, const ReadOptions& options,
                                             const NetcdfVariable& water) {
  if (!options.speed.empty()) return named_speeds(file, options.speed, water);
  for (const Names& names : speeds()) {
    std::vector<const NetcdfVariable*> list;
    for (const std::string& name : names)
      for (const NetcdfVariable& one : file.variables())
        if (one.standard_name == name && one.dimensions == water.dimensions) list.push_back(&one);
    if (list.size() == names.size()) return list;
  }
  return {};
}

}  // namespace

Chosen choose_variables(const NetcdfFile& file, const ReadOptions& options) {
  Chosen chosen;
  chosen.water =
      options.variable.empty() ? &guessed_water(file) : &named_water(file, options.variable);
  const bool bed_is_given = !options.bed.empty() || !options.bed_file.empty();
  if (bed_is_given && depths().has(*chosen.water) && options.variable.empty())
    refuse(file.where(), fmt::format("'{}' is a depth, yet a bed is given: name the level with "
                                     "variable, or leave the bed out",
                                     chosen.water->name));
  chosen.is_level = bed_is_given || levels().has(*chosen.water);
  if (chosen.is_level) chosen.bed = bed_of(file, options, *chosen.water);
  chosen.speed = speeds_of(file, options, *chosen.water);
  return chosen;
}

}  // namespace sandtable::recorded
