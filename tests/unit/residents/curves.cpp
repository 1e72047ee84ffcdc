// SPDX-License-Identifier: Apache-2.0
// The curves of warning and action, against their differential equations and published values.
#include "models/response/residents/curves.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace sandtable::testing {

namespace {

using warning::ActionDelay;
using warning::Diffusion;
using warning::HourlyPace;

constexpr double hour_s = 3600;

/// dW/dt = (a + b W)(1 - W) by the classical Runge-Kutta method, in steps of 1 s.
double integrated_share(const Diffusion& diffusion, double until_s) {
  const auto rate = [&](double w) {
    return (diffusion.broadcast + diffusion.contagion * w) * (1 - w);
  };
  double w = 0;
  for (int step = 0; step < static_cast<int>(until_s); ++step) {
    const double a = rate(w), b = rate(w + a / 2), c = rate(w + b / 2), d = rate(w + c);
    w += (a + 2 * b + 2 * c + d) / 6;
  }
  return w;
}

}  // namespace

// Would catch a wrong solution of the equation: a sign, the rates mixed up.
TEST_CASE("First alerts follow the equation of Rogers and Sorensen", "[residents]") {
  for (const double ratio : {0.0, 0.5, 2.0, 30.0}) {
    const Diffusion diffusion = Diffusion::with_half(40 * 60, ratio);
    CHECK(diffusion.contagion == Approx(ratio * diffusion.broadcast));
    for (const double minutes : {1, 10, 25, 40, 60, 120})
      CHECK(diffusion.share(60 * minutes) ==
            Approx(integrated_share(diffusion, 60 * minutes)).epsilon(1e-9));
  }
}

// Would catch rates that do not give the half that a planner asks for, and an inverse that is none.
TEST_CASE("Half are reached at the half time whatever the shape, and the inverse is one",
          "[residents]") {
  for (const double ratio : {0.0, 2.0, 100.0}) {
    const Diffusion diffusion = Diffusion::with_half(2400, ratio);
    CHECK(diffusion.share(2400) == Approx(0.5).epsilon(1e-12));
    for (const double share : {0.001, 0.1, 0.5, 0.9, 0.9999})
      CHECK(diffusion.share(diffusion.time_s(share)) == Approx(share).epsilon(1e-9));
    CHECK(diffusion.share(0) == 0);
    CHECK(diffusion.time_s(0) == 0);
  }
  CHECK(Diffusion::with_half(2400, 0).share(4800) == Approx(0.75));  // exponential
}

// Would catch a in other units than hours, and a shape that is applied to the result.
TEST_CASE("Delays to action are LifeSim's Lindell function: a = 1.7, b = 0.6", "[residents]") {
  const double a = 1.7, b = 0.6;
  const ActionDelay delay{hour_s * std::pow(std::log(2.0) / a, 1 / b), b};
  for (const double minutes : {15, 60, 180, 360}) {
    const double lindell = 1 - std::exp(-a * std::pow(minutes / 60, b));
    CHECK(delay.share(60 * minutes) == Approx(lindell).epsilon(1e-9));
    CHECK(delay.time_s(lindell) == Approx(60 * minutes).epsilon(1e-9));
  }
}

// Would catch a Rayleigh curve of another scale: its mode is sigma, its median sigma sqrt(2 ln 2).
TEST_CASE("Delays of shape 2 are a Rayleigh curve", "[residents]") {
  const double sigma_s = 1800;
  const ActionDelay delay{sigma_s * std::sqrt(2 * std::log(2.0)), 2};
  for (const double t : {600.0, 1800.0, 5400.0})
    CHECK(delay.share(t) == Approx(1 - std::exp(-t * t / (2 * sigma_s * sigma_s))).epsilon(1e-9));
  CHECK(ActionDelay{0, 2}.time_s(0.7) == 0);
  CHECK(ActionDelay{0, 2}.share(1) == 1);
}

// Would catch hours in the wrong place and slopes summed wrongly: areas are counted by hand.
TEST_CASE("Alerts spread at a night's pace, a day's and between", "[residents]") {
  const HourlyPace pace(0.5);
  CHECK(pace.spread_s(4 * hour_s) == Approx(2 * hour_s));
  CHECK(pace.spread_s(10 * hour_s) == Approx((2 + 4.5) * hour_s));
  CHECK(pace.spread_s(17 * hour_s) == Approx((2 + 4.5 + 7) * hour_s));
  CHECK(pace.spread_s(24 * hour_s) == Approx((2 + 4.5 + 7 + 5.25) * hour_s));
  CHECK(pace.spread_s(48 * hour_s) == Approx(2 * 18.75 * hour_s));
  CHECK(pace.spread_s(7 * hour_s) ==
        Approx((2 + 3 * 0.625) * hour_s));  // half a slope, 0.5 to 0.75
  const HourlyPace even(1);
  CHECK(even.spread_s(30 * hour_s) == Approx(30 * hour_s));
}

// Would catch an inverse that is none on a slope or over midnight.
TEST_CASE("The pace's inverse is one, at any hour", "[residents]") {
  for (const double night : {0.01, 0.3, 1.0}) {
    const HourlyPace pace(night);
    double before = -1;
    for (double clock = 0; clock < 50 * hour_s; clock += 977) {
      CHECK(pace.clock_s(pace.spread_s(clock)) == Approx(clock).margin(1e-5));
      CHECK(pace.spread_s(clock) > before);
      before = pace.spread_s(clock);
    }
  }
}

// Would catch a curve that is chosen when a message is sent: at 3 h the night's, at 7 h the day's,
// which overtakes it.
TEST_CASE("A warning issued earlier reaches nobody later", "[residents]") {
  const HourlyPace pace(0.1);
  const Diffusion diffusion = Diffusion::with_half(2400, 2);
  for (const double share : {0.1, 0.5, 0.9, 0.99}) {
    double before = 0;
    for (double issued = 0; issued < 24 * hour_s; issued += 600) {
      const double reached = pace.clock_s(pace.spread_s(issued) + diffusion.time_s(share));
      CHECK(reached >= before);
      CHECK(reached >= issued);
      before = reached;
    }
  }
}

// Would catch night and day exchanged.
TEST_CASE("It is day from 10 to 17 h and night until 4 h", "[residents]") {
  CHECK(warning::daylight(12 * hour_s) == 1);
  CHECK(warning::daylight(3 * hour_s) == 0);
  CHECK(warning::daylight(7 * hour_s) == Approx(0.5));
  CHECK(warning::daylight(20.5 * hour_s) == Approx(0.5));
  CHECK(warning::daylight(36 * hour_s) == 1);
}

}  // namespace sandtable::testing
