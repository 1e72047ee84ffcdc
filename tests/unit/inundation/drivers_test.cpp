// SPDX-License-Identifier: Apache-2.0
// hazard/inundation: series, design storms, and lines as faces of cells.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/hazard/inundation/series.hpp"
#include "models/hazard/inundation/storm.hpp"
#include "models/hazard/inundation/structures.hpp"
#include "sim/core/error.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::inundation {

// Would catch a value taken at the interval's end or middle where the mean is wanted: volumes
// would not add up. Areas of the trapezia by hand.
TEST_CASE("inundation: the mean of a hydrograph over any interval is its area", "[inundation]") {
  const Series flow{{0, 100, 200}, {0, 10, 4}};
  CHECK(flow.mean(0, 100) == Approx(5));
  CHECK(flow.mean(50, 150) == Approx((50 * 7.5 + 50 * 8.5) / 100));
  CHECK(flow.mean(200, 400) == Approx(4));
  CHECK(flow.mean(-100, 0) == Approx(0));
  const Series rain{{0, 100, 200}, {0.5, 1, 0}, true};
  CHECK(rain.mean(50, 150) == Approx(0.75));
  CHECK(rain.mean(-100, 100) == Approx(0.25));
  CHECK(rain.mean(200, 300) == 0);
  CHECK(Series{}.mean(0, 10) == 0);
}

// Would catch hydrographs that run backwards, and all but the first mistake kept quiet.
TEST_CASE("inundation: a series that runs backwards is refused with every mistake",
          "[inundation]") {
  const testing::Folder folder("series");
  folder.write("flow.csv", "minutes,river\n0,1\n10,2\n5,3\n20,-1\n30,x\n");
  const Scenario scenario;
  try {
    read_series(folder.path() / "flow.csv", "river", 1, false, 0, scenario);
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.problems().size() == 3);
    CHECK(std::string(error.what()).find("flow.csv:4: '5' is not later") != std::string::npos);
  }
}

// Would catch a storm whose rain is not what was asked for, and a peak elsewhere. Chicago: within
// any length of time around the peak falls what the curve says, i t = a t / (t + b)^c.
TEST_CASE("inundation: design storms", "[inundation]") {
  for (const StormShape shape : {StormShape::block, StormShape::triangular, StormShape::chicago}) {
    const Storm storm{shape, 0.06, 3600, 7200, 0.4, 600, 0.8};
    CHECK(fallen_m(storm, 3600) == Approx(0).margin(1e-12));
    CHECK(fallen_m(storm, 10800) == Approx(0.06));
    CHECK(fallen_m(storm, 99999) == Approx(0.06));
    for (double t = 3600; t < 10800; t += 60) CHECK(fallen_m(storm, t + 60) >= fallen_m(storm, t));
  }
  const Storm triangle{StormShape::triangular, 0.06, 0, 7200, 0.4, 600, 0.8};
  CHECK(fallen_m(triangle, 2880) == Approx(0.06 * 0.4));
  const Storm chicago{StormShape::chicago, 0.06, 0, 7200, 0.4, 600, 0.8};
  const double peak = 2880, around = 1200;
  const auto curve = [](double t) { return t / std::pow(t + 600, 0.8); };
  CHECK(fallen_m(chicago, peak + 0.6 * around) - fallen_m(chicago, peak - 0.4 * around) ==
        Approx(0.06 * curve(around) / curve(7200)));
}

// Would catch a levee with a gap at a corner (water goes through it), and faces beyond the grid.
TEST_CASE("inundation: a line becomes a chain of faces without a gap", "[inundation]") {
  const Layout layout{100, 200, 10, 20, 10};
  CHECK(layout.cell_at({105, 205}) == 0);
  CHECK(layout.cell_at({299.9, 299.9}) == 199);
  CHECK(layout.cell_at({99, 205}) == -1);
  const std::vector<Face> slanted = faces_along(layout, std::vector<Point>{{121, 219}, {181, 251}});
  CHECK(slanted.size() == 6 + 3);
  for (std::size_t i = 1; i < slanted.size(); ++i)
    CHECK(std::hypot(slanted[i].middle.x - slanted[i - 1].middle.x,
                     slanted[i].middle.y - slanted[i - 1].middle.y) <= 10.0001);
  for (const Face& face : slanted) {
    const double on_line = 220 + (face.middle.x - 120) * 3 / 6;
    CHECK(std::abs(face.middle.y - on_line) <= 10);
  }
  const std::vector<Face> upright = faces_along(layout, std::vector<Point>{{150, 0}, {150, 900}});
  REQUIRE(upright.size() == 10);
  CHECK(upright[0].column == 4);
  CHECK(upright[0].row == 0);
  CHECK(upright[0].side == Side::east);
  CHECK(faces_along(layout, std::vector<Point>{{100, 205}, {100, 290}}).empty());
}

}  // namespace sandtable::inundation
