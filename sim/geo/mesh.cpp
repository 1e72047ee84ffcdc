// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/mesh.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sandtable {
namespace {

Box box_of(std::span<const Point> points) {
  constexpr double far = std::numeric_limits<double>::infinity();
  Box box{far, far, -far, -far};
  for (const Point point : points)
    box = {std::min(box.min_x, point.x), std::min(box.min_y, point.y), std::max(box.max_x, point.x),
           std::max(box.max_y, point.y)};
  return box;
}

bool holds(std::span<const Point> face, Point point) {
  bool odd = false;
  for (std::size_t i = 0; i < face.size(); ++i)
    odd ^= crosses_ray(face[i], face[(i + 1) % face.size()], point);
  return odd;
}

}  // namespace

Point Mesh::middle(std::size_t i) const {
  Point sum{0, 0};
  for (const Point point : face(i)) sum = {sum.x + point.x, sum.y + point.y};
  const auto n = static_cast<double>(face(i).size());
  return {sum.x / n, sum.y / n};
}

double Mesh::area_m2(std::size_t i) const {
  std::vector<Point> ring(face(i).begin(), face(i).end());
  ring.push_back(ring.front());
  return area(ring);
}

MeshIndex::MeshIndex(Mesh mesh) : mesh_(std::move(mesh)), box_(box_of(mesh_.corner)) {
  const double width = box_.max_x - box_.min_x, height = box_.max_y - box_.min_y;
  side_m_ = std::max({std::sqrt(width * height / static_cast<double>(mesh_.size())), width / 10'000,
                      height / 10'000, 1e-9});
  columns_ = static_cast<std::int64_t>(width / side_m_) + 1;
  rows_ = static_cast<std::int64_t>(height / side_m_) + 1;
  begin_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  const auto visit = [&](auto each) {
    for (std::size_t face = 0; face < mesh_.size(); ++face) {
      const Squares at = squares_of(box_of(mesh_.face(face)));
      for (std::int64_t row = at.row; row <= at.last_row; ++row)
        for (std::int64_t column = at.column; column <= at.last_column; ++column)
          each(static_cast<std::size_t>(row * columns_ + column), static_cast<std::int32_t>(face));
    }
  };
  visit([&](std::size_t square, std::int32_t) { ++begin_[square + 1]; });
  for (std::size_t square = 1; square < begin_.size(); ++square)
    begin_[square] += begin_[square - 1];
  faces_.resize(static_cast<std::size_t>(begin_.back()));
  std::vector<std::int64_t> next = begin_;
  visit([&](std::size_t square, std::int32_t face) {
    faces_[static_cast<std::size_t>(next[square]++)] = face;
  });
}

MeshIndex::Squares MeshIndex::squares_of(const Box& box) const {
  const auto square = [&](double from, double least, std::int64_t count) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>((from - least) / side_m_), 0,
                                    count - 1);
  };
  return {square(box.min_x, box_.min_x, columns_), square(box.min_y, box_.min_y, rows_),
          square(box.max_x, box_.min_x, columns_), square(box.max_y, box_.min_y, rows_)};
}

std::optional<std::size_t> MeshIndex::holding(Point point) const {
  if (mesh_.size() == 0 || !inside(box_, point)) return std::nullopt;
  const Squares at = squares_of({point.x, point.y, point.x, point.y});
  const auto square = static_cast<std::size_t>(at.row * columns_ + at.column);
  for (std::int64_t i = begin_[square]; i < begin_[square + 1]; ++i) {
    const auto face = static_cast<std::size_t>(faces_[static_cast<std::size_t>(i)]);
    if (holds(mesh_.face(face), point)) return face;
  }
  return std::nullopt;
}

}  // namespace sandtable
