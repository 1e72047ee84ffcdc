// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/network_file.hpp"

#include "sim/geo/gmns.hpp"
#include "sim/geo/matsim_network.hpp"
#include "sim/geo/osm_network.hpp"

namespace sandtable {

NetworkFile read_network_file(const std::filesystem::path& file, const std::string& crs,
                              const std::optional<Box>& box) {
  if (std::filesystem::is_directory(file) || file.extension() == ".csv") {
    GmnsNetwork read = read_gmns_network(file, crs, box);
    return {std::move(read.network), std::move(read.notes)};
  }
  if (osm::is_osm(file)) {
    OsmNetwork read = read_osm_network(file, crs, box);
    return {std::move(read.network), std::move(read.notes)};
  }
  return {read_matsim_network(file, crs, box), {}};
}

}  // namespace sandtable
