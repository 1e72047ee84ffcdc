// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sandtable::inundation {

enum class Scheme : std::uint8_t { inertial, shallow_water };

/// Standard gravity as SWASHES and most benchmarks take it.
inline constexpr float gravity_m_s2 = 9.81F;

/// Numerical parameters: one set for every case.
struct Method {
  Scheme scheme = Scheme::inertial;

  // inertial
  /// Weight of a face's own flow against its neighbours' mean (de Almeida et al. 2012, eq. 41; the
  /// value is Itzi's default, Courty et al. 2017, Geosci. Model Dev. 10:1835).
  float theta = 0.9F;
  /// alpha in dt = alpha dx / sqrt(g h) (Bates et al. 2010, eq. 14; SFINCS's default. With the 0.7
  /// of LISFLOOD-FP and Itzi the thin flow of rain on a slope of 1 % oscillates from cell to cell).
  float alpha = 0.5F;
  /// Water flows through a face that is deeper than this (LISFLOOD-FP's DepthThresh).
  float flow_depth_m = 1e-3F;

  // shallow-water
  /// 1 or 2 (MUSCL with minmod, Heun's method in time).
  std::int32_t order = 1;
  /// dt = courant dx / max(|u|, |v|) + sqrt(g h): in two directions half of it is the limit.
  float courant = 0.5F;
  /// A cell that holds less has no velocity and lets nothing out.
  float dry_depth_m = 1e-6F;

  // both
  /// The step is as for water at least so deep (a dry grid has no wave speed of its own).
  float least_wave_depth_m = 0.01F;
  /// A step shorter than this is a collapse.
  double shortest_step_s = 1e-5;

  bool operator==(const Method&) const = default;
};

}  // namespace sandtable::inundation
