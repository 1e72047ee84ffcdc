// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/pixels.hpp"

#include <algorithm>
#include <limits>

namespace sandtable::models {

namespace {

std::int32_t cells_along(std::int32_t pixels, std::int64_t along) {
  return static_cast<std::int32_t>((pixels + along - 1) / along);
}

/// Calls see(pixel, cell) for every pixel inside.
template <class See>
void each_inside(const Ground& pixels, std::int64_t along, See see) {
  const std::int64_t across = cells_along(pixels.layout.columns, along);
  std::size_t pixel = 0;
  for (std::int64_t row = 0; row < pixels.layout.rows; ++row)
    for (std::int64_t column = 0; column < pixels.layout.columns; ++column, ++pixel)
      if (pixels.inside[pixel])
        see(pixel, static_cast<std::size_t>(row / along * across + column / along));
}

std::size_t count_cells(const Ground& pixels, std::int64_t along) {
  return static_cast<std::size_t>(cells_along(pixels.layout.columns, along)) *
         static_cast<std::size_t>(cells_along(pixels.layout.rows, along));
}

}  // namespace

Ground cells_over(const Ground& pixels, std::int64_t along) {
  const inundation::Layout& fine = pixels.layout;
  const std::size_t count = count_cells(pixels, along);
  Ground cells{pixels.crs,
               pixels.declared_crs,
               {fine.x, fine.y, fine.cell_m * static_cast<double>(along),
                cells_along(fine.columns, along), cells_along(fine.rows, along)},
               std::vector<double>(count, std::numeric_limits<double>::quiet_NaN()),
               std::vector<std::uint8_t>(count, 0)};
  each_inside(pixels, along, [&](std::size_t pixel, std::size_t cell) {
    double& lowest = cells.bed_m[cell];
    if (!(lowest <= pixels.bed_m[pixel])) lowest = pixels.bed_m[pixel];
    cells.inside[cell] = 1;
  });
  return cells;
}

std::vector<float> mean_over_cells(const std::vector<float>& depth_m, const Ground& pixels,
                                   std::int64_t along) {
  std::vector<double> sum(count_cells(pixels, along), 0.0);
  each_inside(pixels, along, [&](std::size_t pixel, std::size_t cell) {
    sum[cell] += static_cast<double>(depth_m[pixel]);
  });
  std::vector<float> means;
  for (const double one : sum)
    means.push_back(static_cast<float>(one / static_cast<double>(along * along)));
  return means;
}

std::vector<std::uint8_t> commonest_over_cells(const std::vector<std::uint8_t>& soil,
                                               const Ground& pixels, std::int64_t along) {
  const std::size_t cells = count_cells(pixels, along);
  std::vector<std::uint8_t> commonest(cells, 0);
  std::vector<std::int32_t> most(cells, 0);
  const std::uint8_t last = soil.empty() ? std::uint8_t{0} : *std::ranges::max_element(soil);
  for (std::int32_t kind = 0; kind <= last; ++kind) {
    std::vector<std::int32_t> count(cells, 0);
    each_inside(pixels, along,
                [&](std::size_t pixel, std::size_t cell) { count[cell] += soil[pixel] == kind; });
    for (std::size_t cell = 0; cell < cells; ++cell)
      if (count[cell] > most[cell]) {
        most[cell] = count[cell];
        commonest[cell] = static_cast<std::uint8_t>(kind);
      }
  }
  return commonest;
}

}  // namespace sandtable::models
