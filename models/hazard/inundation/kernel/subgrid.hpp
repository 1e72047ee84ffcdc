// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "models/hazard/inundation/kernel/rolling_rows.hpp"
#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"

namespace sandtable::inundation {

/// Levels beside a row of faces, the row before and after them; their crests and tables.
struct SubgridFaces {
  const float *level, *level_after, *crest;
  const float *floor, *range, *per_range, *share, *limit, *fit, *nodes;
};

/// Flow depth and n^2 / depth^(7/3) of a row of faces, and the flows that the equation takes.
struct SubgridInput {
  const float *level, *level_after, *crest;
  const float *depth, *friction;
  const float *own, *before, *after;
  const float *across_before, *across_after;
  std::ptrdiff_t across_beside;
};

/// The inertial equation (see Inertial) for the mean flow through the width of a coarse face, with
/// the depth H and the n of SubgridTables at the higher level beside it (van Ormondt et al. 2025,
/// without wind, waves and Coriolis). A cell's level follows from its volume.
///
/// Over a raised crest the depth is that over the crest, where H is more: a crest is level over the
/// width of its face. The time step follows the largest hydraulic depth, volume over wet surface.
class Subgrid {
 public:
  static std::int32_t reach(const Method&) { return 1; }

  Subgrid(const Grid& grid, const Water& water, std::span<const double> edge_values);

  // What BandSweep asks for.
  static void fill_ghosts(const Grid& grid, Water& water, std::span<const double> edge_values);
  static std::int32_t rows_ahead(const Method&) { return 1; }
  void begin(double step_s);
  void begin_row(std::int32_t row, std::span<const Span> rolled_over);
  void prepare(std::int32_t row, const Span& span);
  void fluxes(std::int32_t row, const Span& span);
  void adjust(std::int32_t row, std::span<const std::int32_t> edges, std::span<const Span> spans);
  FaceRows faces(std::int32_t row);
  void update(std::int32_t row, const Span& span, const RowOut& out, Found& found);

 private:
  SubgridFaces faces_x(std::int32_t row);
  SubgridFaces faces_y(std::int32_t row);
  SubgridInput input_x(std::int32_t row);
  SubgridInput input_y(std::int32_t row);
  void flux_at_edge(std::int32_t row, std::int32_t k, Side side);
  float critical_flow(std::int32_t edge) const;

  const Grid& grid_;
  const SubgridTables& tables_;
  const Water& water_;
  std::span<const double> edge_values_;
  double step_s_ = 0.0;
  RollingRows level_, hydraulic_, depth_, friction_, flow_x_, flow_y_;
};

}  // namespace sandtable::inundation
