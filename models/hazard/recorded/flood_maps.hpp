// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "models/hazard/recorded/flood_cells.hpp"
#include "sim/core/error.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable::recorded {

/// What holds between two maps: a straight line from one to the other, or the earlier one.
enum class Between { linear, earlier };

/// The maps of one flood, all on the same cells.
struct FloodMaps {
  std::string name;
  std::vector<double> time_s;                 ///< (map) since the scenario's start, ascending
  std::vector<std::vector<float>> depth_m;    ///< (map)(cell); 0: dry
  std::vector<std::vector<float>> speed_m_s;  ///< (map)(cell); empty: not known
};

/// Where a time lies among the maps: at one of them, or so far towards the next.
struct Moment {
  std::int64_t map = -1;  ///< -1: before the first, when all is dry
  float share = 0;
  bool operator==(const Moment&) const = default;
};

/// Before the first map all is dry; from the last one on it holds.
Moment moment_at(std::span<const double> time_s, double at_s, Between between);

/// A cell's value at a moment.
inline float value_at(const std::vector<std::vector<float>>& maps, Moment moment,
                      std::size_t cell) {
  if (moment.map < 0) return 0;
  const auto map = static_cast<std::size_t>(moment.map);
  if (moment.share == 0) return maps[map][cell];
  return maps[map][cell] + moment.share * (maps[map + 1][cell] - maps[map][cell]);
}

/// How files are read: the model's parameters, see there.
struct ReadOptions {
  std::string crs, declared_crs;
  std::string variable, bed, bed_file, speed;
  std::string unit = "m";
  bool unit_is_set = false;
};

/// One flood as read, and its cells.
struct ReadFlood {
  FloodMaps maps;
  FloodCells cells;
  std::string note;  ///< what was taken for what
};

/// A netCDF file with a time axis, a CSV of rasters (time, file, speed), or one raster that holds
/// from the scenario's start on. Refuses what it cannot read, before maps that the memory would not
/// hold are read.
ReadFlood read_flood(const std::filesystem::path& file, const ReadOptions& options,
                     const Scenario& scenario);

}  // namespace sandtable::recorded
