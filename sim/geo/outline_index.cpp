// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/outline_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace sandtable {
namespace {

/// Whether the ray from the point towards growing x may meet the box.
bool in_the_way(const Box& box, Point point) {
  return point.y >= box.min_y && point.y <= box.max_y && point.x <= box.max_x;
}

Box around(std::span<const Point> points) {
  Box box{points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point point : points) {
    box.min_x = std::min(box.min_x, point.x);
    box.min_y = std::min(box.min_y, point.y);
    box.max_x = std::max(box.max_x, point.x);
    box.max_y = std::max(box.max_y, point.y);
  }
  return box;
}

/// The index in [first, last) of the box nearest to the point, the first among equals.
std::size_t nearest_box(std::span<const Box> boxes, std::size_t first, std::size_t last,
                        Point point) {
  std::size_t best = first;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = first; i < last; ++i) {
    const double here = distance_squared(boxes[i], point);
    if (here < least) least = here, best = i;
  }
  return best;
}

}  // namespace

OutlineIndex::OutlineIndex(Path ring)
    : ring_(std::move(ring)), box_(bounds(std::span<const Path>(&ring_, 1))) {
  const std::span<const Point> points(ring_);
  for (std::size_t first = 0; first + 1 < points.size(); first += kRun) {
    runs_.push_back(around(points.subspan(first, std::min(kRun + 1, points.size() - first))));
  }
  for (std::size_t first = 0; first + 1 < points.size(); first += kRun * kRun) {
    const std::size_t size = std::min(kRun * kRun + 1, points.size() - first);
    blocks_.push_back(around(points.subspan(first, size)));
  }
}

std::size_t OutlineIndex::end_of_run(std::size_t run) const {
  return std::min((run + 1) * kRun, ring_.size() - 1);
}

std::size_t OutlineIndex::end_of_block(std::size_t block) const {
  return std::min((block + 1) * kRun, runs_.size());
}

bool OutlineIndex::odd_crossings(std::size_t block, Point point) const {
  bool odd = false;
  for (std::size_t run = block * kRun; run < end_of_block(block); ++run) {
    if (!in_the_way(runs_[run], point)) continue;
    for (std::size_t i = run * kRun; i < end_of_run(run); ++i) {
      odd ^= crosses_ray(ring_[i], ring_[i + 1], point);
    }
  }
  return odd;
}

bool OutlineIndex::inside(Point point) const {
  if (!sandtable::inside(box_, point)) return false;
  bool odd = false;
  for (std::size_t block = 0; block < blocks_.size(); ++block) {
    if (in_the_way(blocks_[block], point)) odd ^= odd_crossings(block, point);
  }
  return odd;
}

void OutlineIndex::approach_run(std::size_t run, Point point, double& least) const {
  for (std::size_t i = run * kRun; i < end_of_run(run); ++i) {
    least = std::min(least, segment_distance_squared(ring_[i], ring_[i + 1], point));
  }
}

void OutlineIndex::approach_block(std::size_t block, Point point, double& least) const {
  for (std::size_t run = block * kRun; run < end_of_block(block); ++run) {
    if (distance_squared(runs_[run], point) < least) approach_run(run, point, least);
  }
}

double OutlineIndex::edge_distance(Point point, double limit) const {
  const double limit_squared = limit * limit;
  double least = limit_squared;
  if (blocks_.empty() || distance_squared(box_, point) >= least) return limit;
  const std::size_t near = nearest_box(blocks_, 0, blocks_.size(), point);
  approach_run(nearest_box(runs_, near * kRun, end_of_block(near), point), point, least);
  approach_block(near, point, least);
  for (std::size_t block = 0; block < blocks_.size(); ++block) {
    if (block != near && distance_squared(blocks_[block], point) < least) {
      approach_block(block, point, least);
    }
  }
  return least < limit_squared ? std::sqrt(least) : limit;
}

double OutlineIndex::signed_distance(Point point) const {
  const double distance = edge_distance(point);
  return inside(point) ? -distance : distance;
}

}  // namespace sandtable
