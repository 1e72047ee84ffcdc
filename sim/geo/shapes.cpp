// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sandtable {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

Box bounds(std::span<const Path> paths) {
  Box box{kInfinity, kInfinity, -kInfinity, -kInfinity};
  for (const Path& path : paths) {
    for (const Point point : path) {
      box.min_x = std::min(box.min_x, point.x);
      box.min_y = std::min(box.min_y, point.y);
      box.max_x = std::max(box.max_x, point.x);
      box.max_y = std::max(box.max_y, point.y);
    }
  }
  return box;
}

bool inside(std::span<const Path> rings, Point point) {
  bool odd = false;
  for (const Path& ring : rings) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      odd ^= crosses_ray(ring[i], ring[i + 1], point);
    }
  }
  return odd;
}

double edge_distance(std::span<const Path> paths, Point point) {
  double least = kInfinity;
  for (const Path& path : paths) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      least = std::min(least, segment_distance_squared(path[i], path[i + 1], point));
    }
  }
  return std::sqrt(least);
}

double area(std::span<const Point> ring) {
  if (ring.empty()) return 0;
  const Point origin = ring.front();
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    twice += (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) -
             (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
  }
  return std::abs(twice) / 2;
}

Point centroid(std::span<const Point> ring) {
  if (ring.empty()) return {};
  const Point origin = ring.front();
  double twice = 0, x = 0, y = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
    const double bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
    const double cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twice == 0) return origin;
  return {origin.x + x / (3 * twice), origin.y + y / (3 * twice)};
}

}  // namespace sandtable
