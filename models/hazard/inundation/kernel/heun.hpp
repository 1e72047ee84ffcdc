// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/hazard/inundation/kernel/shallow_water.hpp"

namespace sandtable::inundation {

/// Heun's method: the mean of the state and of what two steps make of it.
class Heun {
 public:
  Heun(const Grid& grid, Water& water, const Parts& parts)
      : grid_(grid), water_(water), parts_(parts) {}
  Found step(Sweep<ShallowWater>& sweep, const ActiveCells& active, double step_s);

 private:
  const Grid& grid_;
  Water& water_;
  const Parts& parts_;
  std::vector<double> depth_before_;
  std::vector<float> flow_x_before_, flow_y_before_;
};

}  // namespace sandtable::inundation
