// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "models/hazard/inundation/kernel/advance.hpp"

namespace sandtable::inundation {

/// A grid and the water on it, from functions of place (m; cell centres).
struct Basin {
  using Shape = std::function<double(double x, double y)>;

  std::int32_t columns = 0, rows = 0;
  double cell_m = 1.0;
  float manning = 0.03F;
  Shape bed = [](double, double) { return 0.0; };
  Method method;
  std::vector<Edge> edges;
  std::vector<double> edge_values;
  Grid grid;
  Water water;
  double time_s = 0.0;

  double x(std::int32_t column) const { return (column + 0.5) * cell_m; }
  double y(std::int32_t row) const { return (row + 0.5) * cell_m; }

  std::vector<double> sample(const Shape& shape) const {
    std::vector<double> values;
    for (std::int32_t row = 0; row < rows; ++row)
      for (std::int32_t column = 0; column < columns; ++column)
        values.push_back(shape(x(column), y(row)));
    return values;
  }
  void make() {
    const std::vector<double> beds = sample(bed);
    const Terrain terrain{columns, rows, cell_m, beds, {&manning, 1}};
    grid = make_grid(terrain, edges, method);
    water = make_water(grid);
  }
  void fill(const Shape& depth) { set_depths(grid, water, sample(depth)); }
  /// Opens a whole side.
  void open(Side side, EdgeKind kind, double value = 0.0) {
    const std::int32_t last = side == Side::east ? columns - 1 : side == Side::north ? rows - 1 : 0;
    for (std::int32_t k = 0; k < (along_y(side) ? columns : rows); ++k) {
      edges.push_back(along_y(side) ? Edge{k, last, side, kind} : Edge{last, k, side, kind});
      edge_values.push_back(value);
    }
  }
  void run(double seconds, Forcing forcing = {}) {
    forcing.edge_values = edge_values;
    const auto broken = advance(grid, forcing, water, time_s, time_s + seconds);
    INFO((broken ? broken->text() : std::string()));
    REQUIRE_FALSE(broken.has_value());
    time_s += seconds;
  }
  double depth(std::int32_t column, std::int32_t row) const {
    return water.depth_m[grid.index(column, row)];
  }
};

inline Method method_of(Scheme scheme, std::int32_t order = 1) {
  Method method;
  method.scheme = scheme;
  method.order = order;
  return method;
}
inline Method either(int number) {
  return number == 0 ? method_of(Scheme::inertial) : method_of(Scheme::shallow_water, number);
}

}  // namespace sandtable::inundation
