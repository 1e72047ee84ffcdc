// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/active_cells.hpp"

#include <algorithm>

namespace sandtable::inundation {

ActiveCells::ActiveCells(const Grid& grid)
    : rows_(grid.rows),
      columns_(grid.columns),
      tiles_x_((grid.columns + tile - 1) / tile),
      tiles_y_((grid.rows + tile - 1) / tile),
      wet_(static_cast<std::size_t>(tiles_x_) * tiles_y_),
      active_(wet_.size()),
      spans_(static_cast<std::size_t>(tiles_y_)) {}

std::int32_t ActiveCells::tile_row(std::int32_t row) const {
  return (std::clamp(row, 1, rows_) - 1) / tile;
}

std::span<const Span> ActiveCells::of(std::int32_t row) const {
  return spans_[tile_row(row)];
}

bool ActiveCells::differs_from_before(std::int32_t row) const {
  return tile_row(row) != tile_row(row - 1) && spans_[tile_row(row)] != spans_[tile_row(row - 1)];
}

namespace {

bool any_deeper(const Grid& grid, std::span<const double> depth_m, double flow_depth_m,
                std::int32_t tile_x, std::int32_t tile_y) {
  const std::int32_t begin = 1 + tile_x * ActiveCells::tile;
  const std::int32_t end = std::min(begin + ActiveCells::tile, grid.columns + 1);
  const std::int32_t last = std::min((tile_y + 1) * ActiveCells::tile, grid.rows);
  for (std::int32_t row = 1 + tile_y * ActiveCells::tile; row <= last; ++row)
    for (std::int32_t k = row * grid.stride + begin; k < row * grid.stride + end; ++k)
      if (depth_m[k] > flow_depth_m) return true;
  return false;
}

/// Each wet tile and the eight around it.
void widen(std::span<const std::uint8_t> wet, std::span<std::uint8_t> active, std::int32_t width,
           std::int32_t height) {
  std::fill(active.begin(), active.end(), std::uint8_t{0});
  for (std::int32_t y = 0; y < height; ++y)
    for (std::int32_t x = 0; x < width; ++x) {
      if (wet[y * width + x] == 0) continue;
      for (std::int32_t b = std::max(0, y - 1); b <= std::min(height - 1, y + 1); ++b)
        for (std::int32_t a = std::max(0, x - 1); a <= std::min(width - 1, x + 1); ++a)
          active[b * width + a] = 1;
    }
}

}  // namespace

void ActiveCells::find(const Grid& grid, std::span<const double> depth_m, double flow_depth_m,
                       std::span<const std::int32_t> forced, bool all) {
  for (std::int32_t y = 0; y < tiles_y_; ++y)
    for (std::int32_t x = 0; x < tiles_x_; ++x)
      wet_[y * tiles_x_ + x] = all || any_deeper(grid, depth_m, flow_depth_m, x, y) ? 1 : 0;
  for (const std::int32_t cell : forced)
    wet_[tile_row(cell / grid.stride) * tiles_x_ +
         (std::clamp(cell % grid.stride, 1, columns_) - 1) / tile] = 1;
  widen(wet_, active_, tiles_x_, tiles_y_);
  cells_ = 0;
  for (std::int32_t y = 0; y < tiles_y_; ++y) {
    std::vector<Span>& spans = spans_[y];
    spans.clear();
    for (std::int32_t x = 0; x < tiles_x_; ++x) {
      if (active_[y * tiles_x_ + x] == 0) continue;
      const Span span{1 + x * tile, std::min(1 + (x + 1) * tile, columns_ + 1)};
      if (!spans.empty() && spans.back().end == span.begin)
        spans.back().end = span.end;
      else
        spans.push_back(span);
      cells_ += std::int64_t{span.size()} * (std::min((y + 1) * tile, rows_) - y * tile);
    }
  }
}

}  // namespace sandtable::inundation
