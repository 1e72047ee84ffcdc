// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/geo/cell_index.hpp"
#include "sim/geo/mesh.hpp"

namespace sandtable::recorded {

/// The cells on which maps lie, in the scenario's CRS: rows and columns, or the faces of a mesh.
/// Immutable, and cheap to copy.
class FloodCells {
 public:
  FloodCells() = default;  ///< none
  explicit FloodCells(Raster grid);
  explicit FloodCells(Mesh mesh);

  std::size_t size() const;
  /// "row 3 column 7", from 0 in the file's order, or "face 12".
  std::string id(std::size_t cell) const;
  Point middle(std::size_t cell) const;
  double area_m2(std::size_t cell) const;
  /// The cell that holds a point; of two that share an edge, one.
  std::optional<std::size_t> holding(Point point) const;
  /// Whether others lie alike, to a hundredth of a cell.
  bool same_as(const FloodCells& other) const;
  bool same_as(const Raster& grid) const;
  /// "638 x 649 cells", "12000 faces".
  std::string text() const;
  const std::string& file() const;

 private:
  std::shared_ptr<const CellIndex> grid_;
  std::shared_ptr<const MeshIndex> mesh_;
};

}  // namespace sandtable::recorded
