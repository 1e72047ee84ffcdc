// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/recorded/parameters.hpp"

namespace sandtable::models {

namespace {

using P = Recorded::Params;

/// A text or file that may be left out.
ParameterSpec optional(std::string name, std::string sentence) {
  return {
      .name = std::move(name), .optional = true, .at_load = true, .sentence = std::move(sentence)};
}

void add_files(ParameterList<P>& list) {
  list.file(optional("file",
                     "the only flood, if there is one: netCDF with a time axis (SFINCS's "
                     "sfincs_map.nc, LISFLOOD-FP, D-Flow FM, any CF file, on rows and columns or a "
                     "mesh); CSV of rasters: time (ISO 8601), file, speed; one raster (GeoTIFF, "
                     "ASCII grid) that holds from the start, or `begins`, on"),
            &P::file)
      .file(optional("alternatives", "CSV of possible floods: name, file (as above), weight"),
            &P::alternatives)
      .text({.name = "crs",
             .at_load = true,
             .sentence = "CRS in which the scenario lives, in metres: EPSG:28355"},
            &P::crs)
      .text(optional("declared_crs", "CRS of files that name none"), &P::declared_crs)
      .text(optional("variable",
                     "netCDF: variable with the depths or levels, if its standard_name does not "
                     "tell; rasters: number of the band"),
            &P::variable)
      .text(
          optional("bed",
                   "netCDF: variable of the bed under levels, if its standard_name does not tell; "
                   "the maps are then levels"),
          &P::bed)
      .file(optional("bed_file",
                     "raster of the bed (m), taken from the maps, which are then levels, at the "
                     "middle of every cell"),
            &P::bed_file)
      .text(optional("speed",
                     "netCDF: variable with the flow's speed, or its two components with a comma "
                     "between them, if their standard_names do not tell"),
            &P::speed)
      .text({.name = "unit",
             .fallback = "m",
             .source = "convention",
             .at_load = true,
             .sentence = "unit of depths and levels where the file names none, or one that is not "
                         "known"},
            &P::unit);
}

void add_times(ParameterList<P>& list) {
  list.choice({.name = "between",
               .fallback = "linear",
               .source = "a declared choice",
               .choices = {"linear", "earlier"},
               .at_load = true,
               .sentence = "what holds between two maps: a straight line from one to the other, or "
                           "the earlier one"},
              &P::between)
      .time({.name = "begins",
             .optional = true,
             .at_load = true,
             .sentence = "when the first map holds, if not at the file's own date"},
            &P::begins)
      .duration({.name = "delay",
                 .fallback = "0 s",
                 .source = "as given",
                 .sentence = "the whole flood comes so much later"},
                &P::delay)
      .number({.name = "depth_factor",
               .fallback = "1",
               .source = "as given",
               .minimum = 0,
               .maximum = 10,
               .sentence = "factor on all depths"},
              &P::depth_factor)
      .integer({.name = "alternative",
                .fallback = "0",
                .source = "drawn by weight",
                .minimum = 0,
                .sentence = "which of the possible floods; drawn by weight"},
               &P::alternative)
      .duration({.name = "map_every",
                 .fallback = "10 min",
                 .source = "a declared choice",
                 .minimum = 1,
                 .at_load = true,
                 .sentence = "how often depths of all cells are written"},
                &P::map_every);
}

}  // namespace

ParameterList<P> recorded_parameters() {
  ParameterList<P> list;
  add_files(list);
  add_times(list);
  return list;
}

}  // namespace sandtable::models
