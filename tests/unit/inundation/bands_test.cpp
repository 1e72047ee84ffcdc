// SPDX-License-Identifier: Apache-2.0
// One flood computed in bands of rows, which threads may share.
#include "models/hazard/inundation/kernel/bands.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {
namespace {

void backwards(std::size_t count, const Parts::Part& part) {
  for (std::size_t i = count; i-- > 0;) part(i);
}

/// A dam breaks over rough ground with a levee across the bands, an inflow and a sea.
Basin town(Scheme scheme, std::int32_t order) {
  Basin basin;
  basin.columns = 301;
  basin.rows = 260;
  basin.cell_m = 5.0;
  basin.method.scheme = scheme;
  basin.method.order = order;
  basin.bed = [](double x, double y) {
    return 0.4 * std::sin(x / 31.0) * std::cos(y / 23.0) + 0.001 * y;
  };
  basin.open(Side::west, EdgeKind::inflow, 0.2);
  basin.open(Side::south, EdgeKind::stage, 1.0);
  basin.open(Side::east, EdgeKind::free);
  basin.make();
  basin.fill([](double x, double y) { return x + y < 1200 ? 2.0 : 0.2; });
  for (std::int32_t row = 0; row < basin.rows; ++row)
    set_crest(basin.grid, basin.water, 150, row, Side::east, 2.5);
  return basin;
}

}  // namespace

// Catches a band that reads what its neighbour has already renewed, that limits or books a face
// twice or not at all, and a sum whose order follows the bands.
TEST_CASE("a flood in bands is the flood in one, to the bit", "[inundation]") {
  const auto [scheme, order] =
      GENERATE(std::pair{Scheme::inertial, 1}, std::pair{Scheme::shallow_water, 1},
               std::pair{Scheme::shallow_water, 2});
  const std::size_t threads = GENERATE(2, 4);
  const auto run = [&](const Parts& parts) {
    Basin basin = town(scheme, order);
    const double rain = 1e-5;
    const auto broken = advance(basin.grid, {.rain_m_s = rain, .edge_values = basin.edge_values},
                                basin.water, 0, 20, parts);
    REQUIRE_FALSE(broken.has_value());
    return basin.water;
  };
  const Water one = run({});
  CHECK(one.steps > 10);
  CHECK(run({.threads = threads}) == one);
  CHECK(run({.threads = threads, .run = backwards}) == one);
}

// Catches bands that leave out or repeat a row, or that are too thin for their neighbours.
TEST_CASE("bands are the active rows, in order", "[inundation]") {
  Basin basin = town(Scheme::inertial, 1);
  ActiveCells active(basin.grid);
  active.find(basin.grid, basin.water.depth_m, 1e-3, {}, false, 1);
  for (const std::size_t most : {1, 2, 3, 100}) {
    const std::vector<Band> bands = split(active, most);
    CHECK(bands.size() <= most);
    CHECK(bands.front().first == active.first_row());
    CHECK(bands.back().last == active.last_row());
    for (std::size_t i = 1; i < bands.size(); ++i) {
      CHECK(bands[i].first == bands[i - 1].last + 1);
      CHECK(bands[i - 1].last - bands[i - 1].first >= NewRows::border);
    }
  }
  CHECK(split(active, 3).size() == 3);
}

}  // namespace sandtable::inundation
