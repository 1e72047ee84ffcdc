// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/inundation/basin.hpp"
#include "tests/validation/inundation/dem.hpp"

namespace sandtable::validation {

inline inundation::Basin basin_on(const Dem& dem, const inundation::Method& method, float manning) {
  inundation::Basin basin;
  basin.columns = dem.columns;
  basin.rows = dem.rows;
  basin.cell_m = dem.cell_m;
  basin.manning = manning;
  basin.method = method;
  basin.bed = [&](double x, double y) {
    return dem.at(static_cast<std::int32_t>(x / dem.cell_m),
                  static_cast<std::int32_t>(y / dem.cell_m));
  };
  return basin;
}

}  // namespace sandtable::validation
