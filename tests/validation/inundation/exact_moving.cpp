// SPDX-License-Identifier: Apache-2.0
// Dam breaks and oscillating bowls against exact solutions.
#include <algorithm>
#include <numbers>
#include <string>

#include "tests/unit/inundation/basin.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/exact.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

double error(const Basin& basin, const Basin::Shape& exact) {
  double off = 0.0, all = 0.0;
  for (std::int32_t row = 0; row < basin.rows; ++row)
    for (std::int32_t column = 0; column < basin.columns; ++column) {
      const double depth = exact(basin.x(column), basin.y(row));
      off += std::abs(basin.depth(column, row) - depth);
      all += depth;
    }
  return off / all;
}

Basin dam_break(std::int32_t cells, std::int32_t order, double right) {
  Basin basin;
  basin.columns = cells;
  basin.rows = 1;
  basin.cell_m = 10.0 / cells;
  basin.manning = 0.0F;
  basin.method = method_of(Scheme::shallow_water, order);
  basin.make();
  basin.fill([&](double x, double) { return x < 5 ? 0.005 : right; });
  basin.run(6.0);
  return basin;
}

void show_dam_break(const std::string& topic, double right, double first, double second) {
  const Basin::Shape exact = [&](double x, double) {
    return right > 0 ? exact_flow::stoker(x - 5, 6, 0.005, right)
                     : exact_flow::ritter(x - 5, 6, 0.005);
  };
  const double one = error(dam_break(500, 1, right), exact);
  const double two = error(dam_break(500, 2, right), exact);
  reproduce({topic, "error of depth after 6 s, first order, %", 0, 100 * one},
            {"SWASHES", 0, first});
  reproduce({topic, "error of depth after 6 s, second order, %", 0, 100 * two},
            {"SWASHES", 0, second});
}

Basin bowl(std::int32_t cells, std::int32_t order, const Basin::Shape& depth, double v,
           double seconds) {
  Basin basin;
  basin.columns = basin.rows = cells;
  basin.cell_m = 4.0 / cells;
  basin.manning = 0.0F;
  basin.method = method_of(Scheme::shallow_water, order);
  basin.bed = exact_flow::paraboloid;
  basin.make();
  basin.fill(depth);
  for (std::size_t k = 0; k < basin.water.depth_m.size(); ++k)
    basin.water.flow_y[k] = static_cast<float>(v * basin.water.depth_m[k]);
  basin.run(seconds);
  return basin;
}

}  // namespace

// Catches wrong wave speeds, shocks and fronts.
TEST_CASE("shallow-water: dam breaks onto wet and dry ground", "[inundation][fact]") {
  show_dam_break("Flood: dam break on a wet bed (Stoker)", 0.001, 1.0, 0.5);
  show_dam_break("Flood: dam break on a dry bed (Ritter)", 0.0, 2.0, 1.0);
}

// Catches wetting and drying that brakes or feeds a shore without friction.
TEST_CASE("shallow-water: Thacker's bowls after one period", "[inundation][fact]") {
  const double planar = 2 * std::numbers::pi / exact_flow::planar_frequency();
  const double radial = 2 * std::numbers::pi / exact_flow::radial_frequency();
  for (const int order : {1, 2}) {
    const std::string what =
        order == 1 ? "error of depth, first order, %" : "error of depth, second order, %";
    const Basin plane = bowl(
        100, order, [](double x, double y) { return exact_flow::planar_depth(x, y, 0); },
        0.5 * exact_flow::planar_frequency(), planar);
    const double off =
        error(plane, [&](double x, double y) { return exact_flow::planar_depth(x, y, planar); });
    reproduce({"Flood: Thacker's bowl, planar surface, 4 cm cells", what, 0, 100 * off},
              {"SWASHES", 0, order == 1 ? 30.0 : 5.0});
    const Basin round = bowl(
        100, order, [](double x, double y) { return exact_flow::radial_depth(x, y, 0); }, 0.0,
        radial);
    const double off_round =
        error(round, [&](double x, double y) { return exact_flow::radial_depth(x, y, radial); });
    reproduce({"Flood: Thacker's bowl, curved surface, 4 cm cells", what, 0, 100 * off_round},
              {"SWASHES", 0, order == 1 ? 30.0 : 5.0});
  }
}

}  // namespace sandtable::validation
