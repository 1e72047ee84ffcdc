// SPDX-License-Identifier: Apache-2.0
// A digest of each flood scheme: a dam breaks over uneven ground, with rain, an inflow, a free edge
// and a levee. The kernels' loops are vectorised, and must give these bits however they are.
#include <array>
#include <bit>
#include <cstdio>
#include <vector>

#include "models/hazard/inundation/kernel/advance.hpp"
#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "tests/golden/print.hpp"

namespace {

using namespace sandtable;

/// Digest of a state: of the grid's cells and of the ring around them.
void print(const char* name, const inundation::Grid& grid, const inundation::Water& water) {
  std::vector<std::uint64_t> bits;
  const auto each = [&](auto act) {
    for (std::int32_t row = -1; row <= grid.rows; ++row)
      for (std::int32_t column = -1; column <= grid.columns; ++column)
        bits.push_back(act(grid.index(column, row)));
  };
  each([&](std::int32_t k) { return std::bit_cast<std::uint64_t>(water.depth_m[k]); });
  each([&](std::int32_t k) { return std::bit_cast<std::uint32_t>(water.flow_x[k]); });
  each([&](std::int32_t k) { return std::bit_cast<std::uint32_t>(water.flow_y[k]); });
  golden::print(name, bits);
}

void flood(const char* name, inundation::Scheme scheme, int order) {
  constexpr std::int32_t columns = 61, rows = 47;
  std::vector<double> bed;
  std::vector<float> manning;
  for (std::int32_t cell = 0; cell < columns * rows; ++cell) {
    bed.push_back(0.01 * (cell % 37) + 0.002 * (cell % columns) + 0.003 * (cell / columns));
    manning.push_back(0.02F + 0.001F * static_cast<float>(cell % 11));
  }
  inundation::Method method;
  method.scheme = scheme;
  method.order = order;
  const std::array<inundation::Edge, 2> edges{
      {{0, 20, inundation::Side::west, inundation::EdgeKind::inflow},
       {60, 20, inundation::Side::east, inundation::EdgeKind::free}}};
  const inundation::Grid grid =
      inundation::make_grid({columns, rows, 5.0, bed, manning}, edges, method);
  inundation::Water water = inundation::make_water(grid);
  std::vector<double> depth(bed.size(), 0.0);
  for (std::int32_t cell = 0; cell < columns * rows; ++cell)
    if (cell % columns < 20) depth[static_cast<std::size_t>(cell)] = 1.5;
  inundation::set_depths(grid, water, depth);
  inundation::set_crest(grid, water, 30, 20, inundation::Side::east, 2.0);
  inundation::Forcing forcing;
  forcing.rain_m_s = 1e-5;
  forcing.infiltration_m_s = 1e-6;
  const std::array<double, 2> values{0.5, 0};
  forcing.edge_values = values;
  if (inundation::advance(grid, forcing, water, 0, 120)) std::printf("unstable\n");
  print(name, grid, water);
}

/// The same over cells of 4 x 4 pixels, of which the last ones are not full.
void subgrid_flood() {
  constexpr std::int32_t columns = 189, rows = 151;
  std::vector<double> bed;
  std::vector<float> manning;
  for (std::int32_t pixel = 0; pixel < columns * rows; ++pixel) {
    bed.push_back(0.01 * (pixel % 37) + 0.002 * (pixel % columns) + 0.003 * (pixel / columns));
    manning.push_back(0.02F + 0.001F * static_cast<float>(pixel % 11));
  }
  const std::array<inundation::Edge, 2> edges{
      {{0, 20, inundation::Side::west, inundation::EdgeKind::inflow},
       {47, 20, inundation::Side::east, inundation::EdgeKind::free}}};
  const inundation::Grid grid =
      inundation::make_subgrid({columns, rows, 1.25, bed, manning}, 4, edges, {});
  inundation::Water water = inundation::make_water(grid);
  std::vector<double> depth(static_cast<std::size_t>(grid.columns) * grid.rows, 0.0);
  for (std::size_t cell = 0; cell < depth.size(); ++cell)
    if (cell % static_cast<std::size_t>(grid.columns) < 20) depth[cell] = 1.5;
  inundation::set_depths(grid, water, depth);
  inundation::set_crest(grid, water, 30, 20, inundation::Side::east, 2.0);
  const std::array<double, 2> values{0.5, 0};
  inundation::Forcing forcing;
  forcing.rain_m_s = 1e-5;
  forcing.infiltration_m_s = 1e-6;
  forcing.edge_values = values;
  if (inundation::advance(grid, forcing, water, 0, 120)) std::printf("unstable\n");
  print("subgrid", grid, water);
}

}  // namespace

void golden::floods() {
  flood("inertial", inundation::Scheme::inertial, 1);
  flood("shallow_water_1", inundation::Scheme::shallow_water, 1);
  flood("shallow_water_2", inundation::Scheme::shallow_water, 2);
  subgrid_flood();
}
