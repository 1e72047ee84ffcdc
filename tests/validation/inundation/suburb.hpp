// SPDX-License-Identifier: Apache-2.0
// Merewether, 8 June 2007, as its case has it.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "models/hazard/inundation/kernel/advance.hpp"
#include "sim/geo/shapes.hpp"
#include "tests/validation/inundation/archive.hpp"
#include "tests/validation/inundation/dem.hpp"

namespace sandtable::validation {

/// A ring of (x, y) without a header.
inline Path ring(const std::filesystem::path& file) {
  std::string text = read_gzip(file);
  std::replace(text.begin(), text.end(), ',', ' ');
  std::istringstream in(text);
  Path points;
  for (Point point; in >> point.x >> point.y;) points.push_back(point);
  points.push_back(points.front());
  return points;
}

struct Suburb {
  Dem dem;
  std::vector<float> manning;
  std::vector<inundation::PointSource> inflow;
};

inline Suburb read_suburb(const std::filesystem::path& folder) {
  Suburb suburb{parse_dem(unzip(folder / "topography1.zip", "topography1.asc")), {}, {}};
  Dem& dem = suburb.dem;
  std::vector<Path> houses;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "houses"))
    houses.push_back(ring(entry.path()));
  const Path road = ring(folder / "RoadPolygon.csv");
  for (std::int32_t row = 0; row < dem.rows; ++row)
    for (std::int32_t column = 0; column < dem.columns; ++column) {
      const Point place{dem.x(column), dem.y(row)};
      suburb.manning.push_back(inside({&road, 1}, place) ? 0.02F : 0.04F);
      for (const Path& house : houses)
        if (inside({&house, 1}, place)) {
          dem.bed[static_cast<std::size_t>(row) * dem.columns + column] += 3.0;
          break;
        }
      if (std::hypot(place.x - 382265, place.y - 6354280) <= 10)
        suburb.inflow.push_back({column, row, 0});
    }
  for (inundation::PointSource& source : suburb.inflow)
    source.m3_s = 19.7 / static_cast<double>(suburb.inflow.size());
  return suburb;
}

/// Free edges at the right and at the top, where there is terrain.
inline std::vector<inundation::Edge> edges_of(const Dem& dem) {
  std::vector<inundation::Edge> edges;
  for (std::int32_t row = 0; row < dem.rows; ++row)
    if (!std::isnan(dem.at(dem.columns - 1, row)))
      edges.push_back({dem.columns - 1, row, inundation::Side::east, inundation::EdgeKind::free});
  for (std::int32_t column = 0; column < dem.columns; ++column)
    if (!std::isnan(dem.at(column, dem.rows - 1)))
      edges.push_back({column, dem.rows - 1, inundation::Side::north, inundation::EdgeKind::free});
  return edges;
}

}  // namespace sandtable::validation
