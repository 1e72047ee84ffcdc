// SPDX-License-Identifier: Apache-2.0
// One time step of either scheme, written down plainly in double: what the kernels are tested
// against.
#pragma once

#include "models/hazard/inundation/kernel/water.hpp"

namespace sandtable::inundation::naive {

/// Depths and flows of every padded cell, as Water has them.
struct State {
  std::vector<double> depth_m, flow_x, flow_y;
};

/// What crosses the face after every padded cell, along x and along y, m2/s.
struct Volumes {
  std::vector<double> x, y;
};

inline State state_of(const Water& water) {
  return {{water.depth_m.begin(), water.depth_m.end()},
          {water.flow_x.begin(), water.flow_x.end()},
          {water.flow_y.begin(), water.flow_y.end()}};
}

/// Scales down what leaves cells that would lose more than they hold, then moves it.
void move(const Grid& grid, Volumes& volumes, double step_s, std::vector<double>& depth_m);

/// The state after a step; crests and weirs are those of the water.
State step_inertial(const Grid& grid, const Water& water, const std::vector<double>& edge_values,
                    double step_s);
State step_shallow_water(const Grid& grid, const Water& water,
                         const std::vector<double>& edge_values, double step_s);

}  // namespace sandtable::inundation::naive
