// SPDX-License-Identifier: Apache-2.0
// OpenStreetMap's XML, through libosmium, into a network.
#include "sim/geo/osm_network.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](const std::string& text) {
    OsmOptions options;
    options.tracks = options.closed_roads = true;
    osm_network_of(osm::parse_ways(text, "a.osm", "highway"), "EPSG:32632", {}, options);
  });
}
