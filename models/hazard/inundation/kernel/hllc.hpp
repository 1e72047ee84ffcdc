// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/method.hpp"

namespace sandtable::inundation {

/// Depth, normal and transverse velocity beside a face.
struct Side1d {
  float depth, normal, across;
};

/// Fluxes of volume, normal momentum and transverse momentum.
struct FluxAcross {
  float volume, normal, across;
};

/// g h^2 / 2.
[[gnu::always_inline]] inline float pressure(float depth) {
  return 0.5F * gravity_m_s2 * (depth * depth);
}

/// HLLC with the wave speeds of Toro (2001, eqs. 10.18 to 10.22). A dry side is given the speed of
/// the front that runs into it (eq. 10.24), with which the speeds for wet beds become those for dry
/// ones. In shallow water the middle wave carries the transverse velocity alone: volume and normal
/// momentum are those of HLL, written here as a mean less an upwinding so that two equal depths at
/// rest give exactly their pressure, and so that a mirrored pair gives exactly the mirrored flux.
[[gnu::always_inline]] inline FluxAcross hllc(const Side1d& l, const Side1d& r) {
  const float cl = std::sqrt(gravity_m_s2 * l.depth);
  const float cr = std::sqrt(gravity_m_s2 * r.depth);
  const float ul = l.depth > 0.0F ? l.normal : std::fma(-2.0F, cr, r.normal);
  const float ur = r.depth > 0.0F ? r.normal : std::fma(2.0F, cl, l.normal);
  const float u_star = std::fma(0.5F, ul + ur, cl - cr);
  const float c_star = std::fma(0.5F, cl + cr, 0.25F * (ul - ur));
  const float left = ul - cl < u_star - c_star ? ul - cl : u_star - c_star;
  const float right = ur + cr > u_star + c_star ? ur + cr : u_star + c_star;
  const float s_left = left < 0.0F ? left : 0.0F;
  const float s_right = right > 0.0F ? right : 0.0F;
  const float width = s_right - s_left;
  const float inverse = width > 1e-12F ? 1.0F / width : 0.0F;  // 0: both are dry
  const float lean = (s_right + s_left) * inverse;
  const float mixing = s_left * s_right * inverse;
  const float ql = l.depth * l.normal;
  const float qr = r.depth * r.normal;
  const float ml = std::fma(ql, l.normal, pressure(l.depth));
  const float mr = std::fma(qr, r.normal, pressure(r.depth));
  const float volume =
      std::fma(0.5F, std::fma(-lean, qr - ql, ql + qr), mixing * (r.depth - l.depth));
  const float normal = std::fma(0.5F, std::fma(-lean, mr - ml, ml + mr), mixing * (qr - ql));
  return {volume, normal, volume * (volume > 0.0F ? l.across : r.across)};
}

}  // namespace sandtable::inundation
