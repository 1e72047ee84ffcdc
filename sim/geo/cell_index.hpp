// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "sim/geo/raster.hpp"
#include "sim/geo/shapes.hpp"

namespace sandtable {

/// The cells of a raster, prepared for many questions: blocks of 4 by 4 cells, of 4 by 4 blocks,
/// ... each with its box and least value. Cells whose value is not finite count for `holding` only.
/// Immutable once built.
class CellIndex {
 public:
  using Outline = std::array<Point, 5>;  ///< a cell's corners, the first again at the end

  explicit CellIndex(Raster raster);

  const Raster& raster() const { return raster_; }
  /// The cell that holds a point; of two that share an edge, one.
  std::optional<std::size_t> holding(Point point) const;
  /// The least value of the cells no farther away than `distance` (m); infinity if there is none.
  double least_within(Point point, double distance) const;
  /// To the nearest cell with a value, 0 inside it; infinity if no cell has one.
  double distance(Point point) const;
  /// The area of the cells with a value, m2.
  double area_m2() const;

 private:
  static constexpr std::size_t kSide = 4;
  struct Block {
    Box box;
    double least;
  };
  struct Level {
    std::size_t rows = 0, columns = 0;
    std::vector<Block> blocks;  ///< empty: the cells themselves
  };
  Block cell(std::size_t row, std::size_t column) const;
  Block block(std::size_t level, std::size_t row, std::size_t column) const;
  Outline outline(std::size_t row, std::size_t column) const;
  /// Calls `visit` for each block of the level below.
  template <class Visit>
  void below(std::size_t level, std::size_t row, std::size_t column, Visit visit) const;
  void search_holding(std::size_t level, std::size_t row, std::size_t column, Point point,
                      std::optional<std::size_t>& found) const;
  void search_least(std::size_t level, std::size_t row, std::size_t column, Point point,
                    double distance_squared, double& least) const;
  void search_nearest(std::size_t level, std::size_t row, std::size_t column, Point point,
                      double& nearest_squared) const;

  Raster raster_;
  std::vector<Level> levels_;  ///< the cells first, one block last
};

}  // namespace sandtable
