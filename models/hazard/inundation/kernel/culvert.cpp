// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/culvert.hpp"

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/method.hpp"
#include "sim/core/math.hpp"

namespace sandtable::inundation {
namespace {

constexpr double gravity = gravity_m_s2;

double inlet_control(const Culvert& c, double head) {
  const double root = std::sqrt(gravity);
  if (c.circular)
    return root * std::min(0.421 * math::pow(c.height_m, 0.87) * math::pow(head, 1.63),
                           0.530 * math::pow(c.height_m, 1.87) * math::pow(head, 0.63));
  return root * c.width_m *
         std::min(0.544 * head * std::sqrt(head),
                  0.702 * math::pow(c.height_m, 0.89) * math::pow(head, 0.61));
}

struct Section {
  double area_m2 = 0, radius_m = 0;  ///< hydraulic
};

/// The barrel filled to a depth. R is at most that of a full one: more head never passes less.
Section section(const Culvert& c, double depth) {
  if (!c.circular) {
    const double full = c.width_m * c.height_m / (2 * (c.width_m + c.height_m));
    const double area = c.width_m * depth;
    return {area, std::min(full, area / (c.width_m + 2 * depth))};
  }
  const double share = std::clamp(1 - 2 * depth / c.height_m, -1.0, 1.0);
  const double angle = 2 * math::acos(share);
  const double area = c.height_m * c.height_m / 8 * (angle - math::sin(angle));
  return {area, std::min(c.height_m / 4, 2 * area / (angle * c.height_m))};
}

double outlet_control(const Culvert& c, double level, double upper_invert, double below,
                      double lower_invert) {
  const double over = level - std::max(upper_invert, lower_invert);
  if (!(over > 0)) return 0;
  const double fall = std::min(c.height_m, 2.0 / 3 * over);
  const double head = level - std::max(below, lower_invert + fall);
  if (!(head > 0)) return 0;
  const Section filled = section(c, std::clamp(below - lower_invert, fall, c.height_m));
  const double r = filled.radius_m;
  const double friction = 2 * gravity * c.manning * c.manning * c.length_m / (r * math::cbrt(r));
  return filled.area_m2 *
         std::sqrt(2 * gravity * head / (c.entrance_loss + c.exit_loss + friction));
}

double one_way(const Culvert& c, double level, double upper_invert, double below,
               double lower_invert) {
  const double head = level - upper_invert;
  if (!(head > 0) || !(level > below)) return 0;
  return c.barrels * std::min(inlet_control(c, head),
                              outlet_control(c, level, upper_invert, below, lower_invert));
}

}  // namespace

double culvert_m3_s(const Culvert& culvert, double from_level_m, double to_level_m) {
  if (from_level_m >= to_level_m)
    return one_way(culvert, from_level_m, culvert.from_invert_m, to_level_m, culvert.to_invert_m);
  if (culvert.flap) return 0;
  return -one_way(culvert, to_level_m, culvert.to_invert_m, from_level_m, culvert.from_invert_m);
}

double ample_m3_s(const Culvert& culvert) {
  return culvert.barrels * inlet_control(culvert, 2 * culvert.height_m);
}

}  // namespace sandtable::inundation
