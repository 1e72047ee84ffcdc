// SPDX-License-Identifier: Apache-2.0
// hazard/inundation: culverts.
#include "models/hazard/inundation/culverts.hpp"

#include <limits>
#include <numbers>

#include "sim/core/error.hpp"
#include "tests/unit/inundation/basin.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::inundation {
namespace {

Culvert box(double height_m, double width_m) {
  Culvert culvert;
  culvert.circular = false;
  culvert.height_m = height_m;
  culvert.width_m = width_m;
  return culvert;
}

/// Two basins of one cell (20 m), a wall between them.
Basin two_basins(int number, double left_m, double right_m) {
  Basin basin;
  basin.columns = 3;
  basin.rows = 1;
  basin.cell_m = 20.0;
  basin.method = either(number);
  basin.bed = [](double x, double) {
    return x > 20 && x < 40 ? std::numeric_limits<double>::quiet_NaN() : 0.0;
  };
  basin.make();
  basin.water.depth_m[basin.grid.index(0, 0)] = left_m;
  basin.water.depth_m[basin.grid.index(2, 0)] = right_m;
  basin.water.ledger.first = stored(basin.grid, basin.water);
  return basin;
}

/// From the left basin to the right one, half a metre high and wide, under both levels.
Culvert under_water() {
  Culvert culvert = box(0.5, 0.5);
  culvert.to_column = 2;
  culvert.length_m = 20;
  return culvert;
}

}  // namespace

// Would catch coefficients that are wrong. 3.66 m wide and high, 1 m of head, the water below far
// lower: 6.23 m3/s (ANUGA, test_boyd_box_operator.py; g is 9.8 there). HDS-5's critical flow at an
// inlet: of a box (2/3)^1.5 sqrt(g) b h^1.5; Boyd's circle passes 5 % less than the ideal.
TEST_CASE("culvert: an inlet that is not under water is a weir", "[inundation]") {
  Culvert culvert = box(3.66, 3.66);
  culvert.to_invert_m = -2;
  CHECK(culvert_m3_s(culvert, 1, -2) == Approx(6.23).epsilon(0.002));
  Culvert pipe;
  pipe.height_m = pipe.width_m = 1;
  pipe.to_invert_m = -2;
  // Critical flow in a circle 1 m wide, depth 0.5 m: A = 0.3927, T = 1, head 0.5 + A / 2 T.
  const double area = std::numbers::pi / 8;
  const double critical = area * std::sqrt(9.81 * area);
  CHECK(culvert_m3_s(pipe, 0.5 + area / 2, -2) == Approx(critical).epsilon(0.06));
}

// Would catch losses that are left out or counted twice, and the wrong control. Full barrel, both
// ends under water: Q = A sqrt(2 g H / (k_e + k_x + 2 g n^2 L / R^(4/3))).
TEST_CASE("culvert: a full barrel is ruled by its losses", "[inundation]") {
  const auto by_hand = [](double area, double radius, double head) {
    const double friction = 19.62 * 0.013 * 0.013 * 20 / std::pow(radius, 4.0 / 3);
    return area * std::sqrt(19.62 * head / (0.5 + 1 + friction));
  };
  CHECK(culvert_m3_s(under_water(), 3, 2) == Approx(by_hand(0.25, 0.125, 1)).epsilon(1e-6));
  Culvert pipe = under_water();
  pipe.circular = true;
  pipe.barrels = 3;
  CHECK(culvert_m3_s(pipe, 3, 2) ==
        Approx(3 * by_hand(std::numbers::pi / 16, 0.125, 1)).epsilon(1e-6));
}

// Would catch flow at equal levels, water that runs uphill or through a closed flap, and another
// discharge back than forth; more head must never pass less.
TEST_CASE("culvert: water flows to the lower level, and back unless a flap shuts", "[inundation]") {
  Culvert culvert = under_water();
  for (const bool circular : {false, true}) {
    culvert.circular = circular;
    for (const double level : {-1.0, 0.0, 0.2, 0.5, 3.0})
      CHECK(culvert_m3_s(culvert, level, level) == 0);
    CHECK(culvert_m3_s(culvert, -0.1, -0.5) == 0);
    CHECK(culvert_m3_s(culvert, 2, 3) == -culvert_m3_s(culvert, 3, 2));
    double before = 0;
    for (double level = 0.01; level < 4; level += 0.01) {
      const double now = culvert_m3_s(culvert, level, -1);
      CHECK(now > before);
      before = now;
    }
  }
  culvert.flap = true;
  CHECK(culvert_m3_s(culvert, 2, 3) == 0);
  CHECK(culvert_m3_s(culvert, 3, 2) > 0);
}

// Would catch a discharge that is not renewed as levels change, one that goes beyond equal levels,
// and a volume that is not booked. Q = C sqrt(H), so sqrt(H) falls evenly, to 0 after
// (area / C) sqrt(H0).
TEST_CASE("culvert: two basins come to one level in the time of the orifice's equation",
          "[inundation]") {
  const int number = GENERATE(0, 1);
  Basin basin = two_basins(number, 3, 2);
  const std::vector<Culvert> culverts = {under_water()};
  std::vector<double> moved = {0};
  const Forcing forcing{.culverts = culverts, .culvert_m3 = moved};
  const double c = culvert_m3_s(culverts[0], 3, 2);
  const double whole = 400 / c;
  basin.run(whole / 2, forcing);
  CHECK(basin.depth(0, 0) - basin.depth(2, 0) == Approx(0.25).epsilon(0.01));
  basin.run(whole / 2 + 60, forcing);
  CHECK(basin.depth(0, 0) == Approx(2.5).margin(1e-4));
  CHECK(moved[0] == Approx(200).margin(0.04));
  CHECK(basin.depth(0, 0) >= basin.depth(2, 0));
  CHECK(mass_error(basin.grid, basin.water) < 1e-12);
}

// Would catch a culvert that takes more than is there, and a flap that lets water back.
TEST_CASE("culvert: takes no more than is there", "[inundation]") {
  Basin basin = two_basins(0, 0.01, 0);
  Culvert large = box(2, 5);
  large.to_column = 2;
  large.from_invert_m = large.to_invert_m = -3;
  const std::vector<Culvert> culverts = {large};
  basin.run(600, {.culverts = culverts});
  CHECK(basin.depth(0, 0) == Approx(0.005));
  CHECK(mass_error(basin.grid, basin.water) < 1e-12);
  Basin shut = two_basins(0, 1, 2);
  large.flap = true;
  const std::vector<Culvert> flaps = {large};
  shut.run(600, {.culverts = flaps});
  CHECK(shut.depth(0, 0) == 1);
}

// Would catch a culvert outside the ground, one in another datum, and a shape that is guessed.
TEST_CASE("culvert: rows that make no sense are refused, all at once", "[inundation]") {
  const testing::Folder folder("culverts");
  const std::string head =
      "name,from_x,from_y,to_x,to_y,from_invert,to_invert,shape,height,width,length,manning,flap,"
      "barrels\n";
  folder.write("culverts.csv", head + "a,5,5,25,5,0.5,0.4,box,1,2,20,0.013,no,2\n" +
                                   "b,5,5,25,5,0.5,0.4,round,1,,20,0.013,no,\n" +
                                   "c,5,5,99,5,0.5,0.4,circular,1,,20,0.013,no,\n" +
                                   "d,5,5,25,5,150,0.4,circular,1,,20,0.013,no,\n" +
                                   "e,5,5,6,5,0.5,0.4,circular,1,,20,0.013,no,\n");
  const Layout layout{0, 0, 10, 3, 1};
  const std::vector<double> bed = {0.0, 0.0, 0.0};
  try {
    read_culverts(folder.path() / "culverts.csv", layout, bed);
    FAIL("they were read");
  } catch (const Error& error) {
    CHECK(error.problems().size() == 4);
    CHECK_THAT(error.what(), Catch::Contains("culverts.csv:3: shape is 'round' known: circular"));
    CHECK_THAT(error.what(), Catch::Contains("are both heights in one datum?"));
  }
  folder.write("good.csv", head + "a,5,5,25,5,0.5,0.4,circular,1,,20,0.013,yes,2\n");
  const auto read = read_culverts(folder.path() / "good.csv", layout, bed);
  REQUIRE(read.size() == 1);
  CHECK(read[0].culvert.to_column == 2);
  CHECK(read[0].culvert.barrels == 2);
  CHECK(read[0].culvert.entrance_loss == 0.5);
  CHECK(read[0].culvert.flap);
}

}  // namespace sandtable::inundation
