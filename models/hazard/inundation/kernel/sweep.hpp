// SPDX-License-Identifier: Apache-2.0
// One time step as one sweep over the rows: fluxes of a row, then the cells of the row before, so
// that every array is read once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "models/hazard/inundation/kernel/active_cells.hpp"
#include "models/hazard/inundation/kernel/grid.hpp"
#include "models/hazard/inundation/kernel/water.hpp"

namespace sandtable::inundation {

/// The volume that crosses the faces around a row of cells, per metre of face and second: through
/// the east faces of the row, and through the faces south and north of it.
struct FaceRows {
  float *east = nullptr, *south = nullptr, *north = nullptr;
};

/// What a step finds.
struct Found {
  float wave_speed = 0.0F;
  bool unstable = false;  // some depth is not a number or beyond belief
};

/// Where a depth is an error, not water, m.
inline constexpr double deepest_m = 1e5;

/// Less is nothing, m: a draining cell would else halve itself into slow denormal numbers.
inline constexpr double least_depth_m = 1e-20;

/// Scales down what leaves the cells of a row that would lose more than they hold in a step.
/// `depth_share` is dt / dx. Cells outside give what is asked of them.
void limit_outflow(const Span& span, const FaceRows& faces, const double* depth,
                   const std::uint8_t* inside, float depth_share);

struct Deepest {
  float depth_m = 0.0F;
  bool absurd = false;  // some depth is not a number or beyond belief
};

/// Adds to a row of cells what came through their faces in a step, in double. `depth_share` is dt /
/// dx.
Deepest add_gains(const Span& span, const FaceRows& faces, double depth_share, double* depth);

/// Levels of a row of cells: bed and depth, added in double and rounded, so that a lake is level.
void add_levels(const Span& span, const float* bed, const double* depth, float* level);

/// Adds to the ledger what crossed the edges whose faces are final: those along x in the row, those
/// along y south of it. `volume` is m3 for each m2/s: dt dx.
void book_edges(const Grid& grid, std::span<const std::int32_t> edges_of_row,
                std::span<const std::int32_t> edges_of_row_south, const FaceRows& faces,
                double volume, Ledger& ledger);

/// The edges of each padded row of faces (x faces of the row, y faces north of it).
class EdgesByRow {
 public:
  explicit EdgesByRow(const Grid& grid);
  std::span<const std::int32_t> of(std::int32_t row) const;

 private:
  std::vector<std::int32_t> order_, begin_;
};

/// A kernel offers: rows_ahead (how many rows beyond its own the fluxes of a row read), clear (its
/// rolling rows), begin_row (clears what the row rolls over), prepare (levels of a row), fluxes (of
/// the faces of a row), adjust (faces with rules of their own), faces (its rolling rows), update
/// (cells). Rows are padded: 0 and rows + 1 lie outside.
template <typename Kernel>
Found sweep(const Grid& grid, Water& water, const ActiveCells& active, const EdgesByRow& edges,
            Kernel& kernel, double step_s) {
  const auto depth_share = static_cast<float>(step_s / grid.cell_m);
  const std::int32_t ahead = kernel.rows_ahead();
  const std::int32_t first = std::max(0, active.first_row() - 1);
  const std::int32_t last = std::min(grid.rows, active.last_row());
  Found found;
  kernel.clear();
  for (std::int32_t row = std::max(0, first - ahead + 1); row < first + ahead; ++row)
    for (const Span& span : active.around(std::min(row, grid.rows + 1))) kernel.prepare(row, span);
  for (std::int32_t row = first; row <= last + 1; ++row) {
    kernel.begin_row(row, row >= first + 3 ? active.of(row - 3) : std::span<const Span>());
    if (row <= last) {
      if (row + ahead <= grid.rows + 1)
        for (const Span& span : active.around(row + ahead)) kernel.prepare(row + ahead, span);
      for (const Span& span : active.of(row)) kernel.fluxes(row, span);
      kernel.adjust(row, edges.of(row));
    }
    if (row >= 1) {
      const FaceRows faces = kernel.faces(row);
      const std::int64_t at = std::int64_t{row} * grid.stride;
      if (row <= last)
        for (const Span& span : active.of(row))
          limit_outflow(span, faces, water.depth_m.data() + at, grid.inside.data() + at,
                        depth_share);
      book_edges(grid, edges.of(row), edges.of(row - 1), faces, step_s * grid.cell_m, water.ledger);
    }
    if (row >= 2)
      for (const Span& span : active.of(row - 1)) kernel.update(row - 1, span, found);
  }
  return found;
}

}  // namespace sandtable::inundation
