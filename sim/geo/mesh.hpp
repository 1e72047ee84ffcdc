// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/geo/shapes.hpp"

namespace sandtable {

/// Faces of any number of corners, such as a flood model's triangles or a quadtree's squares.
struct Mesh {
  std::string file;
  std::vector<std::int64_t> begin{0};  ///< (face + 1): of its corners
  std::vector<Point> corner;           ///< m, around each face, the first not repeated

  std::size_t size() const { return begin.size() - 1; }
  std::span<const Point> face(std::size_t i) const {
    return std::span(corner).subspan(static_cast<std::size_t>(begin[i]),
                                     static_cast<std::size_t>(begin[i + 1] - begin[i]));
  }
  /// The mean of its corners.
  Point middle(std::size_t i) const;
  double area_m2(std::size_t i) const;
};

/// A mesh prepared for many questions: squares of about the size of its faces, each with the faces
/// that reach into it. Immutable once built.
class MeshIndex {
 public:
  explicit MeshIndex(Mesh mesh);

  const Mesh& mesh() const { return mesh_; }
  /// The face that holds a point; of two that share an edge or overlap, the first.
  std::optional<std::size_t> holding(Point point) const;

 private:
  struct Squares {
    std::int64_t column = 0, row = 0, last_column = 0, last_row = 0;
  };
  Squares squares_of(const Box& box) const;

  Mesh mesh_;
  Box box_;
  double side_m_ = 1;
  std::int64_t columns_ = 1, rows_ = 1;
  std::vector<std::int64_t> begin_;  ///< (square + 1)
  std::vector<std::int32_t> faces_;  ///< of each square, ascending
};

}  // namespace sandtable
