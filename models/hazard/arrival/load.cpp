// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/hazard/arrival/arrival.hpp"
#include "sim/geo/table.hpp"
#include "sim/scenario/dataset.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

using arrival::Fire;

arrival::FireColumns columns(const Loader& loader, const Arrival::Params& params) {
  arrival::FireColumns columns;
  columns.time = params.time_column;
  columns.unit = params.time_unit;
  columns.ignition = params.file_ignition;
  columns.age = params.age_column;
  columns.front_step_s = params.front_step.seconds();
  columns.shape = params.shape;
  columns.layer = params.layer;
  columns.unit_is_set = loader.is_set("time_unit");
  columns.band = params.band;
  columns.never_value = params.never_value;
  columns.missing = params.missing;
  columns.intensity_band = params.intensity_band;
  columns.intensity_unit = params.intensity_unit;
  return columns;
}

ParameterList<Arrival::Params> parameters() {
  using P = Arrival::Params;
  ParameterList<P> list;
  list.file({.name = "alternatives",
             .optional = true,
             .sentence = "CSV of possible fires: name, file, weight; intensity, if rasters of it "
                         "are in files of their own"},
            &P::alternatives)
      .file({.name = "file",
             .optional = true,
             .sentence = "the only fire, if there is one: GeoPackage, Shapefile or GeoJSON of "
                         "rings or cells; GeoTIFF, netCDF or ASCII grid of times"},
            &P::file)
      .text({.name = "crs",
             .at_load = true,
             .sentence = "CRS in which the scenario lives, in metres: EPSG:28355"},
            &P::crs)
      .text({.name = "declared_crs",
             .optional = true,
             .at_load = true,
             .sentence = "CRS of files that name none"},
            &P::declared_crs)
      .text({.name = "layer",
             .optional = true,
             .at_load = true,
             .sentence = "layer with the fire, in files that hold several"},
            &P::layer)
      .text({.name = "time_column",
             .fallback = "minutes",
             .source = "convention",
             .at_load = true,
             .sentence = "column of the fire files that says when"},
            &P::time_column)
      .text({.name = "time_unit",
             .fallback = "min",
             .source = "convention",
             .at_load = true,
             .sentence = "s, min or h since ignition, datetime, or clock (HH:MM); a raster's own "
                         "unit, such as netCDF's \"minutes since ...\", holds without it"},
            &P::time_unit)
      .text({.name = "file_ignition",
             .optional = true,
             .at_load = true,
             .sentence = "with datetime, clock or \"minutes since\": when the fire started, on the "
                         "files' clock"},
            &P::file_ignition)
      .text({.name = "age_column",
             .optional = true,
             .at_load = true,
             .sentence =
                 "column with the minutes since a ring's own front started: tells spot fires"},
            &P::age_column)
      .duration({.name = "front_step",
                 .fallback = "0 s",
                 .source = "off",
                 .at_load = true,
                 .sentence = "rings at multiples of it are the main front, others spot fires"},
                &P::front_step)
      .choice({.name = "shape",
               .fallback = "rings",
               .source = "convention",
               .choices = {"rings", "cells", "raster"},
               .at_load = true,
               .sentence = "rings between which the fire spreads, cells that burn whole, or a "
                           "raster of such cells"},
              &P::shape)
      .text({.name = "band",
             .optional = true,
             .at_load = true,
             .sentence = "raster: number of the band or name of the variable with the times, if "
                         "there are several"},
            &P::band)
      .number({.name = "never_value",
               .optional = true,
               .at_load = true,
               .sentence = "raster: value of cells that never burn, if it is not infinity"},
              &P::never_value)
      .choice({.name = "missing",
               .fallback = "refuse",
               .source = "a declared choice",
               .choices = {"refuse", "never"},
               .at_load = true,
               .sentence = "raster: a cell without a value in which somebody lives or a road lies "
                           "is a mistake, or never burns"},
              &P::missing)
      .file({.name = "intensity",
             .optional = true,
             .sentence = "raster of the fire's intensity, if in a file of its own"},
            &P::intensity)
      .text({.name = "intensity_band",
             .optional = true,
             .at_load = true,
             .sentence = "raster: band or variable with the intensity"},
            &P::intensity_band)
      .text({.name = "intensity_unit",
             .fallback = "kW/m",
             .source = "convention",
             .at_load = true,
             .sentence = "unit of the intensity, where its file names none"},
            &P::intensity_unit)
      .time({.name = "ignition", .sentence = "when the fire starts"}, &P::ignition)
      .number({.name = "rate",
               .fallback = "1",
               .source = "as computed",
               .minimum = 0.05,
               .maximum = 20,
               .sentence = "factor on the rate of spread"},
              &P::rate)
      .integer({.name = "alternative",
                .fallback = "0",
                .source = "drawn by weight",
                .minimum = 0,
                .sentence = "which of the possible fires; drawn by weight"},
               &P::alternative)
      .number({.name = "fire_seen",
               .unit = "m",
               .fallback = "1 km",
               .source = "EES, agents of the bushfire evacuation model",
               .minimum = 1,
               .at_load = true,
               .sentence = "distance at which flames are seen"},
              &P::fire_seen_m)
      .number({.name = "embers_seen",
               .unit = "m",
               .fallback = "5 km",
               .source = "EES, agents of the bushfire evacuation model",
               .minimum = 1,
               .at_load = true,
               .sentence = "distance at which embers are seen"},
              &P::embers_seen_m)
      .number({.name = "smoke_seen",
               .unit = "m",
               .fallback = "20 km",
               .source = "placeholder: no source",
               .minimum = 1,
               .at_load = true,
               .sentence = "distance at which smoke is seen"},
              &P::smoke_seen_m);
  return list;
}

Fire read_one(const Loader& loader, const Arrival::Params& params,
              const std::filesystem::path& file, const std::filesystem::path& intensity) {
  const arrival::FireColumns how = columns(loader, params);
  if (params.shape == arrival::Shape::raster)
    return arrival::read_raster_fire(file, params.crs, how, params.declared_crs, intensity);
  return arrival::read_fire(file, params.crs, how, params.declared_crs);
}

/// The fires of a table, with names and weights; mistakes of all of them at once.
void read_alternatives(const Loader& loader, const Arrival::Params& params,
                       std::vector<Fire>& fires, std::vector<std::string>& names,
                       std::vector<double>& weights) {
  const Table table = read_table(params.alternatives);
  const auto [name, file, weight] = table.required_all({"name", "file", "weight"});
  const auto intensity = table.column("intensity");
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      const auto path = [&](const std::string& written) {
        return written.empty() ? std::filesystem::path()
                               : find_data_file(loader.scenario, written, table.where(row));
      };
      weights.push_back(table.number(row, weight));
      names.push_back(table.rows[row][name]);
      fires.push_back(
          read_one(loader, params, path(table.rows[row][file]), path(table.cell(row, intensity))));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  if (const std::string wrong = validate_weights(weights); !wrong.empty())
    refuse({table.file, 1, 0}, wrong);
}

Arrival load(Loader& loader, const Arrival::Params& params) {
  Arrival model;
  std::vector<Fire> fires;
  std::vector<std::string> names;
  std::vector<double> weights;
  if (params.alternatives.empty() == params.file.empty())
    refuse(loader.table.where,
           fmt::format("'{}' has {} (give alternatives or file)", loader.process,
                       params.file.empty() ? "no fire" : "two kinds of fires"));
  if (!params.file.empty()) {
    fires.push_back(read_one(loader, params, params.file, params.intensity));
    loader.warn("A single fire: this ranks plans for this fire, not for a season.");
    names = {std::filesystem::path(params.file).stem()};
    weights = {1};
  } else {
    read_alternatives(loader, params, fires, names, weights);
  }
  loader.notes.push_back(fmt::format("{} possible fires", fires.size()));
  loader.alternatives("alternative", names, weights);
  model.has_intensity =
      std::ranges::all_of(fires, [](const Fire& fire) { return fire.intensity != nullptr; });
  model.fires = std::make_shared<const std::vector<Fire>>(std::move(fires));
  return model;
}

}  // namespace

Model hazard_arrival() {
  return describe<Arrival>("hazard/arrival", parameters(), {}, {}, load);
}

}  // namespace sandtable::models
