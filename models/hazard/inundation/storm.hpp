// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sandtable::inundation {

/// The shape of a storm in time. `chicago`: Keifer and Chu (1957), "Synthetic storm pattern for
/// drainage design", Journal of the Hydraulics Division 83(HY4), from an intensity-duration curve.
enum class StormShape { none, block, triangular, chicago };

/// A design storm. Depths of `chicago` follow from the curve i = a / (t + b)^c, scaled so that the
/// whole is `depth_m`.
struct Storm {
  StormShape shape = StormShape::none;
  double depth_m = 0, start_s = 0, duration_s = 3600;
  double peak = 0.5;                      ///< where the peak is, as a share of the duration
  double curve_b_s = 600, curve_c = 0.8;  ///< of the intensity-duration curve
};

/// Rain that has fallen by a time since the scenario's start, m. Exact integrals: whatever the
/// steps, the whole is `depth_m`.
double fallen_m(const Storm& storm, double at_s);

}  // namespace sandtable::inundation
