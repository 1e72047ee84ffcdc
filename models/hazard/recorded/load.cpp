// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/hazard/recorded/parameters.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/table.hpp"
#include "sim/scenario/dataset.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

using recorded::FloodMaps;
using recorded::ReadFlood;

std::string in_hours(double seconds) {
  return fmt::format("{:.4g} h", seconds / 3600);
}

/// The cells as a support, and their areas.
void describe_cells(FloodRecords& records, const std::string& crs) {
  const recorded::FloodCells& cells = records.places;
  std::vector<std::string> ids;
  std::vector<double> xs, ys;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    ids.push_back(cells.id(cell));
    xs.push_back(cells.middle(cell).x);
    ys.push_back(cells.middle(cell).y);
    records.area_m2.push_back(cells.area_m2(cell));
  }
  if (!std::ranges::all_of(records.area_m2, [](double area) { return area > 0; }))
    refuse({cells.file()},
           "some of its cells have no area (their coordinates are alike, or rounded too coarsely): "
           "regrid the maps");
  records.cells = std::make_shared<const Support>("cells", SupportKind::cells, std::move(ids), crs,
                                                  std::move(xs), std::move(ys));
}

/// Adds a flood; refuses one on other cells than the first.
void add(FloodRecords& records, ReadFlood flood, const Source& where) {
  if (records.floods.empty())
    records.places = flood.cells;
  else if (!flood.cells.same_as(records.places))
    refuse(where,
           fmt::format("its cells are not those of {} (all floods of a set lie on the same): "
                       "warp the maps to them",
                       records.floods.front().name));
  records.floods.push_back(std::move(flood.maps));
}

/// Puts the first map at `begins`, and tells a flood that the scenario would not see.
void place_in_time(const Loader& loader, const Recorded::Params& params, FloodMaps& flood,
                   const std::string& file) {
  std::vector<double>& times = flood.time_s;
  if (loader.is_set("begins")) {
    const double later = params.begins.seconds() - times.front();
    for (double& time : times) time += later;
  }
  const double from = times.front() + params.delay.seconds(),
               to = times.back() + params.delay.seconds();
  if (from >= loader.scenario.duration.seconds() || (times.size() > 1 && to <= 0))
    refuse({file},
           fmt::format("its maps run from {} to {} after the scenario's start (which lasts "
                       "{}): give begins, when the first map is to hold",
                       in_hours(from), in_hours(to), in_hours(loader.scenario.duration.seconds())));
}

/// What holds before the first and from the last of several maps on, where the scenario sees it.
void warn_of_ends(Loader& loader, const FloodMaps& flood) {
  if (flood.time_s.size() < 2) return;
  const double lasts_s = loader.scenario.duration.seconds();
  if (flood.time_s.back() < lasts_s)
    loader.warn(
        fmt::format("{}: the maps of {} end {} after the start (the scenario lasts {}): the "
                    "last one holds.",
                    loader.process, flood.name, in_hours(flood.time_s.back()), in_hours(lasts_s)));
  const bool is_wet =
      std::ranges::any_of(flood.depth_m.front(), [](float depth) { return depth > 0; });
  if (is_wet && flood.time_s.front() > 0)
    loader.warn(
        fmt::format("{}: the first map of {} has water, {} after the start: before it all is "
                    "dry.",
                    loader.process, flood.name, in_hours(flood.time_s.front())));
}

ReadFlood read_one(const Loader& loader, const Recorded::Params& params,
                   const std::filesystem::path& file) {
  recorded::ReadOptions options{params.crs,  params.declared_crs,  params.variable,
                                params.bed,  params.bed_file,      params.speed,
                                params.unit, loader.is_set("unit")};
  ReadFlood flood = recorded::read_flood(file, options, loader.scenario);
  place_in_time(loader, params, flood.maps, file.string());
  return flood;
}

/// The floods of a table, with their weights; mistakes of all of them at once.
std::vector<double> read_alternatives(Loader& loader, const Recorded::Params& params,
                                      FloodRecords& records) {
  const Table table = read_table(params.alternatives);
  const auto [name, file, weight] = table.required_all({"name", "file", "weight"});
  std::vector<double> weights;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      weights.push_back(table.number(row, weight));
      const auto path = find_data_file(loader.scenario, table.cell(row, file), table.where(row));
      add(records, read_one(loader, params, path), {path.string()});
      records.floods.back().name = table.cell(row, name);
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  if (const std::string wrong = validate_weights(weights); !wrong.empty())
    refuse({table.file, 1, 0}, wrong);
  return weights;
}

void read_floods(Loader& loader, const Recorded::Params& params, FloodRecords& records) {
  if (params.alternatives.empty() == params.file.empty())
    refuse(loader.table.where,
           fmt::format("'{}' has {} (give alternatives or file)", loader.process,
                       params.file.empty() ? "no flood" : "two kinds of floods"));
  std::vector<double> weights = {1};
  if (params.file.empty()) {
    weights = read_alternatives(loader, params, records);
  } else {
    ReadFlood flood = read_one(loader, params, params.file);
    loader.notes.push_back(flood.note);
    add(records, std::move(flood), {params.file});
    loader.warn("A single flood: this ranks plans for this flood, not for all that may come.");
  }
  std::vector<std::string> names;
  for (const FloodMaps& one : records.floods) names.push_back(one.name);
  loader.alternatives("alternative", names, weights);
}

Recorded load(Loader& loader, const Recorded::Params& params) {
  gdal::refuse_unless_metric(params.crs, loader.where("crs"));
  auto records = std::make_shared<FloodRecords>();
  read_floods(loader, params, *records);
  describe_cells(*records, params.crs);
  for (const FloodMaps& flood : records->floods) {
    warn_of_ends(loader, flood);
    loader.notes.push_back(fmt::format("{}: {} map{}, from {} to {} after the start", flood.name,
                                       flood.time_s.size(), flood.time_s.size() == 1 ? "" : "s",
                                       in_hours(flood.time_s.front()),
                                       in_hours(flood.time_s.back())));
  }
  loader.notes.push_back(records->places.text());
  Recorded model;
  model.records = std::move(records);
  return model;
}

}  // namespace

Model hazard_recorded() {
  return describe<Recorded>("hazard/recorded", recorded_parameters(), {}, {}, load);
}

}  // namespace sandtable::models
