// SPDX-License-Identifier: Apache-2.0
// Exact solutions of the shallow-water equations, as in SWASHES (Delestre et al. 2013, Int. J.
// Numer. Meth. Fluids 72:269), g = 9.81 m/s2.
#pragma once

#include <cmath>
#include <functional>

namespace sandtable::validation::exact_flow {

inline constexpr double g = 9.81;

/// The zero of a function that changes its sign between a and b.
inline double zero(const std::function<double(double)>& f, double a, double b) {
  const bool rises = f(b) > f(a);
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (a + b);
    ((f(middle) > 0) == rises ? b : a) = middle;
  }
  return 0.5 * (a + b);
}

/// Depth t seconds after a dam at x = 0 broke, deep water to the left (Stoker 1957; 4.1.1).
inline double stoker(double x, double t, double left, double right) {
  const double cl = std::sqrt(g * left);
  const double cm = zero(
      [&](double c) {
        const double cc = c * c;
        return -8 * g * right * cc * (cl - c) * (cl - c) +
               (cc - g * right) * (cc - g * right) * (cc + g * right);
      },
      std::sqrt(g * right), cl);
  const double shock = 2 * cm * cm * (cl - cm) / (cm * cm - g * right);
  if (x <= -t * cl) return left;
  if (x <= t * (2 * cl - 3 * cm)) return 4 / (9 * g) * std::pow(cl - x / (2 * t), 2);
  return x <= t * shock ? cm * cm / g : right;
}

/// The same onto dry ground (Ritter 1892; 4.1.2).
inline double ritter(double x, double t, double left) {
  const double cl = std::sqrt(g * left);
  if (x <= -t * cl) return left;
  return x < 2 * t * cl ? 4 / (9 * g) * std::pow(cl - x / (2 * t), 2) : 0.0;
}

/// The bump of section 3.1, crest at x = 10 m, in a channel of 25 m.
inline double bump(double x) {
  return std::max(0.0, 0.2 - 0.05 * (x - 10) * (x - 10));
}

inline double critical_depth(double q) {
  return std::cbrt(q * q / g);
}

/// Depth of a flow q of specific energy `head` above the datum over a bed z.
inline double depth_of_energy(double q, double head, double z, bool subcritical) {
  const double critical = critical_depth(q);
  const auto f = [&](double h) { return h + q * q / (2 * g * h * h) + z - head; };
  if (f(critical) > 0) return critical;
  return subcritical ? zero(f, critical, head - z) : zero(f, 1e-4 * critical, critical);
}

enum class Bump { subcritical, transcritical, shock };

inline double bump_depth(Bump kind, double x, double q, double depth_out) {
  const double critical = critical_depth(q);
  const double out = depth_out + q * q / (2 * g * depth_out * depth_out);
  if (kind == Bump::subcritical) return depth_of_energy(q, out, bump(x), true);
  const double crest = 0.2 + 1.5 * critical;
  if (x < 10) return depth_of_energy(q, crest, bump(x), true);
  const auto fast = [&](double at) { return depth_of_energy(q, crest, bump(at), false); };
  if (kind == Bump::transcritical) return fast(x);
  const auto slow = [&](double at) { return depth_of_energy(q, out, bump(at), true); };
  const double shock = zero(
      [&](double at) {
        const double a = fast(at), b = slow(at);
        return q * q * (1 / a - 1 / b) + g / 2 * (a * a - b * b);
      },
      10.5, 12.0);
  return x < shock ? fast(x) : slow(x);
}

/// MacDonald's long channel, subcritical (3.2.1): depth, and the bed that makes it steady.
inline double macdonald_depth(double x) {
  return std::cbrt(4 / g) * (1 + 0.5 * std::exp(-16 * std::pow(x / 1000 - 0.5, 2)));
}
inline double macdonald_slope(double x, double q, double manning) {
  const double h = macdonald_depth(x);
  const double step = 1e-3;
  const double dh = (macdonald_depth(x + step) - macdonald_depth(x - step)) / (2 * step);
  return (q * q / (g * h * h * h) - 1) * dh - manning * manning * q * q / std::pow(h, 10.0 / 3);
}
/// Bed above that at x = 1000 m, by Simpson's rule.
inline double macdonald_bed(double x, double q, double manning) {
  const int parts = 400;
  const double width = (1000 - x) / parts;
  double sum = 0.0;
  for (int i = 0; i <= parts; ++i)
    sum += (i == 0 || i == parts ? 1
            : i % 2 == 1         ? 4
                                 : 2) *
           macdonald_slope(x + i * width, q, manning);
  return -sum * width / 3;
}

/// Thacker's paraboloid (1981; 4.2.2), 4 m square, a = 1 m, depth 0.1 m in the middle.
inline double paraboloid(double x, double y) {
  const double r2 = (x - 2) * (x - 2) + (y - 2) * (y - 2);
  return -0.1 * (1 - r2);
}
inline double planar_frequency() {
  return std::sqrt(2 * g * 0.1);
}
inline double planar_depth(double x, double y, double t) {
  const double w = planar_frequency();
  const double level =
      0.5 * 0.1 * (2 * (x - 2) * std::cos(w * t) + 2 * (y - 2) * std::sin(w * t) - 0.5);
  return std::max(0.0, level - paraboloid(x, y));
}
inline double radial_frequency() {
  return std::sqrt(8 * g * 0.1);
}
inline double radial_depth(double x, double y, double t) {
  const double a = (1 - 0.64) / (1 + 0.64);
  const double r2 = (x - 2) * (x - 2) + (y - 2) * (y - 2);
  const double c = 1 - a * std::cos(radial_frequency() * t);
  const double level = 0.1 * (std::sqrt(1 - a * a) / c - 1 - r2 * ((1 - a * a) / (c * c) - 1));
  return std::max(0.0, level - paraboloid(x, y));
}

/// Local-inertial plane wave front (Hunter et al. 2005; Bates et al. 2010, eq. 13) at constant
/// speed.
inline double wave_front(double x, double t, double manning, double speed) {
  const double ahead = speed * t - x;
  return ahead > 0 ? std::pow(7.0 / 3 * manning * manning * speed * speed * ahead, 3.0 / 7) : 0.0;
}

}  // namespace sandtable::validation::exact_flow
