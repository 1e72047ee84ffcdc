// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

namespace sandtable::models {

/// Regions of the JRC's residential curves, and a file of one's own.
enum class CurveOf { africa, asia, europe, north_america, oceania, south_america, file };

/// The share of a building's value that is lost by the depth of water in it (m): straight lines
/// between points, the last share beyond them, nothing at 0 and below.
struct DamageCurve {
  std::vector<double> depth_m, share;
  double at(double depth_m) const;
};

/// Huizinga, de Moel, Szewczyk (2017), "Global flood depth-damage functions", EUR 28552 EN, JRC,
/// table of residential buildings by continent.
DamageCurve jrc_curve(CurveOf region);

/// CSV of depth (m) and share (0 to 1). Refuses depths that do not rise, shares out of bounds.
DamageCurve read_curve(const std::filesystem::path& file);

}  // namespace sandtable::models
