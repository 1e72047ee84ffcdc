// SPDX-License-Identifier: Apache-2.0
// The dam break of Malpasset, 2 December 1959: high-water marks of the police, levels of a
// laboratory model (README of the case).
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/places.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

using Numbers = std::vector<std::vector<double>>;

/// Linear over the triangles, NaN outside of them.
Dem rasterize(const Numbers& nodes, const Numbers& triangles, double cell_m) {
  Dem dem{0, 0, 1e30, 1e30, cell_m, {}};
  double east = -1e30, north = -1e30;
  for (const std::vector<double>& node : nodes) {
    dem.west = std::min(dem.west, node[0]);
    dem.south = std::min(dem.south, node[1]);
    east = std::max(east, node[0]);
    north = std::max(north, node[1]);
  }
  dem.columns = dem.column(east) + 1;
  dem.rows = dem.row(north) + 1;
  dem.bed.assign(static_cast<std::size_t>(dem.columns) * dem.rows,
                 std::numeric_limits<double>::quiet_NaN());
  for (const std::vector<double>& triangle : triangles) {
    const auto corner = [&](int k) { return nodes[static_cast<std::size_t>(triangle[k]) - 1]; };
    const auto a = corner(0), b = corner(1), c = corner(2);
    const double twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
    const auto [west, right] = std::minmax({a[0], b[0], c[0]});
    const auto [south, top] = std::minmax({a[1], b[1], c[1]});
    for (std::int32_t row = dem.row(south); row <= dem.row(top); ++row)
      for (std::int32_t column = dem.column(west); column <= dem.column(right); ++column) {
        const double x = dem.x(column), y = dem.y(row);
        const double of_b = ((x - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (y - a[1])) / twice;
        const double of_c = ((b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1])) / twice;
        if (of_b < 0 || of_c < 0 || of_b + of_c > 1) continue;
        dem.bed[static_cast<std::size_t>(row) * dem.columns + column] =
            a[2] + of_b * (b[2] - a[2]) + of_c * (c[2] - a[2]);
      }
  }
  return dem;
}

/// The reservoir at 100 m upstream of the dam, the sea at 0.
std::vector<double> first_depth(const Dem& dem) {
  std::vector<double> depth;
  for (std::int32_t row = 0; row < dem.rows; ++row)
    for (std::int32_t column = 0; column < dem.columns; ++column) {
      const double x = dem.x(column), y = dem.y(row);
      const bool upstream =
          (4655.5 - 4701.18) * (y - 4143.41) - (4392.10 - 4143.41) * (x - 4701.18) > 0;
      const double level = upstream ? 100.0 : 0.0;
      depth.push_back(std::max(0.0, level - dem.at(column, row)));
    }
  return depth;
}

}  // namespace

// Catches a flood wave that is too slow or too low in a steep and winding valley.
TEST_CASE("Malpasset 1959", "[inundation][fact]") {
  const auto folder = case_folder("flood-malpasset");
  if (!folder) return;
  const Dem dem = rasterize(read_numbers(*folder / "nodes.csv.gz"),
                            read_numbers(*folder / "triangles.csv.gz"), 20.0);
  Basin basin = basin_on(dem, method_of(Scheme::shallow_water), 1.0F / 30.0F);
  basin.make();
  std::vector<double> depth = first_depth(dem);
  std::replace_if(
      depth.begin(), depth.end(), [](double d) { return std::isnan(d); }, 0.0);
  set_depths(basin.grid, basin.water, depth);
  const Numbers marks = read_numbers(*folder / "police_survey.csv");
  const Numbers gauges = read_numbers(*folder / "lab_gauges.csv");
  std::vector<double> highest(marks.size() + gauges.size(), -1e9);
  while (basin.time_s < 4000) {
    basin.run(10);
    for (std::size_t p = 0; p < highest.size(); ++p) {
      const std::vector<double>& place = p < marks.size() ? marks[p] : gauges[p - marks.size()];
      const std::int32_t column = dem.column(place[1]), row = dem.row(place[2]);
      highest[p] = std::max(highest[p], dem.at(column, row) + basin.depth(column, row));
    }
  }
  CHECK(mass_error(basin.grid, basin.water) < 1e-6);
  double police = 0, police_telemac = 0, lab = 0, lab_telemac = 0, lab_valiani = 0;
  for (std::size_t p = 0; p < marks.size(); ++p) {
    police += std::abs(highest[p] - marks[p][3]) / 17;
    police_telemac += std::abs(marks[p][4] - marks[p][3]) / 17;
  }
  for (std::size_t p = 0; p < gauges.size(); ++p) {
    lab += std::abs(highest[marks.size() + p] - gauges[p][3]) / 9;
    lab_telemac += std::abs(gauges[p][4] - gauges[p][3]) / 9;
    lab_valiani += std::abs(gauges[p][5] - gauges[p][3]) / 9;
  }
  const std::string topic = "Flood: Malpasset 1959, shallow-water, 20 m cells (case)";
  const auto beside = [](double error) { return std::to_string(error).substr(0, 4); };
  reproduce(
      {topic,
       "mean absolute error of 17 police marks (TELEMAC-2D " + beside(police_telemac) + "), m", 0,
       police},
      {"observed", 0, 1.5 * police_telemac});
  reproduce({topic,
             "mean absolute error of 9 laboratory gauges (TELEMAC-2D " + beside(lab_telemac) +
                 ", Valiani " + beside(lab_valiani) + "), m",
             0, lab},
            {"laboratory", 0, 1.5 * lab_telemac});
}

}  // namespace sandtable::validation
