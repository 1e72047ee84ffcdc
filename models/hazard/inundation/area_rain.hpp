// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "models/hazard/inundation/structures.hpp"
#include "sim/core/support.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable::inundation {

/// Rain that differs from place to place: rates of some areas (zones, or cells of a raster) over
/// time, and the area of each cell. A rate holds until the next; before the first it is dry.
struct AreaRain {
  std::size_t areas = 0;
  std::vector<double> time_s;              ///< since the scenario's start, ascending
  std::vector<float> rate_m_s;             ///< (time, area)
  std::vector<std::int32_t> area_of_cell;  ///< -1: none falls there from this
  double end_s = std::numeric_limits<double>::infinity();  ///< until when the last rate holds

  std::string what;  ///< where a cell of no area lies: "in no zone of rain"

  bool empty() const { return time_s.empty(); }
  /// Adds `factor` times the mean over an interval to each cell (m/s): over any intervals that make
  /// up a time, the rain is that of the time. Whether any falls at all.
  bool add_mean(double from_s, double to_s, double factor, std::span<float> by_cell) const;
  /// When the first rain falls in some area; infinity: never.
  double first_s() const;
};

/// Rain by zones: polygons whose column `zone_column` names a column of rates (mm/h) in a CSV with
/// times as a hydrograph's. A cell takes the rain of the first zone that holds its middle. Refuses
/// a zone without a column and a column without a zone.
AreaRain read_zone_rain(const std::filesystem::path& zones, const std::string& zone_column,
                        const std::filesystem::path& rates, const Support& cells,
                        const Scenario& scenario);

}  // namespace sandtable::inundation
