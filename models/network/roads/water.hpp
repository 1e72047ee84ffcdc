// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sandtable::models {

/// Depth from which no car drives through standing water (m): Pregnolato, Ford, Wilkinson, Dawson
/// (2017), "The impact of flooding on road transport: a depth-disruption function", Transportation
/// Research Part D 55, 67-81.
inline constexpr double impassable_m = 0.3;

/// The highest speed at which drivers go safely through water of this depth, m s-1; depth in m, 0
/// to 0.3. Pregnolato et al. (2017), equation 4: v = 0.0009 w^2 - 0.5529 w + 86.9448, km/h and mm.
double speed_in_water_m_s(double depth_m);

}  // namespace sandtable::models
