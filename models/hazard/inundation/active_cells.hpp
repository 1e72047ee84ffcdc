// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/hazard/inundation/grid.hpp"

namespace sandtable::inundation {

/// Columns of a padded row, from `begin` up to and without `end`.
struct Span {
  std::int32_t begin = 0, end = 0;
  std::int32_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

/// The part of the grid that is computed: tiles that hold water deep enough to flow, and their
/// neighbours. Water moves by one cell a step, so what was found holds for `tile` steps. What is
/// left out could not flow, so that the answer does not depend on it.
class ActiveCells {
 public:
  static constexpr std::int32_t tile = 32;

  explicit ActiveCells(const Grid& grid);
  /// Finds the tiles anew. `forced` are cells (padded) that count as wet; with `all` every tile
  /// does.
  void find(const Grid& grid, std::span<const double> depth_m, double flow_depth_m,
            std::span<const std::int32_t> forced, bool all);
  /// The spans of a padded row; those of the rows outside are those of the row beside.
  std::span<const Span> of(std::int32_t row) const;
  /// Whether the spans of a row differ from those of the row before.
  bool differs_from_before(std::int32_t row) const;
  std::int64_t cells() const { return cells_; }

 private:
  std::int32_t tile_row(std::int32_t row) const;

  std::int32_t rows_, columns_, tiles_x_, tiles_y_;
  std::int64_t cells_ = 0;
  std::vector<std::uint8_t> wet_, active_;
  std::vector<std::vector<Span>> spans_;  // one list a row of tiles
};

}  // namespace sandtable::inundation
