// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/impact/buildings/buildings.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"
#include "sim/scenario/model.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable::models {

namespace {

ParameterList<Buildings::Params> parameters() {
  using P = Buildings::Params;
  ParameterList<P> list;
  list.file({.name = "buildings",
             .sentence = "points or footprints (GeoJSON, GeoPackage, Shapefile), or CSV with x and "
                         "y; columns floor (m) and value (money), where they are there"},
            &P::buildings)
      .text({.name = "crs",
             .at_load = true,
             .sentence = "CRS in which the scenario lives, in metres; of a CSV's x and y as well"},
            &P::crs)
      .text({.name = "declared_crs",
             .optional = true,
             .at_load = true,
             .sentence = "CRS of a vector file that names none"},
            &P::declared_crs)
      .text({.name = "id_column",
             .fallback = "id",
             .source = "convention",
             .at_load = true,
             .sentence = "column of the buildings' ids"},
            &P::id_column)
      .number({.name = "floor_height",
               .unit = "m",
               .fallback = "0.15 m",
               .source = "placeholder: a step at the door",
               .minimum = 0,
               .at_load = true,
               .sentence = "height of the floor above the ground, where the file does not say it"},
              &P::floor_height_m)
      .number(
          {.name = "value",
           .fallback = "200000",
           .source = "placeholder: no source",
           .minimum = 0,
           .at_load = true,
           .sentence = "value of a building with what is in it, where the file does not say it"},
          &P::value)
      .text({.name = "currency",
             .fallback = "EUR",
             .source = "a declared choice",
             .at_load = true,
             .sentence = "the money of all values: EUR, USD, AUD, CNY, ..."},
            &P::currency)
      .integer({.name = "price_year",
                .fallback = "2010",
                .source = "of the JRC's values (Huizinga et al. 2017)",
                .at_load = true,
                .sentence = "the year whose prices the values are in"},
               &P::price_year)
      .choice({.name = "curve",
               .fallback = "europe",
               .source = "a declared choice: the JRC has one for each continent",
               .choices = {"africa", "asia", "europe", "north_america", "oceania", "south_america",
                           "file"},
               .at_load = true,
               .sentence = "share of the value lost by depth: residential buildings of a continent "
                           "(Huizinga et al. 2017), or `curve_file`"},
              &P::curve)
      .file({.name = "curve_file", .optional = true, .sentence = "CSV: depth (m), share (0 to 1)"},
            &P::curve_file)
      .number({.name = "damage_factor",
               .fallback = "1",
               .source = "as given; the JRC's own spread about its means is some 0.5 to 1.5",
               .minimum = 0,
               .maximum = 10,
               .sentence = "factor on all damage"},
              &P::damage_factor);
  return list;
}

/// The middle of the box around a feature.
Point middle(const Feature& feature) {
  const Box box = bounds(feature.parts);
  return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

/// What stands in a file, whatever its kind, row by row.
class StockReader {
 public:
  explicit StockReader(const Buildings::Params& params) : params_(params) {}

  void add(const Source& where, std::string id, Point at, double floor, double value) {
    if (std::isnan(floor)) floor = params_.floor_height_m;
    if (std::isnan(value)) value = params_.value;
    if (id.empty()) refuse(where, "a building has no id");
    if (!(floor > -5 && floor < 50))
      refuse(where,
             fmt::format("building '{}' has floor {} (m above the ground is expected)", id, floor));
    if (!(value >= 0)) refuse(where, fmt::format("building '{}' has value {}", id, value));
    ids_.push_back(std::move(id));
    xs_.push_back(at.x);
    ys_.push_back(at.y);
    stock_.floor_m.push_back(static_cast<float>(floor));
    stock_.value.push_back(value);
  }
  std::shared_ptr<const BuildingStock> finish() {
    stock_.buildings =
        std::make_shared<const Support>("buildings", SupportKind::places, std::move(ids_),
                                        params_.crs, std::move(xs_), std::move(ys_));
    return std::make_shared<const BuildingStock>(std::move(stock_));
  }

 private:
  const Buildings::Params& params_;
  BuildingStock stock_;
  std::vector<std::string> ids_;
  std::vector<double> xs_, ys_;
};

void read_csv(const Buildings::Params& params, StockReader& stock) {
  const Table table = read_table(params.buildings);
  const std::size_t id = table.required(params.id_column);
  const auto [x, y] = table.required_all({"x", "y"});
  const auto optional = [&](std::size_t row, const char* name) {
    const auto column = table.column(name);
    return table.cell(row, column).empty() ? std::nan("") : table.number(row, *column);
  };
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      stock.add(table.where(row), table.cell(row, id), {table.number(row, x), table.number(row, y)},
                optional(row, "floor"), optional(row, "value"));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
}

void read_vector(const Buildings::Params& params, StockReader& stock) {
  VectorOptions options;
  options.declared_crs = params.declared_crs;
  options.id_column = params.id_column;
  options.optional_columns = true;
  const std::array<std::string, 2> columns = {"floor", "value"};
  Problems problems;
  for (const Feature& feature : read_features(params.buildings, params.crs, columns, options)) try {
      stock.add({params.buildings}, feature.id, middle(feature), feature.values[0].number,
                feature.values[1].number);
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
}

Buildings load(Loader& loader, const Buildings::Params& params) {
  if (to_si_name(params.currency) != params.currency)
    refuse(
        loader.where("currency"),
        fmt::format("currency is '{}' (expected EUR, USD, AUD, CAD, CHF, CNY, GBP, IDR, INR, JPY "
                    "or NZD)",
                    params.currency));
  if ((params.curve == CurveOf::file) == params.curve_file.empty())
    refuse(loader.where("curve"), "curve = \"file\" and curve_file go together");
  StockReader stock(params);
  if (std::filesystem::path(params.buildings).extension() == ".csv")
    read_csv(params, stock);
  else
    read_vector(params, stock);
  Buildings model;
  model.stock = stock.finish();
  model.curve =
      params.curve == CurveOf::file ? read_curve(params.curve_file) : jrc_curve(params.curve);
  loader.notes.push_back(fmt::format("{} buildings; damage in {} of {}",
                                     model.stock->buildings->size(), params.currency,
                                     params.price_year));
  return model;
}

}  // namespace

Model impact_buildings() {
  return describe<Buildings>("impact/buildings", parameters(), {"hazard"}, {}, load);
}

}  // namespace sandtable::models
