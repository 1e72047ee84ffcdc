// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {

// Catches a speed from the wrong faces, a speed of a film, and one that is not divided by depth.
TEST_CASE("the speed of a cell is its flow over its depth", "[inundation]") {
  const int number = GENERATE(0, 1);
  Basin basin;
  basin.columns = basin.rows = 4;
  basin.method = either(number);
  basin.make();
  basin.fill([](double x, double) { return x < 2 ? 0.5 : 0.0005; });
  const std::int32_t k = basin.grid.index(1, 2), beside = basin.grid.index(2, 2);
  const std::int32_t south = k - basin.grid.stride;
  basin.water.flow_x[beside] = basin.water.flow_x[k] = 0.4F;
  basin.water.flow_y[k] = 0.3F;
  if (number == 0) {  // through the faces west and east, south and north of the cell
    basin.water.flow_x[k - 1] = 0.2F;
    basin.water.flow_x[k] = 0.6F;
    basin.water.flow_y[south] = 0.5F;
    basin.water.flow_y[k] = 0.1F;
  }
  std::vector<float> speed(16), product(16);
  speeds(basin.grid, basin.water, speed);
  depth_times_speed(basin.grid, basin.water, product);
  CHECK(product[2 * 4 + 1] == Approx(0.5));
  CHECK(speed[2 * 4 + 1] == Approx(1.0));
  CHECK(speed[2 * 4 + 2] == 0.0F);
}

}  // namespace sandtable::inundation
