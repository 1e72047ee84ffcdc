// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/parameters.hpp"

namespace sandtable::models {

namespace {

using P = Inundation::Params;

void add_files(ParameterList<P>& list) {
  const auto optional = [](std::string name, std::string sentence) {
    return ParameterSpec{
        .name = std::move(name), .optional = true, .sentence = std::move(sentence)};
  };
  list.file({.name = "elevation",
             .sentence = "raster of the ground's height (GeoTIFF, ASCII grid), square cells along "
                         "the axes of `crs`; cells without a value at its edge lie outside"},
            &P::elevation)
      .text({.name = "crs",
             .at_load = true,
             .sentence = "CRS in which the scenario lives, in metres: EPSG:28355"},
            &P::crs)
      .text({.name = "declared_crs",
             .optional = true,
             .at_load = true,
             .sentence = "CRS of rasters that name none"},
            &P::declared_crs)
      .file(optional("roughness", "raster of Manning's n on the same cells, instead of `manning`"),
            &P::roughness)
      .file(optional("first_depth",
                     "raster of the water's depth at the start (m), such as a river "
                     "in its bed; dry without it"),
            &P::first_depth)
      .file(optional("inflows",
                     "CSV of where water enters: name, x, y, radius (m), fed_by (river or rain: "
                     "whose factor "
                     "it takes); its discharge "
                     "is the column of that name in `hydrographs`"),
            &P::inflows)
      .file(optional("edges",
                     "CSV of open edges: side (west, east, south, north), from, to "
                     "(coordinates along it), kind (free, stage, inflow), name of its "
                     "column in `hydrographs`; every other edge is a wall"),
            &P::edges)
      .file(optional("hydrographs",
                     "CSV: time (ISO 8601), or seconds, minutes or hours since the "
                     "start; a column of m3/s (m for a stage) for each name"),
            &P::hydrographs)
      .file(optional("rain", "CSV of rain: times as in `hydrographs`, rate (mm/h) until the next"),
            &P::rain)
      .file(optional("rain_zones",
                     "polygons of areas that `zone_rain` gives a rain of their own, on top of "
                     "`rain`"),
            &P::rain_zones)
      .text({.name = "rain_zone_column",
             .fallback = "zone",
             .source = "a declared choice",
             .at_load = true,
             .sentence = "column of `rain_zones` with the names of its areas"},
            &P::rain_zone_column)
      .file(optional("zone_rain",
                     "CSV: times as in `hydrographs`, a column of mm/h until the next for each "
                     "zone"),
            &P::zone_rain)
      .file(optional("rain_rasters",
                     "rates of rain as rasters, on top of `rain`: a netCDF file with CF times "
                     "(radar, ERA5), or a CSV of times as in `hydrographs` and file (a GeoTIFF)"),
            &P::rain_rasters)
      .text({.name = "rain_variable",
             .optional = true,
             .at_load = true,
             .sentence = "variable of the netCDF file; the only rain rate in it without this"},
            &P::rain_variable)
      .text({.name = "rain_unit",
             .optional = true,
             .at_load = true,
             .sentence = "unit of `rain_rasters` that name none: mm/h, kg m-2 s-1"},
            &P::rain_unit)
      .text({.name = "rain_crs",
             .optional = true,
             .at_load = true,
             .sentence = "CRS of `rain_rasters` that name none; degrees are EPSG:4326"},
            &P::rain_crs)
      .choice({.name = "rain_stamp",
               .fallback = "begin",
               .source = "a declared choice: look at how the file was made",
               .choices = {"begin", "end"},
               .at_load = true,
               .sentence = "whether a raster's rate holds from its time on, or was the mean of "
                           "the time before it (ERA5)"},
              &P::rain_stamp)
      .file(optional("soil",
                     "raster on the same cells: the number of each cell's soil, for `infiltration` "
                     "= \"green-ampt\""),
            &P::soil)
      .file(optional("soils",
                     "CSV: soil (its number), conductivity (mm/h), suction (mm), deficit; "
                     "conductivity 0 is sealed ground"),
            &P::soils)
      .file(optional("structures",
                     "lines that hold water back: name, kind (levee, barrier, gate), "
                     "crest (m, in the datum of the elevation)"),
            &P::structures)
      .file(optional("pumps",
                     "CSV: name, from_x, from_y, to_x, to_y (empty: out of the grid), "
                     "discharge (m3/s), runs (yes or no, at the start)"),
            &P::pumps)
      .file(optional("culverts",
                     "CSV: name, from_x, from_y, to_x, to_y, from_invert, to_invert (m, in the "
                     "datum of the elevation), shape (circular, box), height (or diameter), width "
                     "(of a box), length (m), manning, flap (yes: nothing flows back); and as "
                     "far as they are given barrels, entrance_loss, exit_loss"),
            &P::culverts);
}

void add_numerics(ParameterList<P>& list) {
  list.choice({.name = "scheme",
               .fallback = "inertial",
               .source = "lowland and large areas (Bates et al. 2010); steep or dam-break flows "
                         "need shallow-water",
               .choices = {"inertial", "shallow-water"},
               .at_load = true,
               .sentence = "equations: without or with the advection of momentum"},
              &P::scheme)
      .integer({.name = "order",
                .fallback = "1",
                .source = "a declared choice",
                .minimum = 1,
                .maximum = 2,
                .at_load = true,
                .sentence = "shallow-water: order of accuracy"},
               &P::order)
      .integer({.name = "subgrid",
                .fallback = "1",
                .source = "each cell of the elevation is computed",
                .minimum = 1,
                .maximum = 100,
                .at_load = true,
                .sentence = "inertial: computation cells are so many cells of the elevation wide "
                            "and high, and keep in tables what these store and let through"},
               &P::subgrid)
      .number({.name = "manning",
               .fallback = "0.035",
               .source = "Chow (1959), a clean winding stream or a floodplain of short grass",
               .minimum = 0.005,
               .maximum = 1,
               .at_load = true,
               .sentence = "Manning's n (s m^(-1/3)) where no raster says it"},
              &P::manning)
      .number({.name = "roughness_factor",
               .fallback = "1",
               .source = "as given",
               .minimum = 0.1,
               .maximum = 10,
               .sentence = "factor on Manning's n"},
              &P::roughness_factor)
      .duration({.name = "map_every",
                 .fallback = "10 min",
                 .source = "a declared choice",
                 .minimum = 1,
                 .at_load = true,
                 .sentence = "how often depths of all cells are written"},
                &P::map_every);
}

}  // namespace

ParameterList<P> inundation_parameters() {
  ParameterList<P> list;
  add_files(list);
  add_numerics(list);
  add_drivers(list);
  return list;
}

}  // namespace sandtable::models
