// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {
namespace {

/// A channel of 400 m with one open end, along x or along y; half a minute after it was opened.
Basin channel(int number, EdgeKind kind, Side open_end) {
  const bool y = along_y(open_end);
  Basin basin;
  basin.columns = y ? 5 : 40;
  basin.rows = y ? 40 : 5;
  basin.cell_m = 10.0;
  basin.method = either(number);
  basin.bed = [y](double east, double north) { return 0.001 * (y ? north : east); };
  basin.open(open_end, kind, kind == EdgeKind::inflow ? 0.5 : 2.0);
  basin.make();
  fill_to_level(basin.grid, basin.water, kind == EdgeKind::free ? 1.5 : 1.0);
  basin.run(30.0);
  return basin;
}

}  // namespace

// Catches an edge that lets more or less through along one axis than along the other.
TEST_CASE("an edge is the same along x and along y", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  const auto kind = GENERATE(EdgeKind::free, EdgeKind::stage, EdgeKind::inflow);
  const bool near_end = GENERATE(true, false);
  const Basin x = channel(number, kind, near_end ? Side::west : Side::east);
  const Basin y = channel(number, kind, near_end ? Side::south : Side::north);
  double worst = 0.0;
  for (std::int32_t k = 0; k < 40; ++k)
    worst = std::max(worst, std::abs(x.depth(k, 2) - y.depth(2, k)));
  CHECK(worst < 1e-9);
}

// Catches an edge that water passes above the lowest ground anywhere, and not above the ground
// inside: a pit that nothing can reach must change nothing.
TEST_CASE("a pit elsewhere changes nothing at an edge", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  const auto kind = GENERATE(EdgeKind::free, EdgeKind::stage, EdgeKind::inflow);
  const auto run = [&](double pit_m) {
    Basin basin;
    basin.columns = 20;
    basin.rows = 3;
    basin.cell_m = 10.0;
    basin.method = either(number);
    basin.bed = [&](double x, double) {
      return x > 190 ? pit_m : x > 180 ? std::numeric_limits<double>::quiet_NaN() : 1.0;
    };
    basin.open(Side::west, kind, kind == EdgeKind::inflow ? 0.5 : 1.8);
    basin.make();
    basin.fill([](double x, double) { return x < 180 ? 0.5 : 0.0; });
    basin.run(20.0);
    return basin;
  };
  const Basin without = run(1.0), with = run(-4.0);
  for (std::int32_t column = 0; column < 18; ++column)
    CHECK(with.depth(column, 1) == Approx(without.depth(column, 1)).margin(1e-4));
}

}  // namespace sandtable::inundation
