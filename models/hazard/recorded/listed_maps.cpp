// SPDX-License-Identifier: Apache-2.0
// Floods as rasters: one that holds from a time on, or a table of them with their times.
#include <fmt/format.h>

#include <filesystem>

#include "models/hazard/recorded/read_maps.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"
#include "sim/scenario/dataset.hpp"

namespace sandtable::recorded {
namespace {

/// Refuses a raster on other cells than the first one's.
void refuse_other_cells(const Raster& raster, const FloodCells& first) {
  if (!first.same_as(raster))
    refuse({raster.file},
           fmt::format("its cells are not those of {} (all maps of a flood lie on the same): warp "
                       "it to them",
                       std::filesystem::path(first.file()).filename().string()));
}

/// Adds maps to a flood, the first of which gives the cells.
class MapAdder {
 public:
  MapAdder(const ReadOptions& options, std::size_t maps) : options_(options), maps_(maps) {}

  void add(double time_s, const std::filesystem::path& depth, const std::filesystem::path& speed) {
    Raster raster = read_raster(depth, options_.crs, {options_.declared_crs, options_.variable});
    if (flood_.cells.size() > 0)
      refuse_other_cells(raster, flood_.cells);
    else
      start_with(raster);
    const double factor = factor_of(raster.unit, options_, "m", "the map", {raster.file});
    flood_.maps.time_s.push_back(time_s);
    flood_.maps.depth_m.push_back(
        depths_of(raster.value, factor, bed_m_, "the map", {raster.file}));
    if (!speed.empty()) add_speed(speed);
  }
  ReadFlood finish() {
    flood_.note =
        fmt::format("{} from rasters", bed_m_.empty() ? "depths" : "levels above the bed");
    return std::move(flood_);
  }

 private:
  void start_with(const Raster& raster) {
    refuse_too_many(maps_, raster.value.size(), {raster.file});
    flood_.cells = FloodCells(raster);
    if (!options_.bed_file.empty()) bed_m_ = bed_under(flood_.cells, options_);
  }
  void add_speed(const std::filesystem::path& file) {
    const Raster raster = read_raster(file, options_.crs, {options_.declared_crs, ""});
    refuse_other_cells(raster, flood_.cells);
    const double factor =
        factor_of(raster.unit, {.unit = "m/s"}, "m s-1", "the map of speeds", {raster.file});
    flood_.maps.speed_m_s.push_back(
        speeds_of(raster.value, {}, factor, "the map of speeds", {raster.file}));
  }

  const ReadOptions& options_;
  std::size_t maps_;
  ReadFlood flood_;
  std::vector<double> bed_m_;
};

std::vector<double> times_of(const Table& table, std::size_t column, const Scenario& scenario) {
  std::vector<double> times;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      const double time =
          utc_seconds(table, row, column, "time (expected such as 2026-01-15T12:00:00+11:00)") -
          scenario.start_unix_s;
      if (!times.empty() && time <= times.back())
        refuse(table.where(row),
               fmt::format("'{}' is not later than the time before it (maps run forwards)",
                           table.cell(row, column)));
      times.push_back(time);
    } catch (const Error& error) {
      problems.add(error);
    }
  if (table.rows.empty()) problems.add({table.file, 1, 0}, "no rows (a flood needs one map)");
  problems.raise();
  return times;
}

}  // namespace

ReadFlood read_listed_flood(const std::filesystem::path& file, const ReadOptions& options,
                            const Scenario& scenario) {
  const Table table = read_table(file);
  const auto [time, map] = table.required_all({"time", "file"});
  const auto speed = table.column("speed");
  const std::vector<double> times = times_of(table, time, scenario);
  MapAdder adder(options, times.size() * (speed ? 2 : 1));
  Problems problems;
  for (std::size_t row = 0; row < times.size(); ++row) try {
      const auto path = [&](const std::string& written) {
        return written.empty() ? std::filesystem::path()
                               : find_data_file(scenario, written, table.where(row));
      };
      if (speed && table.cell(row, speed).empty())
        refuse(table.where(row), "no file of speeds (all maps have one, or none does)");
      adder.add(times[row], path(table.cell(row, map)), path(table.cell(row, speed)));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return adder.finish();
}

ReadFlood read_single_flood(const std::filesystem::path& file, const ReadOptions& options) {
  MapAdder adder(options, 1);
  adder.add(0, file, {});
  return adder.finish();
}

}  // namespace sandtable::recorded
