// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::cli {

void place_on_earth(RunInfo& info) {
  for (MapSupport& support : info.map_supports) {
    if (support.crs.empty() || support.x.empty()) continue;
    std::vector<double> lon = support.x, lat = support.y;
    try {
      reproject(support.crs, "EPSG:4326", lon, lat);
    } catch (const Error&) {
      continue;  // x and y in their own CRS stay
    }
    support.lon = std::move(lon);
    support.lat = std::move(lat);
  }
}

}  // namespace sandtable::cli
