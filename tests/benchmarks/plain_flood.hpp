// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace sandtable::benchmarks {

/// The equation of `inertial` in plain vectorised loops over a walled square, for a fair comparison
/// of speed: no dry cells left out, no limits, structures, sources, edges or ledger.
struct PlainFlood {
  PlainFlood(std::int32_t side, double cell_m, float manning, const std::vector<double>& bed,
             const std::vector<double>& depth);
  void run(double seconds);

  std::int32_t side, stride;
  float cell_m, manning_squared;
  std::int64_t steps = 0;
  std::vector<float> bed, level, flow_x, flow_y, next_x, next_y;  ///< padded by one cell
  std::vector<double> depth;

 private:
  void fluxes_x(float step_s);
  void fluxes_y(float step_s);
  float depths(float step_s);
  float deepest_ = 0.0F;
};

}  // namespace sandtable::benchmarks
