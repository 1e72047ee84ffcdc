// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/storm.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace sandtable::inundation {
namespace {

/// Share of a triangle's area left of x, the apex at `peak`; x and peak in [0, 1].
double triangle(double x, double peak) {
  if (x < peak) return x * x / peak;
  return peak < 1 ? 1 - (1 - x) * (1 - x) / (1 - peak) : 1;
}

/// Depth of the heaviest rain of a length of time on the curve with a = 1: t / (t + b)^c.
double heaviest(double t, const Storm& storm) {
  return t <= 0 ? 0 : t / math::pow(t + storm.curve_b_s, storm.curve_c);
}

/// Keifer and Chu: of any length of time around the peak, `peak` of it lies before. So the rain in
/// the last x before the peak is peak times the heaviest of a length x / peak.
double chicago(double x, const Storm& storm) {
  const double t = x * storm.duration_s, top = storm.peak * storm.duration_s;
  const double whole = heaviest(storm.duration_s, storm);
  if (t < top) return storm.peak * (whole - heaviest((top - t) / storm.peak, storm)) / whole;
  const double after =
      storm.peak < 1 ? (1 - storm.peak) * heaviest((t - top) / (1 - storm.peak), storm) : 0;
  return (storm.peak * whole + after) / whole;
}

}  // namespace

double fallen_m(const Storm& storm, double at_s) {
  const double x = std::clamp((at_s - storm.start_s) / storm.duration_s, 0.0, 1.0);
  switch (storm.shape) {
    case StormShape::none:
      return 0;
    case StormShape::block:
      return storm.depth_m * x;
    case StormShape::triangular:
      return storm.depth_m * triangle(x, storm.peak);
    case StormShape::chicago:
      return storm.depth_m * chicago(x, storm);
  }
  return 0;
}

}  // namespace sandtable::inundation
