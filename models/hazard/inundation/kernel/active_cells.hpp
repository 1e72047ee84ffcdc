// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/hazard/inundation/kernel/grid.hpp"

namespace sandtable::inundation {

/// Columns of a padded row, from `begin` up to and without `end`.
struct Span {
  std::int32_t begin = 0, end = 0;
  std::int32_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

/// The first face along x of a span that may flow: the one before its first cell only at the edge
/// of the grid, as elsewhere the cells on both sides of it are dry. So most spans are whole blocks
/// of faces, too.
inline std::int32_t first_face(const Span& span) {
  return span.begin == 1 ? 0 : span.begin;
}

/// Marks the blocks of a span of a row that hold a cell with water deep enough to flow.
void find_wet(const Span& span, const double* depth, double flow_depth_m, std::uint8_t* wet);

/// The part of the grid that is computed: blocks of eight cells of a row that hold water deep
/// enough to flow, the block on either side of each, and four rows north and south of it. What was
/// found holds until water could have moved by `margin` cells. What is left out could not flow, so
/// that the answer does not depend on it.
class ActiveCells {
 public:
  static constexpr std::int32_t margin = 4;
  /// Cells in a block; the first block of a row begins in column 1.
  static constexpr std::int32_t block = 8;

  explicit ActiveCells(const Grid& grid);
  /// Finds the cells anew; what was left out before has stayed dry. `forced` are cells (padded)
  /// that count as wet; with `all` every cell does. `rows_ahead`: see `around`.
  void find(const Grid& grid, std::span<const double> depth_m, double flow_depth_m,
            std::span<const std::int32_t> forced, bool all, std::int32_t rows_ahead);

  /// The spans of a padded row; those of row 0, outside, are those of row 1.
  std::span<const Span> of(std::int32_t row) const { return spans_[row]; }
  /// The cells of a row that the fluxes of any row read: its own spans and those of `rows_ahead`
  /// rows before it and one row less after it.
  std::span<const Span> around(std::int32_t row) const { return around_[row]; }
  /// The rows that have spans: from the first up to and with the last; none: last < first.
  std::int32_t first_row() const { return first_row_; }
  std::int32_t last_row() const { return last_row_; }
  std::int64_t cells() const { return cells_; }

 private:
  void widen();
  void join(std::int32_t rows_ahead);

  std::int32_t rows_, columns_, blocks_;
  std::int32_t first_row_ = 1, last_row_ = 0;
  std::int64_t cells_ = 0;
  std::vector<std::uint8_t> wet_, wet_before_, active_;  // (padded row, block)
  std::vector<std::vector<Span>> spans_, around_;        // (padded row)
};

}  // namespace sandtable::inundation
