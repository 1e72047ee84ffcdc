// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/recorded/flood_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sandtable::recorded {
namespace {

/// The corners of a cell of rows and columns, in turn.
std::array<Point, 4> corners_of(const Raster& grid, std::size_t cell) {
  const std::size_t at = cell / grid.columns * (grid.columns + 1) + cell % grid.columns,
                    below = at + grid.columns + 1;
  const auto corner = [&](std::size_t i) { return Point{grid.corner_x[i], grid.corner_y[i]}; };
  return {corner(at), corner(at + 1), corner(below + 1), corner(below)};
}

bool near(Point a, Point b, double within_m) {
  return std::abs(a.x - b.x) <= within_m && std::abs(a.y - b.y) <= within_m;
}

}  // namespace

FloodCells::FloodCells(Raster grid) : grid_(std::make_shared<const CellIndex>(std::move(grid))) {}
FloodCells::FloodCells(Mesh mesh) : mesh_(std::make_shared<const MeshIndex>(std::move(mesh))) {}

std::size_t FloodCells::size() const {
  if (mesh_) return mesh_->mesh().size();
  return grid_ ? grid_->raster().rows * grid_->raster().columns : 0;
}

std::string FloodCells::id(std::size_t cell) const {
  if (mesh_) return fmt::format("face {}", cell);
  const std::size_t columns = grid_->raster().columns;
  return fmt::format("row {} column {}", cell / columns, cell % columns);
}

Point FloodCells::middle(std::size_t cell) const {
  if (mesh_) return mesh_->mesh().middle(cell);
  const auto [a, b, c, d] = corners_of(grid_->raster(), cell);
  return {(a.x + b.x + c.x + d.x) / 4, (a.y + b.y + c.y + d.y) / 4};
}

double FloodCells::area_m2(std::size_t cell) const {
  if (mesh_) return mesh_->mesh().area_m2(cell);
  const auto [a, b, c, d] = corners_of(grid_->raster(), cell);
  return area(std::array<Point, 5>{a, b, c, d, a});
}

std::optional<std::size_t> FloodCells::holding(Point point) const {
  return mesh_ ? mesh_->holding(point) : grid_->holding(point);
}

bool FloodCells::same_as(const Raster& grid) const {
  if (!grid_ || grid.rows != grid_->raster().rows || grid.columns != grid_->raster().columns)
    return false;
  const Raster& own = grid_->raster();
  const double within_m = 0.01 * std::sqrt(area_m2(0));
  bool same = true;
  for (std::size_t i = 0; same && i < own.corner_x.size(); ++i)
    same = near({own.corner_x[i], own.corner_y[i]}, {grid.corner_x[i], grid.corner_y[i]}, within_m);
  return same;
}

bool FloodCells::same_as(const FloodCells& other) const {
  if (other.grid_) return same_as(other.grid_->raster());
  if (!mesh_ || mesh_->mesh().begin != other.mesh_->mesh().begin) return false;
  const double within_m = 0.01 * std::sqrt(area_m2(0));
  return std::ranges::equal(mesh_->mesh().corner, other.mesh_->mesh().corner,
                            [&](Point a, Point b) { return near(a, b, within_m); });
}

std::string FloodCells::text() const {
  if (mesh_) return fmt::format("{} faces", size());
  return fmt::format("{} x {} cells", grid_->raster().columns, grid_->raster().rows);
}

const std::string& FloodCells::file() const {
  return mesh_ ? mesh_->mesh().file : grid_->raster().file;
}

}  // namespace sandtable::recorded
