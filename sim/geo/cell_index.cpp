// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/cell_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sandtable {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();

double farthest_squared(const Box& box, Point point) {
  const double dx = std::max(point.x - box.min_x, box.max_x - point.x);
  const double dy = std::max(point.y - box.min_y, box.max_y - point.y);
  return dx * dx + dy * dy;
}

bool holds(const CellIndex::Outline& outline, Point point) {
  bool odd = false;
  for (std::size_t i = 1; i < outline.size(); ++i)
    odd ^= crosses_ray(outline[i - 1], outline[i], point);
  return odd;
}

/// The square of the distance to a filled outline.
double away_squared(const CellIndex::Outline& outline, Point point) {
  if (holds(outline, point)) return 0;
  double least = kNone;
  for (std::size_t i = 1; i < outline.size(); ++i)
    least = std::min(least, segment_distance_squared(outline[i - 1], outline[i], point));
  return least;
}

}  // namespace

CellIndex::CellIndex(Raster raster) : raster_(std::move(raster)) {
  levels_.push_back({raster_.rows, raster_.columns, {}});
  while (levels_.back().rows > 1 || levels_.back().columns > 1 || levels_.size() == 1) {
    const std::size_t above = levels_.size();
    Level level{(levels_.back().rows + kSide - 1) / kSide,
                (levels_.back().columns + kSide - 1) / kSide,
                {}};
    for (std::size_t row = 0; row < level.rows; ++row)
      for (std::size_t column = 0; column < level.columns; ++column) {
        Block whole{{kNone, kNone, -kNone, -kNone}, kNone};
        below(above, row, column, [&](std::size_t r, std::size_t c) {
          const Block part = block(above - 1, r, c);
          whole.box = {
              std::min(whole.box.min_x, part.box.min_x), std::min(whole.box.min_y, part.box.min_y),
              std::max(whole.box.max_x, part.box.max_x), std::max(whole.box.max_y, part.box.max_y)};
          whole.least = std::min(whole.least, part.least);
        });
        level.blocks.push_back(whole);
      }
    levels_.push_back(std::move(level));
  }
}

template <class Visit>
void CellIndex::below(std::size_t level, std::size_t row, std::size_t column, Visit visit) const {
  const Level& lower = levels_[level - 1];
  for (std::size_t r = row * kSide; r < std::min((row + 1) * kSide, lower.rows); ++r)
    for (std::size_t c = column * kSide; c < std::min((column + 1) * kSide, lower.columns); ++c)
      visit(r, c);
}

CellIndex::Outline CellIndex::outline(std::size_t row, std::size_t column) const {
  const auto corner = [&](std::size_t r, std::size_t c) {
    const std::size_t at = r * (raster_.columns + 1) + c;
    return Point{raster_.corner_x[at], raster_.corner_y[at]};
  };
  return {corner(row, column), corner(row, column + 1), corner(row + 1, column + 1),
          corner(row + 1, column), corner(row, column)};
}

CellIndex::Block CellIndex::cell(std::size_t row, std::size_t column) const {
  const double value = raster_.value[row * raster_.columns + column];
  const Outline corners = outline(row, column);
  Box box{corners[0].x, corners[0].y, corners[0].x, corners[0].y};
  for (const Point corner : corners)
    box = {std::min(box.min_x, corner.x), std::min(box.min_y, corner.y),
           std::max(box.max_x, corner.x), std::max(box.max_y, corner.y)};
  return {box, std::isfinite(value) ? value : kNone};
}

CellIndex::Block CellIndex::block(std::size_t level, std::size_t row, std::size_t column) const {
  if (level == 0) return cell(row, column);
  return levels_[level].blocks[row * levels_[level].columns + column];
}

void CellIndex::search_holding(std::size_t level, std::size_t row, std::size_t column, Point point,
                               std::optional<std::size_t>& found) const {
  if (found || !inside(block(level, row, column).box, point)) return;
  if (level > 0)
    below(level, row, column,
          [&](std::size_t r, std::size_t c) { search_holding(level - 1, r, c, point, found); });
  else if (holds(outline(row, column), point))
    found = row * raster_.columns + column;
}

void CellIndex::search_least(std::size_t level, std::size_t row, std::size_t column, Point point,
                             double distance_squared, double& least) const {
  const Block here = block(level, row, column);
  if (here.least >= least || sandtable::distance_squared(here.box, point) > distance_squared)
    return;
  if (farthest_squared(here.box, point) <= distance_squared)
    least = here.least;
  else if (level > 0)
    below(level, row, column, [&](std::size_t r, std::size_t c) {
      search_least(level - 1, r, c, point, distance_squared, least);
    });
  else if (away_squared(outline(row, column), point) <= distance_squared)
    least = here.least;
}

void CellIndex::search_nearest(std::size_t level, std::size_t row, std::size_t column, Point point,
                               double& nearest_squared) const {
  const Block here = block(level, row, column);
  if (here.least == kNone || distance_squared(here.box, point) >= nearest_squared) return;
  if (level > 0)
    below(level, row, column, [&](std::size_t r, std::size_t c) {
      search_nearest(level - 1, r, c, point, nearest_squared);
    });
  else
    nearest_squared = std::min(nearest_squared, away_squared(outline(row, column), point));
}

std::optional<std::size_t> CellIndex::holding(Point point) const {
  std::optional<std::size_t> found;
  search_holding(levels_.size() - 1, 0, 0, point, found);
  return found;
}

double CellIndex::least_within(Point point, double distance) const {
  double least = kNone;
  search_least(levels_.size() - 1, 0, 0, point, distance * distance, least);
  return least;
}

double CellIndex::distance(Point point) const {
  double nearest_squared = kNone;
  search_nearest(levels_.size() - 1, 0, 0, point, nearest_squared);
  return std::sqrt(nearest_squared);
}

double CellIndex::area_m2() const {
  double sum = 0;
  for (std::size_t row = 0; row < raster_.rows; ++row)
    for (std::size_t column = 0; column < raster_.columns; ++column)
      if (std::isfinite(raster_.value[row * raster_.columns + column]))
        sum += area(outline(row, column));
  return sum;
}

}  // namespace sandtable
