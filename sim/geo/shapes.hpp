// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace sandtable {

/// A point of a plane (m in a projected CRS).
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

/// A sequence of points; a ring is a path whose last point is its first.
using Path = std::vector<Point>;

/// An axis-parallel rectangle; its edges belong to it.
struct Box {
  double min_x = 0;
  double min_y = 0;
  double max_x = 0;
  double max_y = 0;
  bool operator==(const Box&) const = default;
};

/// The least box that holds every point of `paths`; min > max when there is none.
Box bounds(std::span<const Path> paths);
inline bool inside(const Box& box, Point point) {
  return point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y &&
         point.y <= box.max_y;
}
/// 0 inside the box.
inline double distance_squared(const Box& box, Point point) {
  const double dx = std::max({box.min_x - point.x, 0.0, point.x - box.max_x});
  const double dy = std::max({box.min_y - point.y, 0.0, point.y - box.max_y});
  return dx * dx + dy * dy;
}
inline double distance(const Box& box, Point point) {
  return std::sqrt(distance_squared(box, point));
}

/// Even-odd rule over all rings together, so that holes are holes. A point exactly on an edge may
/// fall to either side, but to one side only of an edge that two areas share.
bool inside(std::span<const Path> rings, Point point);
/// To the nearest edge of the paths, whether the point is inside or not; infinity without edges.
double edge_distance(std::span<const Path> paths, Point point);
/// The square of the distance from a point to the segment from a to b.
inline double segment_distance_squared(Point a, Point b, Point point) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double px = point.x - a.x, py = point.y - a.y;
  const double along = px * dx + py * dy;
  const double length_squared = dx * dx + dy * dy;
  if (along <= 0) return px * px + py * py;
  if (along >= length_squared) {
    return (point.x - b.x) * (point.x - b.x) + (point.y - b.y) * (point.y - b.y);
  }
  const double across = px * dy - py * dx;
  return across * across / length_squared;
}
/// Whether the segment from a to b crosses the ray from the point towards growing x (half-open in
/// y, so that a chain of segments is counted once at each vertex; the same from b to a).
inline bool crosses_ray(Point a, Point b, Point point) {
  if ((a.y > point.y) == (b.y > point.y)) return false;
  if (a.y > b.y) std::swap(a, b);
  return point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
}
/// The centre of mass of a ring's area; its first point if the area is 0.
Point centroid(std::span<const Point> ring);
/// The area enclosed by a ring, without regard to its sense of rotation, m2.
double area(std::span<const Point> ring);

}  // namespace sandtable
