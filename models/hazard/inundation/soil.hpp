// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sandtable::inundation {

/// Ground into which water goes after Green and Ampt (1911), J. Agric. Sci. 4:1-24.
struct Soil {
  double conductivity_m_s = 0;  ///< K, hydraulic
  double suction_m = 0;         ///< psi, at the wetting front
  double deficit = 0;           ///< porosity less moisture at the start, in [0, 1]
};

/// Infiltration F (m) a time after it was `infiltrated_m`, with water standing on the ground
/// meanwhile (Chow, Maidment and Mays 1988, Applied Hydrology, eq. 4.4.5; from F = 0: eq. 4.3.8),
/// P = psi times the deficit:
///
///   F' - F - P ln((F' + P) / (F + P)) = K t
///
/// to rounding. The depth of the standing water counts for nothing.
double ponded_m(const Soil& soil, double infiltrated_m, double for_s);

/// A soil and its number in the raster.
struct SoilKind {
  std::int64_t number = 0;
  Soil soil;
};

/// CSV: soil (a whole number), conductivity (mm/h), suction (mm), deficit. All mistakes at once.
std::vector<SoilKind> read_soils(const std::filesystem::path& file);

}  // namespace sandtable::inundation
