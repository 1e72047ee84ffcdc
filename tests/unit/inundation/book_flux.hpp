// SPDX-License-Identifier: Apache-2.0
// The flux between two states of water as the book has it: Toro (2001), "Shock-Capturing Methods
// for Free-Surface Shallow Flows", chapter 10, in double.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/method.hpp"

namespace sandtable::inundation::book {

inline constexpr double g = gravity_m_s2;

/// Depth, normal and transverse velocity beside a face.
struct Side {
  double depth, normal, across;
};

/// Fluxes of volume, normal and transverse momentum.
struct Flux {
  double volume, normal, across;
};

inline double pressure(double depth) {
  return 0.5 * g * depth * depth;
}

inline Flux physical(const Side& side) {
  const double q = side.depth * side.normal;
  return {q, q * side.normal + pressure(side.depth), q * side.across};
}

/// The fastest waves to the left and to the right: dry beds first, then two rarefactions.
struct Waves {
  double left, right;
};
inline Waves waves(const Side& l, const Side& r) {
  const double cl = std::sqrt(g * l.depth), cr = std::sqrt(g * r.depth);
  if (l.depth <= 0) return {r.normal - 2 * cr, r.normal + cr};
  if (r.depth <= 0) return {l.normal - cl, l.normal + 2 * cl};
  const double u = 0.5 * (l.normal + r.normal) + cl - cr;
  const double c = 0.5 * (cl + cr) + 0.25 * (l.normal - r.normal);
  return {std::min(l.normal - cl, u - c), std::max(r.normal + cr, u + c)};
}

inline Flux hllc(const Side& l, const Side& r) {
  if (l.depth <= 0 && r.depth <= 0) return {0, 0, 0};
  const Waves s = waves(l, r);
  if (s.left >= 0) return physical(l);
  if (s.right <= 0) return physical(r);
  const Flux a = physical(l), b = physical(r);
  const double jump = r.depth - l.depth;
  const double jump_of_q = r.depth * r.normal - l.depth * l.normal;
  const double width = s.right - s.left;
  const double volume = (s.right * a.volume - s.left * b.volume + s.left * s.right * jump) / width;
  const double normal =
      (s.right * a.normal - s.left * b.normal + s.left * s.right * jump_of_q) / width;
  return {volume, normal, volume * (volume > 0 ? l.across : r.across)};
}

/// A broad-crested weir without losses, m2/s.
inline double weir(double head_m) {
  return std::pow(2.0 / 3, 1.5) * std::sqrt(g) * std::pow(std::max(0.0, head_m), 1.5);
}

}  // namespace sandtable::inundation::book
