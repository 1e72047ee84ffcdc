// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "models/hazard/arrival/arrival_table.hpp"

using namespace sandtable;
using namespace sandtable::arrival;

namespace {

constexpr double kHour = 3600;
constexpr double kNever = std::numeric_limits<double>::infinity();

Path square(double half, double x = 0, double y = 0) {
  return {{x - half, y - half},
          {x + half, y - half},
          {x + half, y + half},
          {x - half, y + half},
          {x - half, y - half}};
}

Path circle(double radius, int corners) {
  Path path;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners;
    path.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  path.push_back(path.front());
  return path;
}

Ring main_ring(double hours, Path outline) {
  return {hours * kHour, false, 0, {std::move(outline)}};
}
Ring spot_ring(double hours, double started, Path outline) {
  return {hours * kHour, true, started * kHour, {std::move(outline)}};
}

Fire fire_of(std::vector<Ring> rings, Shape shape = Shape::rings) {
  Fire fire{"test", shape, {}, std::move(rings)};
  complete(fire);
  return fire;
}

/// Hours until a fire is within `distance` of (x, y).
double hours(const Fire& fire, double x, double y, double distance = 0) {
  Wanted wanted;
  wanted.within_m = {distance};
  const std::vector xs{x}, ys{y};
  const Reach reached = reach({&fire, 1}, xs, ys, wanted)[0];
  return (distance > 0 ? reached.within_s[0][0] : reached.arrival_s[0]) / kHour;
}

}  // namespace

TEST_CASE("between square rings times follow from the distances to both") {
  const Fire fire =
      fire_of({main_ring(3, square(300)), main_ring(1, square(100)), main_ring(2, square(200))});
  CHECK(hours(fire, 250, 0) == Approx(2.5));
  CHECK(hours(fire, 200, 0, 20) == Approx(1.8));
  CHECK(hours(fire, 250, 0, 20) == Approx(2.3));  // 2 + (50 - 20) / (50 + 50)
  CHECK(hours(fire, 250, 0, 60) == Approx(1.9));  // first held at 60 m by the second ring
  CHECK(hours(fire, 400, 0) == kNever);
  CHECK(hours(fire, 400, 0, 99) == kNever);
  CHECK(hours(fire, 400, 0, 101) == Approx(2.99));
  CHECK(hours(fire, 0, 0) == 0);             // the ignition itself
  CHECK(hours(fire, 50, 0) == Approx(0.5));  // between ignition and the first ring
}

TEST_CASE("a circular fire of constant speed arrives when the radius does") {
  std::vector<Ring> rings;
  for (int hour = 1; hour <= 10; ++hour)
    rings.push_back(main_ring(hour, circle(500.0 * hour, 720)));
  const Fire fire = fire_of(rings);
  CHECK(fire.ignition.x == Approx(0).margin(1e-9));
  const double polygon_error_h = (1 - std::cos(std::numbers::pi / 720)) * 10;
  for (double radius = 30; radius < 4900; radius += 97) {
    for (const double distance : {0.0, 250.0, 1000.0}) {
      const double x = radius * std::cos(radius), y = radius * std::sin(radius);
      const double expected = std::max(0.0, (radius - distance) / 500);
      REQUIRE(hours(fire, x, y, distance) == Approx(expected).margin(2 * polygon_error_h));
    }
  }
}

TEST_CASE("a spot fire is a front of its own until the main front takes it in") {
  const Fire fire = fire_of({main_ring(1, square(100)), spot_ring(1.5, 1.25, square(20, 400)),
                             main_ring(2, square(500))});
  CHECK(hours(fire, 400, 0) == 1.25);  // where it started
  CHECK(hours(fire, 410, 0) == Approx(1.375));
  CHECK(hours(fire, 440, 0) == Approx(1.625));  // 20 m from the spot, 60 m from the edge at 2 h
  CHECK(hours(fire, -440, 0) == Approx(1.85));  // 340 m from the main ring, 60 m from the edge
  CHECK(hours(fire, 440, 0, 30) == Approx(1.25 + 0.25 * (40 - 30) / (40 - 20)));
}

TEST_CASE("a spot fire without a known start is there at its first ring, not earlier") {
  const Fire fire = fire_of({main_ring(1, square(100)), spot_ring(1.5, 1.5, square(20, 400)),
                             spot_ring(1.75, 1.75, square(40, 400)), main_ring(2, square(500))});
  CHECK(hours(fire, 400, 0) == 1.5);
  CHECK(hours(fire, 430, 0) == Approx(1.625));
  CHECK(hours(fire, 450, 0) == Approx(1.75 + 0.25 * 10 / 60));
}

TEST_CASE("times never leave their rings' interval, even when a later ring runs far ahead") {
  // Just outside the second ring: from the first alone the time would be before that ring's.
  const Fire fire =
      fire_of({main_ring(1, square(10)), main_ring(2, square(20)), main_ring(3, square(10000))});
  CHECK(hours(fire, 21, 0) > 2);
  CHECK(hours(fire, 21, 0) < 2.001);
}

TEST_CASE("the front comes within a distance no later than within a smaller one") {
  const Fire fire = fire_of({main_ring(1, square(100)), spot_ring(1, 0.5, square(20, 400)),
                             spot_ring(2, 1.5, square(30, 300, 300)), main_ring(2, square(250)),
                             spot_ring(3, 0.5, square(60, 410)), main_ring(3, square(350)),
                             main_ring(4, square(600))});
  for (double x = -700; x < 700; x += 31) {
    for (double y = -700; y < 700; y += 37) {
      double before = hours(fire, x, y);
      for (double distance = 5; distance < 400; distance += 5) {
        const double now = hours(fire, x, y, distance);
        CAPTURE(x, y, distance);
        REQUIRE(now <= before);
        before = now;
      }
    }
  }
}

TEST_CASE("cells burn whole at their time; the nearest in time counts, not in place") {
  const Fire fire =
      fire_of({main_ring(5, square(50, 0, 0)), main_ring(2, square(50, 300, 0))}, Shape::cells);
  CHECK(hours(fire, 40, 0) == 5);
  CHECK(hours(fire, 40, 0, 209) == 5);
  CHECK(hours(fire, 40, 0, 211) == 2);
  CHECK(hours(fire, 100, 0) == kNever);
}

TEST_CASE("the closest approach is 0 inside and counts spot fires; areas are of the union") {
  const Fire fire = fire_of(
      {main_ring(1, square(100)), main_ring(2, square(200)), spot_ring(2, 2, square(50, 240, 0))});
  Wanted wanted;
  wanted.arrival = false;
  wanted.closest = true;
  const std::vector<double> xs{0, 310, -260, 280}, ys{0, 0, 0, 90};
  CHECK(reach({&fire, 1}, xs, ys, wanted)[0].closest_m == std::vector<double>{0, 20, 60, 40});
  CHECK(final_area_m2(fire) == Approx(400.0 * 400 + 90 * 100));
  CHECK(burnt(fire, {150, 0}, 2 * kHour));
  CHECK_FALSE(burnt(fire, {150, 0}, 2 * kHour - 1));
}

TEST_CASE("two parts of the main front at one time are one ring") {
  const Fire fire = fire_of(
      {main_ring(1, square(100)), main_ring(2, square(150)), main_ring(2, square(50, 400))});
  CHECK(fire.rings.size() == 2);
  CHECK(hours(fire, 400, 0) > 1);
  CHECK(hours(fire, 400, 0) < 2);
}
