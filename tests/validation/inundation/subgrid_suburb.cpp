// SPDX-License-Identifier: Apache-2.0
// Merewether on cells coarser than its elevation, with subgrid tables and without.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/suburb.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

/// What see(pixel) gives for the pixels of each cell that have a bed, as a mean; NaN where none
/// has.
template <class See>
std::vector<double> means(const Dem& fine, const Dem& cells, std::int32_t along, See see) {
  std::vector<double> list;
  for (std::int32_t row = 0; row < cells.rows; ++row)
    for (std::int32_t column = 0; column < cells.columns; ++column) {
      double sum = 0, count = 0;
      for (std::int32_t b = row * along; b < std::min(row * along + along, fine.rows); ++b)
        for (std::int32_t a = column * along; a < std::min(column * along + along, fine.columns);
             ++a)
          if (!std::isnan(fine.at(a, b))) {
            sum += see(static_cast<std::size_t>(b) * fine.columns + a);
            ++count;
          }
      list.push_back(sum / count);
    }
  return list;
}

struct Flooded {
  double error_m = 0;  ///< mean absolute, of five levels
  std::int64_t steps = 0, updates = 0;
};

Flooded flood(const Suburb& suburb, std::int32_t along, bool tables,
              const std::vector<std::vector<double>>& observed) {
  const Dem& fine = suburb.dem;
  Dem cells = coarsen(fine, along);
  const auto n = [&](std::size_t pixel) { return double{suburb.manning[pixel]}; };
  std::vector<float> manning;
  for (const double mean : means(fine, cells, along, n))
    manning.push_back(std::isnan(mean) ? 0.04F : static_cast<float>(mean));
  if (tables)  // a cell is inside where any pixel is
    cells.bed = means(fine, cells, along, [&](std::size_t pixel) { return fine.bed[pixel]; });
  const Terrain pixels{fine.columns, fine.rows, fine.cell_m, fine.bed, suburb.manning};
  const Terrain plain{cells.columns, cells.rows, cells.cell_m, cells.bed, manning};
  const Grid grid = tables ? make_subgrid(pixels, along, edges_of(cells), {})
                           : make_grid(plain, edges_of(cells), {});
  Water water = make_water(grid);
  std::vector<PointSource> inflow = suburb.inflow;
  for (PointSource& one : inflow) one.column /= along, one.row /= along;
  const std::vector<double> edge_values(grid.edges.size(), 0.0);
  REQUIRE_FALSE(
      advance(grid, {.sources = inflow, .edge_values = edge_values}, water, 0, 1000).has_value());
  CHECK(mass_error(grid, water) < 1e-6);
  Flooded made{0, water.steps, water.updates};
  for (const std::vector<double>& point : observed) {
    const std::int32_t k = grid.index(cells.column(point[0]), cells.row(point[1]));
    made.error_m += std::abs(level_of(grid, k, water.depth_m[k]) - point[4]) /
                    static_cast<double>(observed.size());
  }
  return made;
}

}  // namespace

// Catches tables that lose streets between houses in cells of their width.
TEST_CASE("Merewether 2007 in coarse cells", "[inundation][fact]") {
  const auto folder = case_folder("merewether");
  if (!folder) return;
  const Suburb suburb = read_suburb(*folder);
  const auto observed = read_numbers(*folder / "ObservationPoints.csv");
  const std::string topic = "Flood: Merewether 2007, inertial, 1 m pixels in coarser cells (case)";
  const Flooded fine = flood(suburb, 1, false, observed);
  for (const std::int32_t along : {2, 5})
    for (const bool tables : {false, true}) {
      const Flooded coarse = flood(suburb, along, tables, observed);
      const std::string cells = fmt::format("{} m, {}", along, tables ? "tables" : "plain");
      reproduce({topic, cells + ": mean absolute error of five levels, m", 0, coarse.error_m},
                {"observed", 0, tables ? 0.15 : 0.5});
      reproduce({topic, cells + ": cell updates, % of those of 1 m cells", 0,
                 100 * static_cast<double>(coarse.updates) / static_cast<double>(fine.updates)},
                {"196 million", 0, 20});
      reproduce({topic, cells + ": time steps, % of those in 1 m cells", 0,
                 100 * static_cast<double>(coarse.steps) / static_cast<double>(fine.steps)},
                {"6163", 0, 60});
    }
}

}  // namespace sandtable::validation
