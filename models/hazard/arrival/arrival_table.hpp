// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "models/hazard/arrival/rings.hpp"

namespace sandtable::arrival {

/// What to tabulate for a set of sites.
struct Wanted {
  bool arrival = true;
  std::vector<double> within_m;  ///< distances at which the front is seen, > 0
  bool closest = false;
  bool intensity = false;
};

/// What one fire does to each site. Times are seconds since ignition, infinity where never.
struct Reach {
  std::vector<double> arrival_s;  ///< (site): the front is at the site
  std::vector<std::vector<double>>
      within_s;                      ///< (distance, site): it is that near for the first time
  std::vector<double> closest_m;     ///< (site): to the final area, 0 inside
  std::vector<double> intensity;     ///< (site): W m-1, 0 where it is not known
  std::vector<std::size_t> missing;  ///< sites in a cell of the raster that has no value
  std::vector<std::size_t> outside;  ///< sites outside the raster
};

/// One Reach a fire, in the order of the fires; what is not wanted stays empty.
///
/// Cells: the time of the first cell within the distance; a raster's arrival is the value of the
/// cell that holds the site, never outside it. Rings: with s_k the distance of a site
/// to ring k (negative inside) and d the distance asked for (0 for arrival), the time is the least
/// over the rings k with s_k <= d of
///     max(b_k, min over p of t_p + (t_k - t_p) (s_p - d) / (s_p - s_k)),
/// or t_k when k has no predecessors p. These are: for a main ring the main ring before it (before
/// the first the ignition, a point at time 0); for a spot fire's first ring its centroid, at the
/// time when it started, if known; and for both the spot rings that k has swallowed, each front's
/// last. A predecessor with s_p <= d speaks for itself and is left out; if it is the main ring, or
/// the last one left, then k is. b_k is the time of the main ring before k (0 for spot fires): then
/// the main front was still farther away. So times stay between those of their rings, never grow
/// with d, and spot fires are fronts of their own until they merge.
/// The result does not depend on `threads` (over fires).
std::vector<Reach> reach(std::span<const Fire> fires, std::span<const double> xs,
                         std::span<const double> ys, const Wanted& wanted, int threads = 1);

}  // namespace sandtable::arrival
