// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/plain_flood.hpp"

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"
#include "models/hazard/inundation/kernel/method.hpp"

namespace sandtable::benchmarks {

using inundation::gravity_m_s2;

PlainFlood::PlainFlood(std::int32_t cells, double length_m, float manning,
                       const std::vector<double>& bed_m, const std::vector<double>& depth_m)
    : side(cells),
      stride(cells + 2),
      cell_m(static_cast<float>(length_m)),
      manning_squared(manning * manning) {
  const auto padded = static_cast<std::size_t>(stride) * stride;
  for (std::vector<float>* values : {&bed, &level, &flow_x, &flow_y, &next_x, &next_y})
    values->assign(padded, 0.0F);
  depth.assign(padded, 0.0);
  for (std::int32_t row = 0; row < side; ++row)
    for (std::int32_t column = 0; column < side; ++column) {
      const std::size_t k = (row + 1) * static_cast<std::size_t>(stride) + column + 1;
      bed[k] = static_cast<float>(bed_m[row * static_cast<std::size_t>(side) + column]);
      depth[k] = depth_m[row * static_cast<std::size_t>(side) + column];
      deepest_ = std::max(deepest_, static_cast<float>(depth[k]));
    }
}

void PlainFlood::run(double seconds) {
  for (double left = seconds; left > 1e-9; ++steps) {
    const double limit = 0.5 * cell_m / std::sqrt(gravity_m_s2 * deepest_);
    const double step_s = left / std::ceil(left / limit);
    for (std::int32_t row = 1; row <= side; ++row) {
      const std::int64_t at = std::int64_t{row} * stride;
#pragma omp simd
      for (std::int64_t k = at + 1; k <= at + side; ++k)
        level[k] = static_cast<float>(bed[k] + depth[k]);
    }
    fluxes_x(static_cast<float>(step_s));
    fluxes_y(static_cast<float>(step_s));
    flow_x.swap(next_x);
    flow_y.swap(next_y);
    deepest_ = depths(static_cast<float>(step_s));
    left -= step_s;
  }
}

namespace {

struct Face {
  float level, level_after, bed, bed_after, own, before, after, across, step_s, cell_m;
};

/// The equation that `Inertial` states.
[[gnu::always_inline]] inline float next_flow(const Face& f, float manning_squared) {
  const float highest = f.level > f.level_after ? f.level : f.level_after;
  const float depth = highest - (f.bed > f.bed_after ? f.bed : f.bed_after);
  const float safe = depth > 1e-3F ? depth : 1e-3F;
  const float norm = std::sqrt(f.own * f.own + f.across * f.across);
  const float push = gravity_m_s2 * safe * f.step_s / f.cell_m * (f.level - f.level_after);
  const float drag = gravity_m_s2 * f.step_s * manning_squared * norm;
  const float flow = (0.9F * f.own + 0.05F * (f.before + f.after) + push) /
                     (1.0F + drag * inundation::inverse_seven_thirds(safe));
  return depth > 1e-3F ? flow : 0.0F;
}

}  // namespace

void PlainFlood::fluxes_x(float step_s) {
  const float *const e = level.data(), *const z = bed.data();
  const float *const q = flow_x.data(), *const p = flow_y.data();
  float* const next = next_x.data();
  for (std::int32_t row = 1; row <= side; ++row) {
    const std::int64_t at = std::int64_t{row} * stride;
#pragma omp simd
    for (std::int64_t k = at + 1; k < at + side; ++k) {
      const float across = 0.25F * (p[k] + p[k + 1] + p[k - stride] + p[k + 1 - stride]);
      next[k] = next_flow(
          {e[k], e[k + 1], z[k], z[k + 1], q[k], q[k - 1], q[k + 1], across, step_s, cell_m},
          manning_squared);
    }
  }
}

void PlainFlood::fluxes_y(float step_s) {
  const float *const e = level.data(), *const z = bed.data();
  const float *const q = flow_y.data(), *const p = flow_x.data();
  float* const next = next_y.data();
  for (std::int32_t row = 1; row < side; ++row) {
    const std::int64_t at = std::int64_t{row} * stride;
#pragma omp simd
    for (std::int64_t k = at + 1; k <= at + side; ++k) {
      const float across = 0.25F * (p[k] + p[k - 1] + p[k + stride] + p[k + stride - 1]);
      next[k] = next_flow({e[k], e[k + stride], z[k], z[k + stride], q[k], q[k - stride],
                           q[k + stride], across, step_s, cell_m},
                          manning_squared);
    }
  }
}

float PlainFlood::depths(float step_s) {
  const float *const q = flow_x.data(), *const p = flow_y.data();
  double* const h = depth.data();
  const double share = static_cast<double>(step_s) / cell_m;
  float deepest = 0.0F;
  for (std::int32_t row = 1; row <= side; ++row) {
    const std::int64_t at = std::int64_t{row} * stride;
#pragma omp simd reduction(max : deepest)
    for (std::int64_t k = at + 1; k <= at + side; ++k) {
      h[k] += share * static_cast<double>((q[k - 1] - q[k]) + (p[k - stride] - p[k]));
      const auto now = static_cast<float>(h[k]);
      deepest = now > deepest ? now : deepest;
    }
  }
  return deepest;
}

}  // namespace sandtable::benchmarks
