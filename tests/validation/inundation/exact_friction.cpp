// SPDX-License-Identifier: Apache-2.0
// Flow that friction governs: a wave front on a plain, rain on a slope.
#include <algorithm>
#include <string>

#include "tests/unit/inundation/basin.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/exact.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

/// Root-mean-square error over the greatest depth, after an hour of a front at 1 m/s.
double front_error(float manning, double cell_m) {
  Basin basin;
  basin.columns = static_cast<std::int32_t>(5000 / cell_m);
  basin.rows = 1;
  basin.cell_m = cell_m;
  basin.manning = manning;
  basin.open(Side::west, EdgeKind::stage);
  basin.make();
  const auto depth = [&](double x, double t) { return exact_flow::wave_front(x, t, manning, 1.0); };
  for (int minute = 0; minute < 360; ++minute) {
    basin.edge_values[0] = depth(-cell_m / 2, basin.time_s + 5);
    basin.run(10);
  }
  double square = 0.0;
  for (std::int32_t k = 0; k < basin.columns; ++k)
    square += std::pow(basin.depth(k, 0) - depth(basin.x(k), 3600), 2);
  return std::sqrt(square / basin.columns) / depth(0, 3600);
}

struct Slope {
  double length_m = 200, slope = 0.01, rain_m_s = 50e-3 / 3600;
  float manning = 0.02F;

  double concentration_s() const {
    return std::pow(manning * length_m / (std::sqrt(slope) * std::pow(rain_m_s, 2.0 / 3)), 0.6);
  }
  double rising_m2_s(double t) const {
    return std::sqrt(slope) / manning * std::pow(rain_m_s * t, 5.0 / 3);
  }
};

/// Outflow over half a minute around a time, m2/s.
double outflow(const Method& method, const Slope& slope, double time_s) {
  Basin basin;
  basin.columns = 100;
  basin.rows = 2;
  basin.cell_m = slope.length_m / basin.columns;
  basin.manning = slope.manning;
  basin.method = method;
  basin.bed = [&](double x, double) { return slope.slope * (slope.length_m - x); };
  basin.open(Side::east, EdgeKind::free);
  basin.make();
  basin.run(time_s - 15, {.rain_m_s = slope.rain_m_s});
  const double before = basin.water.ledger.edge_out;
  basin.run(30, {.rain_m_s = slope.rain_m_s});
  return (basin.water.ledger.edge_out - before) / (30 * basin.rows * basin.cell_m);
}

}  // namespace

// Catches wrong friction or a wet front that runs ahead or lags.
TEST_CASE("inertial: a plane wave front", "[inundation][fact]") {
  // The solution takes local inertia and advection to cancel; without advection the depth is off by
  // the square of the Froude number (0.11 at the deepest with n = 0.01).
  for (const float manning : {0.01F, 0.03F, 0.05F})
    reproduce(
        {"Flood: plane wave front at 1 m/s after an hour, inertial, 25 m cells",
         "error of depth with n " + std::to_string(manning).substr(0, 4) + ", % of the deepest", 0,
         100 * front_error(manning, 25)},
        {"Bates et al. 2010 (exact)", 0, manning < 0.02F ? 8.0 : 2.5});
}

// Catches rain, thin films and the free edge: a slope gives back what falls on it, at the right
// time.
TEST_CASE("constant rain on a plane", "[inundation][fact]") {
  const Slope slope;
  const double concentration = slope.concentration_s();
  for (const int number : {0, 1, 2}) {
    const std::string with = number == 0   ? "inertial"
                             : number == 1 ? "shallow-water"
                                           : "shallow-water, second order";
    const std::string topic = "Flood: 50 mm/h on a plane of 200 m, slope 1 %, n 0.02, " + with;
    reproduce(
        {topic, "outflow at half the time of concentration, mm2/s",
         1e6 * slope.rising_m2_s(concentration / 2),
         1e6 * outflow(either(number), slope, concentration / 2)},
        {"kinematic wave (exact)", number == 1 ? 0.12 : 0.05});  // films below the bed's steps
    reproduce({topic, "outflow at twice that time, mm2/s", 1e6 * slope.rain_m_s * slope.length_m,
               1e6 * outflow(either(number), slope, 2 * concentration)},
              {"kinematic wave (exact)", 0.005});
  }
}

}  // namespace sandtable::validation
