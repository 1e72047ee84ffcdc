// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/shallow_water.hpp"

namespace sandtable::inundation {
namespace {

/// The mean of what was booked in two stages.
void halve_since(Ledger& ledger, const Ledger& before) {
  ledger.edge_in = before.edge_in + 0.5 * (ledger.edge_in - before.edge_in);
  ledger.edge_out = before.edge_out + 0.5 * (ledger.edge_out - before.edge_out);
}

}  // namespace

/// Heun's method: the mean of the state and of what two steps make of it.
Found ShallowWater::step(const ActiveCells& active, const EdgesByRow& edges, double step_s) {
  step_s_ = step_s;
  fill_ghosts();
  if (grid_.method.order == 1) return sweep(grid_, water_, active, edges, *this, step_s);
  const Ledger before = water_.ledger;
  depth_before_ = water_.depth_m;
  flow_x_before_ = water_.flow_x;
  flow_y_before_ = water_.flow_y;
  const Found first = sweep(grid_, water_, active, edges, *this, step_s);
  fill_ghosts();
  Found second = sweep(grid_, water_, active, edges, *this, step_s);
  for (std::size_t k = 0; k < depth_before_.size(); ++k) {
    water_.depth_m[k] = 0.5 * (depth_before_[k] + water_.depth_m[k]);
    water_.flow_x[k] = 0.5F * (flow_x_before_[k] + water_.flow_x[k]);
    water_.flow_y[k] = 0.5F * (flow_y_before_[k] + water_.flow_y[k]);
  }
  halve_since(water_.ledger, before);
  second.wave_speed = std::max(first.wave_speed, second.wave_speed);
  second.unstable = first.unstable || second.unstable;
  return second;
}

}  // namespace sandtable::inundation
