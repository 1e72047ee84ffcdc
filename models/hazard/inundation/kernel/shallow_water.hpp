// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "models/hazard/inundation/kernel/rolling_rows.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"

namespace sandtable::inundation {

/// The full shallow-water equations in two dimensions by finite volumes: HLLC (Toro 2001, "Shock-
/// Capturing Methods for Free-Surface Shallow Flows", 10.4), hydrostatic reconstruction of the bed
/// (Audusse et al. 2004, SIAM J. Sci. Comput. 25:2050, eq. 2.14), Manning's friction implicit at
/// the end of a step (Xia and Liang 2018, Adv. Water Resour. 117:87), first order; or second order
/// by MUSCL with minmod on level, depth and velocity (Audusse et al. 2004, section 3) and Heun's
/// method.
///
/// A crest above the beds beside it takes their place in the reconstruction, and passes at most
/// what a weir does; when no water is above it, and at closed edges, the water beside meets a
/// reflecting wall.
class ShallowWater {
 public:
  /// How far water moves in a step, in cells.
  static std::int32_t reach(const Method& method) { return method.order; }

  ShallowWater(const Grid& grid, const Water& water, std::span<const double> edge_values);

  // What BandSweep asks for.
  static void fill_ghosts(const Grid& grid, Water& water, std::span<const double> edge_values);
  static std::int32_t rows_ahead(const Method& method) { return method.order; }
  void begin(double step_s);
  void begin_row(std::int32_t row, std::span<const Span> rolled_over);
  void prepare(std::int32_t row, const Span& span);
  void fluxes(std::int32_t row, const Span& span);
  void adjust(std::int32_t row, std::span<const std::int32_t> edges, std::span<const Span> spans);
  FaceRows faces(std::int32_t row);
  void update(std::int32_t row, const Span& span, const RowOut& out, Found& found);

 private:
  /// Fluxes through a row of faces: volume; normal momentum less the hydrostatic pressure of the
  /// reconstructed depth, as the cell before and the cell after see it; transverse momentum.
  struct FluxRows {
    RollingRows volume, before, after, across;
    FluxRows(std::int32_t stride, std::int32_t count)
        : volume(stride, count),
          before(stride, count),
          after(stride, count),
          across(stride, count) {}
    void clear();
    void clear(std::int32_t row, const Span& span);
  };

  void fluxes_first(std::int32_t row, const Span& span);
  void fluxes_second(std::int32_t row, const Span& span);
  void reflect(std::int32_t row, std::span<const std::int32_t> faces, bool y, bool weirs);
  bool update_depths(std::int32_t row, const Span& span, double* depth);
  /// Returns the largest wave speed.
  float update_flows(std::int32_t row, const Span& span, const RowOut& out);
  void let_in(std::int32_t row, std::int32_t edge);
  void keep_out(std::int32_t row, std::int32_t edge);

  const Grid& grid_;
  const Water& water_;
  std::span<const double> edge_values_;
  double step_s_ = 0.0;
  RollingRows level_, depth_, u_, v_, new_depth_, speed_;
  FluxRows x_, y_;
};

}  // namespace sandtable::inundation
