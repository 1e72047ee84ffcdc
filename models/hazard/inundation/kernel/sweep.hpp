// SPDX-License-Identifier: Apache-2.0
// One time step as one sweep over the rows: fluxes of a row, then the cells of the row before, so
// that every array is read once; or as one sweep in each of several bands of rows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/hazard/inundation/kernel/active_cells.hpp"
#include "models/hazard/inundation/kernel/bands.hpp"
#include "models/hazard/inundation/kernel/grid.hpp"
#include "models/hazard/inundation/kernel/water.hpp"
#include "sim/core/parts.hpp"

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

/// So many rows of fluxes a kernel keeps: those of a row, of the one before, whose cells come next,
/// and of the one south of these; a power of two.
inline constexpr std::int32_t rolling_fluxes = 4;

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

/// What crossed the edges of a row in a step, m3.
struct Crossed {
  double in = 0.0, out = 0.0;
};

/// What crossed the edges whose faces are final: those along x in the row, those along y south of
/// it. `volume` is m3 for each m2/s: dt dx.
Crossed crossed(const Grid& grid, std::span<const std::int32_t> edges_of_row,
                std::span<const std::int32_t> edges_of_row_south, const FaceRows& faces,
                double volume);

/// The edges of each padded row of faces (x faces of the row, y faces north of it).
class EdgesByRow {
 public:
  explicit EdgesByRow(const Grid& grid);
  std::span<const std::int32_t> of(std::int32_t row) const;

 private:
  std::vector<std::int32_t> order_, begin_;
};

/// Sweeps over the rows of one band.
///
/// A kernel offers: rows_ahead (how many rows beyond its own the fluxes of a row read), begin (of a
/// sweep), begin_row (clears what the row rolls over), prepare (levels of a row), fluxes (of the
/// faces of a row), adjust (faces with rules of their own), faces (its rolling rows), update
/// (cells), fill_ghosts. Rows are padded: 0 and rows + 1 lie outside.
template <typename Kernel>
class BandSweep {
 public:
  BandSweep(const Grid& grid, Water& water, std::span<const double> edge_values)
      : grid_(grid), water_(water), kernel_(grid, water, edge_values), rows_(grid, water) {}

  /// `below`, `above`: whether another band lies there. The faces that a band shares with another
  /// are computed in both, with the limits that the cells beyond them set.
  void sweep(const Band& band, bool below, bool above, const ActiveCells& active,
             const EdgesByRow& edges, double step_s) {
    const std::int32_t first = below ? band.first - 2 : std::max(0, band.first - 1);
    const std::int32_t last = above ? band.last + 1 : std::min(grid_.rows, band.last);
    const std::int32_t ahead = Kernel::rows_ahead(grid_.method);
    found_ = {};
    crossed_.clear();
    rows_.begin(band, below, above);
    kernel_.begin(step_s);
    for (std::int32_t row = std::max(0, first - ahead + 1); row < first + ahead; ++row)
      for (const Span& span : active.around(std::min(row, grid_.rows + 1)))
        kernel_.prepare(row, span);
    for (std::int32_t row = first; row <= band.last + 1; ++row) {
      begin_row(row, first, active);
      if (row <= last) fluxes(row, active, edges);
      if (row >= (below ? band.first - 1 : 1) && row <= last) limit(row, active, step_s);
      if (row >= (below ? band.first : 1) && row <= band.last + (above ? 0 : 1))
        crossed_.push_back(crossed(grid_, edges.of(row), edges.of(row - 1), kernel_.faces(row),
                                   step_s * grid_.cell_m));
      if (row > std::max(1, band.first)) update(row - 1, active);
    }
  }
  /// What the sweep found, once all bands are swept: puts the new rows in their place, books what
  /// crossed the edges.
  Found finish() {
    rows_.close();
    for (const Crossed& row : crossed_) {
      water_.ledger.edge_in += row.in;
      water_.ledger.edge_out += row.out;
    }
    return found_;
  }

 private:
  void begin_row(std::int32_t row, std::int32_t first, const ActiveCells& active) {
    if (row < first + rolling_fluxes) return;
    const std::span<const Span> rolled_over = active.of(row - rolling_fluxes);
    if (!std::ranges::equal(rolled_over, active.of(row))) kernel_.begin_row(row, rolled_over);
  }
  void fluxes(std::int32_t row, const ActiveCells& active, const EdgesByRow& edges) {
    const std::int32_t ahead = row + Kernel::rows_ahead(grid_.method);
    if (ahead <= grid_.rows + 1)
      for (const Span& span : active.around(ahead)) kernel_.prepare(ahead, span);
    for (const Span& span : active.of(row)) kernel_.fluxes(row, span);
    kernel_.adjust(row, edges.of(row), active.of(row));
  }
  void limit(std::int32_t row, const ActiveCells& active, double step_s) {
    const std::int64_t at = std::int64_t{row} * grid_.stride;
    const FaceRows faces = kernel_.faces(row);
    for (const Span& span : active.of(row))
      limit_outflow(span, faces, water_.depth_m.data() + at, grid_.inside.data() + at,
                    static_cast<float>(step_s / grid_.cell_m));
  }
  void update(std::int32_t row, const ActiveCells& active) {
    if (active.of(row).empty()) return;
    const RowOut out = rows_.open(row);
    for (const Span& span : active.of(row)) kernel_.update(row, span, out, found_);
  }

  const Grid& grid_;
  Water& water_;
  Kernel kernel_;
  NewRows rows_;
  Found found_;
  std::vector<Crossed> crossed_;
};

/// Sweeps over all active rows, in bands that threads share. The bands change no bit.
template <typename Kernel>
class Sweep {
 public:
  Sweep(const Grid& grid, Water& water, std::span<const double> edge_values, const Parts& parts)
      : grid_(grid),
        water_(water),
        edge_values_(edge_values),
        parts_(parts),
        edges_(grid),
        bands_(std::max(parts.threads, std::size_t{1}), {grid, water, edge_values}) {}

  Found step(const ActiveCells& active, double step_s) {
    Kernel::fill_ghosts(grid_, water_, edge_values_);
    const std::vector<Band> bands = split(active, bands_.size());
    parts_(bands.size(), [&](std::size_t i) {
      bands_[i].sweep(bands[i], i > 0, i + 1 < bands.size(), active, edges_, step_s);
    });
    Found found;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const Found of_band = bands_[i].finish();
      found.wave_speed = std::max(found.wave_speed, of_band.wave_speed);
      found.unstable = found.unstable || of_band.unstable;
    }
    return found;
  }

 private:
  const Grid& grid_;
  Water& water_;
  std::span<const double> edge_values_;
  const Parts& parts_;
  EdgesByRow edges_;
  std::vector<BandSweep<Kernel>> bands_;
};

}  // namespace sandtable::inundation
