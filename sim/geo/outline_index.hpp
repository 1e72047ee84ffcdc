// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "sim/geo/shapes.hpp"

namespace sandtable {

/// One closed ring, prepared for many questions: its edges in runs of 16, the runs in blocks of 16,
/// a box each.
/// Immutable once built; answers are those of the plain functions of shapes.hpp, distances but for
/// rounding.
class OutlineIndex {
 public:
  explicit OutlineIndex(Path ring);

  const Box& box() const { return box_; }
  const Path& ring() const { return ring_; }
  bool inside(Point point) const;
  /// To the nearest edge, or `limit` if that is less (a low limit is fast).
  double edge_distance(Point point, double limit = std::numeric_limits<double>::infinity()) const;
  /// The edge distance, negative inside.
  double signed_distance(Point point) const;

 private:
  static constexpr std::size_t kRun = 16;
  std::size_t end_of_run(std::size_t run) const;
  std::size_t end_of_block(std::size_t block) const;
  /// Lowers `least`, a squared distance, to that of the edges of a run, or of a block's runs.
  void approach_run(std::size_t run, Point point, double& least) const;
  void approach_block(std::size_t block, Point point, double& least) const;
  bool odd_crossings(std::size_t block, Point point) const;

  Path ring_;
  std::vector<Box> runs_, blocks_;
  Box box_;
};

}  // namespace sandtable
