// SPDX-License-Identifier: Apache-2.0
// Merewether, 8 June 2007: five observed levels in a flooded suburb (README of the case).
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/places.hpp"
#include "tests/validation/inundation/suburb.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

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
