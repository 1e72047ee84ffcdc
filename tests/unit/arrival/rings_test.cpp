// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/arrival/rings.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/geo/temporary.hpp"

using namespace sandtable;
using namespace sandtable::arrival;
using namespace sandtable::tests;

namespace {

const std::string kCrs = "EPSG:28355";

std::string row(const std::string& when, const std::string& shape) {
  return when + ",\"" + shape + "\"\n";
}

const std::string kSquare = "LINESTRING(0 0,9 0,9 9,0 9,0 0)";

FireColumns minutes() {
  FireColumns columns;
  columns.time = "minutes";
  columns.front_step_s = 1800;
  return columns;
}

}  // namespace

TEST_CASE("rings at multiples of the step are the main front") {
  const TemporaryFile file("f.csv", "minutes,WKT\n" + row("60", kSquare) + row("30", kSquare) +
                                        row("40.3", "POLYGON((0 0,1 0,1 1,0 0))"));
  const Fire fire = read_fire(file.path, kCrs, minutes(), kCrs);
  REQUIRE(fire.rings.size() == 3);
  CHECK(fire.rings[0].time_s == 1800);
  CHECK_FALSE(fire.rings[0].spot);
  CHECK(fire.rings[1].time_s == Approx(2418));
  CHECK(fire.rings[1].spot);
  CHECK(fire.ignition == Point{4.5, 4.5});
}

TEST_CASE("with ages the clock says when, and a spot fire started its age ago") {
  const TemporaryFile file("a.csv", "age,clock,WKT\n60,2017/02/16 14:00:00,\"" + kSquare + "\"\n" +
                                        "20,2017/02/16 17:00:00,\"" + kSquare + "\"\n");
  FireColumns columns;
  columns.time = "clock";
  columns.unit = "datetime";
  columns.ignition = "2017-02-16T13:00:00";
  columns.age = "age";
  const Fire fire = read_fire(file.path, kCrs, columns, kCrs);
  CHECK_FALSE(fire.rings[0].spot);
  CHECK(fire.rings[1].spot);
  CHECK(fire.rings[1].time_s == 4 * 3600);
  CHECK(fire.rings[1].started_s == 4 * 3600 - 1200);
  columns.ignition = "soon";
  CHECK(holds(error_of([&] { read_fire(file.path, kCrs, columns, kCrs); }), "ignition is 'soon'"));
  columns.ignition = "2017-02-16T13:30:00";  // the first ring would be older than the fire
  CHECK(holds(error_of([&] { read_fire(file.path, kCrs, columns, kCrs); }), "an age from 0"));
}

TEST_CASE("open lines and impossible times are refused together, by feature") {
  const TemporaryFile file("o.csv", "minutes,WKT\n" + row("30", "LINESTRING(0 0,9 0,9 9,0 9)") +
                                        row("-5", kSquare) + row("soon", kSquare) +
                                        row("30", "POINT(1 1)"));
  const std::string text = error_of([&] { read_fire(file.path, kCrs, minutes(), kCrs); });
  CHECK(holds(text, "feature '1' is not a closed ring"));
  CHECK(holds(text, "feature '2' has the minutes '-5'"));
  CHECK(holds(text, "feature '3' has the minutes 'soon'"));
  CHECK(holds(text, "feature '4' is neither a closed line nor a polygon"));
}

TEST_CASE("a fire of spot fires only, and an unknown unit, are refused") {
  const TemporaryFile file("s.csv", "minutes,WKT\n" + row("31", kSquare));
  CHECK(holds(error_of([&] { read_fire(file.path, kCrs, minutes(), kCrs); }),
              "every ring is a spot"));
  FireColumns columns = minutes();
  columns.unit = "mins";
  CHECK(holds(error_of([&] { read_fire(file.path, kCrs, columns, kCrs); }), "did you mean 'min'"));
}

TEST_CASE("a cell without a time does not burn") {
  const TemporaryFile file("c.csv", "hour,WKT\n" + row("", "POLYGON((0 0,1 0,1 1,0 0))") +
                                        row("0.5", "POLYGON((5 0,6 0,6 1,5 0))"));
  FireColumns columns;
  columns.time = "hour";
  columns.unit = "h";
  columns.shape = Shape::cells;
  const Fire fire = read_fire(file.path, kCrs, columns, kCrs);
  REQUIRE(fire.rings.size() == 1);
  CHECK(fire.rings[0].time_s == 1800);
}
