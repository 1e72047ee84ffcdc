// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/kernel/shallow_water.hpp"

namespace sandtable::inundation {
namespace {

/// The mean of what was booked in two stages.
void halve_since(Ledger& ledger, const Ledger& before) {
  ledger.edge_in = before.edge_in + 0.5 * (ledger.edge_in - before.edge_in);
  ledger.edge_out = before.edge_out + 0.5 * (ledger.edge_out - before.edge_out);
}

/// Calls each(first, last) for every stretch of computed cells, as padded indices.
template <typename Each>
void each_stretch(const Grid& grid, const ActiveCells& active, Each each) {
  for (std::int32_t row = 1; row <= grid.rows; ++row)
    for (const Span& span : active.of(row))
      each(row * grid.stride + span.begin, row * grid.stride + span.end);
}

}  // namespace

void ShallowWater::keep_before(const ActiveCells& active) {
  depth_before_.resize(water_.depth_m.size());
  flow_x_before_.resize(water_.flow_x.size());
  flow_y_before_.resize(water_.flow_y.size());
  each_stretch(grid_, active, [&](std::int32_t first, std::int32_t last) {
    const auto keep = [&](const auto& from, auto& to) {
      std::copy(from.begin() + first, from.begin() + last, to.begin() + first);
    };
    keep(water_.depth_m, depth_before_);
    keep(water_.flow_x, flow_x_before_);
    keep(water_.flow_y, flow_y_before_);
  });
}

void ShallowWater::average_with_before(const ActiveCells& active) {
  each_stretch(grid_, active, [&](std::int32_t first, std::int32_t last) {
    for (std::int32_t k = first; k < last; ++k) {
      water_.depth_m[k] = 0.5 * (depth_before_[k] + water_.depth_m[k]);
      water_.flow_x[k] = 0.5F * (flow_x_before_[k] + water_.flow_x[k]);
      water_.flow_y[k] = 0.5F * (flow_y_before_[k] + water_.flow_y[k]);
    }
  });
}

/// Heun's method: the mean of the state and of what two steps make of it.
Found ShallowWater::step(const ActiveCells& active, const EdgesByRow& edges, double step_s) {
  step_s_ = step_s;
  fill_ghosts();
  if (grid_.method.order == 1) return sweep(grid_, water_, active, edges, *this, step_s);
  const Ledger before = water_.ledger;
  keep_before(active);
  const Found first = sweep(grid_, water_, active, edges, *this, step_s);
  fill_ghosts();
  const Found second = sweep(grid_, water_, active, edges, *this, step_s);
  average_with_before(active);
  halve_since(water_.ledger, before);
  return {std::max(first.wave_speed, second.wave_speed), first.unstable || second.unstable};
}

}  // namespace sandtable::inundation
