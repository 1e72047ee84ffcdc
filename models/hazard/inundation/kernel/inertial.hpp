// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "models/hazard/inundation/kernel/rolling_rows.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"

namespace sandtable::inundation {

/// Level before and after a row of faces, their crests; the flow through them, before and after
/// them; the flows across: those of the two cells before, of the two cells after.
struct FaceInput {
  const float *level, *level_after, *crest;
  const float *own, *before, *after;
  const float *across_before, *across_after;
  std::ptrdiff_t across_beside;          // from one flow across to the other of the same pair
  const float *squared, *squared_after;  // Manning's n^2
};

/// The local inertial equations (Bates, Horritt and Fewtrell 2010, J. Hydrol. 387:33, eq. 11) in
/// the form of de Almeida et al. 2012 (Water Resour. Res. 48:W05528, eq. 41) with the norm of the
/// flow in the friction (de Almeida and Bates 2013, Water Resour. Res. 49:4833):
///
///   q' = (theta q + (1 - theta) / 2 (q_before + q_after) - g hf dt (eta_after - eta_before) / dx)
///        / (1 + g dt n^2 |q| / hf^(7/3)),      hf = max(eta_before, eta_after) - crest
///
/// Advection is left out: valid below a Froude number of about 0.5, no shocks. A raised crest
/// passes at most what a broad-crested weir does, hf sqrt(g hf) (2/3)^(3/2); so does a free edge at
/// critical flow, hf sqrt(g hf).
class Inertial {
 public:
  /// What the equation takes from the method and the time step.
  struct Constants {
    float theta = 0.0F, half_rest = 0.0F;   // weights of a face's own flow and of its neighbours
    float half_gravity_step = 0.0F;         // g dt / 2
    float gravity_step_over_length = 0.0F;  // g dt / dx
    float flow_depth = 0.0F;
  };

  /// How far water moves in a step, in cells.
  static std::int32_t reach(const Method&) { return 1; }

  Inertial(const Grid& grid, const Water& water, std::span<const double> edge_values);

  // What BandSweep asks for.
  /// Water levels beyond the edges.
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
  FaceInput input_x(std::int32_t row);
  FaceInput input_y(std::int32_t row);
  void flux_at_edge(std::int32_t row, std::int32_t k, Side side);

  const Grid& grid_;
  const Water& water_;
  std::span<const double> edge_values_;
  double step_s_ = 0.0;
  Constants constants_;
  RollingRows level_, power_, flow_x_, flow_y_;
};

}  // namespace sandtable::inundation
