// SPDX-License-Identifier: Apache-2.0
// GeoTIFF and ASCII grids, through GDAL; netCDF cannot be read from memory.
#include "sim/geo/raster.hpp"

#include "sim/geo/cell_index.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) {
    Raster raster = read_raster_bytes("a.bin", std::move(text), "EPSG:28355", {"", "1"});
    const Point corner{raster.corner_x[0], raster.corner_y[0]};
    if (raster.value.size() > 100000) return;
    const CellIndex cells(std::move(raster));
    cells.holding(corner);
    cells.least_within(corner, 1000);
    cells.distance(corner);
  });
}
