// SPDX-License-Identifier: Apache-2.0
// Merewether, 8 June 2007: five observed levels in a flooded suburb (README of the case).
#include "sim/geo/shapes.hpp"
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/archive.hpp"
#include "tests/validation/inundation/places.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

/// A ring of (x, y) without a header.
Path ring(const std::filesystem::path& file) {
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
  std::vector<PointSource> inflow;
};

Suburb read_suburb(const std::filesystem::path& folder) {
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
  for (PointSource& source : suburb.inflow)
    source.m3_s = 19.7 / static_cast<double>(suburb.inflow.size());
  return suburb;
}

/// Free edges at the right and at the top, where there is terrain.
std::vector<Edge> edges_of(const Dem& dem) {
  std::vector<Edge> edges;
  for (std::int32_t row = 0; row < dem.rows; ++row)
    if (!std::isnan(dem.at(dem.columns - 1, row)))
      edges.push_back({dem.columns - 1, row, Side::east, EdgeKind::free});
  for (std::int32_t column = 0; column < dem.columns; ++column)
    if (!std::isnan(dem.at(column, dem.rows - 1)))
      edges.push_back({column, dem.rows - 1, Side::north, EdgeKind::free});
  return edges;
}

}  // namespace

// Catches what laboratory cases cannot: houses, a road, a steep street, all at once, in a real
// place.
TEST_CASE("Merewether 2007", "[inundation][fact]") {
  const auto folder = case_folder("merewether");
  if (!folder) return;
  const Suburb suburb = read_suburb(*folder);
  const Dem& dem = suburb.dem;
  const auto observed = read_numbers(*folder / "ObservationPoints.csv");
  for (const int number : {1, 0}) {
    const Terrain terrain{dem.columns, dem.rows, dem.cell_m, dem.bed, suburb.manning};
    const Grid grid = make_grid(terrain, edges_of(dem), either(number));
    Water water = make_water(grid);
    const std::vector<double> edge_values(grid.edges.size(), 0.0);
    const auto broken =
        advance(grid, {.sources = suburb.inflow, .edge_values = edge_values}, water, 0, 1000);
    REQUIRE_FALSE(broken);
    CHECK(mass_error(grid, water) < 1e-6);
    std::vector<double> level(dem.bed.size());
    levels(grid, water, level);
    const std::string scheme = number == 0 ? "inertial" : "shallow-water";
    const std::string topic = "Flood: Merewether 2007, 1 m cells, " + scheme + " (case)";
    double off = 0.0;
    for (const std::vector<double>& point : observed) {
      const double got = level[static_cast<std::size_t>(dem.row(point[1])) * dem.columns +
                               static_cast<std::size_t>(dem.column(point[0]))];
      off += std::abs(got - point[4]) / static_cast<double>(observed.size());
      const std::string id = std::to_string(static_cast<int>(point[2]));
      // At point 2 the ground, 23.58 m, stands above the level that was observed.
      reproduce({topic, "level at point " + id + ", m", point[4], got}, {"observed", 0, 0.35});
    }
    reproduce(
        {topic, "mean absolute error of five levels (TUFLOW 0.118, plain codes 0.138), m", 0, off},
        {"observed", 0, 0.15});
  }
}

}  // namespace sandtable::validation
