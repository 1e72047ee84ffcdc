// SPDX-License-Identifier: Apache-2.0
// A dam break on a square column: force measured by Yeh and Petroff, University of Washington, as
// ANUGA's validation tests have it. Set-up as in the README of the case, which names no roughness:
// that of a smooth flume, n = 0.01, as in the other laboratory cases.
#include <algorithm>
#include <utility>

#include "tests/cases.hpp"
#include "tests/unit/inundation/basin.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/laboratory.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

constexpr double west_m = 0.90, east_m = 1.02, south_m = 0.25, north_m = 0.37;

/// Momentum that a wall takes from the water beside it, m3/s2: its pressure and what is reflected,
/// g h^2 / 2 + h u (u + max(c - u, c + u / 2)), c = sqrt(g h), u towards the wall: the flux of HLLC
/// between the cell and its mirror image (Toro 2001, 10.4, for equal depths and opposite speeds).
double taken_by_wall(const Water& water, std::int32_t cell, double towards) {
  const double depth = water.depth_m[cell];
  const double u = depth > 1e-6 ? towards * water.flow_x[cell] / depth : 0.0;
  const double celerity = std::sqrt(gravity_m_s2 * depth);
  return 0.5 * gravity_m_s2 * depth * depth +
         depth * u * (u + std::max(celerity - u, celerity + 0.5 * u));
}

/// N, downstream: 1000 kg/m3 times the integral over the west face less that over the east face.
double force(const Basin& basin) {
  const auto cells = [&](double m) {
    return static_cast<std::int32_t>(std::lround(m / basin.cell_m));
  };
  double sum = 0.0;
  for (std::int32_t row = cells(south_m); row < cells(north_m); ++row)
    sum += taken_by_wall(basin.water, basin.grid.index(cells(west_m) - 1, row), 1.0) -
           taken_by_wall(basin.water, basin.grid.index(cells(east_m), row), -1.0);
  return 1000.0 * basin.cell_m * sum;
}

Record dam_break(const Method& method) {
  Basin basin;
  basin.columns = 320;
  basin.rows = 122;
  basin.cell_m = 0.005;
  basin.manning = 0.01F;
  basin.method = method;
  basin.bed = [](double x, double y) {
    const bool solid = x > west_m && x < east_m && y > south_m && y < north_m;
    return solid ? std::numeric_limits<double>::quiet_NaN() : 0.0;
  };
  basin.make();
  basin.fill([](double x, double) { return x < 0.4 ? 0.3 : 0.01; });
  Record found;
  while (basin.time_s < 3.0) {
    basin.run(0.005);
    found.add(basin.time_s, force(basin));
  }
  CHECK(mass_error(basin.grid, basin.water) < 1e-6);
  return found;
}

Record read_force(const std::filesystem::path& file) {
  std::istringstream in(read_gzip(file));
  std::vector<std::pair<double, double>> points;
  for (double at_s = 0, newtons = 0; in >> at_s >> newtons;) points.emplace_back(at_s, newtons);
  std::sort(points.begin(), points.end());
  Record record;
  for (const auto& [at_s, newtons] : points) record.add(at_s, newtons);
  return record;
}

/// N s in the direction of `sign`, until 2.2 s.
double impulse(const Record& newtons, double sign) {
  double sum = 0.0;
  for (double at_s = 0.1; at_s < 2.2; at_s += 0.005)
    sum += std::max(0.0, sign * newtons.at(at_s)) * 0.005;
  return sum;
}

Record later(Record record, double by_s) {
  for (double& at_s : record.time_s) at_s += by_s;
  return record;
}

}  // namespace

// Catches momentum that is lost where a bore strikes a wall, and a wake that pulls too little or
// too much.
TEST_CASE("a dam break on a square column", "[inundation][fact]") {
  const auto folder = case_folder("flood-yeh-petroff");
  if (!folder) return;
  const Record measured = read_force(*folder / "for_exp.txt");
  for (const int order : {1, 2}) {
    const std::string topic = std::string("Flood: a dam break on a column, 5 mm cells, ") +
                              (order == 1 ? "first" : "second") + " order (case)";
    const Record computed = dam_break(method_of(Scheme::shallow_water, order));
    const auto show = [&](const char* what, double expected, double got, double share, double by) {
      reproduce({topic, what, expected, got}, {"Yeh and Petroff", share, by});
    };
    show("peak of the force, N", measured.value[measured.highest()],
         computed.value[computed.highest()], 0.20, 0);
    show("the force exceeds 5 N after, s", measured.first_above(5), computed.first_above(5), 0,
         0.1);
    show("impulse downstream, N s", impulse(measured, 1), impulse(computed, 1), 0.20, 0);
    // The wave that comes back from the end wall is a bore here, steeper and earlier than it was.
    show("impulse upstream, N s", impulse(measured, -1), impulse(computed, -1), 0, 5);
    show("root-mean-square error, N", 0, root_mean_square_error(measured, computed), 0, 10);
    show("the same 0.1 s later, as ANUGA shows its own (gate and vertical motion), N", 0,
         root_mean_square_error(measured, later(computed, 0.1)), 0, 8);
  }
}

}  // namespace sandtable::validation
