// SPDX-License-Identifier: Apache-2.0
// GeoJSON, through GDAL.
#include "sim/geo/vector.hpp"

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) {
    const std::string column = "minutes";
    VectorOptions options;
    options.simple_rings = true;
    const auto features =
        read_features_bytes("a.geojson", std::move(text), "EPSG:28355", {&column, 1}, options);
    for (const Feature& feature : features) moment(feature.values[0].text);
  });
}
